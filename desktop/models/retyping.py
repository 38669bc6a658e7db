"""A part of a source's text in a plain editor, and the whole text again after it was edited.

Qt shows some characters as others, and counts differently; what the hand has not touched stays as the source has it.
"""

from dataclasses import dataclass

AT_ONCE = 60_000
"""About so many characters are edited at once; a text of millions would take Qt seconds with every key."""


@dataclass(frozen=True, slots=True)
class Portion:
    """The code points [start, end) of a text, whole lines of it where they are not endless."""

    text: str
    start: int
    end: int

    @classmethod
    def round(cls, text: str, point: int, most: int = AT_ONCE) -> "Portion":
        """The part of a text round a place; all of it when it is not long."""
        if len(text) <= most:
            return cls(text, 0, len(text))
        low, high = max(0, point - most // 2), min(len(text), point + most // 2)
        start = text.rfind("\n", max(0, low - 2_000), low) + 1 or low
        end = text.find("\n", high, high + 2_000)
        return cls(text, start, high if end < 0 else end)

    @property
    def shown(self) -> str:
        """The part that is edited."""
        return self.text[self.start : self.end]

    @property
    def whole(self) -> bool:
        """Whether it is all of the text."""
        return self.start == 0 and self.end == len(self.text)

    def edited(self, before: str, after: str) -> str:
        """The whole text as it is after an edit.

        Args:
            before: the part as the editor gave it back at once.
            after: the part as the editor gives it back now.
        """
        if before == after:
            return self.text
        old = self.shown
        if len(before) != len(old):
            return self.text[: self.start] + after + self.text[self.end :]
        head = _alike(before, after)
        tail = _alike(before[head:][::-1], after[head:][::-1])
        middle = after[head : len(after) - tail]
        return self.text[: self.start] + old[:head] + middle + old[len(old) - tail :] + self.text[self.end :]


def _alike(one: str, other: str) -> int:
    """How many characters two texts begin with alike."""
    shorter = min(len(one), len(other))
    low, high = 0, shorter
    while low < high:
        middle = (low + high + 1) // 2
        if one[:middle] == other[:middle]:
            low = middle
        else:
            high = middle - 1
    return low
