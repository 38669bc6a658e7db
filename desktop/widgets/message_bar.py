"""A bar across the window that tells of trouble, or what should not be missed, until it is closed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.icons import paint_icon
from desktop.widgets.text import Paragraph
from desktop.words import _

Offer = tuple[str, Callable[[], object]]
"""What can be done about it: a name, and what it does."""


class _Sign(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(18, 18)
        self.bad = True

    def paintEvent(self, _event: QPaintEvent) -> None:
        name, token = ("triangle-alert", "bad") if self.bad else ("info", "accent")
        paint_icon(QPainter(self), QRectF(self.rect()), name, token)


class MessageBar(QWidget):
    """One message at a time; the last one counts."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Message"))
        self._sign = _Sign()
        self._text = Paragraph(token="ink")  # noqa: S106 - a colour
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._more = Button(_("Show details"), kind="plain")
        self._more.clicked.connect(self._toggle)
        self._offers = QHBoxLayout()
        self._offers.setSpacing(8)
        self.buttons: list[Button] = []
        self.close_button = IconButton("x", _("Close the message"))
        self.close_button.clicked.connect(self.clear)
        self._details = QPlainTextEdit(self)
        self._details.setReadOnly(True)
        self._details.setAccessibleName(_("Details"))
        self._details.setFixedHeight(140)
        self._lay_out()
        self.hide()

    def tell(self, text: str, details: str = "", offers: Sequence[Offer] = ()) -> None:
        """Shows what went wrong, with details that can be opened, and what can be done about it."""
        self._show(text, details, offers, bad=True)

    def notice(self, text: str, offers: Sequence[Offer] = ()) -> None:
        """Shows what should not be missed, and is no trouble."""
        self._show(text, "", offers, bad=False)

    def _show(self, text: str, details: str, offers: Sequence[Offer], *, bad: bool) -> None:
        self._offer(offers)
        self._sign.bad = bad
        self._text.setText(text)
        self._details.setPlainText(details)
        self._more.setVisible(bool(details))
        self._details.hide()
        self._more.setText(_("Show details"))
        self.setAccessibleDescription(text)
        self.show()
        self.update()
        self._sign.update()

    def text(self) -> str:
        """The sentence that is shown; empty when none is."""
        return "" if self.isHidden() else self._text.text()

    def clear(self) -> None:
        """Takes the message away."""
        if not self.isHidden():
            self.hide()
            self.closed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A tinted frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("bad" if self._sign.bad else "accent"), 1))
        painter.setBrush(theme.color("badTint" if self._sign.bad else "sel"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(8.5, 6.5, -8.5, -6.5), 5, 5)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(10)
        row.addWidget(self._sign)
        row.addWidget(self._text, 1)
        row.addLayout(self._offers)
        row.addWidget(self._more)
        row.addWidget(self.close_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(20, 14, 14, 14)
        layout.addLayout(row)
        layout.addWidget(self._details)

    def _offer(self, offers: Sequence[Offer]) -> None:
        for button in self.buttons:
            button.hide()
            button.deleteLater()
        self.buttons = []
        for name, do in offers:
            button = Button(name, kind="plain")
            button.clicked.connect(lambda _on=False, do=do: do())
            self.buttons.append(button)
            self._offers.addWidget(button)

    def _toggle(self) -> None:
        shown = self._details.isHidden()
        self._details.setVisible(shown)
        self._more.setText(_("Hide details") if shown else _("Show details"))
