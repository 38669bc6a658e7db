"""The parts of the report's brief: contents and choices at the left, pages in small and in large, the foot."""

from collections.abc import Iterator

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QScrollArea, QSizePolicy, QSplitter, QVBoxLayout, QWidget

from desktop import theme
from desktop.models.report import LEVEL, PAGES, Contents
from desktop.views.report_choices import Choices
from desktop.widgets.contents_list import ContentsList
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.giving import GivingButton
from desktop.widgets.line import Line
from desktop.widgets.page_scroll import PageScroll
from desktop.widgets.page_thumbs import PageThumbs
from desktop.widgets.text import Elided, Label, Paragraph
from desktop.words import _

SIDE_WIDTH, MOST_WIDTH = 320, 440
"""Pixels of width of contents and choices, with text of the usual size and with the largest."""
THUMBS_FROM = 900
"""Pixels of width from which there is room for pages in small."""
ROWS = 6
"""Lines of the contents that are to be seen in the lowest window."""
WARNINGS = 132
"""Pixels of height of the warnings, at most."""


class ReportBody(QWidget):
    """Lays out; what the parts do is said by the report."""

    def __init__(self, model: Contents, parent: QWidget | None = None) -> None:
        """It has its parts once ``make`` was gone through."""
        super().__init__(parent)
        self._model = model

    def make(self) -> Iterator[None]:
        """Makes its parts, a few in a step."""
        self.choices = Choices()
        yield
        self.list = ContentsList(lambda index: int(index.data(LEVEL)), lambda index: str(index.data(PAGES)))
        self.list.setModel(self._model)
        self.warnings = Paragraph(role="dense")
        self.show_weak = GivingButton(_("Show them"))
        yield
        self.thumbs = PageThumbs()
        self.pages = PageScroll()
        self.pages.setAccessibleName(_("Pages of the brief"))
        yield
        self.state = Elided(role="dense", token="ink2")  # noqa: S106 - a colour
        self.target = Elided(role="dense", token="ink2")  # noqa: S106 - a colour
        self.bar = QProgressBar()
        self.change = Button(_("Change …"), "folder", "flat")
        self.export = Button(_("Export PDF"), kind="primary", keys="Ctrl+Return")
        self.zoom = [IconButton("zoom-out", _("Smaller")), IconButton("zoom-in", _("Larger"))]
        self._told, self._scrolled = QScrollArea(), QScrollArea()
        self._inside = QWidget()
        self._splitter = QSplitter(Qt.Orientation.Horizontal)
        self._scale = theme.current().scale
        self._lay_out()
        theme.current().changed.connect(self._dress)

    def warn(self, told: str, *, weak: bool) -> None:
        """Says what is weak before it leaves the house; ``weak``: there is a place where it is listed."""
        self.warnings.setText(told)
        self.show_weak.setVisible(weak)
        self._told.setVisible(bool(told))
        self._told.setFixedHeight(min(WARNINGS, self._inside.heightForWidth(self._told.width()) + 2))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Pages in small give way first."""
        super().resizeEvent(event)
        self.thumbs.setVisible(self.width() >= THUMBS_FROM)

    def _lay_out(self) -> None:
        pages = QWidget()
        row = QHBoxLayout(pages)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.thumbs)
        row.addWidget(self.pages, 1)
        splitter = self._splitter
        splitter.setHandleWidth(1)
        splitter.setChildrenCollapsible(False)
        splitter.addWidget(self._side())
        splitter.addWidget(pages)
        splitter.setStretchFactor(1, 1)
        self._make_room()
        splitter.setSizes([self._side_width(), 900])
        body = QVBoxLayout(self)
        body.setContentsMargins(0, 0, 0, 0)
        body.setSpacing(0)
        for part, stretch in ((splitter, 1), (Line(), 0), (self._foot(), 0)):
            body.addWidget(part, stretch)

    def _dress(self) -> None:
        """Makes room for text of another size; only then, since it moves everything."""
        if self._scale != theme.current().scale:
            self._scale = theme.current().scale
            self._make_room()
            wide = self._side_width()
            self._splitter.setSizes([wide, self._splitter.width() - wide])

    def _make_room(self) -> None:
        """Contents can be read as contents, however high the choices are, and no choice is cut."""
        self.list.setMinimumHeight(ROWS * (QFontMetrics(theme.font("body")).height() + 10))
        side = self._splitter.widget(0)
        if side is not None:
            side.setMinimumWidth(min(MOST_WIDTH, self._wide()))

    def _side_width(self) -> int:
        """So wide that no choice is cut, with text of the size in force; with the largest, pages need room too."""
        return max(SIDE_WIDTH, min(MOST_WIDTH, self._wide()))

    def _wide(self) -> int:
        return self.choices.sizeHint().width() + self._scrolled.verticalScrollBar().sizeHint().width()

    def _side(self) -> QWidget:
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 10, 0, 0)
        column.setSpacing(6)
        heading = Label(_("Contents").upper(), "label", "ink2")
        heading.setContentsMargins(14, 0, 14, 0)
        heading.setBuddy(self.list)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 14, 0)
        head.addWidget(heading, 1)
        head.addWidget(Label(_("drag to reorder"), "dense", "ink2"))
        column.addLayout(head)
        column.addWidget(self.list, 1)
        column.addWidget(Line())
        column.addWidget(self._chosen())
        column.addWidget(self._warnings())
        return side

    def _chosen(self) -> QWidget:
        """The choices, which give way in a low window."""
        around = self._scrolled
        around.setFrameShape(QScrollArea.Shape.NoFrame)
        around.setWidgetResizable(True)
        around.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        around.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        around.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        around.setWidget(self.choices)
        return around

    def _warnings(self) -> QWidget:
        column = QVBoxLayout(self._inside)
        column.setContentsMargins(14, 4, 14, 8)
        column.setSpacing(4)
        column.addWidget(self.warnings)
        column.addWidget(self.show_weak, 0, Qt.AlignmentFlag.AlignLeft)
        self._told.setFrameShape(QScrollArea.Shape.NoFrame)
        self._told.setWidgetResizable(True)
        self._told.setAccessibleName(_("Weak spots"))
        self._told.setWidget(self._inside)
        self._told.hide()
        return self._told

    def _foot(self) -> QWidget:
        foot = QWidget()
        row = QHBoxLayout(foot)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(10)
        self.bar.setRange(0, 0)
        self.bar.setTextVisible(False)
        self.bar.setFixedSize(90, 4)
        self.bar.setAccessibleName(_("Making the pages …"))
        self.bar.hide()
        row.addWidget(self.target, 1)
        for part in (self.change, self.bar, self.state, self.export):
            row.addWidget(part)
        return foot
