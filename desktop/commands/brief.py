"""``rapporteur brief CASE OUT.pdf``: the annotated comparison brief."""

import argparse
from dataclasses import replace
from pathlib import Path

from db import history
from db import statements as record
from desktop.analysis.cells import Comparison
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.reports import export, presets
from desktop.reports.options import PAPERS, PARTS, Options
from desktop.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    parser.add_argument("file", metavar="OUT.pdf", type=Path, help=_("the PDF to write"))
    taken.takes_date(parser)
    names = [preset.id for preset in presets.shipped()]
    parser.add_argument("--preset", choices=names, default="full", help=_("what is in it, and how it looks"))
    parser.add_argument("--paper", choices=PAPERS, default=None, help=_("the size of a page"))
    parser.add_argument("--without", action="append", choices=PARTS, default=[], metavar="PART", help=_without_help())
    parser.add_argument("--fonts", metavar="FOLDER", default="", help=_("a folder with fonts for more scripts"))
    taken.takes_json(parser)


def _without_help() -> str:
    return _("leave a part out, once or more: {parts}").format(parts=", ".join(PARTS))


def run(options: argparse.Namespace) -> int:
    """Writes the brief."""
    if options.file.suffix.lower() != ".pdf":
        told = _("A brief is a PDF, and {name} does not end in .pdf. Nothing was written.")
        raise taken.Refused(told.format(name=options.file.name))
    with taken.for_reading(options) as case:
        comparison = Comparison(case.snapshot(), options.as_of)
        with case.read() as reading:
            said, seal = record.read(reading), history.seal(reading)
    progress = terminal.Progress()
    try:
        written = export.write_brief(comparison, said, options.file, options=_chosen(options, seal), progress=progress)
    finally:
        progress.end()
    _tell(options, comparison, written)
    return 0


def _chosen(options: argparse.Namespace, seal: str) -> Options:
    """What the preset says, with what was asked for besides."""
    chosen = next(preset.options for preset in presets.shipped() if preset.id == options.preset)
    parts = tuple(part for part in chosen.parts if part not in options.without)
    if not parts:
        raise taken.Refused(_("With every part left out there is nothing to print. Nothing was written."))
    return replace(chosen, parts=parts, paper=options.paper or chosen.paper, fonts=options.fonts, seal=seal)


def _tell(options: argparse.Namespace, comparison: Comparison, written: export.Written) -> None:
    if options.json:
        terminal.document(
            {
                "file": str(options.file.absolute()),
                "as_of": comparison.as_of.text if comparison.as_of else None,
                "comments": written.comments,
                "tagged": written.tagged,
                "replaced": list(written.replaced),
                "scripts": list(written.scripts),
                "volumes": [str(path.absolute()) for path in written.volumes],
            }
        )
        return
    if written.scripts:
        told = _("No font that was asked has these: {scripts}. The code of each character stands in its place.")
        terminal.told(told.format(scripts=", ".join(written.scripts)))
    if not written.tagged:
        terminal.told(
            _("The pages could not be made accessible; they can be read, printed and commented all the same.")
        )
    if written.volumes:
        terminal.told(_("Memory is short, so the brief is made in parts."))
    for path in (written.path, *written.volumes):
        print(_("Wrote the brief to {path}.").format(path=path))
