"""Saved views of the statements as tabs: all, those that were saved by name, and saving what is asked for now."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QPoint, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from db import views
from desktop import theme
from desktop.models.asking import KIND, Asked, Tab
from desktop.widgets.controls import Button
from desktop.widgets.name_panel import NamePanel
from desktop.widgets.tab_row import TabRow
from desktop.words import _


class StatementTabs(QWidget):
    """``chosen`` gives what a tab asks for; ``edit`` the name of an action and what it does to the case."""

    chosen = Signal(object)
    edit = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.row = TabRow(_("Saved views"))
        self.save = Button(_("Save this view"), "plus", "flat")
        self._tabs: tuple[Tab, ...] = ()
        self._counts: Sequence[int | None] = ()
        self._asked = Asked()
        self._current = 0
        self._panel: NamePanel | None = None
        self._naming: Tab | None = None
        line = QHBoxLayout(self)
        line.setContentsMargins(10, 0, 12, 0)
        line.addWidget(self.row, 1)
        self.row.set_after(self.save)
        self.row.chosen.connect(self._choose)
        self.row.menuWanted.connect(self._open_menu)
        self.row.renamed.connect(self._rename)
        self.row.removed.connect(self._remove)
        self.save.clicked.connect(self._save)

    def show_tabs(self, tabs: Sequence[Tab], asked: Asked, counts: Sequence[int | None] = ()) -> None:
        """Shows the saved views, with how many statements each has."""
        known = {tab.id for tab in self._tabs}
        new = [tab for tab in tabs if tab.id not in known and tab.asked == asked]
        self._tabs, self._counts = tuple(tabs), counts or [None] * len(tabs)
        if new and known:
            self._current = new[0].id
        elif self._current not in {tab.id for tab in tabs}:
            self._current = 0
        self.show_asked(asked)

    def show_asked(self, asked: Asked) -> None:
        """Shows which of them is what is asked for now; the one chosen last stays current while it is changed."""
        self._asked = asked
        same = next((tab.id for tab in self._tabs if tab.asked == asked), None)
        if same is not None:
            self._current = same
        place = next((place for place, tab in enumerate(self._tabs) if tab.id == self._current), -1)
        self.row.show_tabs([tab.name for tab in self._tabs], self._counts, place)
        self.save.setVisible(same is None and bool(self._tabs))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _choose(self, place: int) -> None:
        self._current = self._tabs[place].id
        self.chosen.emit(self._tabs[place].asked)

    def _open_menu(self, place: int, where: QPoint) -> None:
        tab = self._tabs[place]
        if not tab.id:
            return
        menu = QMenu(self)
        if tab.id == self._current and tab.asked != self._asked:
            menu.addAction(_("Save what is shown under this name")).triggered.connect(partial(self._write, tab.name))
        menu.addAction(_("Rename …")).triggered.connect(partial(self._rename, place))
        menu.addAction(_("Delete")).triggered.connect(partial(self._remove, place))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _save(self) -> None:
        """Asks for a name; that of the current view stands there already."""
        self._naming = None
        current = next((tab for tab in self._tabs if tab.id == self._current and tab.id), None)
        anchor = QRect(self.save.mapTo(self.window(), QPoint(0, 0)), self.save.size())
        self._asked_name().ask(anchor, _("Save this view as"), current.name if current else "", _("Save"))

    def _rename(self, place: int) -> None:
        if self._tabs[place].id:
            self._naming = self._tabs[place]
            tab = self.row.tabs[place]
            anchor = QRect(tab.mapTo(self.window(), QPoint(0, 0)), tab.size())
            self._asked_name().ask(anchor, _("Rename the view"), self._naming.name, _("Rename"))

    def _remove(self, place: int) -> None:
        tab = self._tabs[place]
        if tab.id:
            label = _("Delete the view “{name}”").format(name=tab.name)
            self.edit.emit(label, lambda editing: views.remove(editing, tab.id))

    def _asked_name(self) -> NamePanel:
        if self._panel is None:
            self._panel = NamePanel(self.window())
            self._panel.named.connect(self._named)
        return self._panel

    def _named(self, name: str) -> None:
        tab = self._naming
        if tab is None:
            self._write(name)
        elif name != tab.name:
            label = _("Rename the view “{name}”").format(name=tab.name)
            self.edit.emit(label, lambda editing: views.rename(editing, tab.id, name))

    def _write(self, name: str) -> None:
        body = self._asked.written()
        self.edit.emit(
            _("Save the view “{name}”").format(name=name), lambda editing: views.save(editing, KIND, name, body)
        )
