"""Menus of what can be done with a part of the model."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMenu

from desktop import theme


def add(menu: QMenu, text: str, keys: str, do: Callable[[], object], icon: str) -> None:
    """An entry with the key that does the same."""
    action = menu.addAction(theme.icon(icon), text)
    action.triggered.connect(lambda: do())
    if keys:
        action.setShortcut(QKeySequence(keys))
        action.setShortcutVisibleInContextMenu(True)


def pop_up(menu: QMenu, at: QPoint) -> None:
    """Shows a menu, unless it is empty; it is gone afterwards."""
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    if menu.actions():
        menu.popup(at)
    else:
        menu.deleteLater()
