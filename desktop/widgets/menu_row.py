"""What lies in the menu row beside the menus: the command box and the lens."""

from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.widgets.command_box import CommandBox
from desktop.widgets.counting import CountingButton
from desktop.widgets.lens import LensButton


class MenuTools(QWidget):
    """The corner of the menu bar; on macOS, where menus lie outside the window, a row of its own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.command = CommandBox()
        self.lens = LensButton()
        self.counting = CountingButton()
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 4, 8, 4)
        row.setSpacing(10)
        row.addStretch(1)
        row.addWidget(self.command)
        row.addWidget(self.lens)
        row.addWidget(self.counting)

    def fit(self, room: int) -> None:
        """The command box takes what is left of so many pixels, as far as it likes."""
        taken = self.lens.sizeHint().width() + self.counting.sizeHint().width()
        self.command.set_room(room - taken - 70)
        self.adjustSize()
