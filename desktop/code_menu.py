"""What the commands of coding do: they are keys of the reader, for those who look for them in a menu."""

from collections.abc import Callable, Mapping
from functools import partial

_LETTERS = {
    "code_sentence": "S",
    "code_note": "N",
    "code_next": "J",
    "code_before": "K",
    "code_take": "A",
    "code_skip": "X",
}


def handlers(at: Callable[..., None]) -> Mapping[str, Callable[[], object]]:
    """By the id of the command; ``at`` does something at a screen."""
    typed = {name: partial(at, "sources", "type", letter) for name, letter in _LETTERS.items()}
    return typed | {
        "code_words": partial(at, "sources", "code"),
        "code_after": partial(at, "sources", "step", 1),
        "code_back": partial(at, "sources", "step", -1),
    }
