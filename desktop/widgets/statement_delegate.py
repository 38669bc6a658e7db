"""Draws the table of statements: headings of groups, and rows of a box, mark, words, speaker, date, conditions, grade.

Layouts of words are kept for what was drawn last; everything else is drawn from fonts and colours made with the theme.
"""

from collections import OrderedDict
from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from desktop import theme
from desktop.widgets import icons, marks, pieces
from desktop.widgets.cut_words import height, laid_out
from desktop.widgets.pick_panel import paint_box
from desktop.widgets.statement_lines import Entry, Heading, Rows, Told
from desktop.words import _, count, isolated

EDGE, TOP = 8, 5
MOST_KEPT = 200
BOX = 15

Index = QModelIndex | QPersistentModelIndex


class StatementDelegate(QStyledItemDelegate):
    """Draws cells. ``lines`` is how many lines of words a row has; ``peeked`` is the line that shows all of them."""

    def __init__(self, view: QTableView, rows: Rows) -> None:
        super().__init__(view)
        self._view, self._rows = view, rows
        self.lines = 3
        self.peeked = -1
        self._layouts: OrderedDict[tuple[object, ...], QTextLayout] = OrderedDict()
        self.renew()

    def renew(self) -> None:
        """Takes fonts from the theme again."""
        self._layouts.clear()
        self._quotation, self._body, self._dense = (theme.font(role) for role in ("quotation", "body", "dense"))
        self._word = theme.font("body")
        self._word.setWeight(QFont.Weight.Medium)
        self._line = QFontMetrics(self._quotation).lineSpacing()

    def row_height(self) -> int:
        """The height of a row."""
        dense = QFontMetrics(self._dense).lineSpacing()
        return max(self.lines * self._line, 2 * dense if self.lines > 1 else dense) + 2 * TOP - 2

    def heading_height(self) -> int:
        """The height of a heading."""
        return max(26, QFontMetrics(self._body).height() + 10)

    def full_height(self, line: int, width: int) -> int:
        """The height of a row that shows all its words, in a column of a width."""
        entry = self._rows.look(line)
        if entry is None or entry.told is None:
            return self.row_height()
        high = sum(height(layout) for layout in self._texts(entry, entry.told, width - 2 * EDGE, whole=True))
        return max(self.row_height(), high + 2 * TOP + 4 * len(entry.told.others))

    def widths(self) -> dict[str, int]:
        """What each column needs; words have no end."""
        dense, body = QFontMetrics(self._dense), QFontMetrics(self._word)
        longest = max(map(body.horizontalAdvance, (_("Supports"), _("Opposes"), _("No position"))))
        return {
            "check": BOX + 2 * EDGE + 6,
            "number": dense.horizontalAdvance("00000") + 2 * EDGE,
            "stance": marks.size() + 7 + longest + 2 * EDGE,
            "words": dense.horizontalAdvance("n") * 26,
            "speaker": dense.horizontalAdvance("n") * 17 + 2 * EDGE,
            "said": dense.horizontalAdvance("00 Mmm 0000") + 2 * EDGE + 4,
            "when": dense.horizontalAdvance("n") * 24 + 2 * EDGE,
            "venue": dense.horizontalAdvance("n") * 16 + 2 * EDGE,
            "grade": dense.horizontalAdvance("Grade") + 2 * EDGE + 8,
            "added": dense.horizontalAdvance("n") * 12 + 2 * EDGE,
        }

    def sizeHint(self, _option: QStyleOptionViewItem, index: Index) -> QSize:
        """A row."""
        return QSize(self.widths().get(self._rows.column(index.column()), 80), self.row_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draws a cell, or its part of a heading."""
        rect: QRect = option.rect
        painter.save()
        painter.setClipRect(rect)
        painter.setLayoutDirection(option.direction)
        heading = self._rows.heading(index.row())
        if heading is not None:
            self._heading(painter, option, index, heading)
        else:
            entry = self._rows.look(index.row())
            if entry is not None:
                self._ground(painter, option, index)
                self._cell(painter, option, index, entry)
        painter.restore()

    def _ground(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        rect: QRect = option.rect
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.fillRect(rect, theme.color("sel" if chosen else "base"))
        painter.setPen(theme.color("hair"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        here = index.row() == self._view.currentIndex().row() and self._view.hasFocus()
        if here:
            painter.fillRect(QRect(rect.left(), rect.top(), rect.width(), 1), theme.color("accent"))
            painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), theme.color("accent"))
        if index.column() == 0 and (chosen or here):
            left = rect.right() - 2 if option.direction == Qt.LayoutDirection.RightToLeft else rect.left()
            painter.fillRect(QRect(left, rect.top(), 3, rect.height()), theme.color("accent"))

    def _heading(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, heading: Heading) -> None:
        """Each cell draws its part of one line that runs through all of them."""
        rect: QRect = option.rect
        painter.fillRect(rect, theme.color("chrome"))
        painter.setPen(theme.color("line"))
        painter.drawLine(rect.left(), rect.bottom(), rect.right(), rect.bottom())
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        side, first = icons.size(12), self._view.columnViewportPosition(0)
        whole = QRect(first, rect.top(), self._view.horizontalHeader().length(), rect.height())
        if mirrored:
            whole.moveRight(first + self._view.columnWidth(0) - 1)
        closed = self._rows.is_closed(index.row())
        icon = ("chevron-left" if mirrored else "chevron-right") if closed else "chevron-down"
        left = whole.right() - EDGE - side + 1 if mirrored else whole.left() + EDGE
        icons.paint_icon(painter, QRectF(left, rect.center().y() - side / 2 + 1, side, side), icon, "ink2")
        inside = whole.adjusted(0, 0, -EDGE - side - 8, 0) if mirrored else whole.adjusted(EDGE + side + 8, 0, 0, 0)
        strong = theme.font("strong")
        strong.setPointSizeF(self._dense.pointSizeF())
        align = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading
        painter.setFont(strong)
        painter.setPen(theme.color("ink"))
        painter.drawText(inside, align, isolated(heading.title))
        beside = QFontMetrics(strong).horizontalAdvance(heading.title) + 10
        inside = inside.adjusted(0, 0, -beside, 0) if mirrored else inside.adjusted(beside, 0, 0, 0)
        painter.setFont(self._dense)
        painter.setPen(theme.color("ink2"))
        painter.drawText(inside, align, isolated(count(heading.count, "{n} statement", "{n} statements")))

    def _cell(self, painter: QPainter, option: QStyleOptionViewItem, index: Index, entry: Entry) -> None:
        column = self._rows.column(index.column())
        rect: QRect = option.rect.adjusted(EDGE, 0, -EDGE, -1)
        mirrored = option.direction == Qt.LayoutDirection.RightToLeft
        if column == "check":
            side = icons.size(BOX)
            left = rect.right() + 1 - side if mirrored else rect.left() + 3
            chosen = bool(option.state & QStyle.StateFlag.State_Selected)
            paint_box(painter, QRectF(left, rect.center().y() - side / 2, side, side), 1.0 if chosen else 0.0)
        elif column == "stance":
            self._stances(painter, rect, entry, mirrored)
        elif column == "words":
            self._words(painter, rect, index.row(), entry)
        elif column == "when":
            self._conditions(painter, rect, entry, mirrored)
        elif column == "grade":
            self._grade(painter, rect, entry, mirrored)
        else:
            self._plain(painter, rect, column, entry)

    def _stances(self, painter: QPainter, rect: QRect, entry: Entry, mirrored: bool) -> None:
        shown = list(entry.stances[: max(1, min(3, self.lines))]) or [("", _("No position"))]
        metrics, side = QFontMetrics(self._word), marks.size()
        high = max(side, metrics.height()) + 3
        top = rect.center().y() - (high * len(shown)) // 2
        for mark, word in shown:
            place = QRect(rect.left(), top, rect.width(), high)
            if mark:
                left = place.right() + 1 - side if mirrored else place.left()
                marks.paint_mark(painter, QRectF(left, place.center().y() - side / 2 + 0.5, side, side), mark)
                place = place.adjusted(0, 0, -side - 7, 0) if mirrored else place.adjusted(side + 7, 0, 0, 0)
            painter.setFont(self._word if mark else self._dense)
            painter.setPen(theme.color("ink3" if not mark or entry.draft else "ink"))
            self._line_of(painter, place, word)
            top += high

    def _words(self, painter: QPainter, rect: QRect, line: int, entry: Entry) -> None:
        told = entry.told
        if told is None:
            return
        if not told.words:
            self._unsourced(painter, rect)
            return
        room = rect.adjusted(0, TOP - 2, 0, 0)
        note = icons.size(14) + 6 if entry.note else 0
        whole = line == self.peeked
        layouts = self._texts(entry, told, rect.width() - note, whole=whole)
        high = sum(map(height, layouts)) + 4 * (len(layouts) - 1)
        top = room.top() if whole else rect.center().y() - high // 2
        mirrored = painter.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for place, layout in enumerate(layouts):
            painter.setPen(theme.color("ink" if place == 0 else "ink2"))
            layout.draw(painter, QPointF(rect.left() + (note if mirrored else 0), top))
            top += height(layout) + 4
        if entry.note:
            left = (
                rect.left() if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft else rect.right() - note + 6
            )
            y = rect.center().y() + high / 2 - icons.size(14) - 2
            icons.paint_icon(painter, QRectF(left, y, icons.size(14), icons.size(14)), "sticky-note", "hand")

    def _unsourced(self, painter: QPainter, rect: QRect) -> None:
        painter.setFont(self._dense)
        painter.setPen(theme.color("bad"))
        self._line_of(painter, rect, _("Unsourced: no words on record stand for it"))

    def _conditions(self, painter: QPainter, rect: QRect, entry: Entry, mirrored: bool) -> None:
        found, high = pieces.placed(entry.pieces, rect.width())
        room = rect.height() - 4
        shown = [each for each in found if each.rect.bottom() < room] or found[:1]
        high = max((each.rect.bottom() + 1 for each in shown), default=0)
        top = rect.center().y() - high // 2
        for each in shown:
            place = each.rect.translated(rect.left(), top)
            if mirrored:
                place.moveRight(rect.right() - each.rect.left())
            pieces.paint(painter, place, each)
        if len(shown) < len(found):
            painter.setFont(theme.font("meta"))
            painter.setPen(theme.color("ink2"))
            last = shown[-1].rect
            place = QRect(rect.left() + last.right() + 6, top + last.top(), 40, last.height())
            if mirrored:
                place.moveRight(rect.right() - last.right() - 6)
            painter.drawText(place, self._align(), f"+{len(found) - len(shown)}")

    def _grade(self, painter: QPainter, rect: QRect, entry: Entry, mirrored: bool) -> None:
        if entry.grade:
            found, high = pieces.placed([_Badge(entry.grade)], rect.width())
            place = found[0].rect.translated(rect.left(), rect.center().y() - high // 2)
            if mirrored:
                place.moveRight(rect.right())
            pieces.paint(painter, place, found[0])

    def _plain(self, painter: QPainter, rect: QRect, column: str, entry: Entry) -> None:
        """One text, or the speaker with the act below."""
        told = entry.told
        texts = {
            "number": str(entry.number),
            "speaker": entry.speaker,
            "said": entry.said,
            "venue": told.venue if told else "",
            "added": told.added if told else "",
        }
        painter.setFont(self._dense)
        painter.setPen(theme.color("hand" if column == "said" and not entry.dated else "ink"))
        if column != "speaker" or not entry.act or self.lines < 2:
            self._line_of(painter, rect, texts.get(column, ""))
            return
        high = QFontMetrics(self._dense).lineSpacing()
        top = rect.center().y() - high
        self._line_of(painter, QRect(rect.left(), top, rect.width(), high), entry.speaker)
        painter.setPen(theme.color("ink2"))
        self._line_of(painter, QRect(rect.left(), top + high, rect.width(), high), entry.act)

    def _line_of(self, painter: QPainter, rect: QRect, text: str) -> None:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, self._align(), isolated(shown))

    def _align(self) -> Qt.AlignmentFlag:
        return Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading

    def _texts(self, entry: Entry, told: Told, width: int, *, whole: bool) -> list[QTextLayout]:
        """The words in lines: those of a row, or all of them with the further places where they are quoted."""
        texts = [(told.words, told.hits, self._quotation)]
        if whole:
            small = QFont(self._quotation)
            small.setPointSizeF(self._dense.pointSizeF())
            texts += [(_("also quoted: {words}").format(words=other), (), small) for other in told.others]
        most = 10_000 if whole else self.lines
        return [self._layout(entry.id, *text, max(40, width), most) for text in texts]

    def _layout(
        self, statement: int, text: str, hits: Sequence[tuple[int, int]], font: QFont, width: int, most: int
    ) -> QTextLayout:
        key = (statement, text, tuple(hits), font.pointSizeF(), width, most)
        if key in self._layouts:
            self._layouts.move_to_end(key)
            return self._layouts[key]
        if len(self._layouts) >= MOST_KEPT:
            self._layouts.popitem(last=False)
        found = self._layouts[key] = laid_out(text, hits, font, width, most)
        return found


class _Badge:
    look = "badge"

    def __init__(self, text: str) -> None:
        self.text = text
