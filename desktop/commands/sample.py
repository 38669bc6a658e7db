"""``rapporteur sample CASE``: the sample case."""

import argparse

from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.exchange import sample
from desktop.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    taken.takes_force(parser)
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Writes the sample case."""
    added = sample.write(options.case, taken.author(options), overwrite=options.force, known=taken.here())
    if options.json:
        terminal.document({"case": str(options.case.absolute()), "added": added.added})
    else:
        print(_("Wrote the sample case to {path}.").format(path=options.case))
    return 0
