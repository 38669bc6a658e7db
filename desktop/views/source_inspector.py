"""The inspector of a source: what is known of it, changed in place, and what can be done with it."""

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from db.records import Source
from db.vocabulary import Reliability, SourceKind
from desktop import theme, words
from desktop.dialogs.asking import LinkDialog
from desktop.models import encodings, languages
from desktop.views import source_edits
from desktop.widgets.blank import Blank
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.flow import Flow
from desktop.widgets.lens import read_date
from desktop.widgets.line import Line
from desktop.widgets.pick_field import PickField
from desktop.widgets.pick_panel import Option, PickPanel, fitting
from desktop.widgets.text import Label, Paragraph
from desktop.words import _, count
from desktop.workspace import Workspace

LONGEST_FIELD = 2_000
LINKS = ("http", "https", "mailto")
"""The kinds of addresses that can be opened."""


class SourceInspector(QScrollArea):
    """Shows one source at a time; what is typed is saved when its field is left."""

    editWanted = Signal()
    """The text of the source is to be edited."""
    noteWanted = Signal()
    encodingChosen = Signal(str)
    """The source is to be read again in this encoding."""
    deleteWanted = Signal()

    def __init__(self, workspace: Workspace, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._workspace = workspace
        self._source: Source | None = None
        self._panel: PickPanel | None = None
        self._picked: Callable[[Any], object] = lambda _key: None
        self.fields = {
            "title": self._field(_("Title")),
            "publisher": self._field(_("Publisher")),
            "author": self._field(_("Author")),
            "published": self._field(_("Published")),
            "url": self._field(_("Address")),
        }
        self.kind = PickField(_("Kind"))
        self.language = PickField(_("Language"))
        self.encoding = PickField(_("Encoding"))
        self.grades = [Button(str(each)) for each in Reliability]
        self.grade_told = Paragraph(role="dense")
        self.link = IconButton("external-link", _("Open the address …"))
        self.fault = Paragraph(role="dense", token="bad")  # noqa: S106 - a colour
        self.file = Paragraph(role="dense")
        self.edit = Button(_("Edit the text"), "pencil-line")
        self.note = Button(_("Note on the source"), "sticky-note")
        self.delete = Button(_("Delete"), "trash-2")
        self.kept = Paragraph(role="dense")
        self.nothing = Blank("book-open")
        self.nothing.tell(_("No source chosen"), _("Choose a source to see what is known of it."))
        self._page = _Page()
        self._lay_out()
        self._connect()
        self.show_source(None)

    def show_source(self, source: Source | None, coded: int = 0, pages: int = 0) -> None:
        """Shows a source, of which so many statements are quoted, or that there is none."""
        same = source is not None and self._source is not None and source.id == self._source.id
        self._source = source
        self._form.setVisible(source is not None)
        self.nothing.setVisible(source is None)
        if source is None:
            return
        for name, field in self.fields.items():
            shown = getattr(source, name)
            text = words.date(shown) if name == "published" and shown is not None else str(shown or "")
            if not (same and field.hasFocus() and field.isModified()):
                field.setText(text)
                field.setCursorPosition(0)
                field.setModified(False)
        self._allow(coded)
        self._tell(source, coded, pages)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self.viewport()).fillRect(self.viewport().rect(), theme.color("base"))

    def _tell(self, source: Source, coded: int, pages: int) -> None:
        self.kind.show_value(words.source_kind(source.kind) if source.kind else _("not said"), quiet=not source.kind)
        told = languages.name(source.language) if source.language else ""
        self.language.show_value(told or _("not said"), quiet=not told)
        for grade, button in zip(Reliability, self.grades, strict=True):
            button.setChecked(source.reliability is grade)
        self.grade_told.setText(words.reliability(source.reliability))
        self.link.setEnabled(QUrl(source.url, QUrl.ParsingMode.StrictMode).scheme() in LINKS)
        self.encoding.show_value(source.encoding or "")
        self._encoded.setVisible(bool(source.encoding and source.original))
        facts = [source.file, count(pages, "{n} page", "{n} pages") if pages else ""]
        facts.append(count(source.length, "{n} character", "{n} characters"))
        if source.original:
            facts.append(_("the file is kept in the case"))
        self.file.setText(" · ".join(fact for fact in facts if fact))
        quoted = count(coded, "{n} statement is quoted from it", "{n} statements are quoted from it")
        self.kept.setText(_("{quoted}: it cannot be deleted.").format(quoted=quoted) if coded else "")
        self.kept.setVisible(bool(coded))

    def _allow(self, coded: int) -> None:
        writable = not self._workspace.read_only
        for field in self.fields.values():
            field.setReadOnly(not writable)
        for control in (self.kind, self.language, self.encoding, *self.grades, self.edit, self.note):
            control.setEnabled(writable)
        self.delete.setEnabled(writable and not coded)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit()
        field.setMaxLength(LONGEST_FIELD)
        field.setAccessibleName(name)
        return field

    def _lay_out(self) -> None:
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.fields["published"].setPlaceholderText(_("2025, Sep 2025 or 5 Sep 2025"))
        self._form = QWidget()
        form = QVBoxLayout(self._form)
        form.setContentsMargins(16, 14, 16, 16)
        form.setSpacing(4)
        form.addWidget(Label(_("Source"), "title"))
        form.addSpacing(4)
        for name in ("title", "publisher", "author", "published"):
            self._row(form, self.fields[name].accessibleName(), self.fields[name])
        self.fault.hide()
        form.addWidget(self.fault)
        self._pairs(form)
        self._address(form)
        self._reliability(form)
        form.addSpacing(8)
        form.addWidget(Line())
        form.addSpacing(6)
        form.addWidget(self.file)
        self._encoded = QWidget()
        encoded = QVBoxLayout(self._encoded)
        encoded.setContentsMargins(0, 0, 0, 0)
        encoded.setSpacing(4)
        self._row(encoded, _("Encoding"), self.encoding)
        form.addWidget(self._encoded)
        form.addSpacing(8)
        self._buttons(form)
        form.addWidget(self.kept)
        form.addStretch(1)
        column = QVBoxLayout(self._page)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._form, 1)
        column.addWidget(self.nothing, 1)
        self.setWidget(self._page)

    def _row(self, column: QVBoxLayout, name: str, field: QWidget) -> None:
        label = Label(name, "dense", "ink2")
        label.setBuddy(field)
        column.addWidget(label)
        column.addWidget(field)
        column.addSpacing(4)

    def _pairs(self, form: QVBoxLayout) -> None:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        for place, (name, field) in enumerate(((_("Kind"), self.kind), (_("Language"), self.language))):
            label = Label(name, "dense", "ink2")
            label.setBuddy(field)
            grid.addWidget(label, 0, place)
            grid.addWidget(field, 1, place)
        form.addLayout(grid)
        form.addSpacing(4)

    def _address(self, form: QVBoxLayout) -> None:
        label = Label(_("Address"), "dense", "ink2")
        label.setBuddy(self.fields["url"])
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.fields["url"], 1)
        row.addWidget(self.link)
        form.addWidget(label)
        form.addLayout(row)
        form.addSpacing(4)

    def _reliability(self, form: QVBoxLayout) -> None:
        form.addWidget(Label(_("Reliability of the source"), "dense", "ink2"))
        grades = QWidget()
        row = Flow(grades, gap=4, line_gap=4)
        for grade, button in zip(Reliability, self.grades, strict=True):
            button.setCheckable(True)
            button.setAccessibleName(f"{grade}: {words.reliability(grade)}")
            button.setToolTip(button.accessibleName())
            row.addWidget(button)
        form.addWidget(grades)
        form.addWidget(self.grade_told)

    def _buttons(self, form: QVBoxLayout) -> None:
        deeds = QWidget()
        row = Flow(deeds, gap=8, line_gap=6)
        for button in (self.edit, self.note, self.delete):
            row.addWidget(button)
        form.addWidget(deeds)

    def _connect(self) -> None:
        for name, field in self.fields.items():
            field.editingFinished.connect(lambda name=name: self._save(name))
        self.kind.clicked.connect(self._ask_kind)
        self.language.clicked.connect(self._ask_language)
        self.encoding.clicked.connect(self._ask_encoding)
        for grade, button in zip(Reliability, self.grades, strict=True):
            button.clicked.connect(lambda _checked=False, grade=grade: self._grade(grade))
        self.link.clicked.connect(self._open_link)
        self.edit.clicked.connect(self.editWanted)
        self.note.clicked.connect(self.noteWanted)
        self.delete.clicked.connect(self.deleteWanted)

    def _save(self, name: str) -> None:
        """Saves a field that was left; a date that is none stays, and is told."""
        source, field = self._source, self.fields[name]
        if source is None or not field.isModified() or self._workspace.read_only:
            return
        text = " ".join(field.text().split())
        value: Any = text
        if name == "published":
            value = read_date(text) if text else None
            wrong = bool(text) and value is None
            told = _("“{text}” is no date. Write it as 2025, 2025-09 or 2025-09-05.")
            self.fault.setText(told.format(text=text[:40]) if wrong else "")
            self.fault.setVisible(wrong)
            field.setAccessibleDescription(self.fault.text())
            if wrong:
                return
        field.setModified(False)
        self._change(field.accessibleName(), **{name: value})

    def _change(self, what: str, **values: Any) -> None:
        if self._source is not None:
            self._workspace.change(*source_edits.describe(self._source.id, what.lower(), **values))

    def _grade(self, grade: Reliability) -> None:
        """Gives a grade; the one that is given already is taken back."""
        if self._source is not None:
            self._change(_("Reliability"), reliability=None if self._source.reliability is grade else grade)

    def _ask_kind(self) -> None:
        options = [Option(None, _("not said")), *(Option(each, words.source_kind(each)) for each in SourceKind)]
        chosen = self._source.kind if self._source is not None else None
        self._ask(self.kind, _("Kind"), options, chosen, lambda kind: self._change(_("Kind"), kind=kind))

    def _ask_language(self) -> None:
        options = [Option(code, name, code) for code, name in languages.offered()]
        chosen = self._source.language if self._source is not None else None
        name = _("Language")
        self._ask(self.language, name, options, chosen, lambda code: self._change(name, language=code))

    def _ask_encoding(self) -> None:
        """Offers the encodings, each with how the file would read in it."""
        source = self._source
        if source is None:
            return

        def answer(data: bytes) -> None:
            if self._source is not None and self._source.id == source.id:
                found = encodings.offered(data)
                options = [Option(each.name, f"{each.use} · {each.name}", each.sample) for each in found]
                self._ask(self.encoding, _("Encoding"), options, source.encoding, self.encodingChosen.emit)

        self._workspace.ask(lambda case: source_edits.original_of(case, source.id), answer)

    def _ask(
        self, field: PickField, title: str, options: list[Option], chosen: Any, then: Callable[[Any], object]
    ) -> None:
        if self._panel is None:
            self._panel = PickPanel(self.window())
            self._panel.picked.connect(lambda keys: self._picked(keys[0]))
        self._picked = then
        self._panel.ask(field.anchor(), title, fitting(options), chosen=(chosen,))

    def _open_link(self) -> None:
        """Asks before an address is opened, and shows the whole of it."""
        if self._source is None or not self.link.isEnabled():
            return
        dialog = LinkDialog(self._source.url, self.window())
        dialog.opened.connect(lambda address: QDesktopServices.openUrl(QUrl(address)))
        dialog.open()


class _Page(QWidget):
    def paintEvent(self, _event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme.color("base"))
