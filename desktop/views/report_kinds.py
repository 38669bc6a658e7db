"""What can be made beside the brief: annotated sources, tables, quotations, and the whole case for other programs."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from desktop.models.source_choice import SourceChoice
from desktop.widgets.contents_list import ContentsList
from desktop.widgets.controls import Button
from desktop.widgets.kind_list import FileKind
from desktop.widgets.text import Label, Paragraph
from desktop.words import _

BRIEF, SOURCES, TABLES, QUOTATIONS, EXCHANGE = range(5)


def kinds() -> tuple[FileKind, ...]:
    """All kinds, the brief first."""
    return (
        FileKind("file-text", _("Brief"), "PDF"),
        FileKind("scan-text", _("Annotated sources"), _("PDF, one per source")),
        FileKind("table-2", _("Tables"), "CSV"),
        FileKind("text-quote", _("Quotations"), "Markdown"),
        FileKind("file-up", _("Exchange"), "JSON"),
    )


class SourcesPage(QWidget):
    """Which sources are marked; the folder is asked for by whoever holds the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = SourceChoice(self)
        self.list = ContentsList(lambda _index: 0, lambda index: str(index.data(Qt.ItemDataRole.UserRole) or ""))
        self.list.setModel(self.model)
        self.list.setAccessibleName(_("Sources to be annotated"))
        self.list.setAccessibleDescription(_("Space turns a source on or off"))
        self.all = Button(_("All"), kind="flat")
        self.none = Button(_("None"), kind="flat")
        self.export = Button(_("Choose a folder and export …"), kind="primary", keys="Ctrl+Return")
        column = _column(self, _("Annotated sources"))
        told = _(
            "Every coded passage is highlighted in the colour of its stance, with a comment that gives the number of "
            "the statement, its speaker, stance and conditions. Nothing else in a PDF is changed; other sources are "
            "typeset as text with the same marks."
        )
        column.addWidget(Paragraph(told))
        column.addWidget(self.list, 1)
        row = QHBoxLayout()
        row.setSpacing(6)
        for button in (self.export, self.all, self.none):
            row.addWidget(button)
        row.addStretch(1)
        column.addLayout(row)
        self.all.clicked.connect(lambda: self.model.turn_all(on=True))
        self.none.clicked.connect(lambda: self.model.turn_all(on=False))
        self.model.dataChanged.connect(self.tell)
        self.model.modelReset.connect(self.tell)
        self.tell()

    def tell(self) -> None:
        """Nothing can be exported while nothing is chosen."""
        self.export.setEnabled(bool(self.model.chosen()))


class CommandPage(QWidget):
    """A kind whose files commands make: each is a button."""

    wanted = Signal(str)
    """The name of a command."""

    def __init__(
        self, title: str, told: str, offers: Sequence[tuple[str, str, str]], parent: QWidget | None = None
    ) -> None:
        """``offers`` are icon, words and command of each button; the first one is the main one."""
        super().__init__(parent)
        column = _column(self, title)
        column.addWidget(Paragraph(told))
        self.buttons: list[Button] = []
        for number, (icon, text, command) in enumerate(offers):
            button = Button(text, icon, "plain" if number else "primary", "" if number else "Ctrl+Return")
            button.clicked.connect(lambda _on=False, command=command: self.wanted.emit(command))
            column.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
            self.buttons.append(button)
        column.addStretch(1)


def pages() -> tuple[CommandPage, ...]:
    """The pages of tables, quotations and exchange, in the order of ``kinds``."""
    return (
        CommandPage(
            _("Tables"),
            _(
                "For spreadsheets. The matrix as it is shown; or every statement with its words, positions, "
                "conditions, source and grades, a line for each position. No text is ever taken for a formula."
            ),
            (
                ("table-2", _("Matrix as CSV …"), "matrix_csv"),
                ("quote", _("Statements as CSV …"), "statements_csv"),
            ),
        ),
        CommandPage(
            _("Quotations"),
            _(
                "All words on record, by speaker, each with its date, place, source and grade, to be put into a text "
                "of your own. The numbers are those of the brief."
            ),
            (("text-quote", _("Quotations as Markdown …"), "quotations"),),
        ),
        CommandPage(
            _("Exchange"),
            _("The whole case, with its sources and notes, in an open format that other programs can read."),
            (("file-up", _("Whole case as JSON …"), "export"),),
        ),
    )


def _column(page: QWidget, title: str) -> QVBoxLayout:
    column = QVBoxLayout(page)
    column.setContentsMargins(24, 18, 24, 18)
    column.setSpacing(10)
    column.addWidget(Label(title, "title"))
    return column
