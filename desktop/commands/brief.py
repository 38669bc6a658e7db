"""``rapporteur brief CASE OUT.pdf``: the annotated comparison brief."""

import argparse
from pathlib import Path

from db import statements as record
from desktop.analysis.cells import Comparison
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.reports import export
from desktop.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    parser.add_argument("file", metavar="OUT.pdf", type=Path, help=_("the PDF to write"))
    taken.takes_date(parser)
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Writes the brief."""
    if options.file.suffix.lower() != ".pdf":
        told = _("A brief is a PDF, and {name} does not end in .pdf. Nothing was written.")
        raise taken.Refused(told.format(name=options.file.name))
    with taken.for_reading(options) as case:
        comparison = Comparison(case.snapshot(), options.as_of)
        with case.read() as reading:
            said = record.read(reading)
    progress = terminal.Progress()
    try:
        written = export.write_brief(comparison, said, options.file, progress=progress)
    finally:
        progress.end()
    if options.json:
        terminal.document(
            {
                "file": str(options.file.absolute()),
                "as_of": comparison.as_of.text if comparison.as_of else None,
                "comments": written.comments,
                "tagged": written.tagged,
                "replaced": list(written.replaced),
            }
        )
    else:
        if written.replaced:
            told = _("No font that is shipped has {characters}; a box stands for each.")
            terminal.told(told.format(characters=" ".join(written.replaced)))
        print(_("Wrote the brief to {path}.").format(path=options.file))
    return 0
