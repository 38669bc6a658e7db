"""A person's hands and eyes: keys where the focus is, files dropped, what stands on the screen."""

from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from desktop.models.palette import OFFER

CTRL, ALT, SHIFT = (getattr(Qt.KeyboardModifier, f"{name}Modifier") for name in ("Control", "Alt", "Shift"))
NONE = Qt.KeyboardModifier.NoModifier


def press(key, modifiers=NONE):
    """Presses a key where the focus is."""
    QTest.keyClick(_at() or QApplication.activeWindow(), key, modifiers)


def type_in(text):
    """Types into what has the focus."""
    QTest.keyClicks(_at(), text)


def _at():
    """Where the keyboard is, after a moment on a busy machine; keys that go nowhere would end the whole process."""
    for _moment in range(50):
        found = QApplication.focusWidget()
        if found is not None:
            break
        QTest.qWait(20)
    assert found or QApplication.activeWindow(), "nothing has the keyboard"
    return found


def click(widget):
    """Clicks in the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)


def focus():
    return QApplication.focusWidget()


def offered(window):
    """What the palette offers, as text: a heading, or the words of an offer with what stands at its end."""
    model, lines = window.lookup.model, []
    for row in range(model.rowCount()):
        offer = model.index(row).data(OFFER)
        lines.append(f"  {offer.title}" if offer else model.index(row).data())
    return lines


def drag(window, paths):
    """Holds files over the window."""
    mime = _files(paths)
    event = QDragEnterEvent(QPoint(200, 300), *_buttons(mime))
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def leave(window):
    QApplication.sendEvent(window, QDragLeaveEvent())


def drop(window, paths):
    """Drops files on the window; Qt wants them held over it first."""
    if not drag(window, paths):
        return False
    mime = _files(paths)
    event = QDropEvent(QPointF(200, 300), *_buttons(mime))
    QApplication.sendEvent(window, event)
    return event.isAccepted()


def labels(widget):
    """The words that stand in a part of the screen."""
    return [label.text() for label in widget.findChildren(QLabel) if label.isVisible() and label.text()]


def _files(paths):
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


def _buttons(mime):
    return (Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, mime, Qt.MouseButton.LeftButton, NONE)
