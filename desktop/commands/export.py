"""``rapporteur export CASE FILE``: the whole case, in the format that the file's suffix names."""

import argparse
from pathlib import Path

from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.exchange import case_json
from desktop.words import _

SUFFIXES = (".json",)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    parser.add_argument("file", metavar="FILE", type=Path, help=_("the file to write; .json is the whole case"))
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Writes the file."""
    if options.file.suffix.lower() not in SUFFIXES:
        told = _("A case cannot be written as {name}. Choose a name that ends in {known}; nothing was written.")
        raise taken.Refused(told.format(name=options.file.name, known=taken.known(SUFFIXES)))
    with taken.for_reading(options) as case:
        size = case_json.export_file(case, options.file)
    if options.json:
        terminal.document({"file": str(options.file.absolute()), "characters": size})
    else:
        print(_("Wrote the whole case to {path}.").format(path=options.file))
    return 0
