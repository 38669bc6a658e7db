"""Forms for the analyst's own hand: a judgement of a cell, a note on anything."""

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from db.vocabulary import Confidence, Stance
from desktop import theme
from desktop.widgets.controls import Button, Segmented
from desktop.widgets.estimates import mixing
from desktop.widgets.stance_keys import StanceKeys
from desktop.widgets.text import Label, Paragraph
from desktop.widgets.writing import Writing
from desktop.words import _

CONFIDENCES = (None, *Confidence)


class RemarkForm(QWidget):
    """What both forms share: fields above, a fault, and the buttons below."""

    left = Signal()
    """Nothing is to be saved."""
    typed = Signal()
    """Something else is entered."""

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.save_button = Button(_("Save"), kind="primary", keys="Ctrl+Return")
        self.leave_button = Button(_("Cancel"), kind="flat", keys="Esc")
        self._fault = Paragraph(role="dense", token="bad")  # noqa: S106 - a colour
        self._fault.hide()
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(16, 12, 16, 12)
        self.column.setSpacing(8)
        self.title = Label(title, "strong", "hand")
        self.column.addWidget(self.title)
        self.save_button.clicked.connect(self.submit)
        self.leave_button.clicked.connect(self.left)

    def submit(self) -> None:
        """Saves what is there, or says what is wrong with it."""
        raise NotImplementedError

    def fault(self) -> str:
        """What is wrong; empty when nothing is."""
        return "" if self._fault.isHidden() else self._fault.text()

    def tell_fault(self, text: str) -> None:
        """Says what is wrong; nothing takes it away."""
        self._fault.setText(text)
        self._fault.setVisible(bool(text))

    def finish_layout(self) -> None:
        """The fault and the buttons, under the fields."""
        self.column.addWidget(self._fault)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.save_button)
        row.addWidget(self.leave_button)
        row.addStretch(1)
        self.column.addLayout(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+Enter saves and Esc leaves, from every field."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & (
            Qt.KeyboardModifier.ControlModifier
        ):
            self.submit()
        elif event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As high as its fields in its width."""
        hint = super().sizeHint()
        return QSize(hint.width(), max(hint.height(), self.column.totalHeightForWidth(max(self.width(), 280))))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground of the analyst's hand, with a rule above."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.color("handTint"))
        painter.fillRect(0, 0, self.width(), 2, theme.color("handMark"))


class AssessForm(RemarkForm):
    """A judgement of a cell: ``saved`` gives its Stance, Confidence or None, and rationale."""

    saved = Signal(object, object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Your assessment"), parent)
        self.stances = StanceKeys(_("Stance"))
        names = (_("Not said"), _("Low"), _("Moderate"), _("High"))
        self.confidence = Segmented(names, _("Confidence"))
        self.rationale = Writing(_("Rationale"), _("What it rests on, and what speaks against it"))
        self.rationale.submitted.connect(self.submit)
        self.rationale.left.connect(self.left)
        self.stances.chosen.connect(self._chosen)
        self.stances.chosen.connect(lambda _stance: self.typed.emit())
        self.confidence.chosen.connect(lambda _place: self.typed.emit())
        self.rationale.textChanged.connect(self.typed)
        self.column.addWidget(self.stances)
        self.column.addWidget(Label(_("Confidence"), "dense", "ink2"))
        self.column.addWidget(self.confidence, 0, Qt.AlignmentFlag.AlignLeading)
        self.column.addWidget(Label(_("Rationale"), "dense", "ink2"))
        self.column.addWidget(self.rationale)
        self.finish_layout()

    def begin(self, stance: Stance | None, confidence: Confidence | None, rationale: str) -> None:
        """Shows a judgement, or an empty form, and takes the keyboard."""
        self.stances.show_stance(stance)
        self.confidence.choose(CONFIDENCES.index(confidence))
        self.rationale.setPlainText(rationale)
        self.tell_fault("")
        self.stances.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Saves a judgement that has a stance and keeps confidence apart from likelihood."""
        text = self.rationale.text()
        if self.stances.stance is None:
            self.tell_fault(_("Choose a stance: the keys 1 to 5."))
            self.stances.setFocus(Qt.FocusReason.OtherFocusReason)
        elif (found := mixing(text)) is not None:
            told = _(
                "“{sentence}” says how likely something is and how sure you are in one sentence. "
                "Readers take one for the other: say each in a sentence of its own."
            )
            self.tell_fault(told.format(sentence=found))
            self.rationale.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.tell_fault("")
            self.saved.emit(self.stances.stance, CONFIDENCES[self.confidence.current()], text)

    def _chosen(self, _stance: Stance) -> None:
        self.tell_fault("")
        self.rationale.setFocus(Qt.FocusReason.OtherFocusReason)


class NoteForm(RemarkForm):
    """A note: ``saved`` gives its body and its tags."""

    saved = Signal(str, object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(_("Note"), parent)
        self.body = Writing(_("Note"), _("Plain words; *word* leans, **word** is strong, - begins a point"))
        self.tags = QLineEdit()
        self.tags.setAccessibleName(_("Tags"))
        self.tags.setPlaceholderText(_("Tags, with commas between them"))
        self.body.submitted.connect(self.submit)
        self.body.left.connect(self.left)
        self.body.textChanged.connect(self.typed)
        self.tags.textEdited.connect(lambda _text: self.typed.emit())
        self.column.addWidget(self.body)
        self.column.addWidget(self.tags)
        self.finish_layout()

    def begin(self, title: str, body: str = "", tags: str = "") -> None:
        """Shows a note, or an empty form, and takes the keyboard."""
        self.title.setText(title)
        self.body.setPlainText(body)
        self.tags.setText(tags)
        self.tell_fault("")
        self.body.setFocus(Qt.FocusReason.OtherFocusReason)

    def submit(self) -> None:
        """Saves a note that says something."""
        if not self.body.text():
            self.tell_fault(_("Write something, or leave with Esc."))
            self.body.setFocus(Qt.FocusReason.OtherFocusReason)
            return
        tags = dict.fromkeys(" ".join(tag.split()) for tag in self.tags.text().split(","))
        self.saved.emit(self.body.text(), tuple(tag for tag in tags if tag))
