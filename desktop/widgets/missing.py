"""What stands where a list is empty: why it is, and the one thing that helps, as a button."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.blank import Blank
from desktop.widgets.controls import Button


class Missing(QWidget):
    """``pressed`` when the button is."""

    pressed = Signal()

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.blank = Blank(icon)
        self.button = Button(kind="primary")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.blank)
        layout = self.blank.layout()
        assert isinstance(layout, QVBoxLayout)
        layout.insertWidget(layout.count() - 1, self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        self.button.clicked.connect(self.pressed)
        self.button.hide()
        self.setFocusProxy(self.blank)

    def tell(self, title: str, text: str, deed: str = "") -> None:
        """What is missing, what helps, and what the button does."""
        self.blank.tell(title, text)
        self.button.setText(deed)
        self.button.updateGeometry()
        self.button.setVisible(bool(deed))
        self.setFocusProxy(self.button if deed else self.blank)
