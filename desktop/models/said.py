"""Statements as a list of cards: words, when and what kind of utterance, conditions."""

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Snapshot, Statement
from desktop import words
from desktop.models.card_list import ENTRY
from desktop.models.cards import Entry, Part, Piece, cut
from desktop.models.condition_words import ConditionWords
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class SaidList(QAbstractListModel):
    """Cards of statements."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def show(self, statements: Iterable[Statement], snapshot: Snapshot | None) -> None:
        """Shows these statements, in this order."""
        self.beginResetModel()
        self._entries = [] if snapshot is None else [card(each, snapshot) for each in statements]
        self.endResetModel()

    def entry(self, row: int) -> Entry:
        """A row."""
        return self._entries[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The statements."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A card, and all of it in words."""
        if not index.isValid() or not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        return entry.told if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole) else None


def card(statement: Statement, snapshot: Snapshot) -> Entry:
    """The card of a statement."""
    main = statement.quotations[0] if statement.quotations else None
    text = words.quoted(cut(main.exact)) if main else _("Unsourced: no words on record stand for it")
    stances = [words.stance(each.stance) for each in statement.positions]
    facts = tuple(Piece(each) for each in _facts(statement, snapshot, stances))
    chips = tuple(Piece(each, "any") for each in _conditions(statement, snapshot))
    parts = [Part("words", text), Part("facts", pieces=facts), *([Part("chips", pieces=chips)] if chips else [])]
    told = ". ".join((text, ", ".join(piece.text for piece in (*facts, *chips))))
    mark = statement.positions[0].stance.word if statement.positions else ""
    return Entry("card", "", statement.number, mark=mark, parts=tuple(parts), quotation=main, told=told)


def _facts(statement: Statement, snapshot: Snapshot, stances: list[str]) -> Iterator[str]:
    names = {actor.id: actor.name for actor in snapshot.actors}
    yield words.listing(list(dict.fromkeys(stances))) or _("No position")
    yield names.get(statement.speaker, "")
    yield words.date(statement.said_on)
    if statement.act is not None:
        yield words.act(statement.act)
    yield _("no. {n}").format(n=statement.number)


def _conditions(statement: Statement, snapshot: Snapshot) -> list[str]:
    named = ConditionWords(snapshot.factors)
    clauses = [clause for position in statement.positions for clause in position.regions]
    return list(dict.fromkeys(named.condition(condition) for clause in clauses for condition in clause))
