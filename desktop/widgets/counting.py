"""The other half of the lens: which statements count, by the grades of their sources and of what these tell."""

from collections.abc import Collection, Iterable

from PySide6.QtCore import QRect, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.vocabulary import Credibility, Reliability
from desktop import words
from desktop.widgets.chips import ALL, NONE, ValueChip
from desktop.widgets.controls import Button
from desktop.widgets.flow import Flow
from desktop.widgets.popover import Popover
from desktop.widgets.text import Label, Paragraph
from desktop.words import _


class CountingButton(Button):
    """Says which statements count; it is filled when some do not."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "list-filter", keys="", parent=parent)
        self.setCheckable(True)
        self.tell((), (), hides=False)

    def tell(self, letters: Iterable[str], digits: Iterable[int], *, hides: bool) -> None:
        """The grades that count (none: all), and whether that leaves statements out."""
        told = " ".join(("".join(sorted(letters)), "".join(map(str, sorted(digits))))).strip()
        text = _("Counting {grades}").format(grades=told) if told else _("Counting all")
        self.setText(text)
        self.setChecked(hides)
        self.setAccessibleName(text)
        self.setAccessibleDescription(_("Opens the choice of the grades whose statements count"))
        self.setToolTip(_("Which statements count, by their grades"))
        self.updateGeometry()

    def _opens(self) -> bool:
        return True

    def nextCheckState(self) -> None:
        """A click opens the panel; it does not turn the button on or off."""


class CountingPanel(Popover):
    """Chips for the grades; ``chosen`` gives the letters and digits that count, both empty for all statements."""

    chosen = Signal(object, object)

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.letters = {each.value: self._chip(each.value, words.reliability(each)) for each in Reliability}
        self.digits = {int(each): self._chip(str(int(each)), words.credibility(each)) for each in Credibility}
        self.all_button = Button(_("All statements"), "rotate-ccw")
        self.close_button = Button(_("Close"), kind="primary", keys="Esc")
        self.all_button.clicked.connect(lambda: self._tell((), ()))
        self.close_button.clicked.connect(self.dismiss)
        self._lay_out()

    def open_for(self, anchor: QRect, letters: Collection[str], digits: Collection[int]) -> None:
        """Opens beneath the button with what counts now."""
        self._show(letters, digits)
        self.open_at(anchor, self.letters["A"])

    def _chip(self, grade: str, told: str) -> ValueChip:
        chip = ValueChip(f"{grade}  {told}")
        chip.clicked.connect(lambda: self._press(chip))
        return chip

    def _press(self, chip: ValueChip) -> None:
        chip.show_state(NONE if chip.state == ALL else ALL)
        letters = [letter for letter, each in self.letters.items() if each.state == ALL]
        digits = [digit for digit, each in self.digits.items() if each.state == ALL]
        self._tell(letters, digits)

    def _tell(self, letters: Collection[str], digits: Collection[int]) -> None:
        self._show(letters, digits)
        self.chosen.emit(tuple(letters), tuple(digits))

    def _show(self, letters: Collection[str], digits: Collection[int]) -> None:
        for letter, chip in self.letters.items():
            chip.show_state(ALL if letter in letters else NONE)
        for digit, chip in self.digits.items():
            chip.show_state(ALL if digit in digits else NONE)
        self.all_button.setEnabled(bool(letters or digits))

    def _lay_out(self) -> None:
        inside = QVBoxLayout()
        inside.setContentsMargins(16, 14, 16, 14)
        inside.setSpacing(8)
        for title, chips in (
            (_("Count what sources of these grades say"), self.letters),
            (_("Count what was said with these grades"), self.digits),
        ):
            inside.addWidget(Label(title, "strong"))
            row = QWidget()
            flow = Flow(row)
            for chip in chips.values():
                flow.addWidget(chip)
            inside.addWidget(row)
        hint = _("Nothing chosen: everything counts. F and 6 mean that it cannot be judged, not that it is the worst.")
        inside.addWidget(Paragraph(hint, "dense"))
        buttons = QHBoxLayout()
        buttons.addWidget(self.all_button)
        buttons.addStretch(1)
        buttons.addWidget(self.close_button)
        inside.addLayout(buttons)
        self.content.addLayout(inside)
        self.panel.setFixedWidth(420)
        self.setAccessibleName(_("Which statements count"))
        self.panel.setFocusPolicy(Qt.FocusPolicy.NoFocus)
