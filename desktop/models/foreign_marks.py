"""The marks that somebody made elsewhere in the file of the source that is read: what is a note or coded by now."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Note, Statement
from desktop import words
from desktop.words import _, count

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

MARK = Qt.ItemDataRole.UserRole
"""The MarkLine of a row."""

SHOWN = 400
"""So many characters of a comment are laid out in a list or beside a text."""


class Mark(Protocol):
    """A mark as ``exchange.foreign_marks`` finds it."""

    @property
    def key(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def author(self) -> str: ...  # noqa: D102
    @property
    def at(self) -> str: ...  # noqa: D102
    @property
    def body(self) -> str: ...  # noqa: D102
    @property
    def words(self) -> str: ...  # noqa: D102
    @property
    def page(self) -> int: ...  # noqa: D102
    @property
    def shown(self) -> tuple[tuple[float, float, float, float], ...]: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def answers(self) -> Sequence[Any]: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class MarkLine:
    """A mark and what became of it.

    ``body`` is what was written, or what kind of mark it is; ``state`` says in a word what became of it; ``open`` is
    whether something of it is to be taken over yet.
    """

    mark: Mark
    body: str
    signed: str
    state: str
    open: bool

    @property
    def placed(self) -> bool:
        """Whether it stands at a place of the text."""
        return self.mark.start < self.mark.end

    @property
    def told(self) -> str:
        """All of it in words."""
        on = words.quoted(self.mark.words[:SHOWN]) if self.placed else ""
        return ". ".join(part for part in (self.body, on, self.signed, self.state) if part)


class ForeignMarks(QAbstractListModel):
    """The marks in the order of the pages."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._marks: tuple[Mark, ...] = ()
        self._noted: frozenset[str] = frozenset()
        self._coded: list[tuple[int, int]] = []
        self.lines: list[MarkLine] = []

    def show(self, marks: Sequence[Mark]) -> None:
        """Shows the marks of another file."""
        self.beginResetModel()
        self._marks = tuple(marks)
        self.lines = [self._line(mark) for mark in self._marks]
        self.endResetModel()

    def renew(self, notes: Iterable[Note], source: int | None, statements: Iterable[Statement]) -> None:
        """What is a note by now, and what is coded of a source."""
        self._noted = frozenset(note.key for note in notes)
        self._coded = sorted(
            (each.start, each.end) for said in statements for each in said.quotations if each.source == source
        )
        self.lines = [self._line(mark) for mark in self._marks]
        if self.lines:
            self.dataChanged.emit(self.index(0), self.index(len(self.lines) - 1))

    def left(self) -> list[Mark]:
        """The marks of which something can be taken over yet."""
        return [line.mark for line in self.lines if not self._taken(line.mark)]

    def at(self, point: int) -> int:
        """The row of the shortest mark at a place of the text; -1 where there is none."""
        here = [row for row, line in enumerate(self.lines) if line.mark.start <= point < line.mark.end]
        return min(here, key=lambda row: self._marks[row].end - self._marks[row].start, default=-1)

    def told(self) -> str:
        """How many there are, and how many stand at no place of the text."""
        lost = sum(not line.placed for line in self.lines)
        told = count(len(self.lines), "{n} mark in the file", "{n} marks in the file")
        return f"{told}, {count(lost, '{n} beside no words', '{n} beside no words')}" if lost else told

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The marks."""
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A mark, and all of it in words."""
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role == MARK:
            return line
        if role == Qt.ItemDataRole.ToolTipRole:
            return words.as_tooltip(line.told)
        told = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return line.told if role in told else None

    def _line(self, mark: Mark) -> MarkLine:
        noted, coded = self._taken(mark), self._is_coded(mark)
        states = (_("note") if noted else "", _("coded") if coded else "")
        body = " ".join(mark.body[:SHOWN].split()) or _kind(mark.kind)
        answers = count(len(mark.answers), "{n} answer", "{n} answers") if mark.answers else ""
        page = _("page {n}").format(n=mark.page + 1)
        parts = (words.isolated(mark.author) if mark.author else "", _day(mark.at), page, answers)
        signed = " · ".join(part for part in parts if part)
        return MarkLine(mark, body, signed, ", ".join(state for state in states if state), not noted and not coded)

    def _taken(self, mark: Mark) -> bool:
        return mark.key in self._noted and all(each.key in self._noted for each in mark.answers)

    def _is_coded(self, mark: Mark) -> bool:
        """Whether most of what a mark is on is quoted."""
        size = mark.end - mark.start
        first = bisect_left(self._coded, (mark.start - 5_000, 0))
        near = self._coded[first : bisect_left(self._coded, (mark.end, 0))]
        return size > 0 and any(2 * (min(end, mark.end) - max(start, mark.start)) > size for start, end in near)


def _day(at: str) -> str:
    return words.date(at[:10]) if at else ""


def _kind(kind: str) -> str:
    names = {
        "highlight": _("Highlighted"),
        "underline": _("Underlined"),
        "squiggly": _("Underlined"),
        "strikeout": _("Struck out"),
    }
    return names.get(kind, _("Comment"))
