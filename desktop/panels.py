"""F6: from one panel of the window to the next, to where the focus was in it before."""

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget


def step(panels: Sequence[QWidget], step: int) -> None:
    """Gives the focus to the next panel (1) or the one before (-1) that can take it."""
    stops = [(panel, stop) for panel in panels if (stop := _stop(panel)) is not None]
    if not stops:
        return
    here = next((place for place, (panel, _stop) in enumerate(stops) if _holds_focus(panel)), -step)
    stops[(here + step) % len(stops)][1].setFocus(Qt.FocusReason.TabFocusReason)


def enter(panel: QWidget) -> None:
    """Gives the focus to a panel, if anything in it can take it."""
    stop = _stop(panel)
    if stop is not None:
        stop.setFocus(Qt.FocusReason.TabFocusReason)


def _holds_focus(panel: QWidget) -> bool:
    focus = QApplication.focusWidget()
    return focus is not None and (focus is panel or panel.isAncestorOf(focus))


def _stop(panel: QWidget) -> QWidget | None:
    """Where the focus was in a panel, else its first stop; None when it has none that can be seen."""
    if not panel.isVisible():
        return None
    before = panel.focusWidget()
    if before is not None and _takes_focus(before):
        return before
    inside = [panel, *panel.findChildren(QWidget)]
    return next((each for each in _in_tab_order(panel, inside) if _takes_focus(each)), None)


def _in_tab_order(panel: QWidget, inside: Sequence[QWidget]) -> list[QWidget]:
    wanted = set(inside)
    order = [panel]
    there = panel.nextInFocusChain()
    while there is not None and there is not panel:
        if there in wanted:
            order.append(there)
        there = there.nextInFocusChain()
    return order


def _takes_focus(widget: QWidget) -> bool:
    wanted = bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus)
    return wanted and widget.isVisible() and widget.isEnabled()
