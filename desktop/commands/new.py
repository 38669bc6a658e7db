"""``rapporteur new CASE --title T``: an empty case."""

import argparse

from db.case import Case
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    parser.add_argument("--title", required=True, help=_("what the case is called"))
    parser.add_argument("--language", default="en", help=_("the language of its sources, as in en or uk"))
    taken.takes_force(parser)
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Makes the case."""
    with Case.create(
        options.case,
        title=options.title,
        author=taken.author(options),
        language=options.language,
        overwrite=options.force,
        known=taken.here(),
    ) as case:
        if options.json:
            terminal.document({"case": str(case.path), "title": options.title})
        else:
            print(_("Made {path}, an empty case.").format(path=options.case))
    return 0
