"""The quotations that are suggested in a source: what nobody has coded or skipped yet, in reading order."""

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from db.records import Snapshot, Statement
from desktop import words
from desktop.words import _
from desktop.workspace import Workspace

Index = QModelIndex | QPersistentModelIndex
SUGGESTION = Qt.ItemDataRole.UserRole
NOWHERE = QModelIndex()


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
        self._found: tuple[Suggestion, ...] = ()
        self._coded: tuple[tuple[int, int], ...] = ()
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
    def current(self) -> Suggestion | None:
        """The one that is looked at."""
        return self.rows[self._current] if 0 <= self._current < len(self.rows) else None

    def ask(self, source: int) -> None:
        """Looks through the text of a source, beside the window; at once when it was done already."""
        if source == self._source and self.known:
            self._renew()
            return
        self._source, self.known, self._found = source, False, ()
        self._show(())
        self._workspace.suggestions(source, lambda found: self._take(source, found))

    def forget(self) -> None:
        """Another case, or none."""
        self._source, self.known, self._found, self._coded = None, False, (), ()
        self._show(())

    def at(self, start: int, end: int) -> Suggestion | None:
        """What is suggested at exactly this span."""
        return next((each for each in self.rows if (each.start, each.end) == (start, end)), None)

    def near(self, start: int, end: int) -> Suggestion | None:
        """What is suggested at a span that overlaps this one."""
        return next((each for each in self.rows if each.start < end and start < each.end), None)

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

    def _take(self, source: int, found: Iterable[Found]) -> None:
        if source != self._source:
            return
        snapshot = self._workspace.snapshot
        names = {actor.id: actor.name for actor in snapshot.actors} if snapshot is not None else {}
        self._found = tuple(_suggestion(each, names) for each in found)
        self.known = True
        self._renew()

    def _renew(self) -> None:
        """What is coded or skipped by now is no longer suggested."""
        source = self._source
        if source is None or not self.known:
            return

        def answer(statements: tuple[Statement, ...]) -> None:
            if source == self._source:
                self._coded = tuple(
                    (each.start, each.end) for said in statements for each in said.quotations if each.source == source
                )
                self._show(self._left())

        self._workspace.quoting(source, answer)

    def _left(self) -> tuple[Suggestion, ...]:
        taken = sorted((*self._coded, *_skipped(self._workspace.snapshot, self._source)))
        longest = max((end - start for start, end in taken), default=0)
        return tuple(each for each in self._found if not _covered(each, taken, longest))

    def _show(self, rows: tuple[Suggestion, ...]) -> None:
        if rows == self.rows:
            self.renewed.emit()
            return
        here = self.current
        self.beginResetModel()
        self.rows = rows
        self.endResetModel()
        later = [place for place, each in enumerate(rows) if here is not None and each.start >= here.start]
        self._current = later[0] if later else len(rows) - 1 if here is not None else -1
        self.renewed.emit()
        self.moved.emit()


def _suggestion(found: Found, names: Mapping[int, str]) -> Suggestion:
    known = found.speaker if found.speaker in names else None
    name = names[known] if known is not None else found.name
    indirect = found.speech == "indirect"
    return Suggestion(found.start, found.end, found.exact, known, name, _why(found.why, indirect=indirect), indirect)


def _why(why: Reason, *, indirect: bool) -> str:
    """The reason in a few words: *in “ ”, “said”, “the president”*."""
    found = _("told in other words") if indirect else _("after a dash") if why.sign == "—" else ""
    marks = _("in {marks}").format(marks=" ".join(why.sign)) if why.sign and not found else ""
    parts = (found or marks, words.quoted(why.cue) if why.cue else "", words.quoted(why.mention) if why.mention else "")
    return ", ".join(part for part in parts if part)


def _skipped(snapshot: Snapshot | None, source: int | None) -> tuple[tuple[int, int], ...]:
    listed = snapshot.sources if snapshot is not None else ()
    return next((each.skipped for each in listed if each.id == source), ())


def _covered(suggestion: Suggestion, spans: Sequence[tuple[int, int]], longest: int) -> bool:
    """Whether most of a suggestion is in what was coded or skipped: sorted spans, none longer than ``longest``."""
    size = suggestion.end - suggestion.start
    near = spans[bisect_left(spans, (suggestion.start - longest,)) : bisect_left(spans, (suggestion.end,))]
    return any(2 * (min(end, suggestion.end) - max(start, suggestion.start)) > size for start, end in near)
