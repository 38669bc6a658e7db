"""The tools of the statements in the view's header: which columns, in which order, how high the rows are."""

from functools import partial

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from desktop.models.asking import ALWAYS, AT_FIRST, Column, Sort
from desktop.models.statement_rows import column_names
from desktop.widgets.controls import Button
from desktop.words import _


class StatementTools(QObject):
    """Two buttons with menus."""

    columnsWanted = Signal(object)
    sortWanted = Signal(str)
    linesWanted = Signal(int)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.columns, self.rows = Button(_("Columns"), "table-2", "flat"), Button("", "list", "flat")
        self._shown: tuple[Column, ...] = AT_FIRST
        self._menu, self._heights = QMenu(self.columns), QMenu(self.rows)
        self._fill_columns()
        self._fill_heights()
        self.columns.setMenu(self._menu)
        self.rows.setMenu(self._heights)

    def buttons(self) -> list[QWidget]:
        """The buttons."""
        return [self.columns, self.rows]

    def show_columns(self, columns: tuple[Column, ...]) -> None:
        """Which columns are shown."""
        self._shown = columns
        for column, action in self._actions.items():
            action.setChecked(column in columns)

    def show_lines(self, lines: int) -> None:
        """How many lines a row has; the table is told."""
        if lines in self._by_lines:
            self._by_lines[lines].trigger()

    def open_columns(self, where: QPoint) -> None:
        """Opens the menu of the columns at a place of the screen."""
        self._menu.popup(where)

    def _fill_columns(self) -> None:
        self._actions = {}
        for column, name in column_names().items():
            if column not in ALWAYS:
                action = self._menu.addAction(name)
                action.setCheckable(True)
                action.setChecked(column in AT_FIRST)
                action.triggered.connect(lambda on, column=column: self._show(column, on))
                self._actions[column] = action
        self._menu.addSeparator()
        names = column_names()
        sorts = self._menu.addMenu(_("Order by"))
        for sort in Sort:
            sorts.addAction(names[Column(str(sort))]).triggered.connect(partial(self.sortWanted.emit, str(sort)))

    def _show(self, column: Column, on: bool) -> None:
        wanted = {*self._shown, column} if on else {*self._shown} - {column}
        self.columnsWanted.emit(tuple(each for each in Column if each in wanted))

    def _fill_heights(self) -> None:
        choice = QActionGroup(self._heights)
        self._by_lines: dict[int, QAction] = {}
        names = {1: _("dense"), 2: _("normal"), 3: _("comfortable")}
        for lines, name in names.items():
            action = self._heights.addAction(name.capitalize())
            action.setCheckable(True)
            action.setChecked(lines == 3)
            action.triggered.connect(partial(self._set_lines, lines, name))
            choice.addAction(action)
            self._by_lines[lines] = action
        self._tell(names[3])

    def _set_lines(self, lines: int, name: str) -> None:
        self._tell(name)
        self.linesWanted.emit(lines)

    def _tell(self, name: str) -> None:
        self.rows.setText(_("Rows: {height}").format(height=name))
        self.rows.setAccessibleName(self.rows.text())
        self.rows.updateGeometry()
