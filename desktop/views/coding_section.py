"""What the parts of the coding form have in common: what they look at, how they ask, and how they tell an edit."""

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records import Actor, Clause, Factor, Quotation, Snapshot
from db.vocabulary import SpeechAct
from desktop.analysis.cells import Comparison
from desktop.models.coding import Draft, Point, known_actors, known_factors
from desktop.models.speakers import Speakers
from desktop.widgets.pick_panel import Offers, Option, PickPanel, fitting
from desktop.widgets.text import Elided, Label, Paragraph

Change = Callable[[Draft], Draft]
"""What an edit makes of a draft."""


@dataclass(frozen=True)
class Known:
    """What the form needs of a record again and again: how often each actor was heard, how often each factor is named,
    and the listed issues that no factor expresses so far.
    """

    snapshot: Snapshot
    heard: Mapping[int, int]
    named: Mapping[int, int]
    bare: frozenset[int]

    @classmethod
    def of(cls, comparison: Comparison) -> "Known":
        """Of the record that is compared."""
        snapshot = comparison.snapshot
        asked = {factor.issue for factor in snapshot.factors}
        spoken = set(snapshot.positions.issue)
        bare = {each.id for each in comparison.bare_subjects if each.id is not None}
        bare |= {issue.id for issue in snapshot.issues if issue.id not in asked | spoken}
        heard, named = Counter(snapshot.statements.speaker), Counter(snapshot.conditions.factor)
        return cls(snapshot, heard, named, frozenset(bare))


@dataclass(frozen=True)
class Sight:
    """What the form shows: a draft against a record, and which of its positions, alternatives and quotations.

    ``guesses`` are values that the words seem to name, ``act`` is what the verb near them says was done.
    """

    known: Known
    draft: Draft
    point: int = 0
    clause: int = 0
    quotation: int = 0
    guesses: tuple[tuple[int, int], ...] = ()
    act: SpeechAct | None = None

    @property
    def snapshot(self) -> Snapshot:
        """The record."""
        return self.known.snapshot

    @property
    def here(self) -> Point:
        """The position that is shown."""
        return self.draft.points[self.point]

    @property
    def conditions(self) -> Clause:
        """The alternative that is shown."""
        return self.here.clauses[self.clause]

    @property
    def quoted(self) -> Quotation | None:
        """The quotation that is shown."""
        listed = self.draft.quotations
        return listed[self.quotation] if self.quotation < len(listed) else None

    @cached_property
    def actors(self) -> tuple[Actor, ...]:
        """All actors, new ones too."""
        return known_actors(self.snapshot.actors, self.draft)

    @cached_property
    def factors(self) -> tuple[Factor, ...]:
        """All factors, new ones too."""
        return known_factors(self.snapshot.factors, self.draft)

    @cached_property
    def speakers(self) -> Speakers:
        """Who can be named."""
        return Speakers(self.actors, (*self.snapshot.affiliations, *self.draft.affiliations), self.known.heard)

    def factor(self, number: int) -> Factor:
        """A factor by id."""
        return next(each for each in self.factors if each.id == number)


class Section(QWidget):
    """A part of the form. It changes nothing itself: it tells what an edit makes of the draft."""

    edited = Signal(object)
    """A Change of the draft."""
    passed = Signal()
    """The keyboard goes on to the next part."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.sight: Sight | None = None
        self._panel: PickPanel | None = None
        self._picked: Callable[[tuple[Any, ...]], object] = lambda _keys: None
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(0, 0, 0, 0)
        self.column.setSpacing(4)

    def show_sight(self, sight: Sight) -> None:
        """Shows a draft."""
        self.sight = sight
        self.show_draft(sight)

    def show_draft(self, sight: Sight) -> None:
        """What each part does with it."""
        raise NotImplementedError

    def stops(self) -> Iterable[QWidget]:
        """What Tab visits, in order."""
        raise NotImplementedError

    def edit(self, change: Change) -> None:
        """Tells an edit."""
        self.edited.emit(change)

    def edit_point(self, **given: Any) -> None:
        """Something else is said in the position that is shown."""
        if self.sight is not None:
            place = self.sight.point
            self.edit(lambda draft: draft.with_point(place, **given))

    def edit_quotation(self, **given: Any) -> None:
        """Something else is said of the quotation that is shown."""
        if self.sight is not None and self.sight.quoted is not None:
            place = self.sight.quotation
            self.edit(lambda draft: draft.with_quotation(place, **given))

    def pick(
        self,
        field: QWidget,
        title: str,
        options: Sequence[Option] | Offers,
        then: Callable[[tuple[Any, ...]], object],
        chosen: Sequence[Any] = (),
        *,
        several: bool = False,
    ) -> None:
        """Asks for one or several of some options under a field."""
        if self._panel is None or self._panel.parentWidget() is not self.window():
            self._panel = PickPanel(self.window())
            self._panel.picked.connect(lambda keys: self._picked(keys))
        self._picked = then
        offers = options if callable(options) else fitting(options)
        anchor = QRect(field.mapTo(self.window(), QPoint(0, 0)), field.size())
        self._panel.ask(anchor, title, offers, chosen=chosen, several=several)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter on what has no use for it goes on."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.modifiers():
            self.passed.emit()
        else:
            super().keyPressEvent(event)


def caption(text: str, buddy: QWidget | None = None) -> Label:
    """The name of a field, over it."""
    label = Elided(text, "dense", "ink2")
    if buddy is not None:
        label.setBuddy(buddy)
    return label


class Fault(Paragraph):
    """What is wrong with a field, beneath it."""

    def __init__(self) -> None:
        super().__init__(role="dense", token="bad")  # noqa: S106 - a colour
        self.hide()

    def tell(self, text: str) -> None:
        """Says what is wrong; nothing when it is right."""
        self.setText(text)
        self.setVisible(bool(text))
