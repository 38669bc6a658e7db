"""The list of cards of one cell, for a view: a page of each verdict first, more of them when asked for."""

from collections.abc import Iterable, Iterator
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import Statement
from db.vocabulary import Verdict
from desktop.analysis.cells import Reason
from desktop.models import cards
from desktop.models.cards import Entry
from desktop.models.story import Story

PAGE = 12
"""So many cards of each verdict are shown at first, and more with each step."""

ENTRY = Qt.ItemDataRole.UserRole

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class CardList(QAbstractListModel):
    """The rows of the inspector. ``missing`` tells which statements it needs before it can show them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._story: Story | None = None
        self._shown: dict[Verdict, int] = {}
        self._statements: dict[int, Statement] = {}
        self._entries: list[Entry] = []

    @property
    def story(self) -> Story | None:
        """What it tells."""
        return self._story

    def missing(self, story: Story) -> tuple[int, ...]:
        """The positions whose statements are to be read before a story is shown."""
        wanted = [reason for verdict in Verdict for reason in self._listed(story, verdict)[:PAGE]]
        wanted += [story.nearest] if story.nearest is not None else []
        return tuple(dict.fromkeys(reason.position for reason in wanted))

    def missing_more(self, verdict: Verdict) -> tuple[int, ...]:
        """The positions whose statements are to be read before more of a verdict is shown."""
        if self._story is None:
            return ()
        shown = self._shown[verdict]
        return tuple(reason.position for reason in self._listed(self._story, verdict)[shown : shown + PAGE])

    def show(self, story: Story | None, statements: Iterable[Statement] = ()) -> None:
        """Shows another cell."""
        self.beginResetModel()
        self._story = story
        self._shown = dict.fromkeys(Verdict, PAGE)
        self._statements = {each.id: each for each in statements}
        self._entries = [] if story is None else self._made(story)
        self.endResetModel()

    def show_more(self, verdict: Verdict, statements: Iterable[Statement]) -> None:
        """Shows more cards of a verdict, in place of the row that offered them."""
        if self._story is None:
            return
        row = next(
            number for number, each in enumerate(self._entries) if each.kind == "more" and each.verdict == verdict
        )
        self._statements |= {each.id: each for each in statements}
        start = self._shown[verdict]
        self._shown[verdict] = start + PAGE
        new = self._page(self._story, verdict, start)
        self.beginRemoveRows(NOWHERE, row, row)
        del self._entries[row]
        self.endRemoveRows()
        self.beginInsertRows(NOWHERE, row, row + len(new) - 1)
        self._entries[row:row] = new
        self.endInsertRows()

    def entry(self, row: int) -> Entry:
        """A row."""
        return self._entries[row]

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The rows, headings included."""
        return 0 if parent.isValid() else len(self._entries)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The row, and all of it in words for those who listen or copy it."""
        if not index.isValid() or not 0 <= index.row() < len(self._entries):
            return None
        entry = self._entries[index.row()]
        if role == ENTRY:
            return entry
        told = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole)
        return entry.told if role in told else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if not index.isValid() or self._entries[index.row()].kind == "heading":
            return Qt.ItemFlag.NoItemFlags
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemNeverHasChildren

    def _made(self, story: Story) -> list[Entry]:
        found: list[Entry] = []
        if story.nearest is not None:
            found.append(cards.nearest())
            found.extend(self._cards(story, story.nearest))
        for verdict in Verdict:
            listed = len(self._listed(story, verdict))
            if listed:
                found.append(cards.heading(story, verdict, listed))
                found.extend(self._page(story, verdict, 0))
        return found

    def _page(self, story: Story, verdict: Verdict, start: int) -> list[Entry]:
        """The next cards of a verdict, and the offer of more."""
        listed = self._listed(story, verdict)
        found = [entry for reason in listed[start : start + PAGE] for entry in self._cards(story, reason)]
        left = len(listed) - start - PAGE
        return [*found, cards.more(left, verdict)] if left > 0 else found

    def _cards(self, story: Story, reason: Reason) -> Iterator[Entry]:
        return cards.cards(story, reason, self._statements[reason.statement])

    def _listed(self, story: Story, verdict: Verdict) -> tuple[Reason, ...]:
        """What stands below a heading: all but the nearest, which stands above."""
        return tuple(each for each in story.groups[verdict] if each is not story.nearest)
