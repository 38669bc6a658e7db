"""The first page: begin a case, open one, or go on with a recent one."""

from pathlib import Path

from PySide6.QtCore import QEvent, QModelIndex, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QListView,
    QMenu,
    QScrollArea,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from desktop import theme
from desktop.jobs import Worker
from desktop.models.recent import CASE, DRAWN, MISSING, RecentCase, RecentModel, missing
from desktop.widgets.choice import Choice
from desktop.widgets.controls import Button
from desktop.widgets.drop_area import DropArea
from desktop.widgets.icons import paint_icon
from desktop.widgets.marks import paint_mark
from desktop.widgets.recent_delegate import RecentDelegate
from desktop.widgets.text import Label, Paragraph
from desktop.words import PRODUCT, _, count


class Welcome(QWidget):
    """Says what a person wants; the window does it."""

    newWanted = Signal()
    openWanted = Signal()
    sampleWanted = Signal()
    keysWanted = Signal()
    importWanted = Signal()
    caseWanted = Signal(Path)
    """A recent case is to be opened."""
    caseLost = Signal(Path)
    """A recent case is gone, and to be found."""
    backupsWanted = Signal(Path)
    """The backups of a recent case are to be shown; it may be gone."""

    def __init__(self, model: RecentModel, files: Worker, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._files = files
        self.cases = _CaseList(model)
        self.cases.wanted.connect(self._open)
        self.cases.backupsWanted.connect(self._show_backups)
        self.find_box = QLineEdit()
        self.find_box.setPlaceholderText(_("Find a case"))
        self.find_box.setAccessibleName(_("Find a case"))
        self.find_box.addAction(theme.icon("search"), QLineEdit.ActionPosition.LeadingPosition)
        self.find_box.setMinimumWidth(230)
        self.find_box.textChanged.connect(self._find)
        self.find_box.installEventFilter(self)
        self.drop = DropArea()
        self.drop.choose.connect(self.importWanted)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._pages = [self._left(), self._right()]
        for page, share in zip(self._pages, (28, 72), strict=True):
            row.addWidget(_Scrolling(page), share)
        model.modelReset.connect(self._refreshed)
        theme.current().changed.connect(self._dress)
        self._refreshed()

    def first(self) -> QWidget:
        """The list of cases: Enter opens the last one."""
        return self.cases

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wide margins where there is room for them."""
        super().resizeEvent(event)
        self._breathe()

    def panels(self) -> list[QWidget]:
        """Its parts, in the order in which they are read."""
        return list(self._pages)

    def look_for_files(self) -> None:
        """Finds out, in the background, which cases are gone."""
        paths = [case.path for case in self._model.all()]
        if paths:
            self._files.do(lambda: missing(paths), self._model.set_missing)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Down and Enter lead from the find box into the list."""
        if watched is self.find_box and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_Down:
                self.cases.setFocus(Qt.FocusReason.OtherFocusReason)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.cases.currentIndex())
                return True
            if event.key() == Qt.Key.Key_Escape and self.find_box.text():
                self.find_box.clear()
                return True
        return super().eventFilter(watched, event)

    def _left(self) -> QWidget:
        page = _Ground("chrome", edge=True)
        page.setMinimumWidth(340)
        column = QVBoxLayout(page)
        column.setContentsMargins(44, 54, 44, 22)
        column.setSpacing(0)
        column.addWidget(_Logo())
        column.addSpacing(20)
        column.addWidget(Label(PRODUCT, "welcome"))
        column.addSpacing(4)
        column.addWidget(Paragraph(_("What has each party said, on record, and how would it apply if …?"), "lead"))
        column.addSpacing(28)
        column.addLayout(self._choices())
        column.addStretch(1)
        keys = Button(_("Keyboard map"), "keyboard", "flat", "F1")
        keys.clicked.connect(self.keysWanted)
        foot = QHBoxLayout()
        foot.addWidget(keys)
        foot.addStretch(1)
        column.addLayout(foot)
        column.addLayout(_offline())
        return page

    def _choices(self) -> QVBoxLayout:
        sample = self._model.sample
        detail = ", ".join(
            (
                count(sample.statements, "{n} statement", "{n} statements"),
                count(sample.scenarios, "{n} scenario", "{n} scenarios"),
            )
        )
        column = QVBoxLayout()
        column.setSpacing(8)
        for text, more, icon, kind, keys, signal in (
            (_("New case"), _("One file holds everything"), "file-plus", "primary", "Ctrl+N", self.newWanted),
            (_("Open a case"), _("Or drop its file here"), "folder-open", "plain", "Ctrl+O", self.openWanted),
            (_("Open the sample case"), detail, "book-open", "plain", "", self.sampleWanted),
        ):
            choice = Choice(text, more, icon, kind, keys)
            choice.clicked.connect(signal)
            column.addWidget(choice)
        return column

    def _right(self) -> QWidget:
        page = _Ground("base")
        column = QVBoxLayout(page)
        column.setContentsMargins(64, 52, 64, 28)
        column.setSpacing(0)
        top = QHBoxLayout()
        top.addWidget(Label(_("Recent cases"), "title"))
        top.addStretch(1)
        top.addWidget(self.find_box)
        column.addLayout(top)
        column.addSpacing(10)
        column.addWidget(self.cases, 1)
        column.addSpacing(20)
        column.addWidget(self.drop)
        self._column = column
        column.addSpacing(22)
        column.addLayout(_steps())
        return page

    def _find(self, text: str) -> None:
        self._model.find(text)

    def _refreshed(self) -> None:
        """The drop area grows when there is nothing to go on with."""
        self._column.setStretchFactor(self.drop, 0 if self._model.all() else 1)
        self.find_box.setVisible(bool(self._model.all()))
        if self.cases.model().rowCount():
            self.cases.setCurrentIndex(self.cases.model().index(0, 0))

    def _open(self, index: QModelIndex) -> None:
        case = index.data(CASE)
        if not isinstance(case, RecentCase):
            return
        if case.sample and not self._model.all():
            self.sampleWanted.emit()
        elif index.data(MISSING):
            self.caseLost.emit(Path(case.path))
        else:
            self.caseWanted.emit(Path(case.path))

    def _show_backups(self, index: QModelIndex) -> None:
        case = index.data(CASE)
        if isinstance(case, RecentCase) and self._model.all():
            self.backupsWanted.emit(Path(case.path))

    def _breathe(self) -> None:
        roomy = self.width() >= 1200 * theme.current().scale / 100
        for page, wide in zip(self._pages, (44, 64), strict=True):
            layout = page.layout()
            if layout is not None:
                old = layout.contentsMargins()
                side = wide if roomy else wide // 2
                layout.setContentsMargins(side, old.top(), side, old.bottom())

    def _dress(self) -> None:
        self._breathe()
        for action in self.find_box.actions():
            action.setIcon(theme.icon("search"))
        self.cases.scheduleDelayedItemsLayout()
        self.cases.updateGeometry()


