"""``rapporteur annotate CASE SOURCE OUT.pdf``: a source with every statement highlighted and commented."""

import argparse
import getpass
import sys
from pathlib import Path
from typing import Any

from db import sources as texts
from db import statements as record
from db.records import Source
from desktop.analysis.cells import Comparison
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.exchange.documents.reading import PasswordNeeded
from desktop.reports import source_pdf
from desktop.reports.options import PAPERS, Options
from desktop.reports.record import Record
from desktop.reports.source_pdf import Annotated, Annotator
from desktop.words import _, count


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    parser.add_argument("source", metavar="SOURCE", nargs="?", help=_("its id, or its code in the brief, such as S1"))
    parser.add_argument("file", metavar="OUT.pdf", nargs="?", type=Path, help=_("the PDF to write"))
    parser.add_argument("--all", metavar="FOLDER", type=Path, help=_("write every source into a folder"))
    parser.add_argument("--paper", choices=PAPERS, default="a4", help=_("the size of a page of a text"))
    taken.takes_date(parser)
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Writes the marked source, or all of them."""
    _check(options)
    with taken.for_reading(options) as case:
        comparison = Comparison(case.snapshot(), options.as_of)
        with case.read() as reading:
            known = Record(comparison, record.read(reading))
            chosen = [_found(known, options.source)] if options.all is None else list(known.sources.values())
            done = []
            with Annotator(known, Options(paper=options.paper)) as annotator:
                for source in chosen:
                    path = options.file or options.all / source_pdf.file_name(known, source)
                    text, original = texts.text(reading, source.id), texts.original(reading, source.id)
                    marked = _annotated(annotator, source, text, original, texts.pages(reading, source.id))
                    source_pdf.write(path, marked)
                    done.append((known.source_codes[source.id], path, marked))
                    if not options.json:
                        _tell(path, marked)
    if options.json:
        terminal.document([_document(*one) for one in done])
    return 0


def _check(options: argparse.Namespace) -> None:
    if (options.all is None) == (options.file is None):
        raise taken.Refused(_("Name a source and the PDF to write, or --all and a folder. Nothing was written."))
    if options.all is not None and not options.all.is_dir():
        told = _("There is no folder {name}. Nothing was written.")
        raise taken.Refused(told.format(name=options.all))
    if options.file is not None and options.file.suffix.lower() != ".pdf":
        told = _("A marked source is a PDF, and {name} does not end in .pdf. Nothing was written.")
        raise taken.Refused(told.format(name=options.file.name))


def _found(known: Record, asked: str) -> Source:
    """The source that is meant by its id, or by its code."""
    for source in known.sources.values():
        if asked in (source.key, source.uid) or asked.upper() == known.source_codes[source.id]:
            return source
    listed = taken.known(f"{known.source_codes[source.id]} ({source.key})" for source in known.sources.values())
    told = _("There is no source {name}; known: {listed}")
    raise taken.Refused(told.format(name=asked, listed=listed or _("none")))


def _annotated(
    annotator: Annotator, source: Source, text: str, original: bytes | None, pages: bytes | None
) -> Annotated:
    """The marked source; a person at a terminal is asked for a password that the original needs."""
    try:
        return annotator.annotate(source, text, original, pages=pages)
    except PasswordNeeded:
        if not sys.stdin.isatty():
            raise
    password = getpass.getpass(_("Password of {name}: ").format(name=terminal.clean(source.title)))
    return annotator.annotate(source, text, original, pages=pages, password=password)


def _tell(path: Path, done: Annotated) -> None:
    if done.restricted:
        terminal.told(_("The original allows no comments; a copy of its text was marked instead."))
    if done.signed:
        terminal.told(_("The original is signed; the marks stand behind what the signature covers."))
    if done.rewritten:
        terminal.told(_("The original had to be written anew to be marked."))
    if done.scripts:
        told = _("No font that was asked has these: {scripts}. The code of each character stands in its place.")
        terminal.told(told.format(scripts=", ".join(done.scripts)))
    if done.missing:
        numbers = ", ".join(map(str, done.missing))
        terminal.told(_("The words of these statements are not on its pages: {numbers}.").format(numbers=numbers))
    told = count(done.comments, "Wrote {{path}} with {n} comment.", "Wrote {{path}} with {n} comments.")
    print(told.format(path=path))


def _document(code: str, path: Path, done: Annotated) -> dict[str, Any]:
    return {
        "source": code,
        "file": str(path.absolute()),
        "comments": done.comments,
        "copy": done.copy,
        "missing": list(done.missing),
        "signed": done.signed,
        "rewritten": done.rewritten,
    }
