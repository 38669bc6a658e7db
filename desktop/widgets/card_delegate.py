"""Draws the rows of the cell inspector: headings, cards with their words, facts, conditions and reasons."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import (
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from desktop import theme
from desktop.widgets import cut_words, icons, marks, pieces
from desktop.widgets.pieces import Placed

SIDE = 16
TOP = 10
BETWEEN = 4
MOST_KEPT = 300

Index = QModelIndex | QPersistentModelIndex


class Part(Protocol):
    """A part of a card."""

    @property
    def kind(self) -> str:
        """words, again, facts, chips or remark."""

    @property
    def text(self) -> str:
        """Its text, if it is one."""

    @property
    def pieces(self) -> Sequence[pieces.Piece]:
        """Its pieces, if it is a line of them."""

    @property
    def icon(self) -> str:
        """The icon before it."""

    @property
    def ink(self) -> str:
        """The token of its text."""


class Entry(Protocol):
    """A row."""

    @property
    def kind(self) -> str:
        """heading, card, place or more."""

    @property
    def text(self) -> str:
        """What a heading says."""

    @property
    def number(self) -> int:
        """How many stand below a heading."""

    @property
    def note(self) -> str:
        """What a heading says at its end."""

    @property
    def mark(self) -> str:
        """The mark of a card."""

    @property
    def faded(self) -> bool:
        """Whether its words do not count here."""

    @property
    def parts(self) -> Sequence[Part]:
        """What a card says, from top to bottom."""


@dataclass
class _Block:
    """A part as it is laid out: its place from the start of the text, a text or pieces."""

    part: Part
    top: int
    height: int
    layout: QTextLayout | None = None
    placed: list[Placed] = field(default_factory=list)


@dataclass
class _Plan:
    entry: Entry
    width: int
    height: int
    blocks: list[_Block]


class CardDelegate(QStyledItemDelegate):
    """Draws what a model gives under ``role``."""

    def __init__(self, view: QListView, role: int) -> None:
        super().__init__(view)
        self._view = view
        self._role = role
        self._plans: dict[int, _Plan] = {}

    def renew(self) -> None:
        """Measures everything again: the theme is new."""
        self._plans.clear()

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """As wide as the view, as high as the text."""
        entry: Entry = index.data(self._role)
        width = self._view.viewport().width()
        if entry.kind == "heading":
            return QSize(width, QFontMetrics(theme.font("label")).height() + 13)
        if entry.kind == "more":
            return QSize(width, max(28, QFontMetrics(theme.font("dense")).height() + 14))
        return QSize(width, self._plan(entry, width).height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a row."""
        entry: Entry = index.data(self._role)
        painter.save()
        painter.setLayoutDirection(option.direction)
        self._ground(painter, option, entry)
        if entry.kind == "heading":
            self._heading(painter, option.rect, entry)
        elif entry.kind == "more":
            painter.setFont(theme.font("dense"))
            painter.setPen(theme.color("accent"))
            inside = option.rect.adjusted(SIDE, 0, -SIDE, 0)
            painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignTrailing, entry.text)
        else:
            self._card(painter, option.rect, entry)
        painter.restore()

    def words_at(self, place: QPoint, index: Index) -> bool:
        """Whether the words of a card are at a place of the view."""
        entry: Entry = index.data(self._role)
        rect = self._view.visualRect(index)
        if entry.kind not in ("card", "place"):
            return False
        blocks = self._plan(entry, rect.width()).blocks
        words = next((block for block in blocks if block.part.kind in ("words", "again")), None)
        return words is not None and words.top <= place.y() - rect.top() < words.top + words.height

    def offers_more(self, index: Index) -> bool:
        """Whether a row stands for those not shown yet."""
        entry: Entry = index.data(self._role)
        return entry.kind == "more"

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, entry: Entry) -> None:
        rect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected) and self._view.hasFocus()
        over = bool(option.state & QStyle.StateFlag.State_MouseOver) and entry.kind != "heading"
        token = "chrome" if entry.kind == "heading" else "sel" if chosen else "hover" if over else "base"
        painter.fillRect(rect, theme.color(token))
        painter.setPen(theme.color("hair"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        if entry.kind == "heading":
            painter.drawLine(rect.left(), rect.top(), rect.right(), rect.top())
        if chosen:
            bar = QRect(rect.left(), rect.top(), 3, rect.height() - 1)
            if option.direction == Qt.LayoutDirection.RightToLeft:
                bar.moveRight(rect.right())
            painter.fillRect(bar, theme.color("accent"))

    def _heading(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        inside = rect.adjusted(SIDE, 0, -SIDE, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        label = theme.font("label")
        text = f"{entry.text}  {entry.number}" if entry.number else entry.text
        painter.setFont(label)
        painter.setPen(theme.color("ink2"))
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignLeading, text)
        painter.setFont(theme.font("meta"))
        room = inside.width() - QFontMetrics(label).horizontalAdvance(text) - 12
        note = QFontMetrics(theme.font("meta")).elidedText(entry.note, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inside, middle | Qt.AlignmentFlag.AlignTrailing, note)

    def _card(self, painter: QPainter, rect: QRect, entry: Entry) -> None:
        plan = self._plan(entry, rect.width())
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        start = self._start()
        side = marks.size()
        if entry.mark:
            left = rect.right() + 1 - SIDE - side if mirrored else rect.left() + SIDE
            first = plan.blocks[0] if plan.blocks else None
            line = QFontMetrics(theme.font("quotation")).height()
            top = rect.top() + (first.top if first else TOP) + max(0, (line - side) // 2)
            marks.paint_mark(painter, QRectF(left, top, side, side), entry.mark)
        for block in plan.blocks:
            self._block(painter, rect, block, start, entry, mirrored)

    def _block(self, painter: QPainter, rect: QRect, block: _Block, start: int, entry: Entry, mirrored: bool) -> None:
        top = rect.top() + block.top
        for piece in block.placed:
            place = piece.rect.translated(rect.left() + start, top)
            if mirrored:
                place.moveRight(rect.right() - start - piece.rect.left())
            pieces.paint(painter, place, piece)
        if block.layout is None:
            return
        left = start + (icons.size(14) + 6 if block.part.icon else 0)
        x = rect.left() + (rect.width() - left - self._room(rect.width(), block.part) if mirrored else left)
        ink = "ink3" if entry.faded and block.part.kind in ("words", "again") else block.part.ink
        painter.setPen(theme.color("ink" if block.part.kind == "words" and not entry.faded else ink))
        block.layout.draw(painter, QPointF(x, top))
        if block.part.icon:
            side = icons.size(14)
            at = rect.right() + 1 - start - side if mirrored else rect.left() + start
            line = QFontMetrics(theme.font("dense")).height()
            icons.paint_icon(painter, QRectF(at, top + (line - side) / 2, side, side), block.part.icon, block.part.ink)

    def _plan(self, entry: Entry, width: int) -> _Plan:
        """The parts of a card in a width, laid out once."""
        kept = self._plans.get(id(entry))
        if kept is not None and kept.entry is entry and kept.width == width:
            return kept
        if len(self._plans) >= MOST_KEPT:
            self._plans.clear()
        y = TOP if entry.kind == "card" else 6
        blocks = []
        for part in entry.parts:
            block = self._laid(part, y, self._room(width, part))
            blocks.append(block)
            y += block.height + BETWEEN
        plan = self._plans[id(entry)] = _Plan(entry, width, y - BETWEEN + TOP, blocks)
        return plan

    def _laid(self, part: Part, top: int, room: int) -> _Block:
        if part.pieces:
            found, height = pieces.placed(part.pieces, room)
            return _Block(part, top + 1, height + 1, placed=found)
        font = theme.font({"words": "quotation", "again": "quotation"}.get(part.kind, "dense"))
        if part.kind == "again":
            font.setPointSizeF(theme.font("dense").pointSizeF())
        layout, height = _lines(part.text, font, room)
        return _Block(part, top, height, layout)

    def _room(self, width: int, part: Part) -> int:
        return max(40, width - self._start() - SIDE - (icons.size(14) + 6 if part.icon else 0))

    def _start(self) -> int:
        """Where the text of a card begins."""
        return SIDE + marks.size() + 9


def _lines(text: str, font: QFont, width: int) -> tuple[QTextLayout, int]:
    """A text in lines, in its own direction, and its height."""
    layout = cut_words.lines(text, font, width)
    return layout, cut_words.height(layout)