class _CaseList(QListView):
    """The recent cases. Enter or a click opens one, Del takes it from the list, B shows its backups."""

    wanted = Signal(QModelIndex)
    backupsWanted = Signal(QModelIndex)

    def __init__(self, model: RecentModel) -> None:
        super().__init__()
        self.setModel(model)
        self._delegate = RecentDelegate(self, DRAWN, MISSING)
        self.setItemDelegate(self._delegate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setMouseTracking(True)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(_("Recent cases"))
        self.clicked.connect(self.wanted)

    def minimumSizeHint(self) -> QSize:
        """One case."""
        return QSize(200, self._delegate.sizeHint(QStyleOptionViewItem(), None).height() + 4)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Del forgets, B shows backups."""
        index = self.currentIndex()
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            self.wanted.emit(index)
        elif event.key() == Qt.Key.Key_Delete and index.isValid():
            self._forget(index)
        elif event.key() == Qt.Key.Key_B and not event.modifiers() and index.isValid():
            self.backupsWanted.emit(index)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with a case; with the menu key, with the one that is chosen."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid() and isinstance(index.data(CASE), RecentCase):
            self.setCurrentIndex(index)
            place = self.visualRect(index).center() if by_key else event.pos()
            self.menu(index).popup(self.viewport().mapToGlobal(place))

    def menu(self, index: QModelIndex) -> QMenu:
        """The menu of a case."""
        model, menu = self.model(), QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        opening = _("Find it …") if index.data(MISSING) else _("Open")
        menu.addAction(opening, lambda: self.wanted.emit(index))
        if isinstance(model, RecentModel) and model.all():
            menu.addAction(_("Backups …") + "\tB", lambda: self.backupsWanted.emit(index))
            menu.addSeparator()
            menu.addAction(_("Take it from this list") + "\tDel", lambda: self._forget(index))
        return menu

    def _forget(self, index: QModelIndex) -> None:
        model, row = self.model(), index.row()
        case = index.data(CASE)
        if isinstance(model, RecentModel) and case in model.all():
            model.forget(case.path)
            if model.rowCount():
                self.setCurrentIndex(model.index(min(row, model.rowCount() - 1)))


class _Scrolling(QScrollArea):
    """A page that is never cut: it scrolls when the window is lower than it, and is as wide as its words."""

    def __init__(self, page: QWidget) -> None:
        super().__init__()
        self._page = page
        self.setWidget(page)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def minimumSizeHint(self) -> QSize:
        """As wide as its words."""
        least = max(self._page.minimumSizeHint().width(), self._page.minimumWidth())
        return QSize(least + self.verticalScrollBar().sizeHint().width(), 100)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Asks for another width when the words need one."""
        if event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)


