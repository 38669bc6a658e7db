"""A plain table of which whole rows are walked through; Tab leaves it."""

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHeaderView, QTableView, QWidget

from desktop import theme


class RowTable(QTableView):
    """Shows a model by rows; ``wide`` names the columns that share the room that is left."""

    moved = Signal()
    """Another row is the current one."""

    def __init__(
        self, model: QAbstractItemModel, name: str, wide: tuple[int, ...], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setModel(model)
        self._behave()
        header = self.horizontalHeader()
        for column in range(model.columnCount()):
            fits = QHeaderView.ResizeMode.Stretch if column in wide else QHeaderView.ResizeMode.ResizeToContents
            header.setSectionResizeMode(column, fits)
        self.selectionModel().currentRowChanged.connect(lambda *_rows: self.moved.emit())
        theme.current().changed.connect(self._dress)
        self._dress()

    def walk_to(self, row: int) -> None:
        """Makes a row the current one and shows it."""
        index = self.model().index(row, 0)
        flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
        self.selectionModel().setCurrentIndex(index, flags)
        self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Home and End go to the first and the last row, also when that is to be fetched first."""
        model = self.model()
        if event.key() not in (Qt.Key.Key_Home, Qt.Key.Key_End) or not model.rowCount():
            super().keyPressEvent(event)
            return
        while event.key() == Qt.Key.Key_End and model.canFetchMore(QModelIndex()):
            model.fetchMore(QModelIndex())
        self.walk_to(0 if event.key() == Qt.Key.Key_Home else model.rowCount() - 1)

    def _behave(self) -> None:
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setResizeContentsPrecision(100)

    def _dress(self) -> None:
        self.setFont(theme.font("dense"))
        self.horizontalHeader().setFont(theme.font("label"))
        self.verticalHeader().setDefaultSectionSize(max(24, self.fontMetrics().height() + 8))
