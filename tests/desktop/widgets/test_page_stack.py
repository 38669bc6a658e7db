"""The stack of pages asks nobody who is not seen."""

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.page_stack import PageStack


class Page(QWidget):
    """Counts how often it is asked."""

    def __init__(self, size):
        super().__init__()
        self.size_wanted, self.asked = size, 0

    def sizeHint(self):
        self.asked += 1
        return self.size_wanted

    def minimumSizeHint(self):
        self.asked += 1
        return self.size_wanted


def test_only_the_page_that_is_shown_is_asked_for_its_size(qtbot):
    whole, stack = QWidget(), PageStack()
    qtbot.addWidget(whole)
    QVBoxLayout(whole).addWidget(stack)
    pages = [Page(QSize(200, 100)), Page(QSize(300, 400))]
    for page in pages:
        stack.addWidget(page)
    whole.show()
    qtbot.waitExposed(whole)
    seen, hidden = pages
    seen.asked = hidden.asked = 0
    seen.updateGeometry()
    qtbot.waitUntil(lambda: seen.asked > 0)
    assert hidden.asked == 0
    assert stack.sizeHint() == stack.minimumSizeHint() == QSize(200, 100)
    stack.setCurrentWidget(hidden)
    assert stack.sizeHint() == QSize(300, 400)
    qtbot.waitUntil(lambda: whole.minimumSizeHint().height() > 400)


def test_a_page_may_be_given_its_least_size(qtbot):
    stack, page = PageStack(), QWidget()
    qtbot.addWidget(stack)
    assert stack.minimumSizeHint() == QSize(0, 0)
    page.setMinimumSize(120, 80)
    stack.addWidget(page)
    assert stack.minimumSizeHint() == QSize(120, 80)
