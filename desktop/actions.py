"""Every command of the window, as data: the menus, the command palette and the keyboard map are made from it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from desktop import letters, theme
from desktop.screens import screens
from desktop.theme import SCALES, Appearance
from desktop.words import _


class Menu(StrEnum):
    """The menus, in their order."""

    FILE = "file"
    EDIT = "edit"
    CASE = "case"
    CODE = "code"
    VIEW = "view"
    GO = "go"
    HELP = "help"


@dataclass(frozen=True, slots=True)
class Command:
    """A command.

    ``text`` has its letter marked with ``&``; ``keys`` are shortcuts, of which menus show the first; commands of one
    ``group`` stand together in their menu; ``submenu`` names the menu in the menu; one of ``choice`` is on, or
    ``toggle`` is on or off; ``needs_case`` is off without a case. ``taken`` are the keys of a command that a view takes
    itself, since they do something else elsewhere: menus show them.
    """

    id: str
    text: str
    icon: str
    keys: tuple[str, ...]
    menu: Menu
    group: int
    needs_case: bool = False
    submenu: str = ""
    choice: str = ""
    toggle: bool = False
    taken: str = ""

    @property
    def name(self) -> str:
        """The words without the mark of the letter and without dots."""
        return self.text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix(" …")


def titles() -> Mapping[Menu, str]:
    """The names of the menus."""
    return {
        Menu.FILE: _("&File"),
        Menu.EDIT: _("&Edit"),
        Menu.CASE: _("&Case"),
        Menu.CODE: _("C&ode"),
        Menu.VIEW: _("&View"),
        Menu.GO: _("&Go"),
        Menu.HELP: _("&Help"),
    }


def commands() -> tuple[Command, ...]:
    """All commands, in the order of the menus."""
    return (*_file(), *_edit(), *_case(), *_code(), *_view(), *_go(), *_help())


def _file() -> tuple[Command, ...]:
    menu = Menu.FILE
    return (
        Command("new", _("&New case …"), "file-plus", ("Ctrl+N",), menu, 0),
        Command("open", _("&Open a case …"), "folder-open", ("Ctrl+O",), menu, 0),
        Command("sample", _("Open the &sample case"), "book-open", (), menu, 0),
        Command("import", _("&Add sources …"), "file-input", ("Ctrl+Shift+O",), menu, 2),
        Command("brief", _("Export &brief as PDF …"), "file-down", (), menu, 3, needs_case=True),
        Command("export", _("&Export case as JSON …"), "file-up", (), menu, 3, needs_case=True),
        Command("matrix_csv", _("Export &matrix as CSV …"), "table-2", (), menu, 3, needs_case=True),
        Command("statements_csv", _("E&xport statements as CSV …"), "quote", (), menu, 3, needs_case=True),
        Command("quotations", _("Export quotations as Mark&down …"), "text-quote", (), menu, 3, needs_case=True),
        Command("save_copy", _("Sa&ve a copy …"), "copy", (), menu, 2, needs_case=True),
        Command("save_template", _("Save as &template …"), "copy", (), menu, 2, needs_case=True),
        Command("backups", _("Back&ups …"), "history", (), menu, 2, needs_case=True),
        Command("close", _("&Close the case"), "x", ("Ctrl+W",), menu, 4, needs_case=True),
        Command("quit", _("&Quit"), "log-out", ("Ctrl+Q",), menu, 4),
    )


def _edit() -> tuple[Command, ...]:
    menu = Menu.EDIT
    return (
        Command("undo", _("&Undo"), "undo-2", ("Ctrl+Z",), menu, 0, needs_case=True),
        Command("redo", _("&Redo"), "redo-2", ("Ctrl+Shift+Z",), menu, 0, needs_case=True),
        Command("history", _("&History"), "history", ("Ctrl+Shift+H",), menu, 0, needs_case=True),
        Command("mark", _("Name a restore &point …"), "save", ("Ctrl+S",), menu, 0, needs_case=True),
        Command("unfinished", _("Un&finished texts …"), "pencil-line", (), menu, 0, needs_case=True),
        Command("copy", _("&Copy"), "copy", ("Ctrl+C",), menu, 1),
        Command("select_all", _("Select &all"), "square-check", ("Ctrl+A",), menu, 1),
    )


def _case() -> tuple[Command, ...]:
    menu = Menu.CASE
    return (
        Command("new_actor", _("New &actor …"), "user-round-plus", ("Ctrl+Shift+A",), menu, 1, needs_case=True),
        Command("new_scenario", _("&New scenario …"), "plus", ("Ctrl+Shift+N",), menu, 1, needs_case=True),
        Command("branch", _("&Branch the scenario …"), "git-branch", ("Ctrl+B",), menu, 1, needs_case=True),
        Command("propose", _("&Propose scenarios …"), "list-tree", (), menu, 1, needs_case=True),
        Command("as_of", _("Read the record as of a &date …"), "calendar", ("Ctrl+D",), menu, 0, needs_case=True),
        Command("counting", _("&Count only some grades …"), "list-filter", (), menu, 0, needs_case=True),
        Command("swap", _("S&wap the two sides"), "arrow-left-right", ("Ctrl+Shift+X",), menu, 1, needs_case=True),
        Command("reset", _("&Reset the what-if"), "rotate-ccw", ("Ctrl+R",), menu, 1, needs_case=True),
        Command("check", _("C&heck the case"), "shield-check", (), menu, 2, needs_case=True),
        Command("trim", _("&Trim the history …"), "trash-2", (), menu, 2, needs_case=True),
        Command("latest", _("As of the &latest in the record"), "rotate-ccw", (), menu, 0, needs_case=True),
    )


def _code() -> tuple[Command, ...]:
    told = (
        ("code_sentence", _("Select this &sentence"), "quote", "S", 0),
        ("code_words", _("&Code the words selected"), "check", "Ctrl+Return", 0),
        ("code_note", _("Write a &note on them, or on the source"), "sticky-note", "N", 0),
        ("code_next", _("N&ext suggestion"), "arrow-down", "J", 1),
        ("code_before", _("&Previous suggestion"), "arrow-up", "K", 1),
        ("code_take", _("Code &what is suggested"), "check", "A", 1),
        ("code_skip", _("S&kip what is suggested"), "x", "X", 1),
        ("code_after", _("Next coded passa&ge"), "arrow-down", "Ctrl+Down", 2),
        ("code_back", _("P&revious coded passage"), "arrow-up", "Ctrl+Up", 2),
    )
    return tuple(
        Command(name, text, icon, (), Menu.CODE, group, needs_case=True, taken=keys)
        for name, text, icon, keys, group in told
    )


def _view() -> tuple[Command, ...]:
    menu, look, size = Menu.VIEW, _("&Theme"), _("Text &size")
    return (
        Command("sidebar", _("&Sidebar"), "panel-left", ("F9",), menu, 0, toggle=True, needs_case=True),
        Command("inspector", _("&Inspector"), "panel-right", ("Ctrl+I",), menu, 0, toggle=True, needs_case=True),
        Command(
            "apart",
            _("Inspector in its own &window"),
            "external-link",
            ("Ctrl+Shift+I",),
            menu,
            0,
            toggle=True,
            needs_case=True,
        ),
        Command("letters", _("Keys that are &letters"), "type", (), menu, 0, toggle=True),
        *(
            Command(f"theme_{each}", text, icon, (), menu, 1, submenu=look, choice="theme")
            for each, text, icon in (
                (Appearance.SYSTEM, _("As the &system"), "monitor"),
                (Appearance.LIGHT, _("&Light"), "sun"),
                (Appearance.DARK, _("&Dark"), "moon"),
            )
        ),
        Command("larger", _("&Larger"), "zoom-in", ("Ctrl++", "Ctrl+="), menu, 1, submenu=size),
        Command("smaller", _("&Smaller"), "zoom-out", ("Ctrl+-",), menu, 1, submenu=size),
        Command("usual", _("&Usual size"), "type", ("Ctrl+0",), menu, 1, submenu=size),
        *(
            Command(f"scale_{each}", _("{n} %").format(n=each), "", (), menu, 2, submenu=size, choice="scale")
            for each in SCALES
        ),
    )


def _go() -> tuple[Command, ...]:
    menu = Menu.GO
    return (
        *(
            Command(f"view_{each.name}", each.menu, each.icon, (each.keys,), menu, 0, needs_case=True)
            for each in screens()
        ),
        Command("back", _("&Back"), "arrow-left", ("Alt+Left",), menu, 1),
        Command("forward", _("&Forward"), "arrow-right", ("Alt+Right",), menu, 1),
        Command("next_panel", _("Ne&xt panel"), "arrow-right", ("F6",), menu, 2),
        Command("previous_panel", _("&Previous panel"), "arrow-left", ("Shift+F6",), menu, 2),
        Command("palette", _("S&earch or run a command …"), "search", ("Ctrl+K",), menu, 3),
    )


def _help() -> tuple[Command, ...]:
    menu = Menu.HELP
    return (
        Command("keys", _("&Keyboard map"), "keyboard", ("F1",), menu, 0),
        Command("give_letters", _("&Change keys that are letters …"), "keyboard", (), menu, 0),
        Command("about", _("&About Rapporteur"), "info", (), menu, 1),
    )


class Actions(QObject):
    """The commands as QActions of one window, by id."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.commands = {command.id: command for command in commands()}
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        self._dressed = False
        for command in self.commands.values():
            self._actions[command.id] = self._made(command)
        theme.current().changed.connect(self._undress)
        letters.current().changed.connect(self._tell_letters)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[Command]:
        return iter(self.commands.values())

    def connect_all(self, handlers: Mapping[str, Callable[[], object]]) -> None:
        """Connects each command with what it does; KeyError for a command without a handler."""
        for name, action in self._actions.items():
            handler = handlers[name]
            action.triggered.connect(lambda _checked=False, handler=handler: handler())

    def set_case_open(self, there: bool) -> None:
        """Turns what needs a case on or off."""
        for name, command in self.commands.items():
            if command.needs_case:
                self._actions[name].setEnabled(there)

    def dress(self) -> None:
        """Gives the commands their icons in the look in force; only menus show them, so they ask before they open."""
        if self._dressed:
            return
        self._dressed = True
        for name, command in self.commands.items():
            if command.icon and not (command.choice or command.toggle):
                self._actions[name].setIcon(theme.icon(command.icon))

    def _made(self, command: Command) -> QAction:
        action = QAction(_shown(command), self)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.toggle or bool(command.choice))
        action.setMenuRole(_role(command.id))
        if command.choice:
            group = self._groups.setdefault(command.choice, QActionGroup(self))
            group.addAction(action)
        return action

    def _tell_letters(self) -> None:
        for name, command in self.commands.items():
            if command.taken:
                self._actions[name].setText(_shown(command))

    def _undress(self) -> None:
        self._dressed = False


def _shown(command: Command) -> str:
    """The words of an entry, with the keys that a view takes itself."""
    if not command.taken:
        return command.text
    keys = QKeySequence(letters.current().pressed(command.taken))
    return f"{command.text}\t{keys.toString(QKeySequence.SequenceFormat.NativeText)}"


def _role(name: str) -> QAction.MenuRole:
    """Where macOS wants a command; elsewhere it stays where it is."""
    roles = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}
    return roles.get(name, QAction.MenuRole.NoRole)
