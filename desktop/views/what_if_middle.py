"""The middle of What if: the parties on their lanes, what must give way, the words behind, what it all comes to."""

from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from desktop.models.what_if_parties import PartiesModel
from desktop.models.what_if_shown import Shown
from desktop.views.what_if_list import PartyList
from desktop.views.what_if_switches import Yielding
from desktop.views.what_if_words import WordsPanel
from desktop.widgets.line import Line
from desktop.widgets.text import Paragraph
from desktop.widgets.what_if_lanes import LanesFoot, LanesHead


class Middle(QWidget):
    """Where every party stands."""

    def __init__(self) -> None:
        super().__init__()
        self.model = PartiesModel(self)
        self.list = PartyList(self.model)
        self.foot = LanesFoot()
        self.sentence = Paragraph(role="body", token="ink")  # noqa: S106 - a colour
        self.yielding = Yielding()
        self.words = WordsPanel()
        note = QFrame()
        inside = QVBoxLayout(note)
        inside.setContentsMargins(18, 10, 18, 12)
        inside.addWidget(self.sentence)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(LanesHead(self.list, self.list.lines))
        column.addWidget(self.list, 1)
        for part in (self.foot, self.yielding, self.words, Line(), note):
            column.addWidget(part)

    def show_situation(self, shown: Shown, *, keep_order: bool) -> None:
        """Shows where the parties stand; those who move first, unless the order is to stay."""
        self.list.lines.fit([each.name for each in shown.parties])
        self.model.show(shown.parties, keep_order=keep_order)
        self.sentence.setText(shown.told)
        self.foot.show_held(held=shown.held is not None)