class _Ground(QWidget):
    def __init__(self, token: str, *, edge: bool = False) -> None:
        super().__init__()
        self._token, self._edge = token, edge

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color(self._token))
        if self._edge:
            rtl = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
            painter.fillRect(0 if rtl else self.width() - 1, 0, 1, self.height(), theme.color("hair"))


class _Logo(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(52, 52)
        self.setAccessibleName(PRODUCT)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_mark(painter, QRectF(self.rect()), "logo")


class _Icon(QWidget):
    def __init__(self, name: str) -> None:
        super().__init__()
        self._name = name
        self.setFixedSize(16, 16)

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), QRectF(self.rect()), self._name, "ink2")


class _Number(QWidget):
    def __init__(self, number: int) -> None:
        super().__init__()
        self._number = number
        self.setFixedSize(24, 24)

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("sunken"))
        painter.drawEllipse(self.rect())
        painter.setPen(theme.color("ink2"))
        painter.setFont(theme.font("meta"))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


def _offline() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setContentsMargins(10, 4, 0, 0)
    row.setSpacing(8)
    row.addWidget(_Icon("lock"))
    row.addWidget(Paragraph(_("Works offline. Nothing leaves this computer.")), 1)
    return row


def _steps() -> QHBoxLayout:
    row = QHBoxLayout()
    row.setSpacing(24)
    for number, (title, text) in enumerate(
        (
            (_("Compare"), _("See who stands where, in every scenario.")),
            (_("Read"), _("Open a cell down to the words and their source.")),
            (_("Send on"), _("Export an annotated brief as PDF.")),
        ),
        1,
    ):
        words = QVBoxLayout()
        words.setSpacing(2)
        words.addWidget(Label(title, "strong"))
        words.addWidget(Paragraph(text, "dense"))
        words.addStretch(1)
        step = QHBoxLayout()
        step.setSpacing(10)
        step.addWidget(_Number(number), 0, Qt.AlignmentFlag.AlignTop)
        step.addLayout(words, 1)
        row.addLayout(step, 1)
    return row
