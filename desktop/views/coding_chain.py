"""Who reported whom, from the source to the speaker: one field for each link, and one link more when it is wanted."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop.widgets.giving import GivingButton
from desktop.widgets.pick_field import PickField
from desktop.widgets.text import Paragraph
from desktop.words import _


class _Link(PickField):
    """One who reported it."""

    deleted = Signal()

    def __init__(self, name: str) -> None:
        super().__init__(name)
        self.setAccessibleDescription(_("Del takes it out"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and not event.modifiers():
            self.deleted.emit()
        else:
            super().keyPressEvent(event)


class ChainRows(QWidget):
    """The nearest to the source stands first; ``asked`` tells the link that is to be another one, or a new one."""

    asked = Signal(int)
    removed = Signal(int)
    """A link is to be taken out: Del was pressed on it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.first = _Link(_("Reported by"))
        self.further: list[_Link] = []
        self.add = GivingButton("", "plus")
        self.told = Paragraph(role="dense")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(4)
        for part in (self.first, self.add, self.told):
            self._column.addWidget(part)
        self.first.clicked.connect(lambda: self.asked.emit(0))
        self.first.deleted.connect(lambda: self.removed.emit(0))
        self.add.clicked.connect(lambda: self.asked.emit(len(self.further) + 1))

    def field(self, link: int) -> QWidget:
        """Where a link stands, or will stand."""
        return self.first if link == 0 else self.further[link - 1] if link <= len(self.further) else self.add

    def stops(self) -> tuple[QWidget, ...]:
        """What Tab visits."""
        return (self.first, *self.further, self.add)

    def show_chain(self, names: Sequence[str], speaker: str) -> None:
        """Shows who reported it, and from whom they had it."""
        self.first.show_value(names[0] if names else _("the source itself"), quiet=not names)
        while len(self.further) > max(0, len(names) - 1):
            gone = self.further.pop()
            self._column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        while len(self.further) < len(names) - 1:
            self._add_field()
        for before, field, name in zip(names, self.further, names[1:], strict=False):
            field.show_value(_("from {name}").format(name=name))
            field.setAccessibleName(_("{name} had it from {other}").format(name=before, other=name))
        self.add.setText(_("Add from whom {name} had it").format(name=names[-1]) if names else "")
        self.add.setVisible(bool(names))
        self.add.updateGeometry()
        chain = _("The source, from {chain}").format(chain=_(", from ").join([*names, speaker]))
        self.told.setText(chain if names and speaker else "")
        self.told.setVisible(bool(names and speaker))

    def _add_field(self) -> None:
        field = _Link(_("Reported by"))
        self.further.append(field)
        number = len(self.further)
        field.clicked.connect(lambda: self.asked.emit(number))
        field.deleted.connect(lambda: self.removed.emit(number))
        self._column.insertWidget(number, field)
        field.setVisible(self.isVisible())
