"""The cases a person opened lately, with a miniature of their matrix; kept in the settings."""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, fields, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

import resources
from db.vocabulary import ActorKind, CellKind, Headline
from desktop import words
from desktop.settings import Settings
from desktop.words import _, folded

if TYPE_CHECKING:
    from desktop.analysis.cells import Comparison, Grid

MOST = 30
"""How many cases are remembered."""

CASE = Qt.ItemDataRole.UserRole
"""The RecentCase of a row."""
MISSING = Qt.ItemDataRole.UserRole + 1
"""Whether its file is gone."""
DRAWN = Qt.ItemDataRole.UserRole + 2
"""What is drawn of it: the miniature, three lines, and when it was open."""

Index = QModelIndex | QPersistentModelIndex

_LETTERS = {
    Headline.REJECTS: "R",
    Headline.CONTESTED: "C",
    Headline.OPPOSES: "O",
    Headline.NEUTRAL: "N",
    Headline.ACCEPTS: "A",
    Headline.SUPPORTS: "S",
    Headline.SILENT: ".",
}


@dataclass(frozen=True, slots=True)
class RecentCase:
    """A case that was open. ``miniature`` has a row an actor and a letter a scenario: see ``miniature``."""

    path: str
    title: str
    sources: int
    statements: int
    scenarios: int
    opened: str
    miniature: tuple[str, ...] = ()
    sample: bool = False


def miniature(comparison: "Comparison", grid: "Grid", rows: int = 9, columns: int = 16) -> tuple[str, ...]:
    """The top left of a matrix as letters: R O N A S C for firm cells, small ones for open cells, a dot for silence."""
    actors = [place for place, actor in enumerate(comparison.actors) if actor.kind is not ActorKind.PERSON]
    chosen = actors or range(len(comparison.actors))
    wide = min(columns, len(comparison.scenarios))
    return tuple("".join(_letter(grid, actor, place) for place in range(wide)) for actor in list(chosen)[:rows])


def _letter(grid: "Grid", actor: int, scenario: int) -> str:
    kind = CellKind.by_code(int(grid.kind[actor, scenario]))
    letter = _LETTERS[Headline(int(grid.headline[actor, scenario]))]
    return letter.lower() if kind is CellKind.OPEN else letter if kind is CellKind.FIRM else "."


def of_case(path: Path, comparison: "Comparison", grid: "Grid", opened: str, *, sample: bool = False) -> RecentCase:
    """A case as it is remembered; ``opened`` is a moment as ISO 8601 has it."""
    snapshot = comparison.snapshot
    return RecentCase(
        str(path),
        snapshot.case.title,
        len(snapshot.sources),
        len(snapshot.statements.id),
        len(snapshot.scenarios),
        opened,
        miniature(comparison, grid),
        sample,
    )


def counts(case: RecentCase) -> str:
    """What a case holds, in words."""
    return " · ".join(
        (
            words.count(case.sources, "{n} source", "{n} sources"),
            words.count(case.statements, "{n} statement", "{n} statements"),
            words.count(case.scenarios, "{n} scenario", "{n} scenarios"),
        )
    )


def place(case: RecentCase) -> str:
    """Where a case lies, in the words of a person: the last folders of its path."""
    folder = Path(case.path).parent
    try:
        parts = folder.relative_to(Path.home()).parts or (folder.name,)
    except ValueError:
        parts = folder.parts
    told = " › ".join(part for part in parts[-3:] if part not in ("/", "\\"))
    return f"{_('Sample case')} · {told}" if case.sample else told


def when(opened: str, now: datetime) -> str:
    """When a case was open: *today, 09:12*, *yesterday*, or the day."""
    try:
        moment = datetime.fromisoformat(opened)
    except ValueError:
        return ""
    if moment.date() == now.date():
        return _("today, {time}").format(time=moment.strftime("%H:%M"))
    if moment.date() == now.date() - timedelta(days=1):
        return _("yesterday")
    return words.date(moment.date().isoformat())


