"""What every view tells the window; the window draws the header, the status bar and the inspector from it."""

from collections.abc import Callable, Generator, Iterator
from typing import Any, Self

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from desktop.jobs import at_once
from desktop.workspace import Workspace

QUIET = 400
"""Milliseconds without an edit after which the views that nobody sees are renewed too."""


class View(QWidget):
    """A screen of the open case. It is made once, and refreshes itself on the workspace's signals."""

    told = Signal()
    """Title, count or keys are new: the window asks again."""
    selectionTold = Signal(str)
    """What is selected, in a few words for the status bar."""
    openPassage = Signal(object)
    """A Quotation is to be shown in its source."""
    openCell = Signal(int, int)
    """A cell is to be shown: the ids of an actor and a scenario."""
    visited = Signal(dict)
    """The view went to another place by itself: the place where it was, to which back leads."""
    inspect = Signal()
    """The inspector is wanted, with the focus in it."""
    inspected = Signal()
    """The inspector was left: where it lies over the view, it goes."""

    def __init__(self, workspace: Workspace, parent: QWidget | None = None, *, whole: bool = True) -> None:
        """``whole``: with all that is in it; else that is still to be made, by ``make``."""
        super().__init__(parent)
        self.workspace = workspace
        self._late: Callable[[], object] | None = None
        self._quiet = QTimer(self, singleShot=True, interval=QUIET)
        self._quiet.timeout.connect(self.catch_up)
        if whole:
            at_once(self.make())

    @classmethod
    def made_in_steps(cls, workspace: Workspace, parent: QWidget | None = None) -> Generator[None, None, Self]:
        """Makes the view ahead of its being wanted, one part in a step."""
        view = cls(workspace, parent, whole=False)
        for kept in (Qt.WidgetAttribute.WA_WState_ExplicitShowHide, Qt.WidgetAttribute.WA_WState_Hidden):
            view.setAttribute(kept)  # else it is seen with its parent, half made; hiding it would tell it of that
        yield
        yield from view.make()
        return view

    def make(self) -> Iterator[None]:
        """Makes what is in the view, one part in a step, each short enough that nobody feels it.

        The view begins to listen to the workspace, and shows what the record says, only in the last one. Qt dresses
        everything anew that gets another parent: what is large gets its place in the view first, then its own parts.
        """
        yield from ()

    def in_time(self, renew: Callable[[], object]) -> None:
        """Renews the view after an edit: now if it is on the screen, else when it comes there or nothing was edited for
        a while, so that what somebody sees goes before.
        """
        self._late = renew
        if self.isVisible():
            self.catch_up()
        else:
            self._quiet.start()

    def when_seen(self, renew: Callable[[], object]) -> None:
        """Has the view go on with something once it is on the screen; not when it is to be renewed then anyway."""
        if self._late is None:
            self._late = renew

    def catch_up(self) -> None:
        """Renews the view if that was put off."""
        self._quiet.stop()
        late, self._late = self._late, None
        if late is not None:
            late()

    def showEvent(self, event: QShowEvent) -> None:
        """It comes on the screen."""
        super().showEvent(event)
        self.catch_up()

    def title(self) -> str:
        """The name of the view, as in the menu, or of what it shows."""
        raise NotImplementedError

    def count(self) -> str:
        """How much there is, in a few words beside the title; may be empty."""
        return ""

    def keys(self) -> str:
        """The keys that work here, in a few words for the status bar, such as *Enter: open the quotations*."""
        return ""

    def tools(self) -> list[QWidget]:
        """The view's tools at the right of the header; made once."""
        return []

    def inspector(self) -> QWidget | None:
        """What is shown at the side, if anything; made once."""
        return None

    def place(self) -> dict[str, Any]:
        """Where the view stands, as arguments for ``go``: back and forward come here again."""
        return {}

    def go(self, **place: Any) -> None:
        """Goes to a place in the view, which may be told in part: the rest stays as it is.

        The window itself says: *matrix* ``actor`` and ``scenario`` (ids), *sources* ``passage`` (a Quotation).
        """

    def handed(self, _screen: str) -> dict[str, Any]:
        """What another screen begins with when it is opened from here, such as the two parties selected."""
        return {}

    def clear(self) -> bool:
        """Clears the selection, on Esc; False when there is nothing to clear."""
        return False

    def first(self) -> QWidget:
        """What gets the focus when the view is shown."""
        return self
