"""The stance, and what it is about."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from db.vocabulary import Stance
from desktop import words
from desktop.models import coding, conditions
from desktop.models.coding import SITUATION, SUGGESTED, About, Draft
from desktop.views.coding_section import Fault, Section, Sight, caption
from desktop.widgets.controls import Button
from desktop.widgets.part_row import PartRow
from desktop.widgets.pick_field import PickField
from desktop.widgets.pick_panel import Option, fitting
from desktop.widgets.question import Question
from desktop.widgets.stance_keys import DIGITS, StanceKeys
from desktop.widgets.text import Elided
from desktop.words import _, isolated


class Keys(StanceKeys):
    """``struck`` tells that a digit has taken one."""

    struck = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """After a digit the hand goes on."""
        super().keyPressEvent(event)
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and Qt.Key(event.key()) in DIGITS:
            self.struck.emit()


class StanceSection(Section):
    """Which position of the statement, its stance and its subject. ``shown`` asks to show another position."""

    shown = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.points = PartRow(_("Positions"), _("Another position"))
        self.keys = Keys(_("Stance"))
        self.hint = Elided(role="dense", token="ink2")  # noqa: S106 - a colour
        self.fault = Fault()
        self.about = PickField(_("On"))
        self.bare = Question()
        head = QHBoxLayout()
        head.addWidget(caption(_("Stance"), self.keys))
        head.addStretch(1)
        head.addWidget(self.hint)
        subject = QHBoxLayout()
        subject.setContentsMargins(0, 4, 0, 0)
        subject.addWidget(caption(_("On"), self.about))
        subject.addSpacing(8)
        subject.addWidget(self.about, 1)
        self.column.addWidget(self.points)
        self.column.addLayout(head)
        self.column.addWidget(self.keys)
        self.column.addWidget(self.fault)
        self.column.addLayout(subject)
        self.column.addWidget(self.bare)
        self.keys.chosen.connect(self.choose)
        self.keys.struck.connect(self.passed)
        self.about.clicked.connect(self._ask_about)
        self.bare.answered.connect(self._make_factor)
        self.points.chosen.connect(self.shown)
        self.points.added.connect(self.add_point)
        self.points.removed.connect(self._remove_point)

    def stops(self) -> Iterable[QWidget]:
        """The keys, then the subject."""
        return (*self.points.stops(), *self.keys.findChildren(Button), self.about, *self.bare.buttons.values())

    def show_draft(self, sight: Sight) -> None:
        """Shows a position."""
        point = sight.here
        names = [_told(sight, place) for place in range(len(sight.draft.points))]
        self.points.show_parts(names, sight.point, addable=len(names) > 1)
        if self.keys.stance != point.stance:
            held = self.keys.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
            self.keys.show_stance(point.stance)
            if held:
                self.keys.setFocus()
        self.hint.setText(self._hinted(sight))
        if point.stance is not None:
            self.fault.tell("")
        subject = coding.about(point, sight.factors)
        self.about.show_value(about_told(sight, subject), quiet=point.about is None, changed=False)
        self._show_bare(sight, subject)

    def suggested(self) -> Stance | None:
        """The stance that the act suggests, as long as none is taken."""
        if self.sight is None or self.sight.here.stance is not None or self.sight.draft.act is None:
            return None
        return SUGGESTED.get(self.sight.draft.act)

    def take_suggested(self) -> bool:
        """Takes the stance that the act suggests; False when it suggests none."""
        stance = self.suggested()
        if stance is not None:
            self.edit_point(stance=stance)
        return stance is not None

    def complain(self, text: str) -> None:
        """Says what is wrong, with the keyboard here."""
        self.fault.tell(text)
        self.keys.setFocus()

    def _hinted(self, sight: Sight) -> str:
        stance = self.suggested()
        if stance is None or sight.draft.act is None:
            return _("keys 1–5")
        return _("{act} suggests {stance}? Ctrl+Space").format(
            act=words.act(sight.draft.act), stance=words.stance(stance).lower()
        )

    def choose(self, stance: Stance) -> None:
        """Takes a stance."""
        self.edit_point(stance=stance)

    def add_point(self) -> None:
        """Another position of the same statement, with the keyboard on its stance."""
        if self.sight is None:
            return
        there = len(self.sight.draft.points)
        holder = self.sight.here.holder
        self.edit(lambda draft: replace(draft, points=(*draft.points, coding.Point(holder=holder))))
        self.shown.emit(there)
        self.keys.setFocus()

    def _remove_point(self, place: int) -> None:
        self.edit(lambda draft: draft.without_point(place))

    def _ask_about(self) -> None:
        if self.sight is None:
            return
        options = _subjects(self.sight)
        find = fitting(options)

        def offers(typed: str) -> list[Option]:
            name = " ".join(typed.split())
            found = list(find(typed))
            if name and not any(each.text.casefold() == name.casefold() for each in options):
                found.append(Option(About(name=name), _("New issue “{name}”").format(name=name), icon="plus"))
            return found

        self.pick(self.about, _("On"), offers, self._take_about, (self.sight.here.about,))

    def _take_about(self, keys: tuple[Any, ...]) -> None:
        self.edit_point(about=keys[0])

    def _show_bare(self, sight: Sight, subject: About) -> None:
        """A subject that no factor asks about is said to be one, with what helps."""
        named = any(sight.here.clauses)
        bare = subject.name or (subject.issue in sight.known.bare and not _expressed(sight, subject))
        if not bare or named:
            self.bare.dismiss()
            return
        told = _("No factor asks about “{subject}”: no scenario will address it.").format(
            subject=isolated(about_told(sight, subject))
        )
        self.bare.ask(told, [(subject, _("Make it a factor"), "")])

    def _make_factor(self, subject: Any) -> None:
        if self.sight is None or not isinstance(subject, About):
            return
        place, name = self.sight.point, about_told(self.sight, subject)

        def made(draft: Draft) -> Draft:
            found, factor = coding.with_factor(draft, name, (_("No"), _("Yes")), subject.issue)
            clause = conditions.toggled((), factor, factor.values[1].id)
            return found.with_point(place, about=coding.about_of(factor), clauses=(clause,))

        self.edit(made)


def about_told(sight: Sight, subject: About) -> str:
    """A subject in words."""
    if subject == SITUATION:
        return _("the whole situation")
    if subject.issue is not None:
        return next((each.name for each in sight.snapshot.issues if each.id == subject.issue), "")
    if subject.factor is not None:
        return next((each.name for each in sight.factors if each.id == subject.factor), "")
    return subject.name


def _expressed(sight: Sight, subject: About) -> bool:
    return any(factor.issue == subject.issue for factor in sight.factors)


def _subjects(sight: Sight) -> list[Option]:
    """Everything that a position can be about, and that it follows from the chips."""
    follows = coding.about(replace(sight.here, about=None), sight.factors)
    found = [Option(None, _("as the chips say: {subject}").format(subject=about_told(sight, follows)))]
    found.extend(Option(About(issue=each.id), each.name) for each in sight.snapshot.issues)
    found.extend(Option(About(factor=each.id), each.name) for each in sight.factors if each.issue is None)
    found.append(Option(SITUATION, _("the whole situation")))
    return found


def _told(sight: Sight, place: int) -> str:
    """A position in a few words."""
    point = sight.draft.points[place]
    stance = words.stance(point.stance) if point.stance is not None else _("No stance yet")
    subject = about_told(sight, coding.about(point, sight.factors))
    return f"{place + 1}. {stance} · {subject}"
