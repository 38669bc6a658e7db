"""Small dialogs that ask a person for one thing: a password, whether to take a case over, a text that is pasted."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QWidget

from desktop import words
from desktop.dialogs.dialog import Dialog
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, count

if TYPE_CHECKING:
    from db.trimming import Cost

MOST_PASTED = 20_000_000
"""Characters of a text that is pasted."""


class PasswordDialog(Dialog):
    """Asks for the password of a file; it is used once and not kept."""

    given = Signal(str)

    def __init__(self, name: str, parent: QWidget | None = None, *, wrong: bool = False) -> None:
        super().__init__(_("Password"), parent)
        self.setMinimumWidth(420)
        self.content.addWidget(Paragraph(name, token="ink"))  # noqa: S106 - a colour
        told = _("This was not the password. Try again.") if wrong else _("The file opens with a password.")
        self.content.addWidget(Paragraph(f"{told} {_('It is used to read the file and not kept.')}"))
        self.field = QLineEdit()
        self.field.setEchoMode(QLineEdit.EchoMode.Password)
        self.field.setAccessibleName(_("Password"))
        self.content.addWidget(self.field)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.main = self.add_button(_("Open"), main=True)
        self.main.clicked.connect(self._take)
        self.field.returnPressed.connect(self._take)
        self.field.setFocus()

    def _take(self) -> None:
        if self.field.text():
            self.given.emit(self.field.text())
            self.accept()


class HeldDialog(Dialog):
    """Somebody else has a case open: it can be looked at, or taken over."""

    readWanted = Signal()
    takeOverWanted = Signal()

    def __init__(self, told: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Open elsewhere"), parent)
        self.setMinimumWidth(480)
        self.content.addWidget(Paragraph(told, token="ink"))  # noqa: S106 - a colour
        self.content.addWidget(
            Paragraph(_("Who loses a case writes no more; what was saved there is kept. Take over only what was left."))
        )
        self.over = self.add_button(_("Take over"), start=True)
        self.over.clicked.connect(self._take_over)
        self.add_button(_("Cancel")).clicked.connect(self.reject)
        self.main = self.add_button(_("Open to read"), main=True)
        self.main.clicked.connect(self._read)
        self.main.setFocus()

    def _take_over(self) -> None:
        self.takeOverWanted.emit()
        self.accept()

    def _read(self) -> None:
        self.readWanted.emit()
        self.accept()


class TrimDialog(Dialog):
    """Says what trimming the history takes away, before it is done."""

    trimWanted = Signal()

    def __init__(self, cost: "Cost", parent: QWidget | None = None) -> None:
        super().__init__(_("Trim the history"), parent)
        self.setMinimumWidth(520)
        for told in _trimming(cost):
            self.content.addWidget(Paragraph(told, token="ink"))  # noqa: S106 - a colour
        cancel = self.add_button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.main = self.add_button(_("Trim it"), main=True)
        self.main.setDefault(False)
        self.main.clicked.connect(self._trim)
        cancel.setFocus()

    def _trim(self) -> None:
        self.trimWanted.emit()
        self.accept()


def _trimming(cost: "Cost") -> tuple[str, ...]:
    steps = count(
        cost.actions,
        "{n} step, up to {{day}}, loses its details: what it changed, and what that was before.",
        "{n} steps, up to {{day}}, lose their details: what they changed, and what that was before.",
    )
    return (
        steps.format(day=words.date(cost.until[:10])),
        _("Undo, and going back in the history, will end there. Who did something when, and what it is called, stays."),
        _("The last 200 steps and those of the last 90 days keep everything, and the record itself stays as it is."),
        _("A backup is made first; it still has all of the history. The file gets about {n} kB smaller.").format(
            n=max(1, cost.bytes // 1024)
        ),
    )


class PasteDialog(Dialog):
    """A text that was pasted or dropped, with its title, before it becomes a source."""

    given = Signal(str, str)
    """Title and text."""
    typed = Signal()
    """Something was typed into it."""
    givenUp = Signal()
    """What was typed is not wanted."""

    def __init__(self, text: str, parent: QWidget | None = None, title: str = "") -> None:
        super().__init__(_("New source from text"), parent)
        self.resize(680, 560)
        text = text[:MOST_PASTED]
        self._pasted = text
        self.title_field = QLineEdit(title or _first_line(text))
        self.title_field.setMaxLength(500)
        self.title_field.setAccessibleName(_("Title"))
        self.body = QPlainTextEdit()
        self.body.setAccessibleName(_("Text"))
        self.body.setTabChangesFocus(True)
        self.body.setPlainText(text)
        self._shown = self.body.toPlainText()
        for name, field, stretch in ((_("Title"), self.title_field, 0), (_("Text"), self.body, 1)):
            label = Label(name, "dense", "ink2")
            label.setBuddy(field)
            self.content.addWidget(label)
            self.content.addWidget(field, stretch)
        self.cancel = self.add_button(_("Cancel"))
        self.cancel.clicked.connect(self.givenUp)
        self.cancel.clicked.connect(self.reject)
        self.main = self.add_button(_("Add source"), main=True)
        self.main.clicked.connect(self._take)
        self.body.textChanged.connect(self._allow)
        self.body.textChanged.connect(self.typed)
        self.title_field.textEdited.connect(self.typed)
        self._allow()
        first = self.title_field if text else self.body
        first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _allow(self) -> None:
        self.main.setEnabled(not self.body.document().isEmpty())

    def _take(self) -> None:
        text = self.body.toPlainText()
        title = self.title_field.text().strip() or _first_line(text)
        self.given.emit(title, self._pasted if text == self._shown else text)
        self.accept()


class LinkDialog(Dialog):
    """Shows a whole address before it is opened elsewhere; nothing is opened by itself."""

    opened = Signal(str)

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(_("Open this address?"), parent)
        self.setMinimumWidth(520)
        self.content.addWidget(Paragraph(_("It opens in your browser, which will contact it. This is all of it:")))
        self.address = QPlainTextEdit()
        self.address.setReadOnly(True)
        self.address.setPlainText(address)
        self.address.setMaximumHeight(120)
        self.address.setTabChangesFocus(True)
        self.address.setAccessibleName(_("Address"))
        self.content.addWidget(self.address)
        cancel = self.add_button(_("Cancel"))
        cancel.clicked.connect(self.reject)
        self.add_button(_("Open in the browser")).clicked.connect(lambda: self._open(address))
        cancel.setFocus()

    def _open(self, address: str) -> None:
        self.opened.emit(address)
        self.accept()


def _first_line(text: str) -> str:
    """The first line with words, as a title."""
    line = next((" ".join(line.split()) for line in text[:20_000].splitlines() if line.strip()), "")
    return line if len(line) <= 120 else line[:119].rsplit(" ", 1)[0] + "…"
