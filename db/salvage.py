"""Saves what can be saved of a damaged case, to a new file; the damaged one is not touched."""

from dataclasses import dataclass
from pathlib import Path

from db import files, received
from db.confined import Cancel, Progress

_COUNTS = ("kept", "odd", "alone", "gaps")


@dataclass(frozen=True, slots=True)
class Lost:
    """What of a table was lost: ``odd`` rows made no sense, ``alone`` belonged to something lost, ``gaps`` are places
    where nothing could be read.
    """

    table: str
    kept: int
    odd: int
    alone: int
    gaps: int

    @property
    def whole(self) -> bool:
        """Whether nothing is known to be lost."""
        return not (self.odd or self.alone or self.gaps)


@dataclass(frozen=True, slots=True)
class Report:
    """Where the saved case is, and what became of each table."""

    path: Path
    tables: tuple[Lost, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing but the history was lost."""
        return all(table.whole for table in self.tables)


def salvage(
    path: Path, target: Path | None = None, *, progress: Progress | None = None, cancel: Cancel | None = None
) -> Report:
    """Saves what can be saved of a damaged case as ``NAME (saved)``, or as ``target``.

    Raises:
        NotACase: it never was a case.
        CaseDamaged: ``beyond-saving``: nothing of it can be read.
        ChildFailed: it took too long, too much memory, or ended badly.
    """
    path = path.absolute()
    files.look(path)
    to = files.free((target or path.with_name(f"{path.stem} (saved){path.suffix}")).absolute())
    with received.workshop(to) as (work, new):
        told = received.ask(path, work, new, salvage=True, progress=progress, cancel=cancel)
        with files.replacement(to, overwrite=False) as placed:
            new.rename(placed)
            files.sync(placed)
    found = told["saved"]
    return Report(to, tuple(Lost(table, **{each: int(found[table][each]) for each in _COUNTS}) for table in found))
