"""Pages of which one is shown: only that one is asked how much room it wants."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QStackedWidget, QWidget


class PageStack(QStackedWidget):
    """As large as its page wants to be. Qt's own stack asks all pages at every change of one, seen or not, which takes
    the longer the more there are.
    """

    # No signal is listened to for this: Qt sends one more while the stack is taken down.
    def setCurrentIndex(self, index: int) -> None:
        """Shows another page, by number."""
        super().setCurrentIndex(index)
        self.updateGeometry()

    def setCurrentWidget(self, widget: QWidget) -> None:
        """Shows another page."""
        super().setCurrentWidget(widget)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """What the page likes best."""
        page = self.currentWidget()
        return page.sizeHint() if page is not None else QSize(0, 0)

    def minimumSizeHint(self) -> QSize:
        """What the page needs at least."""
        page = self.currentWidget()
        return page.minimumSizeHint().expandedTo(page.minimumSize()) if page is not None else QSize(0, 0)

    def hasHeightForWidth(self) -> bool:
        """Its height does not follow its width: a page gets what there is."""
        return False
