"""A factor of the field: its name at the side, its values as tiles that wrap, and a button for one more value."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetrics,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from desktop import theme
from desktop.widgets.controls import IconButton
from desktop.widgets.flow import Flow
from desktop.widgets.text import Label, Paragraph
from desktop.widgets.tile import Tile
from desktop.widgets.wrapping import lines_of
from desktop.words import _, as_tooltip

HEAD = 148
"""Pixels of the names of factors at 100 % text."""


class ShownTile(Protocol):
    """A value as it is shown."""

    @property
    def value(self) -> int: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def uses(self) -> int: ...  # noqa: D102
    @property
    def look(self) -> str: ...  # noqa: D102
    @property
    def told(self) -> str: ...  # noqa: D102
    @property
    def checked(self) -> bool: ...  # noqa: D102


class ShownFactor(Protocol):
    """A factor by name."""

    @property
    def id(self) -> int: ...  # noqa: D102
    @property
    def name(self) -> str: ...  # noqa: D102


class ShownRow(Protocol):
    """A factor as it is shown."""

    @property
    def factor(self) -> ShownFactor: ...  # noqa: D102
    @property
    def line(self) -> str: ...  # noqa: D102
    @property
    def tiles(self) -> Sequence[ShownTile]: ...  # noqa: D102
    @property
    def instead(self) -> str: ...  # noqa: D102
    @property
    def note(self) -> str: ...  # noqa: D102
    @property
    def broken(self) -> bool: ...  # noqa: D102


class FactorHead(QPushButton):
    """The name of a factor; it can be dragged to another place."""

    keyed = Signal(QKeyEvent)
    grabbed = Signal()
    menuWanted = Signal(QPoint)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._line = ""
        self._from = QPoint()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        theme.current().changed.connect(self.updateGeometry)

    def show_factor(self, name: str, line: str) -> None:
        """Name, and what else there is to say of it."""
        self._line = line
        self.setText(name)
        self.setAccessibleName(_("Factor {name}").format(name=name))
        self.setAccessibleDescription(line)
        self.setToolTip(as_tooltip("\n".join(part for part in (name, line) if part)))
        self.updateGeometry()
        self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys are those of the field."""
        self.keyed.emit(event)

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        """Nothing more."""

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Notes where a drag would begin."""
        self._from = event.position().toPoint()
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Begins a drag when it has gone far enough."""
        far = (event.position().toPoint() - self._from).manhattanLength() >= QApplication.startDragDistance()
        if event.buttons() & Qt.MouseButton.LeftButton and far:
            self.setDown(False)
            self.grabbed.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with it."""
        mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        self.menuWanted.emit(event.globalPos() if mouse else self.mapToGlobal(self.rect().bottomLeft()))

    def sizeHint(self) -> QSize:
        """The name in up to two lines, and what else there is to say, in a width that all factors share."""
        width = round(HEAD * max(1.0, theme.current().scale / 100))
        names = len(lines_of(self.text(), theme.font("strong"), width - 20, 2))
        more = QFontMetrics(theme.font("meta")).height() if self._line else 0
        return QSize(width, max(36, names * QFontMetrics(theme.font("strong")).height() + more + 6))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A grip, the name, the line."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.color("hover"))
            painter.drawRoundedRect(QRectF(self.rect()), 5, 5)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        self._grip(painter, self.width() - 10 if mirrored else 4)
        inside = self.rect().adjusted(4, 3, -16, -3) if mirrored else self.rect().adjusted(16, 3, -4, -3)
        names = lines_of(self.text(), theme.font("strong"), inside.width(), 2)
        lines = [("strong", "ink", name) for name in names] + ([("meta", "ink2", self._line)] if self._line else [])
        heights = [QFontMetrics(theme.font(role)).height() for role, _ink, _text in lines]
        top = inside.center().y() - sum(heights) // 2
        for (role, ink, text), height in zip(lines, heights, strict=True):
            place = QRect(inside.left(), top, inside.width(), height)
            painter.setFont(theme.font(role))
            painter.setPen(theme.color(ink))
            shown = QFontMetrics(theme.font(role)).elidedText(text, Qt.TextElideMode.ElideRight, place.width())
            painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading, shown)
            top += height

    def _grip(self, painter: QPainter, left: int) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.color("line"))
        for row in range(3):
            for column in range(2):
                painter.drawEllipse(QRectF(left + 4 * column, self.height() / 2 - 6 + 5 * row, 2.2, 2.2))


class FactorRow(QWidget):
    """One row. Which of its parts has the Tab stop is said by the field."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.factor = 0
        self.head = FactorHead()
        self.plus = IconButton("plus", "")
        self.plus.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.tiles: list[Tile] = []
        self._broken = False
        self._instead = Label(role="dense", token="ink2")  # noqa: S106 - a colour
        self._note = Paragraph(role="dense")
        self._values = QWidget()
        self._flow = Flow(self._values)
        self._lay_out()

    def show_row(self, row: ShownRow, *, editable: bool) -> list[Tile]:
        """Shows a factor; returns the tiles that are new."""
        self.factor = row.factor.id
        self.head.show_factor(row.factor.name, row.line)
        name = _("Add a value to {factor}").format(factor=row.factor.name)
        self.plus.setAccessibleName(name)
        self.plus.setToolTip(as_tooltip(f"{name}  (+)"))
        self.plus.setVisible(editable)
        new = self._match([tile.value for tile in row.tiles])
        for tile, shown in zip(self.tiles, row.tiles, strict=True):
            tile.show_value(shown.value, shown.name, shown.uses, shown.look, shown.told, checked=shown.checked)
        self._instead.setText(row.instead)
        self._instead.setVisible(bool(row.instead))
        self._note.setText(row.note)
        self._note.setVisible(bool(row.note))
        self._broken = row.broken
        self.setAccessibleName(row.factor.name)
        self.update()
        return new

    def cells(self) -> list[QWidget]:
        """Its parts in the order of the arrows."""
        return [self.head, *self.tiles, *([] if self.plus.isHidden() else [self.plus])]

    def tile_of(self, value: int) -> Tile | None:
        """The tile of a value; 0 is that of a factor left open."""
        return next((tile for tile in self.tiles if tile.key == value), None)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A rule beneath; an edge where it takes part in what makes the scenario impossible."""
        painter = QPainter(self)
        painter.setPen(theme.color("hair"))
        painter.drawLine(0, self.height() - 1, self.width(), self.height() - 1)
        if self._broken:
            edge = QRect(0, 0, 3, self.height() - 1)
            if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
                edge.moveRight(self.width() - 1)
            painter.fillRect(edge, theme.color("bad"))

    def _match(self, values: Sequence[int]) -> list[Tile]:
        """As many tiles as values, in their order; those that stay are kept, with the focus that they have."""
        if [tile.key for tile in self.tiles] == list(values):
            return []
        kept = {tile.key: tile for tile in self.tiles if tile.key in values}
        for tile in self.tiles:
            self._flow.removeWidget(tile)
            if tile.key not in kept:
                tile.hide()
                tile.setParent(None)
                tile.deleteLater()
        self._flow.removeWidget(self._instead)
        new: list[Tile] = []
        self.tiles = []
        for value in values:
            tile = kept.get(value) or Tile()
            if value not in kept:
                new.append(tile)
            self.tiles.append(tile)
            self._flow.addWidget(tile)
            tile.show()
        self._flow.addWidget(self._instead)
        return new

    def _lay_out(self) -> None:
        self._flow.addWidget(self._instead)
        beside = QVBoxLayout()
        beside.setSpacing(4)
        beside.addStretch(1)
        beside.addWidget(self._values)
        beside.addWidget(self._note)
        beside.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(12, 12, 12, 12)
        row.setSpacing(8)
        row.addWidget(self.head)
        row.addLayout(beside, 1)
        row.addWidget(self.plus)


class DropLine(QWidget):
    """A line of accent where what is dragged would go."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, place: QRect) -> None:
        """Shows it there."""
        self.setGeometry(place)
        self.show()
        self.raise_()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The line."""
        QPainter(self).fillRect(self.rect(), theme.color("accent"))
