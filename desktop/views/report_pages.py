"""The pages of the brief as they will be: in large, in small, and the comments over them."""

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject
from PySide6.QtGui import QImage

from desktop.reporting import Reporting, Wish
from desktop.views.report_body import ReportBody
from desktop.widgets.page_comments import PageComment
from desktop.widgets.page_scroll import PageScroll, Part
from desktop.words import _, date

if TYPE_CHECKING:
    from desktop.reports.typeset import Shown


class ReportPages(QObject):
    """Leads what the pages want to where they are drawn, and what is drawn back to them."""

    def __init__(self, reporting: Reporting, body: ReportBody) -> None:
        super().__init__(body)
        self._reporting = reporting
        self._pages, self._thumbs = body.pages, body.thumbs
        self._wanted: dict[PageScroll, list[Wish]] = {}
        self._parts: dict[PageScroll, dict[Wish, Part]] = {}
        for view in (self._pages, self._thumbs):
            view.wanted.connect(partial(self._want, view))
        self._pages.scrolled.connect(lambda: self._thumbs.look_at(self._pages.middle()[0]))
        self._thumbs.chosen.connect(self.go)
        reporting.shown.connect(self.show)
        reporting.drawn.connect(self._drawn)

    def go(self, page: int) -> None:
        """Shows the head of a page."""
        if page < len(self._pages.sizes):
            self._pages.scroll_to(page, 0, 0)

    def show(self, sizes: Any) -> None:
        """New pages; the place in them stays."""
        page, share = self._pages.middle()
        before = self._pages.sizes
        self._wanted.clear()
        self._parts.clear()
        self._pages.comments.show(())
        for view in (self._pages, self._thumbs):
            view.show_sizes(sizes)
        if before and page < len(sizes):
            self._pages.scroll_to(page, share * sizes[page][1], 0.5)

    def show_comments(self, shown: "Sequence[Shown]") -> None:
        """The comments that the file will hold."""
        self._pages.comments.show([_comment(each) for each in shown])

    def _want(self, view: PageScroll, parts: list[Part], _pages: list[int], scale: float) -> None:
        """The large pages come first."""
        wishes = [Wish(part.page, scale, part.area) for part in parts]
        self._wanted[view], self._parts[view] = wishes, dict(zip(wishes, parts, strict=True))
        self._reporting.want([wish for each in (self._pages, self._thumbs) for wish in self._wanted.get(each, ())])

    def _drawn(self, wish: Wish, image: QImage) -> None:
        for view, parts in self._parts.items():
            if wish in parts:
                view.show_picture(parts[wish], wish.scale, image)
            if wish in self._wanted.get(view, ()):
                self._wanted[view].remove(wish)


def _comment(shown: "Shown") -> PageComment:
    day = date(shown.at[:10]) if shown.at else ""
    return PageComment(shown.page, shown.boxes, shown.author or _("Note"), day, shown.contents)
