"""The side of the scenarios: the tree with its head, and what is offered while there is none."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QStackedWidget, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.proposals import ProposalList
from desktop.models.scenarios import LISTED, ScenarioTree
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.line import Line
from desktop.widgets.scenario_delegate import ScenarioDelegate
from desktop.widgets.scenario_view import ScenarioView
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, as_tooltip, count


class ScenarioSide(QWidget):
    """The tree, or scenarios to take."""

    newWanted = Signal()
    branchWanted = Signal()
    proposalsWanted = Signal()
    takeWanted = Signal()
    named = Signal()
    """The field for a name is gone, whatever was typed."""

    def __init__(self, model: ScenarioTree, proposals: ProposalList, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model, self.proposals = model, proposals
        self.tree = ScenarioView()
        self.tree.setModel(model)
        self.delegate = ScenarioDelegate(self.tree, lambda index: index.data(LISTED))
        self.tree.setItemDelegate(self.delegate)
        self.delegate.closeEditor.connect(lambda *_how: self.named.emit())  # after the tree, which closes it
        self.branch = IconButton("git-branch", _("Branch the current scenario"), "Ctrl+B")
        self.plus = IconButton("plus", _("New scenario"), "Ctrl+Shift+N")
        self.propose = Button(_("Propose …"), "list-tree", "flat")
        self.propose.setToolTip(as_tooltip(_("Scenarios from the conditions under which people spoke")))
        self.offers = _Offers(proposals)
        self._count = Label(role="dense", token="ink2")  # noqa: S106 - a colour
        self._pages = QStackedWidget()
        self._lay_out()
        self.branch.clicked.connect(self.branchWanted)
        self.plus.clicked.connect(self.newWanted)
        self.propose.clicked.connect(self.proposalsWanted)
        self.offers.new.clicked.connect(self.newWanted)
        self.offers.take.clicked.connect(self.takeWanted)
        self.offers.back.clicked.connect(self.show_tree)
        theme.current().changed.connect(self.tree.scheduleDelayedItemsLayout)

    def show_tree(self) -> None:
        """Shows the tree, unless it is empty."""
        there = len(self.model.order())
        self._count.setText(str(there) if there else "")
        self._pages.setCurrentIndex(0 if there or self.model.has_draft() else 1)

    def show_offers(self, *, first: bool, editable: bool) -> None:
        """Shows what is proposed; ``first``: there is no scenario yet."""
        self.offers.tell(first=first, editable=editable)
        self._pages.setCurrentIndex(1)

    def offering(self) -> bool:
        """Whether proposals are shown."""
        return self._pages.currentIndex() == 1

    def set_editable(self, editable: bool) -> None:
        """A case that is read only gets no scenario."""
        for part in (self.branch, self.plus, self.propose):
            part.setEnabled(editable)

    def first(self) -> QWidget:
        """What gets the focus."""
        return self.tree if not self.offering() else self.offers.first()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setContentsMargins(14, 6, 8, 6)
        head.setSpacing(6)
        head.addWidget(Label(_("Scenarios"), "strong"))
        head.addWidget(self._count)
        head.addStretch(1)
        head.addWidget(self.branch)
        head.addWidget(self.plus)
        foot = QVBoxLayout()
        foot.setContentsMargins(8, 6, 8, 8)
        hint = Paragraph(_("Drag a scenario onto another to make it a branch."), "dense")
        hint.setContentsMargins(6, 0, 6, 0)
        foot.addWidget(self.propose, 0, Qt.AlignmentFlag.AlignLeading)
        foot.addWidget(hint)
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(Line())
        column.addWidget(self.tree, 1)
        column.addWidget(Line())
        column.addLayout(foot)
        self._pages.addWidget(page)
        self._pages.addWidget(self.offers)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setMinimumWidth(200)


class _Offers(QWidget):
    """Scenarios that can be taken: the conditions under which people spoke."""

    def __init__(self, proposals: ProposalList) -> None:
        super().__init__()
        self._proposals = proposals
        self.title = Label(role="strong")
        self.told = Paragraph(role="dense")
        self.new = Button(_("New scenario"), "plus", "primary", "Ctrl+Shift+N")
        self.list = QListView()
        self.list.setModel(proposals)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setWordWrap(True)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSpacing(2)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(_("Proposed scenarios"))
        self.take = Button(_("Take"))
        self.back = Button(_("Back"), kind="flat")
        column = QVBoxLayout(self)
        column.setContentsMargins(14, 14, 14, 12)
        column.setSpacing(8)
        for part in (self.title, self.told):
            column.addWidget(part)
        column.addWidget(self.new, 0, Qt.AlignmentFlag.AlignLeading)
        column.addWidget(self.list, 100)
        foot = QHBoxLayout()
        foot.addWidget(self.take)
        foot.addWidget(self.back)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addStretch(1)
        proposals.ticked.connect(self._count)
        self._count()

    def tell(self, *, first: bool, editable: bool) -> None:
        there = self._proposals.rowCount()
        self.title.setText(_("No scenario yet") if first else _("Proposed scenarios"))
        told = _("A scenario says which factors hold; the matrix then shows who stands where.") if first else ""
        if there:
            told = f"{told} {_('These are conditions under which somebody spoke: tick what you want.')}".strip()
        elif not first:
            told = _("All conditions under which somebody spoke are scenarios already.")
        self.told.setText(told)
        self.new.setVisible(first)
        self.new.setEnabled(editable)
        self.list.setVisible(bool(there))
        self.take.setVisible(bool(there))
        self.back.setVisible(not first)
        self.list.setEnabled(editable)

    def first(self) -> QWidget:
        return self.new if not self.new.isHidden() else self.list if not self.list.isHidden() else self.back

    def _count(self) -> None:
        chosen = len(self._proposals.chosen())
        self.take.setText(
            count(chosen, "Take {n} scenario", "Take {n} scenarios") if chosen else _("Take what is ticked")
        )
        self.take.setEnabled(bool(chosen))
        self.take.updateGeometry()