def sample_case(folder: Path) -> RecentCase:
    """The sample case that is shipped, as it would lie in a folder."""
    held = json.loads(resources.text("sample", "sample.json"))
    sources, statements, scenarios = (len(held[what]) for what in ("sources", "statements", "scenarios"))
    path = str(folder / f"{_('Sample case')}.rapporteur")
    return RecentCase(path, str(held["case"]["title"]), sources, statements, scenarios, opened="", sample=True)


class RecentModel(QAbstractListModel):
    """The recent cases, latest first, of which a find text may hide some; without any, the sample case."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        self._settings = settings
        self._cases = [case for each in settings.read_list("recent") if (case := _read(each)) is not None]
        self._missing: frozenset[str] = frozenset()
        self._find = ""
        self.sample = sample_case(settings.documents())
        self._shown = self._cases or [self.sample]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The title, the case itself, whether it is missing, and words for those who listen."""
        if not index.isValid() or not 0 <= index.row() < len(self._shown):
            return None
        case = self._shown[index.row()]
        missing = case.path in self._missing
        if role == Qt.ItemDataRole.DisplayRole:
            return case.title
        if role == CASE:
            return case
        if role == MISSING:
            return missing
        if role == DRAWN:
            there = _("moved or deleted: {path}").format(path=case.path) if missing else place(case)
            return case.miniature, (case.title, counts(case), there), when(case.opened, datetime.now().astimezone())
        if role == Qt.ItemDataRole.ToolTipRole:
            return case.path
        if role == Qt.ItemDataRole.AccessibleTextRole:
            gone = f", {_('moved or deleted')}" if missing else ""
            return f"{case.title}, {counts(case)}, {place(case)}{gone}"
        return None

    def all(self) -> tuple[RecentCase, ...]:
        """Every remembered case, latest first."""
        return tuple(self._cases)

    def is_missing(self, path: str) -> bool:
        """Whether there is no file at a path any more, as far as is known."""
        return path in self._missing

    def find(self, text: str) -> None:
        """Shows only the cases whose title or path has every word of a text."""
        self._find = folded(text)
        self._refresh()

    def remember(self, case: RecentCase) -> None:
        """Puts a case first."""
        self._cases = [case, *(each for each in self._cases if each.path != case.path)][:MOST]
        self._missing -= {case.path}
        self._keep()

    def forget(self, path: str) -> None:
        """Takes a case from the list; the file stays."""
        self._cases = [each for each in self._cases if each.path != path]
        self._keep()

    def found(self, old: str, new: str) -> None:
        """A moved case was found again."""
        moved = [replace(each, path=new) for each in self._cases if each.path == old]
        self._cases = [*moved, *(each for each in self._cases if each.path not in (old, new))]
        self._missing -= {old, new}
        self._keep()

    def set_missing(self, paths: Iterable[str]) -> None:
        """Which cases have no file any more."""
        missing = frozenset(paths)
        if missing != self._missing:
            self._missing = missing
            self.dataChanged.emit(self.index(0), self.index(max(0, len(self._shown) - 1)))

    def _keep(self) -> None:
        self._settings.write_list("recent", [asdict(case) for case in self._cases])
        self._refresh()

    def _refresh(self) -> None:
        self.beginResetModel()
        asked = self._find.split()
        listed = self._cases or [self.sample]
        self._shown = [case for case in listed if all(word in folded(case.title + case.path) for word in asked)]
        self.endResetModel()


def missing(paths: Iterable[str]) -> tuple[str, ...]:
    """Those of some paths at which there is no file; may take long on a network drive."""
    return tuple(path for path in paths if not Path(path).is_file())


def _read(kept: dict[str, Any]) -> RecentCase | None:
    """A case as it was kept; None when it is not as it should be."""
    kinds: dict[str, type] = {"sources": int, "statements": int, "scenarios": int, "sample": bool}
    known = {field.name for field in fields(RecentCase)}
    given = {name: value for name, value in kept.items() if name in known}
    rows = given.pop("miniature", [])
    if not all(isinstance(value, kinds.get(name, str)) for name, value in given.items()):
        return None
    if not isinstance(rows, list) or not all(isinstance(row, str) for row in rows):
        rows = []
    try:
        return RecentCase(**given, miniature=tuple(rows))
    except TypeError:
        return None
