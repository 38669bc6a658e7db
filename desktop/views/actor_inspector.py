"""The form of an actor: its names, what it is, whom it speaks for, where it stands, what it said."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPlainTextEdit, QScrollArea, QVBoxLayout, QWidget

from db.records import Actor, Snapshot, Statement
from db.vocabulary import ActorKind
from desktop import theme, words
from desktop.models import affiliations, names
from desktop.models.actors import Standings
from desktop.models.affiliations import Side
from desktop.models.card_list import ENTRY
from desktop.models.cards import Entry
from desktop.models.said import SaidList
from desktop.views import actor_edits
from desktop.views.actor_belonging import Asking, BelongingRows
from desktop.widgets.actor_header import KIND_ICONS
from desktop.widgets.blank import Blank
from desktop.widgets.card_view import CardView
from desktop.widgets.cell_head import Sign
from desktop.widgets.chips import ALL, NONE, ValueChip
from desktop.widgets.controls import Button
from desktop.widgets.names_field import NamesField
from desktop.widgets.pick_field import PickField
from desktop.widgets.pick_panel import Option
from desktop.widgets.stance_strip import StanceStrip
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, count

SHOWN = 12
"""So many statements are shown; the rest stand in the table of statements."""


class ActorInspector(QWidget):
    """Each change is an action, made when its field is left or picked; ``done`` gives it."""

    done = Signal(str, object)
    openPassage = Signal(object)
    openCell = Signal(int)
    """The id of a scenario."""
    statementsWanted = Signal()
    mergeWanted = Signal()
    left = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.actor: Actor | None = None
        self._snapshot: Snapshot | None = None
        self._scenarios: Sequence[tuple[int, str]] = ()
        self._icon, self._title = Sign(16), Paragraph(role="title", token="ink")  # noqa: S106 - a colour
        self._about = Paragraph(role="dense")
        self.name, self.short = QLineEdit(), QLineEdit()
        self.kind = PickField(_("Kind"))
        self.blocks = ValueChip(_("Can block an agreement"))
        self.others = NamesField()
        self.description = _Text()
        self.warning = Paragraph(role="dense", token="hand")  # noqa: S106 - a colour
        self.asking = Asking(self)
        self.sides = {side: BelongingRows(side, self.asking.ask) for side in Side}
        self.strip = StanceStrip(_("Stances"))
        self._cell = Paragraph(role="dense")
        self.said = SaidList(self)
        self.cards = CardView(self.said, ENTRY)
        self.all = Button(kind="flat")
        self.merge = Button(_("Merge with …"), "link-2", "flat", keys="M")
        self.nothing = Blank("users")
        self.nothing.tell(_("No actor chosen"), _("Choose an actor to see and change what is known of it."))
        self._area = QScrollArea()
        self._form = QWidget()
        self._lay_out()
        self._connect()
        self.show_actor(None, None)

    def show_actor(self, actor: Actor | None, snapshot: Snapshot | None) -> None:
        """Shows an actor as the record has it now."""
        other = actor is None or self.actor is None or actor.id != self.actor.id
        self.actor, self._snapshot = actor, snapshot
        self._area.setVisible(actor is not None)
        self.nothing.setVisible(actor is None)
        if actor is None or snapshot is None:
            return
        if other:
            self.strip.current = 0
            self.said.show((), None)
            self._area.verticalScrollBar().setValue(0)
        self._show_head(actor)
        self._show_fields(actor)
        found = affiliations.rows(actor.id, snapshot.actors, snapshot.affiliations)
        for side, rows in self.sides.items():
            rows.show_rows(actor, snapshot.actors, found[side])
            rows.setVisible(bool(found[side]) or side in _sides(actor.kind))

    def show_standings(self, standings: Standings) -> None:
        """Shows where the actor stands in every scenario, and how much it said."""
        if self.actor is None:
            return
        self._scenarios = standings.scenarios
        looks = standings.strips.get(self.actor.id, ())
        self.strip.show_cells(looks, [title for _id, title in standings.scenarios])
        self._tell_cell()
        many = standings.statements.get(self.actor.id, 0)
        self.all.setText(count(many, "{n} statement in the table", "{n} statements in the table"))
        self.all.setVisible(many > 0)
        self.all.updateGeometry()

    def show_said(self, statements: Sequence[Statement]) -> None:
        """Shows what the actor said last."""
        self.said.show(statements, self._snapshot)
        self.cards.setVisible(bool(statements))
        self._fit_cards()

    def enter_name(self) -> None:
        """The keyboard goes to the name."""
        self.name.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.name.selectAll()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _show_head(self, actor: Actor) -> None:
        assert self._snapshot is not None
        self._icon.show_icon(KIND_ICONS[actor.kind])
        self._title.setText(actor.name)
        spoken = affiliations.in_short(actor.id, self._snapshot.actors, self._snapshot.affiliations)
        self._about.setText(" · ".join(part for part in (words.actor_kind(actor.kind), spoken) if part))

    def _show_fields(self, actor: Actor) -> None:
        for line, text in ((self.name, actor.name), (self.short, actor.short)):
            if line.text() != text:
                line.setText(text)
        self.kind.show_value(words.actor_kind(actor.kind))
        self.blocks.show_state(ALL if actor.can_block else NONE, _("yes") if actor.can_block else _("no"))
        self.blocks.setVisible(actor.kind is not ActorKind.PERSON or actor.can_block)
        self.others.show_names(actor.aliases, names.warning(actor.aliases))
        told = names.warning((actor.name, actor.short))
        self.warning.setText(told)
        self.warning.setVisible(bool(told))
        if self.description.toPlainText() != actor.description:
            self.description.setPlainText(actor.description)

    def _tell_cell(self) -> None:
        self._cell.setText(self.strip.told())
        self._cell.setVisible(bool(self.strip.told()))

    def _lay_out(self) -> None:
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self._area)
        whole.addWidget(self.nothing)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.viewport().setAutoFillBackground(False)
        self._area.setWidget(self._form)
        self._form.setAutoFillBackground(False)
        column = QVBoxLayout(self._form)
        column.setContentsMargins(16, 14, 16, 16)
        column.setSpacing(7)
        self._lay_out_head(column)
        column.addWidget(self.strip)
        column.addWidget(self._cell)
        column.addSpacing(4)
        self._lay_out_fields(column)
        for rows in self.sides.values():
            column.addSpacing(6)
            column.addWidget(rows)
        column.addSpacing(6)
        column.addWidget(Label(_("What it said"), "label", "ink2"))
        column.addWidget(self.all, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.cards)
        column.addSpacing(6)
        column.addWidget(self.merge, 0, Qt.AlignmentFlag.AlignLeading)
        column.addStretch(1)

    def _lay_out_head(self, column: QVBoxLayout) -> None:
        head = QHBoxLayout()
        head.setSpacing(9)
        head.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(self._title, 1)
        column.addLayout(head)
        column.addWidget(self._about)
        column.addSpacing(4)

    def _lay_out_fields(self, column: QVBoxLayout) -> None:
        for text, field in (
            (_("Name"), self.name),
            (_("Short name"), self.short),
            (_("Other names, in any script"), self.others),
            (_("Kind"), self.kind),
            (_("Description"), self.description),
        ):
            column.addWidget(Label(text, "dense", "ink2"))
            column.addWidget(field)
            if field is self.name:
                column.addWidget(self.warning)
            if field is self.kind:
                column.addWidget(self.blocks, 0, Qt.AlignmentFlag.AlignLeading)
            if isinstance(field, QLineEdit):
                field.setAccessibleName(text)
        self.description.setAccessibleName(_("Description"))

    def _connect(self) -> None:
        self.name.editingFinished.connect(self._rename)
        self.short.editingFinished.connect(partial(self._write, "short", _("short name"), self.short.text))
        self.description.finished.connect(
            partial(self._write, "description", _("description"), self.description.toPlainText)
        )
        self.others.changed.connect(partial(self._change, "aliases", _("names")))
        self.kind.clicked.connect(self._ask_kind)
        self.blocks.clicked.connect(self._turn_blocks)
        for rows in self.sides.values():
            rows.done.connect(self.done)
        self.strip.moved.connect(self._tell_cell)
        self.strip.opened.connect(lambda place: self.openCell.emit(self._scenarios[place][0]))
        self.cards.opened.connect(self._open)
        self.cards.left.connect(self.left)
        self.all.clicked.connect(self.statementsWanted)
        self.merge.clicked.connect(self.mergeWanted)

    def _rename(self) -> None:
        """An actor has a name: an empty one is not taken."""
        name = " ".join(self.name.text().split())
        if name:
            self._change("name", _("name"), name)
        elif self.actor is not None:
            self.name.setText(self.actor.name)

    def _write(self, field: str, what: str, text: Any) -> None:
        self._change(field, what, text().strip())

    def _change(self, field: str, what: str, value: Any) -> None:
        actor = self.actor
        if actor is not None and getattr(actor, field) != value:
            self.done.emit(*actor_edits.describe(actor, what, field, value))

    def _ask_kind(self) -> None:
        options = [Option(kind, words.actor_kind(kind), icon=KIND_ICONS[kind]) for kind in ActorKind]
        chosen = (self.actor.kind,) if self.actor is not None else ()
        self.asking.ask(self.kind.anchor(), _("Kind"), options, chosen, partial(self._change, "kind", _("kind")))

    def _turn_blocks(self) -> None:
        if self.actor is not None:
            self._change("can_block", _("power to block"), not self.actor.can_block)

    def _open(self, index: QModelIndex) -> None:
        entry = index.data(ENTRY)
        if isinstance(entry, Entry) and entry.quotation is not None:
            self.openPassage.emit(entry.quotation)

    def _fit_cards(self) -> None:
        """The list is as high as its cards: the form scrolls, not the list."""
        width = self.cards.viewport().width()
        heights = [self.cards.sizeHintForRow(row) for row in range(self.said.rowCount())]
        self.cards.setFixedHeight(sum(heights) + 4 if width else 200)


class _Text(QPlainTextEdit):
    """A few lines; ``finished`` when it is left."""

    finished = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setMinimumHeight(64)
        self.setMaximumHeight(96)

    def focusOutEvent(self, event: Any) -> None:
        """It was left."""
        super().focusOutEvent(event)
        self.finished.emit()


def _sides(kind: ActorKind) -> tuple[Side, ...]:
    """Which sides can be added to for an actor of a kind."""
    if kind is ActorKind.PERSON:
        return (Side.SPEAKS_FOR, Side.MEMBER_OF)
    if kind is ActorKind.COALITION:
        return (Side.MEMBERS, Side.SPOKEN_FOR)
    return (Side.MEMBER_OF, Side.SPOKEN_FOR)
