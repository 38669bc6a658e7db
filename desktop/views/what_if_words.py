"""The words behind where a party stands in the situation, and how one of their conditions could be read otherwise."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from db.records import Quotation, Statement
from desktop import words
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.text import Label, Paragraph
from desktop.widgets.what_if_rows import Ground, TakeRow
from desktop.words import _, count

MOST = 4
"""So many statements are shown."""


class WordsPanel(Ground):
    """Opens beneath the parties; Esc closes it."""

    passageWanted = Signal(object)
    """A Quotation is to be shown in its source."""
    rereadWanted = Signal()
    """A condition is to be read otherwise."""

    def __init__(self) -> None:
        super().__init__("base")
        self._title = Label(role="strong")
        self.reread_button = Button(_("Read a condition otherwise …"), "sliders-horizontal")
        self.close_button = IconButton("x", _("Close"), "Esc")
        self.told = Paragraph(role="dense", token="ink")  # noqa: S106 - a colour
        self.rows: list[TakeRow] = []
        head = QHBoxLayout()
        head.setContentsMargins(18, 8, 10, 4)
        head.addWidget(self._title, 1)
        head.addWidget(self.reread_button)
        head.addWidget(self.close_button)
        self._column = QVBoxLayout()
        self._column.setSpacing(0)
        self.told.setContentsMargins(18, 4, 18, 8)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addLayout(head)
        whole.addLayout(self._column)
        whole.addWidget(self.told)
        self.reread_button.clicked.connect(self.rereadWanted)
        self.close_button.clicked.connect(self.hide)
        self.hide()

    def show_words(
        self, actor: str, statements: Sequence[Statement], names: dict[int, str], *, before: bool = False
    ) -> None:
        """Shows the newest statements that decide, or says that there are none; ``before``: those that did before."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        self._title.setText(_("{actor}: the words behind it").format(actor=actor))
        nothing = _("Nothing on record applies. Silence is not consent.")
        if statements and before:
            nothing = _("Nothing on record applies here. Silence is not consent. Above is what counted before.")
        self.told.setText(nothing if before or not statements else "")
        self.reread_button.setVisible(bool(statements))
        if len(statements) > MOST:
            rest = count(len(statements) - MOST, "{n} older statement is not shown.", "{n} older ones are not shown.")
            self.told.setText(" ".join(part for part in (self.told.text(), rest) if part))
        for statement in sorted(statements, key=lambda each: -each.number)[:MOST]:
            self._add(statement, names)
        self.show()

    def _add(self, statement: Statement, names: dict[int, str]) -> None:
        quotation: Quotation | None = next(iter(statement.quotations), None)
        said = "" if quotation is None else words.quoted(" ".join(quotation.exact.split()))
        by = f"{names.get(statement.speaker, '')}, {words.date(statement.said_on)}"
        row = TakeRow(by, said, "", _("no. {n}").format(n=statement.number))
        if quotation is not None:
            row.clicked.connect(lambda: self.passageWanted.emit(quotation))
        self.rows.append(row)
        self._column.addWidget(row)

    def keyPressEvent(self, event: object) -> None:
        """Esc closes it."""
        if getattr(event, "key", lambda: 0)() == Qt.Key.Key_Escape:
            self.hide()
            parent: QWidget | None = self.parentWidget()
            if parent is not None:
                parent.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            super().keyPressEvent(event)  # type: ignore[arg-type]
