"""Sources with every coded passage highlighted and commented: the original PDF, or the text typeset.

``Annotator`` makes one file after another; ``write`` puts one in its place.
"""

import base64
import re
import sys
import unicodedata
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from db.confined import Worker
from db.errors import ChildFailed
from db.records import Source
from desktop.exchange.documents.reading import PasswordNeeded, refusal
from desktop.exchange.documents.text import NotADocument
from desktop.reports import export, reading_copy, typeset
from desktop.reports.options import Options
from desktop.reports.record import Record
from desktop.reports.scripts import lacking
from desktop.reports.source_marks import Mark, marks

SECONDS, CPU, MEMORY = 120.0, 90.0, 1 << 30
"""What a source may take to be marked."""

LARGEST = 256 << 20
"""The most bytes of a marked file."""

_ARGV = (sys.executable, "-m", "desktop.reports.source_worker")
_NAME = 60
_RESERVED = re.compile(r"(con|prn|aux|nul|com\d|lpt\d)(\..*)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Annotated:
    """A source as PDF.

    Attributes:
        pdf: the file.
        comments: how many annotations it got.
        copy: whether it is the text typeset instead of the original.
        missing: the numbers of statements whose words are not on its pages.
        signed: whether it bears signatures, which cover what was there before.
        rewritten: whether the original could not be left bit for bit as it was.
        restricted: whether the original allows no comments, so that a copy was made.
        scripts: what no font could show in a copy.
    """

    pdf: bytes
    comments: int
    copy: bool
    missing: tuple[int, ...] = ()
    signed: bool = False
    rewritten: bool = False
    restricted: bool = False
    scripts: tuple[str, ...] = ()


class Annotator:
    """Marks the sources of a case, one after another.

    Args:
        record: a comparison with its statements.
        options: paper, colour, and whether notes and their authors are shown.
    """

    def __init__(self, record: Record, options: Options | None = None) -> None:
        self._record = record
        self._options = options or Options()
        self._worker = Worker(_ARGV, seconds=SECONDS, cpu=CPU, memory=MEMORY, largest=LARGEST)

    def __enter__(self) -> "Annotator":
        return self

    def __exit__(self, *_error: object) -> None:
        self._worker.close()

    def annotate(
        self,
        source: Source,
        text: str,
        original: bytes | None,
        *,
        pages: bytes | None = None,
        password: str | None = None,
        cancel: Callable[[], bool] | None = None,
    ) -> Annotated:
        """One source with its marks.

        Args:
            source: which.
            text: its text as it is stored.
            original: the file that it was read from, if the case has it.
            pages: the way from the text to the pages of that file, if the case has it.
            password: opens that file, if it needs one.
            cancel: asked now and then whether to stop.

        Raises:
            PasswordNeeded: the original is encrypted.
            ChildFailed: or one of its kinds; there is no file then.
        """
        wanted = marks(self._record, source, self._options)
        if original is None or not original[:1024].lstrip().startswith(b"%PDF-"):
            return self._copy(source, text, wanted, cancel)
        try:
            told, pdf = self._marked(source, original, wanted, pages, password, cancel)
        except NotADocument as refused:
            if isinstance(refused, PasswordNeeded):
                raise
            return self._copy(source, text, wanted, cancel, restricted=refused.code == "document-restricted")
        missing = tuple(sorted({wanted[place].number for place in told["missing"]}))
        return Annotated(pdf, told["comments"], False, missing, told["signed"], told["rewritten"])

    def _copy(
        self,
        source: Source,
        text: str,
        wanted: tuple[Mark, ...],
        cancel: Callable[[], bool] | None,
        *,
        restricted: bool = False,
    ) -> Annotated:
        asked = reading_copy.request(self._record, source, text, wanted, self._options)
        done = typeset.asked(asked, cancel=cancel)
        missing = tuple(sorted({wanted[int(id_[1:])].number for id_ in done.missing}))
        scripts = lacking(done.replaced)
        return Annotated(done.pdf, done.comments, True, missing, restricted=restricted, scripts=scripts)

    def _marked(
        self,
        source: Source,
        original: bytes,
        wanted: tuple[Mark, ...],
        pages: bytes | None,
        password: str | None,
        cancel: Callable[[], bool] | None,
    ) -> tuple[dict[str, Any], bytes]:
        job = {
            "marks": [asdict(mark) for mark in wanted],
            "digest": source.digest,
            "pages": base64.b64encode(pages or b"").decode("ascii"),
            "password": password,
        }
        try:
            told, pdf = self._worker.do(job, original, cancel=cancel)
        except ChildFailed as fault:
            raise refusal(fault) from fault
        if "error" in told:
            kind = PasswordNeeded if str(told["error"]).startswith("password-") else NotADocument
            raise kind(str(told["error"]), **told.get("facts", {}))
        return told, pdf


def file_name(record: Record, source: Source) -> str:
    """What a marked source is called in a folder: its code, and its title as far as every file system takes it."""
    title = unicodedata.normalize("NFC", source.title)
    kept = "".join(letter if _of_a_word(letter) else " " for letter in title)
    name = "-".join([record.source_codes[source.id], *kept.split()])[:_NAME].rstrip("-_ ")
    return f"_{name}.pdf" if _RESERVED.fullmatch(name) else f"{name}.pdf"


def _of_a_word(letter: str) -> bool:
    """A letter, a digit, or a mark that belongs to the letter before it, as the vowels of Devanagari do."""
    return letter.isalnum() or letter in "-_" or unicodedata.category(letter) in ("Mn", "Mc")


def write(path: Path, done: Annotated) -> None:
    """Puts a marked source in its place, as a whole or not at all."""
    export.replace(path, done.pdf)
