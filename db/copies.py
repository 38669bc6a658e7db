"""Copies of an open case: the same case in another file, or a new case with the same model."""

import os
from dataclasses import replace
from pathlib import Path

from db import bulk, files, log, opening, whole
from db.case import Case
from db.drafts import CaseDraft, Contents
from db.errors import BackupFailed, NotACase, RapporteurError
from db.sqlite import connections, faults


def save_copy(case: Case, path: Path, *, overwrite: bool = False, unfinished: bool = False) -> Path:
    """Writes an open case to another file, complete with its history; returns where.

    It is read through the open file, so it works as well when that was moved, deleted, or can no longer be written.
    What is being typed stays behind, unless ``unfinished`` asks for it.

    Raises:
        NotACase: the suffix is not ``.rapporteur``, or the path is that of the case itself.
        CaseExists: there is a file, and ``overwrite`` was not asked for.
        FolderNotWritable, DiskFull, DiskFault: nothing was left behind.
        BackupFailed: what was written is not sound, and was thrown away.
    """
    path = path.absolute()
    if path.suffix.lower() != files.SUFFIX:
        raise NotACase("wrong-suffix", path=path, suffix=files.SUFFIX)
    if os.path.exists(path) and os.path.exists(case.path) and os.path.samefile(path, case.path):
        raise NotACase("is-the-case", path=path)
    with files.replacement(path, overwrite=overwrite) as new:
        write(case, new)
        if not unfinished:
            _forget_unfinished(new)
    return path


def _forget_unfinished(new: Path) -> None:
    """Takes out of a fresh copy what somebody was typing, to the last byte."""
    with faults.sorting(new, editing=True):
        connection = connections.connect(new, "rw")
        try:
            connections.writing(connection, True)
            connection.execute("PRAGMA secure_delete=ON")
            connection.execute("DELETE FROM draft")
        finally:
            connection.close()
    files.sync(new)


def write(case: Case, new: Path) -> str:
    """Writes an open case to a new file and waits for the disk; returns the seal that both have.

    Raises:
        BackupFailed: what was written is not the same, or not sound.
    """
    with case.read() as reading:
        seal = log.head(reading.connection)
        case.pour(new)
    files.sync(new)
    trouble = unsound(new, seal)
    if trouble is not None:
        raise BackupFailed(path=case.path, detail=trouble)
    return seal


def unsound(path: Path, seal: str | None = None) -> str | None:
    """What is wrong with a copy, if anything: it must be a sound case, and end with this seal."""
    try:
        with faults.sorting(path):
            connection = opening.connect(path, writable=True, read_only=False)
    except RapporteurError as error:
        return str(error.facts.get("detail") or error.code)
    try:
        with connections.engine(connection, path).connect() as reading:
            trouble = next(iter(connections.dangling(reading)), None)
            if trouble is not None:
                return str(trouble)
            return None if seal is None or log.head(reading) == seal else "it is not the same"
    finally:
        connection.close()


def save_template(case: Case, path: Path, *, title: str, overwrite: bool = False) -> Path:
    """Makes a new case with the actors, issues, factors and scenarios of an open one; returns where.

    Sources, statements, assessments, notes and the history stay behind. Errors as ``Case.create``.
    """
    with case.read() as reading:
        held, info = whole.read(reading), reading.info()
    model = model_of(held)
    with Case.create(path, title=title, author=case.author, language=info.language, overwrite=overwrite) as made:
        try:
            with made.change(title, kind="import") as editing:
                bulk.add_all(editing, model)
        except BaseException:
            made.path.unlink(missing_ok=True)
            raise
    return made.path


def model_of(held: Contents) -> Contents:
    """What a template keeps."""
    return replace(held, case=CaseDraft(), sources=(), statements=(), links=(), assessments=(), notes=(), views=())
