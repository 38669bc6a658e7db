"""What every view tells the window; the window draws the header, the status bar and the inspector from it."""

from collections.abc import Generator
from typing import Any, Self

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from desktop.workspace import Workspace


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

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.workspace = workspace

    @classmethod
    def made_in_steps(cls, workspace: Workspace) -> Generator[None, None, Self]:
        """Makes the view ahead of its being wanted; one that takes long makes its parts before, one a step."""
        yield
        return cls(workspace)

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
