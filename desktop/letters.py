"""Which key each letter of the program is pressed by: its own, unless a person has chosen another one.

A letter that gets the key of another gives it its own: so every letter always has a key, and no key has two.
"""

import re
from functools import cache
from string import ascii_uppercase

from PySide6.QtCore import QObject, Signal

_NAMED = re.compile(r"(?<![\w+])[A-Z](?=[:,])")
"""A letter in a line that tells which keys work, such as *J, K: suggestions*."""


class Letters(QObject):
    """The letters and their keys."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._pressed = {letter: letter for letter in ascii_uppercase}
        self._meant = dict(self._pressed)

    @property
    def own(self) -> bool:
        """Whether each letter has its own key."""
        return all(letter == key for letter, key in self._pressed.items())

    def pressed(self, letter: str) -> str:
        """The key of a letter; whatever else it is, itself."""
        return self._pressed.get(letter, letter)

    def meant(self, key: str) -> str:
        """The letter that a key stands for."""
        return self._meant.get(key, key)

    def give(self, letter: str, key: str) -> str:
        """Gives a letter a key; returns the letter that had it, and gets the other’s."""
        other, before = self._meant[key], self._pressed[letter]
        self._pressed |= {letter: key, other: before}
        self._turn()
        return other

    def reset(self) -> None:
        """Gives each letter its own key."""
        self._pressed = {letter: letter for letter in ascii_uppercase}
        self._turn()

    def written(self) -> str:
        """What is kept of them: the key of each letter, in the order of the alphabet."""
        return "".join(self._pressed.values())

    def read(self, kept: str) -> None:
        """Takes what was kept; what is no such order counts as none."""
        keys = kept if sorted(kept) == list(ascii_uppercase) else ascii_uppercase
        self._pressed = dict(zip(ascii_uppercase, keys, strict=True))
        self._turn()

    def in_line(self, told: str) -> str:
        """A line that tells which keys work, with the keys that they are."""
        return told if self.own else _NAMED.sub(lambda found: self.pressed(found[0]), told)

    def _turn(self) -> None:
        self._meant = {key: letter for letter, key in self._pressed.items()}
        self.changed.emit()


@cache
def current() -> Letters:
    """The letters of this program."""
    return Letters()
