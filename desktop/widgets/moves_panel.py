"""What a change moves in the matrix: cells by scenario, each with what it says now and what it would say."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop import theme
from desktop.widgets import icons, marks
from desktop.words import _, count, isolated

EDGE = 12
SHOWN, FEW = 7, 3


class Side(Protocol):
    """A cell before or after."""

    @property
    def mark(self) -> str: ...  # noqa: D102
    @property
    def word(self) -> str: ...  # noqa: D102
    @property
    def tally(self) -> int: ...  # noqa: D102


class Move(Protocol):
    """A cell that moves; ``word`` when not its number alone does."""

    @property
    def actor(self) -> str: ...  # noqa: D102
    @property
    def scenario(self) -> str: ...  # noqa: D102
    @property
    def before(self) -> Side: ...  # noqa: D102
    @property
    def after(self) -> Side: ...  # noqa: D102
    @property
    def word(self) -> bool: ...  # noqa: D102


class Foresight(Protocol):
    """All that moves."""

    @property
    def moves(self) -> Sequence[Move]: ...  # noqa: D102
    @property
    def total(self) -> int: ...  # noqa: D102
    @property
    def unsure(self) -> int: ...  # noqa: D102


class MovesPanel(QWidget):
    """Painted lines; all of them in words for those who listen. ``show_pending`` while it is worked out."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._foresight: Foresight | None = None
        self._pending = False
        self._lines: list[tuple[str, Move | None]] = []
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        theme.current().changed.connect(self.updateGeometry)
        self._tell()

    def show_foresight(self, foresight: Foresight | None) -> None:
        """Shows what moves; None: nothing is to be changed."""
        self._foresight, self._pending = foresight, False
        self._lines = [] if foresight is None else list(_lines(foresight))
        self.setVisible(foresight is not None)
        self._tell()
        self.updateGeometry()
        self.update()

    def show_pending(self) -> None:
        """It is being worked out."""
        self._pending = True
        self.show()
        self.update()

    def lines(self) -> list[str]:
        """What it says, a line each."""
        return [self._title(), *(text if move is None else _told(text, move) for text, move in self._lines)]

    def sizeHint(self) -> QSize:
        """As high as its lines."""
        return QSize(240, self._head() + len(self._lines) * self._line() + EDGE)

    def minimumSizeHint(self) -> QSize:
        """The same: nothing is cut."""
        return QSize(180, self.sizeHint().height())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A sunken panel."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme.color("accent") if self.hasFocus() else theme.color("line"), 1))
        painter.setBrush(theme.color("chrome"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        inside = self.rect().adjusted(EDGE, 0, -EDGE, 0)
        side = icons.size(14)
        mirrored = self.layoutDirection() == Qt.LayoutDirection.RightToLeft
        head = QRect(inside.left(), 3, inside.width(), self._head() - 3)
        left = head.right() + 1 - side if mirrored else head.left()
        icons.paint_icon(painter, QRectF(left, head.center().y() - side / 2, side, side), "table-2", "ink2")
        head = head.adjusted(0, 0, -side - 7, 0) if mirrored else head.adjusted(side + 7, 0, 0, 0)
        strong = theme.font("strong")
        strong.setPointSizeF(theme.font("dense").pointSizeF())
        painter.setFont(strong)
        painter.setPen(theme.color("ink"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.drawText(head, middle | Qt.AlignmentFlag.AlignLeading, _("What this changes"))
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2"))
        painter.drawText(head, middle | Qt.AlignmentFlag.AlignTrailing, isolated(self._total()))
        top = self._head()
        for text, move in self._lines:
            room = QRect(inside.left(), top, inside.width(), self._line())
            self._paint_line(painter, room, text, move, mirrored)
            top += self._line()

    def _paint_line(self, painter: QPainter, room: QRect, text: str, move: Move | None, mirrored: bool) -> None:
        metrics = QFontMetrics(theme.font("dense"))
        middle = Qt.AlignmentFlag.AlignVCenter
        painter.setFont(theme.font("dense"))
        painter.setPen(theme.color("ink2" if move is None else "ink"))
        if move is None:
            shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room.width())
            painter.drawText(room, middle | Qt.AlignmentFlag.AlignLeading, isolated(shown))
            return
        end = room.right() + 1
        for part in reversed(_parts(move)):
            width = marks.size() if part[0] == "mark" else icons.size(12) if part[0] == "icon" else 0
            width = width or metrics.horizontalAdvance(part[1])
            place = QRect(end - width, room.top(), width, room.height())
            self._paint_part(painter, self._turned(place, room, mirrored), part, mirrored)
            end -= width + 5
        name = QRect(room.left(), room.top(), end - room.left() - 4, room.height())
        painter.setPen(theme.color("ink"))
        shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, name.width())
        painter.drawText(self._turned(name, room, mirrored), middle | Qt.AlignmentFlag.AlignLeading, isolated(shown))

    def _paint_part(self, painter: QPainter, place: QRect, part: tuple[str, str], mirrored: bool) -> None:
        kind, what = part
        side = place.width()
        box = QRectF(place.left(), place.center().y() - side / 2 + 0.5, side, side)
        if kind == "mark":
            marks.paint_mark(painter, box, what)
        elif kind == "icon":
            icons.paint_icon(painter, box, "arrow-left" if mirrored else what, "ink2")
        else:
            painter.setPen(theme.color("ink"))
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, what)

    @staticmethod
    def _turned(place: QRect, room: QRect, mirrored: bool) -> QRect:
        if mirrored:
            return QRect(room.left() + room.right() - place.right(), place.top(), place.width(), place.height())
        return place

    def _head(self) -> int:
        return QFontMetrics(theme.font("dense")).height() + 20

    def _line(self) -> int:
        return max(marks.size(), QFontMetrics(theme.font("dense")).height()) + 6

    def _total(self) -> str:
        if self._pending:
            return _("…")
        if self._foresight is None:
            return ""
        return count(self._foresight.total, "{n} cell", "{n} cells") if self._foresight.total else _("no cell")

    def _title(self) -> str:
        return f"{_('What this changes')}: {self._total()}"

    def _tell(self) -> None:
        self.setAccessibleName(". ".join(self.lines()))


def _lines(foresight: Foresight) -> list[tuple[str, Move | None]]:
    """The moves by scenario or by actor, whichever takes fewer headings; what is not told is counted."""
    moves = foresight.moves
    by_actor = len({move.actor for move in moves}) < len({move.scenario for move in moves})
    shown = list(moves[: SHOWN if theme.current().scale < 150 else FEW])
    groups: dict[str, list[Move]] = {}
    for move in shown:
        groups.setdefault(move.actor if by_actor else move.scenario, []).append(move)
    found: list[tuple[str, Move | None]] = []
    for name, listed in groups.items():
        found.append(((_("Row “{actor}”") if by_actor else _("Column “{actor}”")).format(actor=name), None))
        found += [(move.scenario if by_actor else move.actor, move) for move in listed]
    left = foresight.total - len(shown)
    if left > 0:
        found.append((count(left, "and {n} more", "and {n} more"), None))
    if foresight.unsure:
        told = count(foresight.unsure, "{n} open cell was not worked out", "{n} open cells were not worked out")
        found.append((told, None))
    return found


def _parts(move: Move) -> list[tuple[str, str]]:
    """What stands at the end of a line: both marks with words, or with numbers where only these move."""
    before, after = move.before, move.after
    if move.word:
        told = [before.word, after.word]
    else:
        told = [str(before.tally), count(after.tally, "{n} statement", "{n} statements")]
    found = []
    for place, side in enumerate((before, after)):
        if place:
            found.append(("icon", "arrow-right"))
        if side.mark:
            found.append(("mark", side.mark))
        found.append(("text", told[place]))
    return found


def _told(name: str, move: Move) -> str:
    """A move in words, of an actor or a scenario."""
    if move.word:
        told = _("{name}: {before} becomes {after}")
        return told.format(name=name, before=move.before.word, after=move.after.word)
    told = _("{name}: {word}, {before} statements become {after}")
    return told.format(name=name, word=move.after.word, before=move.before.tally, after=move.after.tally)
