"""The menu bar, made from the actions: a separator between groups, submenus where commands name one."""

from collections.abc import Callable

from PySide6.QtWidgets import QMenu, QMenuBar

from desktop.actions import Actions, Menu, titles

_BESIDE = 10
"""Pixels at either side of the name of a menu, as in the style sheet."""


def fill(bar: QMenuBar, actions: Actions, make_coding_ready: Callable[[], None]) -> None:
    """Puts every command into its menu; what codes is made ready before its menu opens."""
    for menu, title in titles().items():
        made = _filled(menu, QMenu(title, bar), actions)
        made.aboutToShow.connect(actions.dress)
        if menu is Menu.CODE:
            made.aboutToShow.connect(make_coding_ready)
        bar.addMenu(made)


def width(bar: QMenuBar) -> int:
    """The pixels that the names of the menus take in the window; none where the system shows them elsewhere."""
    if bar.isNativeMenuBar():
        return 0
    metrics = bar.fontMetrics()
    names = [action.text().replace("&", "") for action in bar.actions()]
    return sum(metrics.horizontalAdvance(name) + 2 * _BESIDE for name in names) + 2 * _BESIDE


def _filled(menu: Menu, made: QMenu, actions: Actions) -> QMenu:
    last: dict[QMenu, int] = {}
    below: dict[str, QMenu] = {}
    for command in actions:
        if command.menu is not menu:
            continue
        if command.submenu and command.submenu not in below:
            _part(made, command.group if not below else last[made], last)
            below[command.submenu] = made.addMenu(command.submenu)
        target = below.get(command.submenu, made)
        _part(target, command.group, last)
        target.addAction(actions[command.id])
    return made


def _part(menu: QMenu, group: int, last: dict[QMenu, int]) -> None:
    """A separator when a new group begins."""
    if last.setdefault(menu, group) != group:
        menu.addSeparator()
        last[menu] = group
