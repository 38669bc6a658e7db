"""The keys as a person has them: what each usual key was changed to. Hints ask here, so that none tells an old key.

Letters are keys alone and mean the same in every view; the letters of an answer are known only where it is asked. What
the menus do has Ctrl, Alt or a function key. A key is never given twice.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence

from desktop.actions import Command, commands, titles, view_keys
from desktop.words import _

ANSWER = "answer "
"""Stands before the usual letter of an answer."""
_IN_WORDS = re.compile(
    r"(?<![\w+])(?:Ctrl|Alt|Shift)\+[\w+]*\w|(?<![\w+])F\d{1,2}(?!\w)|(?<![\w+])[A-Z](?=(?:, [A-Z])*: )"
)


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that a key does: its usual keys, whether it is a letter, and the heading under which it stands."""

    id: str
    text: str
    usual: tuple[str, ...]
    letter: bool
    heading: str


class Keymap(QObject):
    """Which key does what."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.deeds = {deed.id: deed for deed in (*_letters(), *_answers(), *_commands())}
        self._own: dict[str, str] = {}
        self._now: dict[str, str] = {}

    def own(self) -> dict[str, str]:
        """The keys that a person has changed, by what they do."""
        return dict(self._own)

    def load(self, own: Mapping[str, str]) -> None:
        """Takes over what was kept; what is unknown, no key, or given twice is left out."""
        self._own = {name: key for name, key in own.items() if name in self.deeds and self.fits(name, key)}
        while doubled := [name for name, key in self._own.items() if self.rival(name, key)]:
            for name in doubled:
                del self._own[name]
        self._tell()

    def keys(self, name: str) -> tuple[str, ...]:
        """The keys of a deed now."""
        return (self._own[name],) if name in self._own else self.deeds[name].usual

    def hints(self, command: Command) -> tuple[str, ...]:
        """What is given to ``now`` for the keys of a command: the usual ones; its name where only a person gave one."""
        if command.id in self._own:
            return (next(iter(command.keys), command.id),)
        return (command.struck,) if command.struck else command.keys

    def now(self, usual: str) -> str:
        """What a usual key is now; itself when it was not changed."""
        return self._now.get(usual, usual.removeprefix(ANSWER))

    def told(self, text: str) -> str:
        """Words that name usual keys, such as *S: this sentence*, with the keys as they are now."""
        return _IN_WORDS.sub(lambda found: self.now(found[0]), text) if self._now else text

    def usual(self, letter: str) -> str:
        """The usual letter of a letter that was struck: empty when it does nothing now, itself when it never did."""
        for name in self._letters():
            if letter in self.keys(name):
                return self.deeds[name].usual[0]
        return "" if any(letter in self.deeds[name].usual for name in self._letters()) else letter

    def fits(self, name: str, key: str) -> bool:
        """Whether a key is of the kind that a deed can have."""
        return is_letter(key) if self.deeds[name].letter else is_shortcut(key)

    def rival(self, name: str, key: str) -> str:
        """What else a key does now; empty when it is free."""
        deed = self.deeds[name]
        for other in self.deeds.values():
            apart = deed.letter and other.letter and _asked(deed) != _asked(other)
            if other.id != name and not apart and key in self.keys(other.id):
                return other.text
        return "" if deed.letter else _fixed().get(key, "")

    def rival_deed(self, name: str, key: str) -> str:
        """The deed that has a key now and could give it away; empty when none could."""
        told = self.rival(name, key)
        able = (each.id for each in self.deeds.values() if each.text == told and key in self.keys(each.id))
        return next(able, "")

    def give(self, name: str, key: str) -> None:
        """Gives a free key; the usual one counts as unchanged."""
        self._own[name] = key
        if (key,) == self.deeds[name].usual:
            del self._own[name]
        self._tell()

    def exchange(self, name: str, other: str) -> None:
        """Two deeds of one kind exchange their keys."""
        mine, theirs = self.keys(name), self.keys(other)
        self._own.update({name: theirs[0]} | ({other: mine[0]} if mine else {}))
        for each in (name, other):
            if (self._own.get(each),) == self.deeds[each].usual:
                del self._own[each]
        self._tell()

    def reset(self, name: str) -> None:
        """As usual again; the usual key is to be free."""
        self._own.pop(name, None)
        self._tell()

    def reset_all(self) -> None:
        """Every key as usual."""
        self._own = {}
        self._tell()

    def _letters(self) -> Iterator[str]:
        return (name for name, deed in self.deeds.items() if deed.letter and not _asked(deed))

    def _tell(self) -> None:
        plain = [(name, key) for name, key in self._own.items() if not _asked(self.deeds[name])]
        self._now = {usual: key for name, key in plain for usual in self.deeds[name].usual} | self._own
        self.changed.emit()


@lru_cache(maxsize=1)
def current() -> Keymap:
    """The keys of the program."""
    return Keymap()


def is_letter(key: str) -> bool:
    """Whether a key is one letter of any script, written large where it can be."""
    return len(key) == 1 and key.isalpha() and large(key) == key


def is_shortcut(key: str) -> bool:
    """Whether keys can stand in a menu: with Ctrl, Alt or Meta, or a function key."""
    found = QKeySequence(key)
    if found.count() != 1 or found.toString() != key:
        return False
    struck = found[0]  # type: ignore[index]
    held = struck.keyboardModifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
    return bool(held) or Qt.Key.Key_F1 <= struck.key() <= Qt.Key.Key_F35


def large(letter: str) -> str:
    """A letter as keys are written; one whose large form is two letters stays."""
    return letter.upper() if len(letter.upper()) == 1 else letter


def _asked(deed: Deed) -> bool:
    return deed.id.startswith(ANSWER)


def _letters() -> Iterator[Deed]:
    heading = _("Letters in the views")
    for name, text, usual in (
        ("sentence", _("Select this sentence, again: one more"), "S"),
        ("code", _("Code the suggestion, or the mark of a file"), "A"),
        ("skip", _("Skip the suggestion"), "X"),
        ("next", _("Next suggestion"), "J"),
        ("previous", _("Previous suggestion"), "K"),
        ("note_on", _("Write a note"), "N"),
        ("assess", _("Assess a cell"), "E"),
        ("ask_what_if", _("What if, from the scenario of a cell"), "W"),
        ("transpose", _("Exchange rows and columns of the matrix"), "T"),
        ("filter", _("Filter the statements"), "F"),
        ("condition", _("Add a condition to the statements selected"), "C"),
        ("merge", _("Merge an actor with another"), "M"),
        ("words_left", _("Show the words on the left in their source"), "L"),
        ("words_right", _("Show the words on the right in their source"), "R"),
        ("to_report", _("Put what is compared into the report"), "P"),
        ("case_backups", _("The backups of a recent case"), "B"),
    ):
        yield Deed(name, text, (usual,), True, heading)


def _answers() -> Iterator[Deed]:
    heading = _("Letters of the answers while coding")
    for usual, text in (
        ("Y", _("Yes: the same remark")),
        ("N", _("No: another statement")),
        ("R", _("It replaces the earlier one")),
        ("W", _("It withdraws the earlier one")),
        ("B", _("Both hold")),
        ("L", _("Leave the form")),
        ("G", _("Go on in the form")),
    ):
        yield Deed(ANSWER + usual, text, (usual,), True, heading)


def _commands() -> Iterator[Deed]:
    named = titles()
    for command in commands():
        if not command.choice and not command.struck:
            yield Deed(command.id, command.name, command.keys, False, named[command.menu].replace("&", ""))


@lru_cache(maxsize=1)
def _fixed() -> dict[str, str]:
    """The keys that the views, the fields and the menus' own letters keep for themselves, with what they do."""
    usual = {key for command in commands() if not command.struck for key in command.keys}
    found = {key: text for _title, rows in view_keys() for text, keys in rows for key in keys.split(", ")}
    opened = {f"Alt+{title.partition('&')[2][:1].upper()}": title.replace("&", "") for title in titles().values()}
    return {key: text for key, text in {**found, **opened, "Ctrl+X": _("Cut")}.items() if key not in usual}
