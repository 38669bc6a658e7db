"""Tables of words for spreadsheets: a text is never taken for a formula, a file is written as a whole or not at all."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path

from db import files

FORMULA = tuple("=+-@\t\r\n＝＋－＠")
"""What a spreadsheet may take for the beginning of a formula."""


def safe(text: str) -> str:
    """A text that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith(FORMULA) else text


def written(rows: Iterable[Sequence[str]], *, line: str = "\n") -> str:
    """Rows as comma-separated values."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator=line)
    writer.writerows([safe(each) for each in row] for row in rows)
    return text.getvalue()


def write(path: Path, rows: Iterable[Sequence[str]]) -> Path:
    """Writes a file of comma-separated values in UTF-8, marked as such, in place of one that is there.

    Raises:
        WorldError: when it cannot be written; nothing is left of it then.
    """
    with files.replacement(path, overwrite=True) as new:
        new.write_text(written(rows, line="\r\n"), encoding="utf-8-sig", newline="")
        files.sync(new)
    return path
