"""The bar at the foot of the window: what is saved, what goes on, what is selected, which keys work, the text size."""

from collections.abc import Callable

from PySide6.QtCore import QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import theme
from desktop.widgets.controls import Button
from desktop.widgets.icons import paint_icon
from desktop.widgets.text import Elided
from desktop.words import _

HEIGHT = 26
PATIENCE = 300
"""Milliseconds before work in the background is worth a bar."""
STAY = 20_000
"""Milliseconds that an outcome is shown."""


class _Glyph(QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.icon = "check"
        self.setFixedSize(14, 14)

    def show_icon(self, icon: str) -> None:
        self.icon = icon
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        paint_icon(QPainter(self), QRectF(self.rect()), self.icon, "ink2")


class Progress(QWidget):
    """How far something is: a bar, or a sign of life when nobody knows."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedSize(120, 6)
        self.setAccessibleName(_("Progress"))
        self._done, self._total = 0, 0

    def set_progress(self, done: int, total: int) -> None:
        """So much of so much; a total of 0 is unknown."""
        self._done, self._total = done, total
        self.setAccessibleDescription(_("{n} %").format(n=100 * done // total) if total else "")
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The bar; when the end is not known, a third of it stands in the middle, still."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        whole = QRectF(self.rect()).adjusted(0, 1, 0, -1)
        painter.setBrush(theme.color("line"))
        painter.drawRoundedRect(whole, 2, 2)
        painter.setBrush(theme.color("accent"))
        part = QRectF(whole)
        if self._total:
            part.setWidth(whole.width() * min(1.0, self._done / self._total))
        else:
            part.adjust(whole.width() / 3, 0, -whole.width() / 3, 0)
        painter.drawRoundedRect(part, 2, 2)


class StatusBar(QWidget):
    """``stop`` is sent when what goes on is to stop."""

    stop = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Status"))
        self._glyph = _Glyph()
        self._saved, self._selection, self._keys, self._zoom, self._work = (
            Elided(role="dense", token="ink2")  # noqa: S106 - a colour
            for _place in range(5)
        )
        self._progress = Progress()
        self._stop = self._button(_("Stop"), self.stop.emit)
        self._outcome: list[Button] = []
        self._layout = QHBoxLayout(self)
        self._layout.setContentsMargins(12, 0, 14, 0)
        self._layout.setSpacing(8)
        for part in (self._glyph, self._saved, self._work, self._progress, self._stop):
            self._layout.addWidget(part)
        self._layout.addStretch(1)
        for part in (self._keys, self._selection, self._zoom):
            self._layout.addWidget(part)
            self._layout.setSpacing(8)
        self._keys.setContentsMargins(0, 0, 10, 0)
        self._selection.setContentsMargins(0, 0, 10, 0)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE)
        self._patience.timeout.connect(self._show_work)
        self._stay = QTimer(self, singleShot=True, interval=STAY)
        self._stay.timeout.connect(self.clear_outcome)
        self._hide_work()
        theme.current().changed.connect(self._dress)
        self._dress()

    def tell_saved(self, text: str, icon: str = "check") -> None:
        """Whether everything is saved."""
        self._saved.setText(text)
        self._glyph.show_icon(icon)
        self._glyph.setVisible(bool(text))

    def saved(self) -> str:
        """What it says of saving."""
        return self._saved.text()

    def tell_selection(self, text: str) -> None:
        """What is selected."""
        self._selection.setText(text)

    def tell_keys(self, text: str) -> None:
        """Which keys work here."""
        self._keys.setText(text)

    def tell_zoom(self, percent: int) -> None:
        """The size of text."""
        self._zoom.setText(_("{n} %").format(n=percent).replace(" ", ""))

    def tell_work(self, what: str, done: int, total: int, *, stoppable: bool = False) -> None:
        """What goes on; it is shown when it takes longer than a moment."""
        self.clear_outcome()
        self._work.setText(what)
        self._progress.set_progress(done, total)
        self._stoppable = stoppable
        if self._progress.isHidden():
            if not self._patience.isActive():
                self._patience.start()
        else:
            self._stop.setVisible(stoppable)

    def end_work(self) -> None:
        """Nothing goes on any more."""
        self._hide_work()

    def tell_outcome(self, text: str, *offers: tuple[str, Callable[[], object]]) -> None:
        """What came of it, with what can be done now, such as *Open*; it stays a while."""
        self._hide_work()
        self.clear_outcome()
        self._work.setText(text)
        self._work.show()
        for name, do in offers:
            button = self._button(name, do)
            self._outcome.append(button)
            self._layout.insertWidget(self._layout.indexOf(self._stop) + len(self._outcome), button)
            button.show()
        self._stay.start()

    def outcome(self) -> str:
        """What came of the last work, while it is shown."""
        return self._work.text() if self._work.isVisible() else ""

    def offers(self) -> list[Button]:
        """What can be done with the outcome."""
        return list(self._outcome)

    def clear_outcome(self) -> None:
        """Takes an outcome away."""
        self._stay.stop()
        if self._progress.isHidden():
            self._work.hide()
        for button in self._outcome:
            self._layout.removeWidget(button)
            button.deleteLater()
        self._outcome = []

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground, and a hairline above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("chrome"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(0, 0, self.width(), 0)

    def _show_work(self) -> None:
        self._work.show()
        self._progress.show()
        self._stop.setVisible(self._stoppable)

    def _hide_work(self) -> None:
        self._patience.stop()
        self._stoppable = False
        for part in (self._work, self._progress, self._stop):
            part.hide()

    def _button(self, text: str, do: Callable[[], object]) -> Button:
        button = _SmallButton(text)
        button.clicked.connect(lambda: do())
        return button

    def _dress(self) -> None:
        self.setFixedHeight(max(HEIGHT, self._saved.fontMetrics().height() + 10))


class _SmallButton(Button):
    def __init__(self, text: str) -> None:
        super().__init__(text, kind="flat")
        self.role = "dense"
        self._dress()

    def _dress(self) -> None:
        super()._dress()
        self.setFixedHeight(max(24, self.fontMetrics().height() + 6))
