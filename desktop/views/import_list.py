"""What became of the files that were given to the case: one row each, with what is asked about some of them."""

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QFrame, QHBoxLayout, QListView, QVBoxLayout, QWidget

from desktop import theme
from desktop.dialogs.asking import PasswordDialog
from desktop.intake import Intake, Item, Stage
from desktop.models import languages
from desktop.models.import_rows import ITEM, ImportRows, icon, summary
from desktop.widgets.announce import announce
from desktop.widgets.controls import Button, IconButton
from desktop.widgets.import_delegate import ImportDelegate, Row
from desktop.widgets.text import Elided, Label
from desktop.words import _

Index = QModelIndex | QPersistentModelIndex
Offer = tuple[str, Callable[[], object]]


class ImportList(QWidget):
    """Follows an intake; stays until it is closed."""

    opened = Signal(int)
    """A source is to be read: its id."""
    languageChosen = Signal(int, str)
    """It was said which language a source has: its id, and the tag."""
    closed = Signal()

    def __init__(self, intake: Intake, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.intake = intake
        self.model = ImportRows(intake, self)
        self.list = QListView()
        self._delegate = ImportDelegate(self.list, self._row)
        self._title = Label(role="title")
        self._told = Elided(role="dense", token="ink2")  # noqa: S106 - a colour
        self.stop = Button(_("Stop"), kind="flat")
        self.close_button = IconButton("x", _("Close the list"), "Esc")
        self._actions: dict[int, _Actions] = {}
        self._lay_out()
        self.stop.clicked.connect(intake.stop)
        self.close_button.clicked.connect(self.closed)
        self.list.activated.connect(self._activate)
        intake.listed.connect(self._renew)
        intake.moved.connect(self._moved)
        intake.ended.connect(self._ended)
        theme.current().changed.connect(self.list.scheduleDelayedItemsLayout)
        self._tell()

    def buttons(self, row: int) -> list[Button]:
        """The buttons of a row."""
        shown = self._actions.get(row)
        return shown.buttons if shown is not None else []

    def told(self) -> str:
        """How far all of it is."""
        return f"{self._title.text()}: {self._told.text()}"

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The ground."""
        QPainter(self).fillRect(self.rect(), theme.color("base"))

    def _lay_out(self) -> None:
        self.list.setModel(self.model)
        self.list.setItemDelegate(self._delegate)
        self.list.setFrameShape(QFrame.Shape.NoFrame)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.list.setAccessibleName(_("Files that are added"))
        head = QHBoxLayout()
        head.setContentsMargins(18, 10, 12, 10)
        head.setSpacing(10)
        head.addWidget(self._title)
        head.addWidget(self._told, 1)
        head.addWidget(self.stop)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.list, 1)

    def _row(self, index: Index) -> Row:
        item: Item = index.data(ITEM)
        share = item.share if item.stage is Stage.READING else -1.0
        shown = self._actions.get(index.row())
        free = shown.sizeHint().width() + 8 if shown is not None else 0
        return *icon(item), item.name, item.told, share, free

    def _renew(self) -> None:
        self._actions.clear()  # a reset of the model takes them off the list
        for row in range(self.model.rowCount()):
            self._offer(row)
        self._tell()

    def _moved(self, row: int) -> None:
        self._offer(row)
        self._tell()

    def _tell(self) -> None:
        title, told = summary(self.intake)
        self._title.setText(title)
        self._told.setText(told)
        self.stop.setVisible(self.intake.busy())

    def _ended(self) -> None:
        self._tell()
        announce(self, self.told())

    def _offer(self, row: int) -> None:
        """The buttons that go with what is asked about a file."""
        item = self.model.item(row)
        wanted = self._offers(row, item)
        shown = self._actions.get(row)
        if shown is not None and shown.names == [name for name, _do in wanted]:
            return
        index = self.model.index(row)
        if shown is not None:
            del self._actions[row]
            self.list.setIndexWidget(index, None)  # type: ignore[arg-type]  # Qt takes none for none
        if wanted:
            self._actions[row] = _Actions(item.name, wanted)
            self.list.setIndexWidget(index, self._actions[row])
        self.list.scheduleDelayedItemsLayout()

    def _offers(self, row: int, item: Item) -> list[Offer]:
        intake = self.intake
        if item.stage is Stage.SAME:
            return [(_("Skip"), lambda: intake.leave(row)), (_("Keep both"), lambda: intake.keep_both(row))]
        if item.stage is Stage.LOCKED:
            return [(_("Skip"), lambda: intake.leave(row)), (_("Enter password …"), lambda: self.ask_password(row))]
        if item.source is not None:
            tongues = [(self._it_is(tag), partial(self._settle, row, item.source, tag)) for tag in item.tongues]
            return [*tongues, (_("Read"), lambda: self.opened.emit(item.source))]
        return []

    def _it_is(self, tag: str) -> str:
        return _("It is {language}").format(language=languages.name(tag))

    def _settle(self, row: int, source: int, tag: str) -> None:
        self.intake.settle(row, tag)
        self.languageChosen.emit(source, tag)

    def ask_password(self, row: int) -> None:
        """Asks for the password of an encrypted file."""
        item = self.model.item(row)
        wrong = item.told != _("Protected with a password.")
        dialog = PasswordDialog(item.name, self.window(), wrong=wrong)
        dialog.given.connect(lambda password: self.intake.unlock(row, password))
        dialog.open()

    def _activate(self, index: QModelIndex) -> None:
        """Enter does what the last button of a row does."""
        offers = self._offers(index.row(), index.data(ITEM))
        if offers:
            offers[-1][1]()


class _Actions(QWidget):
    """The buttons at the end of a row."""

    def __init__(self, name: str, offers: list[Offer]) -> None:
        super().__init__()
        self.names = [text for text, _do in offers]
        self.buttons = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 4, 12, 4)
        row.setSpacing(6)
        row.addStretch(1)
        for text, do in offers:
            button = Button(text, kind="plain" if do is offers[-1][1] else "flat")
            button.setAccessibleDescription(name)
            button.clicked.connect(lambda _checked=False, do=do: do())
            row.addWidget(button)
            self.buttons.append(button)
