"""A case as JSON: whole files in and out. The parts are in the files beside it.

``case_shape`` says the format once, put together from ``shapes``; ``case_parse`` reads it with all faults at once,
``case_dump`` writes it, ``case_merge`` puts two cases together, ``case_schema`` tells it to other programs.
"""

import os
from pathlib import Path

from db import bulk, files, whole
from db.case import Case, Editing
from db.drafts import Contents
from db.known import Known
from desktop.exchange.case_dump import dump
from desktop.exchange.case_faults import CaseFaults
from desktop.exchange.case_merge import Merged, additions, counted, is_empty
from desktop.exchange.case_parse import parse

__all__ = ["CaseFaults", "Merged", "create", "dump", "export_file", "import_file", "merge", "parse"]


def merge(editing: Editing, contents: Contents) -> Merged:
    """Adds what a case does not hold yet.

    Raises:
        CaseFaults: an id stands for something else in the case; nothing was added.
    """
    there = whole.read(editing)
    new = additions(there, contents)
    fill = is_empty(there)
    if fill:
        head = contents.case
        editing.describe(
            title=head.title,
            description=head.description,
            language=head.language,
            as_of=head.as_of,
            reliabilities=head.reliabilities,
            credibilities=tuple(str(int(each)) for each in head.credibilities),
        )
    bulk.add_all(editing, new)
    return counted(new, described=fill)


def import_file(case: Case, path: Path) -> Merged:
    """Merges a case file into a case, as one action; CaseFaults when it has any."""
    contents = parse(path.read_bytes())
    with case.change(f"Import {path.name}", kind="import") as editing:
        return merge(editing, contents)


def create(
    path: Path, content: str | bytes, *, author: str = "", overwrite: bool = False, known: Known | None = None
) -> Merged:
    """Makes a case of the content of a case file; nothing is left of it when that fails."""
    contents = parse(content)
    case = Case.create(path, title=contents.case.title, author=author, overwrite=overwrite, known=known)
    try:
        with case, case.change("Import a case", kind="import") as editing:
            return merge(editing, contents)
    except BaseException:
        case.path.unlink(missing_ok=True)
        raise


def export_file(case: Case, path: Path) -> int:
    """Writes the whole case to a file, which appears when it is complete; returns its length in characters."""
    with case.read() as reading:
        text = dump(whole.read(reading))
    with (
        files.replacement(path.absolute(), overwrite=True) as new,
        new.open("w", encoding="utf-8", newline="\n") as file,
    ):
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    return len(text)
