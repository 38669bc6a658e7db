"""The original pages of the source that is read: asked for when they are shown first, with a password if need be."""

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop import theme
from desktop.dialogs.asking import PasswordDialog
from desktop.pages import Pages, Wish
from desktop.widgets.controls import IconButton
from desktop.widgets.page_scroll import Part
from desktop.widgets.page_view import PageView
from desktop.widgets.text import Label
from desktop.words import _
from desktop.workspace import Workspace


class OriginalPages(QObject):
    """Leads what the pages want to where they are drawn, and what is drawn back to them."""

    failed = Signal(str)
    """The pages cannot be shown, and why."""
    left = Signal()
    """No password was given: the text is to be shown again."""

    def __init__(self, workspace: Workspace, view: PageView) -> None:
        super().__init__(view)
        self.pages = Pages(workspace, self)
        self._view = view
        self._opened: int | None = None
        self._name, self._text = "", ""
        self.zoom = ZoomBar(view)
        view.wanted.connect(self._want)
        view.zoomed.connect(self.zoom.tell)
        self.pages.ready.connect(self._ready)
        self.pages.drawn.connect(self._drawn)
        self.pages.placed.connect(view.show_boxes)
        self.pages.locked.connect(self._ask_password)
        self.pages.failed.connect(self.failed)

    def show(self, source: int, name: str, text: str) -> None:
        """Shows the pages of a source; those that are shown already stay."""
        self._name, self._text = name, text
        if source != self._opened:
            self._opened = source
            self._view.show_pages((), None, text)
            self.pages.open(source)

    def forget(self) -> None:
        """Another source is read."""
        if self._opened is not None:
            self._opened = None
            self.pages.close()
            self._view.show_pages((), None, "")

    def _ready(self, sizes: object, paged: object) -> None:
        stretches, place = self._view.marked, self._view.sought
        self._view.show_pages(sizes, paged, self._text)  # type: ignore[arg-type]  # signals carry objects
        self._view.show_stretches(stretches)
        self._view.zoomed.emit()
        if place is not None:
            self._view.show_place(*place)

    def _want(self, parts: list[Part], pages: list[int], scale: float) -> None:
        """Letters before pictures where the page is in sight: tints wait for them."""
        letters = [Wish(page) for page in pages if not self._view.placed(page)]
        drawn = [Wish(part.page, scale, part.area) for part in parts]
        self._parts = {(wish.page, wish.part): part for wish, part in zip(drawn, parts, strict=True)}
        self.pages.want([*drawn[:1], *letters, *drawn[1:]])

    def _drawn(self, wish: Wish, image: QImage) -> None:
        part = self._parts.get((wish.page, wish.part))
        if part is not None:
            self._view.show_picture(part, wish.scale, image)

    def _ask_password(self, wrong: bool) -> None:
        dialog = PasswordDialog(self._name, self._view.window(), wrong=wrong)
        dialog.given.connect(self.pages.unlock)
        dialog.rejected.connect(self._leave)
        dialog.open()

    def _leave(self) -> None:
        self._opened = None
        self.left.emit()


class ZoomBar(QWidget):
    """Smaller, larger, as wide as the view."""

    def __init__(self, view: PageView) -> None:
        super().__init__()
        self._view = view
        self.smaller = IconButton("zoom-out", _("Smaller"), "-")
        self.larger = IconButton("zoom-in", _("Larger"), "+")
        self.fit = IconButton("maximize", _("As wide as the view"), "0")
        self._told = Label(role="dense", token="ink2")  # noqa: S106 - a colour
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        for part in (self.smaller, self._told, self.larger, self.fit):
            row.addWidget(part)
        self.smaller.clicked.connect(lambda: view.zoom_by(-1))
        self.larger.clicked.connect(lambda: view.zoom_by(1))
        self.fit.clicked.connect(view.fit_width)
        theme.current().changed.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """How large the pages are."""
        self._told.setText(_("{n} %").format(n=self._view.percent()))
