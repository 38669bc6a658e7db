"""Asks what takes the place of a value or a factor that something uses, and shows what that changes beforehand."""

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QComboBox,
    QFrame,
    QGridLayout,
    QRadioButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from db.records import Factor, Value
from desktop.dialogs.dialog import Dialog
from desktop.models.standing import Foresight
from desktop.widgets.controls import Button
from desktop.widgets.moves_panel import MovesPanel
from desktop.widgets.text import Label, Paragraph
from desktop.words import _

Foresee = Callable[[object, Callable[[Foresight], None]], None]
"""Works out what a choice moves, and tells it."""
PAUSE = 120
"""Milliseconds without another choice before one is worked out."""


class ReplaceDialog(Dialog):
    """A choice with what it moves below it. ``taken`` gives what was chosen."""

    taken = Signal(object)

    def __init__(self, title: str, told: str, main: str, foresee: Foresee, parent: QWidget | None = None) -> None:
        super().__init__(title, parent)
        self.setMinimumWidth(520)
        self._foresee = foresee
        self._asked: object = None
        self.moves = MovesPanel()
        self._pause = QTimer(self, singleShot=True, interval=PAUSE)
        self._pause.timeout.connect(self._look)
        self.content.addWidget(Paragraph(told))
        self.choices = QVBoxLayout()
        self.choices.setSpacing(4)
        self.content.addLayout(self.choices)
        scroll = QScrollArea()
        scroll.setWidget(self.moves)
        scroll.setWidgetResizable(True)
        scroll.setFrameShape(QFrame.Shape.NoFrame)
        scroll.setMinimumHeight(200)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.content.addWidget(scroll, 1)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.main: Button = self.add_button(main, main=True)
        self.main.clicked.connect(self._take)

    def choice(self) -> object:
        """What is chosen."""
        raise NotImplementedError

    def look_again(self) -> None:
        """Another choice: what it moves is worked out."""
        self.moves.show_pending()
        self._pause.start()

    def done(self, result: int) -> None:
        """Nothing more is worked out."""
        self._pause.stop()
        super().done(result)

    def _look(self) -> None:
        self._asked = asked = self.choice()

        def answer(found: Foresight) -> None:
            if asked is self._asked:
                self.moves.show_foresight(found)

        self._foresee(asked, answer)

    def _take(self) -> None:
        chosen = self.choice()
        self.accept()
        self.taken.emit(chosen)


class ValueDialog(ReplaceDialog):
    """Another value of the same factor takes the place of one."""

    def __init__(
        self,
        title: str,
        told: str,
        main: str,
        values: Sequence[Value],
        chosen: int,
        foresee: Foresee,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, told, main, foresee, parent)
        self._group = QButtonGroup(self)
        for value in values:
            button = QRadioButton(value.name.replace("&", "&&"))
            button.setMinimumHeight(24)
            button.setChecked(value.id == chosen)
            self._group.addButton(button, value.id)
            self.choices.addWidget(button)
        self._group.idToggled.connect(lambda _id, on: self.look_again() if on else None)
        first = self._group.checkedButton()
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        self.look_again()

    def choice(self) -> object:
        """The id of the value."""
        return self._group.checkedId()


class FactorDialog(ReplaceDialog):
    """Nothing, or the values of another factor, take the place of a factor's."""

    def __init__(
        self,
        title: str,
        told: str,
        main: str,
        factor: Factor,
        others: Sequence[Factor],
        foresee: Foresee,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(title, told, main, foresee, parent)
        self._factor, self._others = factor, tuple(others)
        self.other = QComboBox()
        self.other.setAccessibleName(_("What takes its place"))
        self.other.addItem(_("Nothing: what names it says less"))
        for each in others:
            self.other.addItem(_("The factor {name}").format(name=each.name))
        self.choices.addWidget(Label(_("What takes its place"), "dense", "ink2"))
        self.choices.addWidget(self.other)
        self._values = QWidget()
        self.choices.addWidget(self._values)
        self._boxes: dict[int, QComboBox] = {}
        self.other.currentIndexChanged.connect(self._fill)
        self._fill()
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def choice(self) -> Mapping[int, int | None]:
        """For each value the id of the one in its place, or None."""
        return {value: box.currentData() for value, box in self._boxes.items()}

    def boxes(self) -> Mapping[int, QComboBox]:
        """The lists of what takes the place of each value, by its id."""
        return self._boxes

    def _fill(self) -> None:
        """A line for each value, when another factor takes the place."""
        old, self._values = self._values, QWidget()
        self.choices.replaceWidget(old, self._values)
        old.hide()
        old.deleteLater()
        self._boxes = {}
        place = self.other.currentIndex()
        grid = QGridLayout(self._values)
        grid.setContentsMargins(0, 4, 0, 4)
        grid.setColumnStretch(1, 1)
        if place > 0:
            for line, value in enumerate(self._factor.values):
                box = self._box(value, self._others[place - 1])
                grid.addWidget(Label(value.name), line, 0)
                grid.addWidget(box, line, 1)
        self.look_again()

    def _box(self, value: Value, other: Factor) -> QComboBox:
        box = QComboBox()
        box.setAccessibleName(_("In place of {value}").format(value=value.name))
        box.addItem(_("nothing"), None)
        for each in other.values:
            box.addItem(each.name, each.id)
        same = next((each.id for each in other.values if each.name.casefold() == value.name.casefold()), None)
        box.setCurrentIndex(max(0, box.findData(same)) if same is not None else 0)
        box.currentIndexChanged.connect(self.look_again)
        self._boxes[value.id] = box
        return box
