"""To whom an actor belongs: a list of affiliations on one side, each changed in place, and one more."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import Actor
from db.vocabulary import Standing
from desktop import words
from desktop.models.affiliations import Belonging, Side
from desktop.views import actor_edits
from desktop.views.actor_edits import Action
from desktop.widgets.actor_header import KIND_ICONS
from desktop.widgets.affiliation_row import AffiliationRow
from desktop.widgets.controls import Button
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.widgets.text import Label
from desktop.words import _

Ask = Callable[[QRect, str, Sequence[Option], Sequence[Any], Callable[[Any], None]], None]
"""Asks for one of some options under a rectangle: title, options, what is chosen, what to do with the answer."""


class BelongingRows(QWidget):
    """The affiliations of an actor on one side; ``done`` gives an action."""

    done = Signal(str, object)

    def __init__(self, side: Side, ask: Ask, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.side = side
        self.rows: list[AffiliationRow] = []
        self._ask = ask
        self._actor: Actor | None = None
        self._actors: Sequence[Actor] = ()
        self._shown: tuple[Belonging, ...] = ()
        self.add = Button(_("Add"), "plus", "flat")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(6)
        head = QHBoxLayout()
        head.addWidget(Label(titles()[side], "label", "ink2"))
        head.addStretch(1)
        head.addWidget(self.add)
        self._column.addLayout(head)
        self.add.setAccessibleName(f"{titles()[side]}: {self.add.text()}")
        self.add.clicked.connect(self._add)

    def show_rows(self, actor: Actor, actors: Sequence[Actor], found: tuple[Belonging, ...]) -> None:
        """Shows the affiliations of an actor; where they are the same ones, the fields stay."""
        same = self._actor is not None and self._actor.id == actor.id
        before = [each.affiliation.id for each in self._shown]
        self._actor, self._actors, self._shown = actor, actors, found
        if not same or before != [each.affiliation.id for each in found]:
            self._make_rows()
        for row, each in zip(self.rows, found, strict=True):
            affiliation = each.affiliation
            standing = words.standing(affiliation.standing)
            row.show_row(each.name, affiliation.role, standing, affiliation.since, affiliation.until, each.odd)

    def _make_rows(self) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows = []
        for place in range(len(self._shown)):
            row = AffiliationRow(titles()[self.side])
            row.changed.connect(partial(self._change, place))
            row.otherWanted.connect(partial(self._ask_other, place))
            row.standingWanted.connect(partial(self._ask_standing, place))
            row.removed.connect(partial(self._remove, place))
            self._column.addWidget(row)
            self.rows.append(row)

    def _change(self, place: int, field: str, value: Any) -> None:
        self._do(actor_edits.restate(self._shown[place].affiliation.id, self._name(), **{field: value}))

    def _remove(self, place: int) -> None:
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)
        self._do(actor_edits.part(self._shown[place].affiliation.id, self._name()))

    def _ask_other(self, place: int) -> None:
        field = "of" if self.side in (Side.SPEAKS_FOR, Side.MEMBER_OF) else "member"
        chosen = (self._shown[place].other,)
        anchor = self.rows[place].other.anchor()
        self._ask(anchor, titles()[self.side], self._others(), chosen, partial(self._change, place, field))

    def _ask_standing(self, place: int) -> None:
        options = [Option(each, words.standing(each)) for each in reversed(Standing)]
        chosen = (self._shown[place].affiliation.standing,)
        anchor = self.rows[place].standing.anchor()
        self._ask(anchor, _("Standing"), options, chosen, partial(self._change, place, "standing"))

    def _add(self) -> None:
        anchor = QRect(self.add.mapTo(self.add.window(), QPoint(0, 0)), self.add.size())
        self._ask(anchor, titles()[self.side], self._others(), (), self._affiliate)

    def _affiliate(self, other: int) -> None:
        if self._actor is None:
            return
        speaks = self.side in (Side.SPEAKS_FOR, Side.SPOKEN_FOR)
        standing = Standing.BINDS if speaks else Standing.NONE
        here = self._actor.id
        member, of = (here, other) if self.side in (Side.SPEAKS_FOR, Side.MEMBER_OF) else (other, here)
        self._do(actor_edits.affiliate(member, of, standing, self._name()))

    def _others(self) -> list[Option]:
        here = self._actor.id if self._actor is not None else 0
        return [
            Option(each.id, each.name, ", ".join(each.aliases), icon=KIND_ICONS[each.kind])
            for each in self._actors
            if each.id != here
        ]

    def _name(self) -> str:
        return self._actor.name if self._actor is not None else ""

    def _do(self, action: Action) -> None:
        self.done.emit(*action)


def titles() -> dict[Side, str]:
    """What the sides are called."""
    return {
        Side.SPEAKS_FOR: _("Speaks for"),
        Side.MEMBER_OF: _("Member of"),
        Side.MEMBERS: _("Members"),
        Side.SPOKEN_FOR: _("Spoken for by"),
    }


class Asking(QWidget):
    """One list to pick from for a whole form, made when it is first needed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.hide()
        self.panel: PickPanel | None = None
        self._then: Callable[[Any], None] = lambda _key: None

    def ask(
        self,
        anchor: QRect,
        title: str,
        options: Sequence[Option],
        chosen: Sequence[Any],
        then: Callable[[Any], None],
    ) -> None:
        """Asks for one of some options."""
        if self.panel is None:
            self.panel = PickPanel(self.window())
            self.panel.picked.connect(lambda keys: self._then(keys[0]))
        self._then = then
        self.panel.ask(anchor, title, fitting(options), chosen=chosen)
