"""How each code of a cell is drawn and said; one object for each code, made once.

The delegate reads these fields and knows nothing else of the matrix.
"""

import functools
from dataclasses import dataclass

from db.vocabulary import Headline, Stance
from desktop import words
from desktop.models import sheet
from desktop.models.sheet import Mode
from desktop.words import _

FILLS = {
    Headline.REJECTS: "rejCell",
    Headline.OPPOSES: "oppCell",
    Headline.NEUTRAL: "neuCell",
    Headline.ACCEPTS: "accCell",
    Headline.SUPPORTS: "supCell",
}
EDGES = {
    Headline.REJECTS: "rej",
    Headline.OPPOSES: "rej",
    Headline.NEUTRAL: "neu",
    Headline.ACCEPTS: "acc",
    Headline.SUPPORTS: "acc",
}


@dataclass(frozen=True, slots=True)
class Look:
    """A cell as it is drawn. Names of marks, tokens of colours; an empty string where there is none.

    ``fill`` covers the cell, ``frame`` is dashed inside it; ``stripes``: opposes and accepts in turn. ``second`` stands
    below the word; ``by_hand`` tells which line is the analyst's: 0 none, 1 the word, 2 the second line.
    """

    mark: str
    word: str
    fill: str = ""
    frame: str = ""
    stripes: bool = False
    ink: str = "ink"
    second: str = ""
    second_mark: str = ""
    by_hand: int = 0
    could_turn: bool = False
    note: bool = False
    counts: bool = True


@functools.lru_cache(maxsize=4_096)
def look(code: int, assessed_first: bool) -> Look:
    """How a code is drawn, with the record large or the assessment."""
    assessed = stance_of(code)
    record = _on_record(code)
    if assessed is None:
        return record
    word = words.stance(assessed)
    if assessed_first:
        return Look(
            mark=assessed.word,
            word=word,
            fill="handTint",
            ink="ink",
            second=record.word,
            second_mark=record.mark,
            by_hand=1,
            note=record.note,
            counts=record.counts,
        )
    return Look(
        mark=record.mark,
        word=record.word,
        fill=record.fill,
        frame=record.frame,
        stripes=record.stripes,
        ink=record.ink,
        second=word,
        by_hand=2,
        could_turn=record.could_turn,
        note=record.note,
        counts=record.counts,
    )


def headline_of(code: int) -> Headline:
    """The worst headline of a cell."""
    return Headline(code & sheet.HEADLINE)


def mode_of(code: int) -> Mode:
    """How far a cell is decided."""
    return Mode((code & sheet.MODE) >> 3)


def stance_of(code: int) -> Stance | None:
    """What the analyst judged of a cell."""
    stored = (code & sheet.ASSESSED) >> 9
    return Stance(stored - 3) if stored else None


@functools.lru_cache(maxsize=4_096)
def said(code: int) -> str:
    """The word of a cell as the record has it."""
    return _on_record(code & ~(sheet.ASSESSED | sheet.NOTE)).word


def _on_record(code: int) -> Look:
    headline, mode = headline_of(code), mode_of(code)
    note = bool(code & sheet.NOTE)
    second = _remark(code)
    if mode is Mode.IMPOSSIBLE:
        return Look("", words.impossible(), ink="ink3", note=note, counts=False)
    if mode is not Mode.FIRM and code & sheet.PENDING:
        return Look("", _("…"), frame="line", ink="ink3", note=note)
    if mode is Mode.EITHER:
        return Look("either", words.either(), frame="neu", ink="ink2", second=second, note=note)
    if mode is Mode.MIGHT:
        mark = f"might-{headline.word}"
        return Look(mark, words.might(headline), frame=EDGES[headline], ink="ink2", second=second, note=note)
    if headline is Headline.SILENT:
        return Look("silent", words.stance(headline), ink="ink2", second=second, note=note, counts=False)
    if headline is Headline.CONTESTED:
        return Look("contested", words.stance(headline), stripes=True, second=second, note=note)
    turning = bool(code & sheet.COULD_TURN)
    fill = FILLS[headline]
    return Look(headline.word, words.stance(headline), fill, second=second, could_turn=turning, note=note)


def _remark(code: int) -> str:
    """What stands below the word when the analyst said nothing."""
    if code & sheet.MIXED:
        return _("mixed")
    if code & sheet.DISSENT:
        return _("dissent")
    members = (code & sheet.MEMBERS) >> 13
    return by_members(sheet.SIDES[members - 1]) if members else ""


def by_members(side: str) -> str:
    """Where the members of a silent coalition stand."""
    return {
        "for": _("members: for"),
        "against": _("members: against"),
        "neutral": _("members: neutral"),
        "divided": _("members: divided"),
    }[side]
