"""The body of the window while a case is open: sidebar, view with its header, inspector."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QSplitter, QVBoxLayout, QWidget

from desktop import panels, theme
from desktop.navigation import History, Place
from desktop.views.inspector_place import InspectorPlace
from desktop.views.view import View
from desktop.widgets.line import Line
from desktop.widgets.page_stack import PageStack
from desktop.widgets.sidebar import Entry, Sidebar
from desktop.widgets.view_header import ViewHeader

FOLDS_BELOW = 1280
"""The sidebar is a rail in narrower windows."""


class Workbench(QWidget):
    """Shows one view at a time."""

    moved = Signal()
    """Another view, another place in it or another part of the workbench is shown."""
    told = Signal()
    """The keys or the selection of the view that is shown are new."""

    def __init__(self, entries: tuple[Entry, ...], make: Callable[[str], object]) -> None:
        """``make`` makes the view of a name, and adds it."""
        super().__init__()
        self.history = History()
        self.sidebar = Sidebar(entries)
        self.header = ViewHeader()
        self.views = PageStack()
        self._by_name: dict[str, View] = {}
        self._make = make
        self._selected: dict[View, str] = {}
        self._wants_sidebar = True
        self._notice = ""
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.setChildrenCollapsible(False)
        self._lay_out()
        self.place = InspectorPlace(self, self.splitter, self.header)
        self.side = self.place.side
        self.header.back.clicked.connect(lambda: self.step(-1))
        self.header.forward.clicked.connect(lambda: self.step(1))
        self.header.panel.clicked.connect(lambda: self.show_inspector(not self.inspector_shown()))
        self.sidebar.chosen.connect(self.show_view)
        self.side.shut.connect(self._shut, Qt.ConnectionType.QueuedConnection)
        theme.current().changed.connect(self._dress)

    def add(self, name: str, view: View) -> None:
        """A view, under its name."""
        self._by_name[name] = view
        self.views.addWidget(view)
        view.told.connect(self._tell)
        view.selectionTold.connect(partial(self._select, view))
        view.inspect.connect(self._inspect)
        view.visited.connect(partial(self._visit, name))
        view.inspected.connect(self._fold_back)
        self.put_inspector(view)

    def put_inspector(self, view: View) -> None:
        """Puts the inspector of a view to the others, if it has one."""
        inspector = view.inspector()
        if inspector is not None and self.side.indexOf(inspector) < 0:
            self.side.addWidget(inspector)

    def view(self) -> View | None:
        """The view that is shown."""
        shown = self.views.currentWidget()
        return shown if isinstance(shown, View) else None

    def has_views(self) -> bool:
        """Whether the first view was made."""
        return bool(self._by_name)

    def has(self, name: str) -> bool:
        """Whether a view was made."""
        return name in self._by_name

    def named(self, name: str) -> View:
        """A view by name, made when it is wanted for the first time."""
        if name not in self._by_name:
            self._make(name)
        view = self._by_name[name]
        view.catch_up()
        return view

    def name(self) -> str:
        """The name of the view that is shown."""
        return self.history.here.view if self.history.here is not None else ""

    def selection(self) -> str:
        """What is selected in the view that is shown, in a few words."""
        view = self.view()
        return self._selected.get(view, "") if view is not None else ""

    def panels(self) -> list[QWidget]:
        """Its parts, in the order in which they are read."""
        return [self.sidebar, self.header, self.views, self.side]

    def show_view(self, name: str, **place: Any) -> None:
        """Shows a view, and a place in it; back comes here again."""
        self._amend()
        view = self.named(name)
        if place:
            view.go(**place)
        self.history.visit(Place(name, view.place()))
        self._show(name)

    def forget_places(self) -> None:
        """Begins anew: another case."""
        self.history.clear()
        self._selected.clear()

    def step(self, step: int) -> None:
        """One place back (-1) or forward (1)."""
        self._amend()
        there = self.history.go(step)
        if there is not None:
            self.named(there.view).go(**there.at)
            self._show(there.view)

    def tell_notice(self, text: str) -> None:
        """What the lens does, beside the count of the view."""
        self._notice = text
        self._tell()

    def want(self, *, sidebar: bool, inspector: bool) -> None:
        """What is to be shown where there is room for it, as it was kept."""
        self._wants_sidebar = sidebar
        self.place.want(inspector)
        self._fold()

    def show_inspector(self, shown: bool) -> None:
        """Shows the inspector or not; a view may have none, and in a narrow window it lies over the view."""
        self.place.show(shown)
        self._arrange()
        self.moved.emit()

    def inspector_shown(self) -> bool:
        """Whether the inspector is shown where a view has one."""
        return self.place.is_shown()

    def part_inspector(self, apart: bool) -> None:
        """The inspector in a window of its own, for a second screen; or back at the side."""
        self.place.part(apart)
        self._arrange()
        self.moved.emit()

    def step_out(self) -> bool:
        """Esc: folds the inspector back, or clears the selection; False when there was neither."""
        if self._fold_back():
            self.focus_view()
            return True
        view = self.view()
        return view is not None and view.clear()

    def focus_view(self) -> None:
        """Gives the focus to the view that is shown."""
        view = self.view()
        if view is not None:
            view.first().setFocus(Qt.FocusReason.OtherFocusReason)

    def show_sidebar(self, whole: bool) -> None:
        """The sidebar with words, or as a rail; in a narrow window it is a rail until asked for."""
        self._wants_sidebar = whole
        self.sidebar.set_folded(not whole)
        self.moved.emit()

    def wants_sidebar(self) -> bool:
        """Whether the sidebar is wanted with words where there is room for them."""
        return self._wants_sidebar

    def sidebar_whole(self) -> bool:
        """Whether the sidebar shows words."""
        return not self.sidebar.folded

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Folds what has no room."""
        super().resizeEvent(event)
        before, now = event.oldSize().width(), event.size().width()
        self.place.resized(before, now)
        if (before < FOLDS_BELOW) != (now < FOLDS_BELOW) or before < 0:
            self._fold()
        self._arrange()

    def showEvent(self, event: QShowEvent) -> None:
        """An inspector in a window of its own comes and goes with the workbench."""
        super().showEvent(event)
        self._arrange()

    def hideEvent(self, event: QHideEvent) -> None:
        """An inspector in a window of its own comes and goes with the workbench."""
        super().hideEvent(event)
        if self.side.is_alone():
            self.side.hide()

    def _fold(self) -> None:
        self.sidebar.set_folded(self.width() < FOLDS_BELOW or not self._wants_sidebar)
        self.moved.emit()

    def _lay_out(self) -> None:
        page = QWidget()
        column = QVBoxLayout(page)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addWidget(self.views, 1)
        self.splitter.addWidget(page)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.sidebar)
        row.addWidget(Line(upright=True))
        row.addWidget(self.splitter, 1)

    def _amend(self) -> None:
        view = self.view()
        if self.history.here is not None and view is self._by_name.get(self.history.here.view) and view is not None:
            self.history.amend(view.place())

    def _show(self, name: str) -> None:
        view = self.named(name)
        self.views.setCurrentWidget(view)
        self.header.set_tools(view.tools())
        self.sidebar.set_current(name)
        self._arrange()
        self._tell()
        self.focus_view()
        self.moved.emit()

    def _tell(self) -> None:
        view = self.view()
        if view is not None:
            self.header.tell(view.title(), view.count(), self._notice)
            self.header.back.setEnabled(self.history.can_go(-1))
            self.header.forward.setEnabled(self.history.can_go(1))
            self.told.emit()

    def _visit(self, name: str, before: dict[str, Any]) -> None:
        """A view went on by itself: back leads to where it was."""
        if name == self.name():
            self.history.amend(before)
            self.history.visit(Place(name, self._by_name[name].place()))
            self._tell()
            self.moved.emit()

    def _select(self, view: View, told: str) -> None:
        self._selected[view] = told
        if view is self.view():
            self.told.emit()

    def _inspect(self) -> None:
        view = self.view()
        inspector = view.inspector() if view is not None else None
        if inspector is not None:
            self.show_inspector(True)
            panels.enter(inspector)

    def _fold_back(self) -> bool:
        folded = self.place.fold_back()
        if folded:
            self._arrange()
            self.moved.emit()
        return folded

    def _shut(self) -> None:
        self.part_inspector(False)

    def _dress(self) -> None:
        self.place.dress()
        self._arrange()

    def _arrange(self) -> None:
        """The inspector at the side, over the view, or not at all."""
        view = self.view()
        inspector = view.inspector() if view is not None else None
        self.header.panel.setVisible(inspector is not None)
        self.header.panel.setChecked(self.inspector_shown())
        self.place.arrange(inspector)
