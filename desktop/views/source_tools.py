"""The tools of the reader in the header: text or original pages, find, and the way along the coded passages."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from desktop.widgets.controls import IconButton, Segmented
from desktop.widgets.text import Label
from desktop.words import _


class SourceTools(QWidget):
    """What has no use for the source that is read is hidden."""

    shown_as = Signal(int)
    """As text (0), or on the original pages (1)."""

    def __init__(self, zoom: QWidget) -> None:
        super().__init__()
        self.how = Segmented((_("Text"), _("Original pages")), _("How the source is shown"))
        self.finder = IconButton("search", _("Find in this source"), "Ctrl+F")
        self.before = IconButton("chevron-left", _("Previous coded passage"), "Ctrl+Up")
        self.after = IconButton("chevron-right", _("Next coded passage"), "Ctrl+Down")
        self.annotated = IconButton("file-down", _("Annotated PDF …"))
        self._told = Label(role="dense", token="ink2")  # noqa: S106 - a colour
        self._zoom = zoom
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for part in (zoom, self.how, self.finder, self._told, self.before, self.after, self.annotated):
            row.addWidget(part)
        row.setSpacing(4)
        zoom.hide()
        self.how.chosen.connect(self.shown_as)
        self.allow_pages(False)

    def allow_pages(self, there: bool) -> None:
        """Whether the source has original pages."""
        self.how.setVisible(there)
        self._zoom.setVisible(there and self.how.current() == 1)

    def show_how(self, how: int) -> None:
        """How the source is shown."""
        self.how.choose(how)
        self._zoom.setVisible(how == 1)

    def tell(self, number: int, passages: int) -> None:
        """Which coded passage is looked at, of how many."""
        there = passages > 0
        for part in (self._told, self.before, self.after):
            part.setVisible(there)
        which = _("Passage {n} of {many}").format(n=number, many=passages)
        self._told.setText(which if number else _("{n} coded").format(n=passages))
