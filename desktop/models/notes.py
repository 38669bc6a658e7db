"""The analyst's notes as a list, the latest first; a find text, a tag and what is still open choose among them."""

from collections import Counter
from dataclasses import dataclass
from enum import IntEnum
from functools import cached_property
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Note, NoteTarget, Snapshot
from desktop import words
from desktop.words import _, count, folded

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()

NOTE = Qt.ItemDataRole.UserRole
"""The NoteLine of a row."""


class Which(IntEnum):
    """Which notes are shown."""

    ALL = 0
    OPEN = 1
    DONE = 2


@dataclass(frozen=True, slots=True)
class NoteLine:
    """A note that answers no other one: what it is about, its answers, who wrote it when."""

    note: Note
    about: str
    answers: tuple[Note, ...]

    @property
    def signed(self) -> str:
        """Who wrote it, when, and under which tags."""
        note = self.note
        answers = count(len(self.answers), "{n} answer", "{n} answers") if self.answers else ""
        parts = (note.author, words.date(note.at) if note.at else "", ", ".join(note.tags), answers)
        return " · ".join(part for part in parts if part)


class NotesModel(QAbstractListModel):
    """Rows of notes. It holds a snapshot and what is asked for."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[NoteLine, ...] = ()
        self._lines: list[NoteLine] = []
        self._asked = ("", Which.ALL, "")

    def show(self, snapshot: Snapshot | None) -> None:
        """Shows the notes of another record."""
        self._all = () if snapshot is None else _lines(snapshot)
        self._fill()

    def ask(self, find: str = "", which: Which = Which.ALL, tag: str = "") -> None:
        """Shows only notes with every word typed, of one kind and one tag."""
        self._asked = (find, which, tag)
        self._fill()

    def tags(self) -> list[tuple[str, int]]:
        """The tags in use with how many notes have each, the commonest first."""
        used = Counter(tag for line in self._all for note in (line.note, *line.answers) for tag in note.tags)
        return sorted(used.items(), key=lambda pair: (-pair[1], folded(pair[0])))

    def total(self) -> int:
        """How many notes there are, answers not counted."""
        return len(self._all)

    def line(self, row: int) -> NoteLine | None:
        """The note of a row; None beyond the end."""
        return self._lines[row] if 0 <= row < len(self._lines) else None

    def row_of(self, note: int) -> int:
        """The row of a note, or of the one that it answers; -1 when it is not shown."""
        for row, line in enumerate(self._lines):
            if note in (line.note.id, *(each.id for each in line.answers)):
                return row
        return -1

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The notes that are shown."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a note, and its NoteLine."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        if role == NOTE:
            return line
        if role == Qt.ItemDataRole.DisplayRole:
            return line.note.body
        if role == Qt.ItemDataRole.AccessibleTextRole:
            state = _("done") if line.note.done else ""
            return ". ".join(part for part in (line.about, line.note.body, line.signed, state) if part)
        return None

    def _fill(self) -> None:
        find, which, tag = self._asked
        asked = folded(find).split()
        self.beginResetModel()
        self._lines = [
            line
            for line in self._all
            if (which is Which.ALL or line.note.done == (which is Which.DONE))
            and (not tag or any(tag in note.tags for note in (line.note, *line.answers)))
            and all(word in _searched(line) for word in asked)
        ]
        self.endResetModel()


def _searched(line: NoteLine) -> str:
    bodies = (note.body for note in (line.note, *line.answers))
    return folded(" ".join((line.about, line.signed, *bodies)))


def _lines(snapshot: Snapshot) -> tuple[NoteLine, ...]:
    there = {note.id for note in snapshot.notes}
    answers: dict[int, list[Note]] = {}
    for note in snapshot.notes:
        if note.reply_to in there:
            answers.setdefault(_root(snapshot, note), []).append(note)
    about = About(snapshot)
    roots = [note for note in snapshot.notes if note.reply_to not in there]
    roots.sort(key=lambda note: (note.at or "", note.id), reverse=True)
    return tuple(NoteLine(note, about.told(note.on), tuple(answers.get(note.id, ()))) for note in roots)


def _root(snapshot: Snapshot, note: Note) -> int:
    known = {each.id: each for each in snapshot.notes}
    seen = {note.id}
    while note.reply_to in known and note.reply_to not in seen:
        note = known[note.reply_to]
        seen.add(note.id)
    return note.id


class About:
    """Says in a few words what a note is about."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._actors = {each.id: each.name for each in snapshot.actors}
        self._scenarios = {each.id: each.name for each in snapshot.scenarios}
        self._factors = {each.id: each.name for each in snapshot.factors}
        self._issues = {each.id: each.name for each in snapshot.issues}
        self._sources = {each.id: each.title or each.key for each in snapshot.sources}
        self._snapshot = snapshot
        self._case = snapshot.case.title

    @cached_property
    def _numbers(self) -> dict[int, int]:
        said = self._snapshot.statements
        return dict(zip(said.id, said.number, strict=True))

    @cached_property
    def _statements(self) -> dict[int, int]:
        positions = self._snapshot.positions
        return dict(zip(positions.id, positions.statement, strict=True))

    def told(self, on: NoteTarget) -> str:
        """What a target is called."""
        if on.actor is not None and on.scenario is not None:
            pattern = _("{actor} × {scenario}")
            return pattern.format(actor=self._actors.get(on.actor, ""), scenario=self._scenarios.get(on.scenario, ""))
        statement = on.statement
        if statement is None and on.position is not None:
            statement = self._statements.get(on.position)
        if statement is not None:
            return _("Statement no. {n}").format(n=self._numbers.get(statement, "?"))
        named = (
            (on.actor, self._actors),
            (on.scenario, self._scenarios),
            (on.factor, self._factors),
            (on.issue, self._issues),
            (on.source, self._sources),
        )
        found = next((names.get(number, "") for number, names in named if number is not None), "")
        return found or _("The case: {title}").format(title=self._case)
