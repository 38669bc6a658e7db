"""The quotations that are suggested in a source: what nobody has coded or skipped yet, in reading order."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import compress
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.records import Snapshot, Statement
from desktop import words
from desktop.words import _
from desktop.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
SUGGESTION = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A span that looks like a quotation: code points [start, end) of the source's text.

    ``speaker`` is the id of an actor of the case, if it is one; ``name`` is who the text says has said it.
    """

    start: int
    end: int
    exact: str
    speaker: int | None
    name: str
    why: str
    indirect: bool = False
    """Whether the text tells it in its own words."""


class Reason(Protocol):
    """Why something was suggested: what was found, the marks, the verb that reports, how the speaker is mentioned."""

    @property
    def found(self) -> str: ...  # noqa: D102
    @property
    def sign(self) -> str: ...  # noqa: D102
    @property
    def cue(self) -> str: ...  # noqa: D102
    @property
    def mention(self) -> str: ...  # noqa: D102


class Found(Protocol):
    """What is found in a text; ``speaker`` is the id of an actor."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def exact(self) -> str: ...  # noqa: D102
    @property
    def speaker(self) -> int | None: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def speech(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> Reason: ...  # noqa: D102


class SuggestionsModel(QAbstractListModel):
    """The suggestions of one source. ``renewed`` tells that they are others, ``moved`` that another is current."""

    renewed = Signal()
    moved = Signal()

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._source: int | None = None
        self._found: list[Suggestion] = []
        self._coded: tuple[Span, ...] | None = None
        self._longest = 0
        self._current = -1
        self.rows: tuple[Suggestion, ...] = ()
        self.known = False
        """Whether the text has been looked through."""
        workspace.opened.connect(self.forget)
        workspace.closed.connect(self.forget)
        workspace.changed.connect(self._renew)

    @property
    def source(self) -> int | None:
        """The source that was looked through."""
        return self._source

    @property
    def place(self) -> int | None:
        """The row of the one that is looked at."""
        return self._current if 0 <= self._current < len(self.rows) else None

    @property
    def current(self) -> Suggestion | None:
        """The one that is looked at."""
        return self.rows[self._current] if 0 <= self._current < len(self.rows) else None

    def ask(self, source: int) -> None:
        """Looks through the text of a source, beside the window; at once when it was done already."""
        if source == self._source and self.known:
            self._renew()
            return
        self._source, self.known, self._found, self._coded = source, False, [], None
        self._show(())
        self._workspace.suggestions(source, lambda found, last: self._take(source, found, last))
        self._renew()

    def forget(self) -> None:
        """Another case, or none."""
        self._source, self.known, self._found, self._coded = None, False, [], None
        self._show(())

    def at(self, start: int, end: int) -> Suggestion | None:
        """What is suggested at exactly this span."""
        return next((each for each in self._about(start, start + 1) if (each.start, each.end) == (start, end)), None)

    def near(self, start: int, end: int) -> Suggestion | None:
        """What is suggested at a span that overlaps this one."""
        return next(self._about(start, end), None)

    def _about(self, start: int, end: int) -> Iterator[Suggestion]:
        """Those that overlap a span."""
        for row in range(bisect_left(self.rows, start - self._longest, key=_start), len(self.rows)):
            if self.rows[row].start >= end:
                return
            if self.rows[row].end > start:
                yield self.rows[row]

    def go(self, row: int) -> None:
        """Looks at one."""
        if self.rows:
            self._current = max(0, min(row, len(self.rows) - 1))
            self.moved.emit()

    def next(self) -> Suggestion | None:
        """Looks at the one after; the first one at first."""
        self.go(self._current + 1)
        return self.current

    def previous(self) -> Suggestion | None:
        """Looks at the one before."""
        self.go(self._current - 1)
        return self.current

    def skip(self, suggestion: Suggestion | None = None) -> None:
        """Says that one is not wanted, which the case remembers; the current one when none is named."""
        skipped, source = suggestion or self.current, self._source
        if skipped is None or source is None or self._workspace.read_only:
            return
        self._workspace.skip_suggestion(source, skipped.start, skipped.end)

    def bring_back(self) -> None:
        """Suggests again what was skipped in this source."""
        source = self._source
        if source is None or self._workspace.read_only:
            return
        self._workspace.unskip_suggestions(source)

    def skipped(self) -> int:
        """How many were skipped in this source."""
        return len(_skipped(self._workspace.snapshot, self._source))

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The suggestions."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A suggestion; in words for those who listen."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        found = self.rows[index.row()]
        if role == SUGGESTION:
            return found
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ". ".join(part for part in (found.exact, found.name, found.why) if part)
        return found.exact if role == Qt.ItemDataRole.DisplayRole else None

    def _take(self, source: int, found: Iterable[Found], last: bool) -> None:
        if source != self._source:
            return
        snapshot = self._workspace.snapshot
        names = {actor.id: actor.name for actor in snapshot.actors} if snapshot is not None else {}
        more = [_suggestion(each, names) for each in found]
        self._longest = max(self._longest, *(each.end - each.start for each in more), 0)
        self._found += more
        self.known = last
        if self._coded is not None:
            self._show((*self.rows, *self._left(more, self._coded)))

    def _renew(self) -> None:
        """What is coded or skipped by now is no longer suggested."""
        source = self._source
        if source is None:
            return

        def answer(statements: tuple[Statement, ...]) -> None:
            if source == self._source:
                self._coded = tuple(
                    (each.start, each.end) for said in statements for each in said.quotations if each.source == source
                )
                self._show(tuple(self._left(self._found, self._coded)))

        self._workspace.quoting(source, answer)

    def _left(self, found: Sequence[Suggestion], coded: Iterable[Span]) -> Iterable[Suggestion]:
        """What is neither coded nor skipped: those of which most is covered go."""
        if not found:
            return ()
        wanted = bytearray(b"\1") * len(found)
        first, last = found[0].start, found[-1].end
        for start, end in (*coded, *_skipped(self._workspace.snapshot, self._source)):
            if end <= first or start >= last:
                continue
            row = bisect_left(found, start - self._longest, key=_start)
            while row < len(found) and found[row].start < end:
                each = found[row]
                if 2 * (min(end, each.end) - max(start, each.start)) > each.end - each.start:
                    wanted[row] = 0
                row += 1
        return compress(found, wanted)

    def _show(self, rows: tuple[Suggestion, ...]) -> None:
        if rows == self.rows:
            self.renewed.emit()
            return
        here = self.current
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        later = bisect_left(rows, here.start, key=_start) if here is not None else -1
        self._current = min(later, len(rows) - 1)
        self.renewed.emit()
        if here is not self.current:
            self.moved.emit()


def _suggestion(found: Found, names: Mapping[int, str]) -> Suggestion:
    known = found.speaker if found.speaker in names else None
    name = names[known] if known is not None else found.name
    indirect, why = found.speech == "indirect", found.why
    return Suggestion(
        found.start, found.end, found.exact, known, name, _reason(indirect, why.sign, why.cue, why.mention), indirect
    )


@lru_cache(1_000)
def _reason(indirect: bool, sign: str, cue: str, mention: str) -> str:
    """The reason in a few words: *in “ ”, “said”, “the president”*."""
    found = _("told in other words") if indirect else _("after a dash") if sign == "—" else ""
    marks = _("in {marks}").format(marks=" ".join(sign)) if sign and not found else ""
    parts = (found or marks, words.quoted(cue) if cue else "", words.quoted(mention) if mention else "")
    return ", ".join(part for part in parts if part)


def _skipped(snapshot: Snapshot | None, source: int | None) -> tuple[Span, ...]:
    listed = snapshot.sources if snapshot is not None else ()
    return next((each.skipped for each in listed if each.id == source), ())


def _start(suggestion: Suggestion) -> int:
    return suggestion.start
