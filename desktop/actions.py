"""Every command of the window, as data: the menus, the command palette and the keyboard map are made from it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from desktop import theme
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
    ``toggle`` is on or off; ``needs_case`` is off without a case. ``struck`` is a usual key that the views take
    themselves: the menu only tells it.
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
    struck: str = ""

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
    menu = Menu.CODE
    return tuple(
        Command(name, text, icon, (), menu, group, needs_case=True, struck=struck)
        for name, text, icon, group, struck in (
            ("code_words", _("&Code the words selected"), "quote", 0, "Ctrl+Return"),
            ("code_sentence", _("&Select this sentence, or one more"), "text-quote", 0, "S"),
            ("code_note", _("Write a &note"), "sticky-note", 0, "N"),
            ("code_cite", _("Cop&y with citation"), "copy", 0, "Ctrl+Shift+C"),
            ("code_suggestion", _("Code the su&ggestion"), "check", 1, "A"),
            ("code_skip", _("S&kip the suggestion"), "x", 1, "X"),
            ("code_next", _("Ne&xt suggestion"), "chevron-down", 1, "J"),
            ("code_previous", _("&Previous suggestion"), "chevron-up", 1, "K"),
            ("code_save", _("Sa&ve the statement"), "save", 2, "Ctrl+Return"),
            ("code_save_on", _("Save an&d code the next suggestion"), "save", 2, "Ctrl+Shift+Return"),
            ("code_guess", _("&Take what is guessed"), "check", 2, "Ctrl+Space"),
            ("code_filter", _("&Filter the statements"), "list-filter", 3, "F"),
            ("code_condition", _("Add a cond&ition to the statements selected"), "plus", 3, "C"),
            ("code_assess", _("&Assess the cell"), "pencil-line", 4, "E"),
            ("code_what_if", _("&What if, from the cell’s scenario"), "sliders-horizontal", 4, "W"),
        )
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
        Command("change_keys", _("Change &keys …"), "keyboard", (), menu, 0),
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
        Command("about", _("&About Rapporteur"), "info", (), menu, 1),
    )


def view_keys() -> tuple[tuple[str, tuple[tuple[str, str], ...]], ...]:
    """The keys that work in the views, by view: what they do, and the keys."""
    return (
        (
            _("In the matrix"),
            (
                (_("Go to a cell"), "Left, Right, Up, Down"),
                (_("To the edges"), "Home, End, Ctrl+Home, Ctrl+End"),
                (_("Open the quotations of a cell"), "Return"),
                (_("Open or close an actor’s speakers"), "Space"),
                (_("On an actor: open, close its speakers"), "Right, Left"),
                (_("Assess a cell"), "E"),
                (_("Write a note on a cell"), "N"),
                (_("What if, from the scenario of a cell"), "W"),
                (_("Exchange rows and columns"), "T"),
                (_("Move the current row"), "Alt+Up, Alt+Down"),
                (_("Move the current column"), "Alt+Shift+Left, Alt+Shift+Right"),
                (_("Select more cells; copy them, or the whole table"), "Shift+Right, Shift+Down, Ctrl+C"),
            ),
        ),
        (
            _("In the sources"),
            (
                (_("Select this sentence, again: one more"), "S"),
                (_("Select by letters and lines"), "Shift+Left, Shift+Right, Shift+Up, Shift+Down"),
                (_("Code the words selected"), "Ctrl+Return"),
                (_("Write a note on them, or on the source"), "N"),
                (_("Copy them with their source"), "Ctrl+Shift+C"),
                (_("Previous, next coded passage"), "Ctrl+Up, Ctrl+Down"),
                (_("Open a coded passage in the form"), "Return"),
                (_("Next, previous suggestion; code it, skip it"), "J, K, A, X"),
                (_("Find in the source, next, previous hit"), "Ctrl+F, F3, Shift+F3"),
                (_("New source from the clipboard, on the list"), "Ctrl+V"),
                (_("Delete a source that is not quoted"), "Del"),
                (_("Original pages: larger, smaller, as wide as the view"), "+, -, 0"),
            ),
        ),
        (
            _("Side by side"),
            (
                (_("Another party or scenario on the left, on the right"), "Left, Right"),
                (_("Open the cell whose words are shown"), "Return"),
                (_("Show the words on the left, on the right in their source"), "L, R"),
                (_("Put what is compared into the report"), "P"),
            ),
        ),
        (
            _("What if"),
            (
                (_("Walk through the values and factors"), "Left, Right, Up, Down"),
                (_("Choose a value"), "Space"),
                (_("Choose a value beside those chosen"), "Ctrl+Space"),
                (_("Leave a factor open"), "Backspace"),
                (_("Back, forward through the situations tried"), "[, ]"),
            ),
        ),
        (
            _("While coding"),
            (
                (_("Save, save and go on to the next suggestion"), "Ctrl+Return, Ctrl+Shift+Return"),
                (_("Take the speaker or the value offered; go on"), "Return"),
                (_("Set the stance"), "1, 2, 3, 4, 5"),
                (_("Take what is guessed"), "Ctrl+Space"),
                (_("Pick the start or the end of the words, to move it by word"), "[, ], Left, Right"),
                (_("Move it by letter"), "Shift+Left, Shift+Right"),
                (_("Take away a position or an alternative"), "Del"),
                (_("The same remark, another one; replaces, withdraws, both hold"), "Y, N, R, W, B"),
                (_("Leave, go on"), "Esc, L, G"),
            ),
        ),
        (
            _("On a suggested quotation"),
            (
                (_("Next, previous one"), "J, K, Down, Up"),
                (_("Code it"), "A, Return"),
                (_("Skip it"), "X, Del"),
            ),
        ),
        (
            _("In the statements"),
            (
                (_("All the words of a statement in their place"), "Space"),
                (_("Show a statement in its source"), "Return"),
                (_("Select more: neighbours, one by one"), "Shift+Down, Ctrl+Space"),
                (_("Filter, find words"), "F, Ctrl+F"),
                (_("Take the last filter away, in the empty find box"), "Backspace"),
                (_("Set the stance of all selected"), "1, 2, 3, 4, 5"),
                (_("Add a condition to all selected"), "C"),
                (_("Note on all selected"), "N"),
                (_("Make the change in the form"), "Ctrl+Return"),
                (_("Delete all selected, rename or delete a saved view"), "Del, F2"),
                (_("Close, open a group"), "Left, Right"),
            ),
        ),
        (
            _("In the scenarios"),
            (
                (_("To the field of a scenario"), "Return"),
                (_("Rename, delete a scenario"), "F2, Del"),
                (_("Write a note on a scenario, on a factor"), "N"),
                (_("Move a scenario among its like"), "Alt+Up, Alt+Down"),
                (_("Make it a branch of the one before, take it out"), "Ctrl+Shift+Right, Ctrl+Shift+Left"),
            ),
        ),
        (
            _("In the field of factors"),
            (
                (_("Go to a value, to the name of a factor"), "Left, Right, Up, Down"),
                (_("Set a value or clear it; more about a factor"), "Space"),
                (_("Allow a value beside those that are set"), "Ctrl+Space"),
                (_("Leave a factor open"), "Backspace"),
                (_("Rename a value or a factor"), "Return, F2"),
                (_("Add a value"), "+"),
                (_("Delete a value or a factor, a pair; merge an issue"), "Del"),
                (_("Move a value or a factor"), "Alt+Up, Alt+Down"),
            ),
        ),
        (
            _("In the report"),
            (
                (_("Turn a part on or off"), "Space"),
                (_("Move a part or a scenario"), "Alt+Up, Alt+Down"),
                (_("Go to the next comment, or the one before"), "Ctrl+Down, Ctrl+Up"),
                (_("Export the brief"), "Ctrl+Return"),
            ),
        ),
        (
            _("In the marks of a file"),
            (
                (_("Take over as note"), "N"),
                (_("Code as statement"), "A"),
                (_("Go there"), "Return"),
            ),
        ),
        (
            _("In the actors"),
            (
                (_("Change what is known of an actor"), "Return, F2"),
                (_("Find an actor"), "Ctrl+F"),
                (_("Merge with another actor"), "M"),
                (_("Write a note on an actor"), "N"),
                (_("Delete an actor"), "Del"),
                (_("Walk where it stands, open a cell"), "Left, Right, Return"),
            ),
        ),
        (
            _("In the inspector"),
            (
                (_("Next, previous quotation"), "Down, Up"),
                (_("Show a quotation in its source"), "Return"),
            ),
        ),
        (
            _("In the history"),
            (
                (_("Find an entry; on to the list"), "Ctrl+F, Down"),
                (_("Go back to the entry"), "Ctrl+Return"),
                (_("Undo the going back"), "Ctrl+Z"),
            ),
        ),
        (
            _("Everywhere"),
            (
                (_("Close what is open, leave a field"), "Esc"),
                (_("The main button of a dialog"), "Ctrl+Return"),
                (_("Take a case from the list of recent cases"), "Del"),
                (_("The backups of a recent case"), "B"),
            ),
        ),
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

    def show_keys(self, keys: Callable[[str], tuple[str, ...]], now: Callable[[str], str]) -> None:
        """Takes the keys as a person has them: ``keys`` of a command, ``now`` what a usual key is in the views."""
        for name, command in self.commands.items():
            if command.struck:
                told = QKeySequence(now(command.struck)).toString(QKeySequence.SequenceFormat.NativeText)
                self._actions[name].setText(f"{command.text}\t{told or now(command.struck)}")
            elif not command.choice:
                self._actions[name].setShortcuts([QKeySequence(each) for each in keys(name)])

    def dress(self) -> None:
        """Gives the commands their icons in the look in force; only menus show them, so they ask before they open."""
        if self._dressed:
            return
        self._dressed = True
        for name, command in self.commands.items():
            if command.icon and not (command.choice or command.toggle):
                self._actions[name].setIcon(theme.icon(command.icon))

    def _made(self, command: Command) -> QAction:
        action = QAction(command.text, self)
        action.setObjectName(command.id)
        action.setShortcuts([QKeySequence(keys) for keys in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setCheckable(command.toggle or bool(command.choice))
        action.setMenuRole(_role(command.id))
        if command.choice:
            group = self._groups.setdefault(command.choice, QActionGroup(self))
            group.addAction(action)
        return action

    def _undress(self) -> None:
        self._dressed = False


def _role(name: str) -> QAction.MenuRole:
    """Where macOS wants a command; elsewhere it stays where it is."""
    roles = {"quit": QAction.MenuRole.QuitRole, "about": QAction.MenuRole.AboutRole}
    return roles.get(name, QAction.MenuRole.NoRole)
