"""What changes the list of actors: a new one, one less, two that are one, with what that moves shown before."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, QRect, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from db.records import Actor, Snapshot
from db.vocabulary import ActorKind
from desktop import theme, words
from desktop.analysis.supposing import united
from desktop.models import names
from desktop.models.foresight import Foresight, foreseen
from desktop.views import actor_edits
from desktop.views.actor_belonging import Asking
from desktop.widgets.actor_header import KIND_ICONS
from desktop.widgets.controls import Button
from desktop.widgets.flow import Flow
from desktop.widgets.moves_panel import MovesPanel
from desktop.widgets.name_panel import NamePanel
from desktop.widgets.pick_panel import Option
from desktop.widgets.popover import Popover
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, count
from desktop.workspace import Workspace


class ActorHand(QObject):
    """``made`` gives the id of a new actor, ``kept`` that of one with which another was merged."""

    made = Signal(int)
    kept = Signal(int)

    def __init__(self, workspace: Workspace, host: QWidget) -> None:
        super().__init__(host)
        self._workspace, self._host = workspace, host
        self.asking = Asking(host)
        self.naming: NamePanel | None = None
        self.merging: MergePanel | None = None

    def new(self) -> None:
        """Asks for the name of a new actor, then for its kind."""
        if self.naming is None:
            self.naming = NamePanel(self._host.window())
            self.naming.named.connect(self._ask_kind)
        self.naming.ask(self._top(), _("New actor"), "", _("Go on"))

    def remove(self, actor: Actor) -> None:
        """Takes an actor away, unless statements name it: then it says what helps."""

        def answer(named: int) -> None:
            if not named:
                self._workspace.change(*actor_edits.remove(actor.id, actor.name))
                return
            statements = count(named, "{n} statement", "{n} statements")
            told = _("{name} is named in {statements} and stays.").format(name=actor.name, statements=statements)
            helps = _("Merge it with another actor (M), or give them another speaker.")
            self._workspace.failed.emit(f"{told} {helps}", "")

        self._workspace.ask(partial(actor_edits.named_in, actor=actor.id), answer)

    def merge(self, actor: Actor) -> None:
        """Asks with whom an actor is one."""
        snapshot = self._workspace.snapshot
        if snapshot is None:
            return
        options = [
            Option(each.id, each.name, ", ".join(each.aliases), icon=KIND_ICONS[each.kind])
            for each in snapshot.actors
            if each.id != actor.id
        ]
        title = _("{name} is the same as").format(name=actor.name)
        self.asking.ask(self._top(), title, options, (), partial(self._show_merge, actor.id))

    def _ask_kind(self, name: str) -> None:
        options = [Option(kind, words.actor_kind(kind), icon=KIND_ICONS[kind]) for kind in ActorKind]
        title = _("{name} is a").format(name=name)
        self.asking.ask(self._top(), title, options, (), partial(self._make, name))

    def _make(self, name: str, kind: ActorKind) -> None:
        made: list[int] = []
        self._workspace.change(*actor_edits.add(name, kind, made))
        self._workspace.ask(lambda _case: made, lambda found: self.made.emit(found[0]) if found else None)

    def _show_merge(self, actor: int, other: int) -> None:
        if self.merging is None:
            self.merging = MergePanel(self._host.window())
            self.merging.wanted.connect(self._merge)
            self.merging.swapped.connect(self._foresee)
        self._foresee(other, actor)

    def _foresee(self, keep: int, gone: int) -> None:
        """What it moves is worked out beside the window, before anything is done."""
        snapshot, comparison = self._workspace.snapshot, self._workspace.comparison
        pair = _pair(snapshot, keep, gone)
        if self.merging is None or snapshot is None or comparison is None or pair is None:
            return
        self.merging.show_pair(self._top(), *pair)

        def answer(foresight: Foresight) -> None:
            if self.merging is not None and self.merging.pair() == (keep, gone):
                self.merging.moves.show_foresight(foresight)
                self.merging.arrange()

        self._workspace.ask(lambda _case: foreseen(comparison, *united(snapshot, keep, gone)), answer)

    def _merge(self, keep: int, gone: int) -> None:
        pair = _pair(self._workspace.snapshot, keep, gone)
        if pair is not None:
            self._workspace.change(*actor_edits.merge(*pair))
            self._workspace.ask(lambda _case: keep, self.kept.emit)

    def _top(self) -> QRect:
        """Under the head of the view."""
        corner = self._host.mapTo(self._host.window(), QPoint(16, 0))
        return QRect(corner.x(), corner.y(), min(360, self._host.width() - 32), 8)


WIDTH = 440
"""Pixels of the panel at 100 % text."""


class MergePanel(Popover):
    """Says what becomes of two actors that are one, and what that moves."""

    wanted = Signal(int, int)
    swapped = Signal(int, int)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._keep: Actor | None = None
        self._gone: Actor | None = None
        self._title, self._text = Label(role="strong"), Paragraph(role="body")
        self.moves = MovesPanel()
        self.go = Button(_("Merge"), kind="primary", keys="Return")
        self.swap = Button(_("Keep the other"), "arrow-left-right")
        self.cancel = Button(_("Cancel"), kind="flat")
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 12, 16, 12)
        inside.setSpacing(9)
        for part in (self._title, self._text, self.moves):
            inside.addWidget(part)
        foot = QWidget()
        self._buttons = Flow(foot, gap=8, line_gap=8)
        for button in (self.go, self.swap, self.cancel):
            self._buttons.addWidget(button)
        inside.addWidget(foot)
        self._foot = foot
        self.content.addLayout(inside)
        self.go.clicked.connect(self._go)
        self.swap.clicked.connect(self._swap)
        self.cancel.clicked.connect(self.dismiss)

    def pair(self) -> tuple[int, int]:
        """Who is kept, and who goes."""
        return (self._keep.id if self._keep else 0), (self._gone.id if self._gone else 0)

    def show_pair(self, anchor: QRect, keep: Actor, gone: Actor) -> None:
        """Shows two actors; what they move is still to come."""
        self._keep, self._gone = keep, gone
        self._title.setText(_("Merge {gone} into {keep}").format(gone=gone.name, keep=keep.name))
        told = _("{keep} is kept, with {gone} as another name; all that {gone} said, holds and belongs to goes to it.")
        odd = names.warning((keep.name, gone.name))
        self._text.setText(" ".join(part for part in (told.format(keep=keep.name, gone=gone.name), odd) if part))
        self.moves.show_foresight(Foresight())
        self.moves.show_pending()
        self._fit()
        if self.isVisible():
            self.arrange()
        else:
            self.open_at(anchor, self.go)

    def _fit(self) -> None:
        """A panel of a fixed width, as high as its words in it."""
        width = max(WIDTH, WIDTH * theme.current().scale // 100)
        self.panel.setFixedWidth(width)
        self._text.setFixedHeight(self._text.heightForWidth(width - 32))
        self._foot.setFixedHeight(self._buttons.heightForWidth(width - 32))

    def text(self) -> str:
        """What it says."""
        return self._text.text()

    def _go(self) -> None:
        self.dismiss()
        self.wanted.emit(*self.pair())

    def _swap(self) -> None:
        keep, gone = self.pair()
        self.swapped.emit(gone, keep)


def _pair(snapshot: Snapshot | None, keep: int, gone: int) -> tuple[Actor, Actor] | None:
    found = {actor.id: actor for actor in snapshot.actors} if snapshot is not None else {}
    return (found[keep], found[gone]) if keep in found and gone in found else None
