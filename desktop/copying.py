"""Edit > Copy and Select all, for whatever has the focus: a text, a list, a view that says itself what a copy is."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QApplication, QLabel, QWidget


def copy() -> None:
    """Copies what is selected where the focus is."""
    for widget in _from_focus_outwards():
        if isinstance(widget, QLabel):
            _put(widget.selectedText())
            return
        if hasattr(widget, "copy"):
            widget.copy()
            return
        if isinstance(widget, QAbstractItemView):
            _put(_told(widget))
            return


def select_all() -> None:
    """Selects everything where the focus is."""
    for widget in _from_focus_outwards():
        if hasattr(widget, "selectAll"):
            widget.selectAll()
            return


def _from_focus_outwards() -> list[QWidget]:
    found = []
    widget = QApplication.focusWidget()
    while widget is not None:
        found.append(widget)
        widget = None if widget.isWindow() else widget.parentWidget()
    return found


def _told(view: QAbstractItemView) -> str:
    """The selected rows in words, a line each."""
    lines = []
    for index in sorted(view.selectedIndexes()) or [view.currentIndex()]:
        told = index.data(Qt.ItemDataRole.AccessibleTextRole) or index.data()
        lines += [str(told)] if told else []
    return "\n".join(lines)


def _put(text: str) -> None:
    if text:
        QGuiApplication.clipboard().setText(text)
