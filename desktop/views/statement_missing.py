"""What stands in the place of the table of statements when nothing matches, or when there is nothing yet."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.models import filters
from desktop.models.asking import Lines
from desktop.models.filters import Filter
from desktop.widgets.missing import Missing
from desktop.words import _, count

if TYPE_CHECKING:
    from desktop.views.statements import Statements


class NothingMatches(QObject):
    """Says which filter removes most, and drops it."""

    def __init__(self, view: "Statements") -> None:
        super().__init__(view)
        self._view = view
        self.page = Missing("quote")
        self.page.pressed.connect(self._drop_most)

    def tell(self, lines: Lines) -> None:
        """Says why there are no lines."""
        if not len(lines.register):
            helps = _("Select words in a source and code them, or import a case file (File, Import files).")
            self.page.tell(_("No statements yet"), _("Statements appear while coding. {helps}").format(helps=helps))
        elif lines.removes is not None:
            which, left = lines.removes
            part = self._part_told(which)
            would = count(left, "{n} statement would be left", "{n} statements would be left")
            told = _("{part} removes most: without it {statements}.").format(part=part, statements=would)
            self.page.tell(_("Nothing matches"), told, _("Drop {part}").format(part=part))

    def _part_told(self, part: Filter | str) -> str:
        snapshot = self._view.workspace.snapshot
        if isinstance(part, str) or snapshot is None:
            return _("the words “{words}”").format(words=self._view.asked.find.strip())
        return f"“{filters.sentence(part, snapshot)}”"

    def _drop_most(self) -> None:
        lines = self._view.model.lines
        if lines is not None and lines.removes is not None:
            self._view.go_on(self._view.asked.without(lines.removes[0]))
