"""The history of a cell in a line."""

from collections.abc import Sequence

from desktop import words
from desktop.analysis import past
from desktop.analysis.cells import Cell
from desktop.analysis.past import Turn
from desktop.models import looks, sheet
from desktop.words import _

MOST_TOLD = 3


def in_words(turns: Sequence[Turn]) -> str:
    """The latest turns of a cell, the latest first, and what it said before; nothing when there are none."""
    if len(turns) < 2:
        return ""
    before, *later = past.latest_turns(turns, MOST_TOLD)
    told: list[str] = []
    for turn in reversed(later):
        form = _("since {date}: {word}") if told else _("Since {date}: {word}")
        told.append(form.format(date=words.date(turn.since), word=_word(turn.cell)))
    told.append(_("before: {word}").format(word=_word(before.cell)))
    return "; ".join(told)


def _word(cell: Cell) -> str:
    return looks.said(int(sheet.code_of(cell))).lower()
