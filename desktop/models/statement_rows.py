"""A statement as a row of the table: made of arrays and of what was read, told in words cell by cell."""

from collections.abc import Mapping
from dataclasses import dataclass

from db.records import Quotation
from desktop import words
from desktop.models.asking import Column
from desktop.models.condition_words import ConditionWords, short
from desktop.models.register import Register, draft
from desktop.words import _


@dataclass(frozen=True, slots=True)
class Told:
    """What is read of a statement from the case: its words, where in them is what was asked for, and the rest that
    arrays do not hold. ``quotation`` is its first one, None when it has none; ``others`` are the words of further ones.
    """

    words: str
    hits: tuple[tuple[int, int], ...] = ()
    quotation: Quotation | None = None
    others: tuple[str, ...] = ()
    venue: str = ""
    added: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """A condition as a chip, or what stands between two."""

    text: str
    look: str = "any"


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement as a row. ``stances`` are marks and words; ``told`` is None until it is read."""

    id: int
    number: int
    stances: tuple[tuple[str, str], ...]
    speaker: str
    act: str
    said: str
    dated: bool
    pieces: tuple[Piece, ...]
    grade: str
    note: bool
    more: int
    draft: bool
    told: Told | None = None


def made(register: Register, row: int, named: ConditionWords, told: Told | None) -> Entry:
    """The row of a statement, with its words as far as they were read."""
    act, statement = register.speech_act(row), int(register.id[row])
    return Entry(
        id=statement,
        number=int(register.number[row]),
        stances=tuple((each.word, words.stance(each)) for each in register.stances(row)),
        speaker=_speaker(register, row),
        act=words.act(act),
        said=words.date(register.date(row)),
        dated=register.date(row) is not None,
        pieces=tuple(pieces(register, row, named)),
        grade=words.grade(register.reliability_of(row), int(register.credibility[row]) or None),
        note=bool(register.noted[row]),
        more=max(0, int(register.quotations[row]) - 1),
        draft=draft(register, row),
        told=told,
    )


def column_names() -> Mapping[Column, str]:
    """What the columns are called."""
    return {
        Column.CHECK: _("Selected"),
        Column.NUMBER: _("No."),
        Column.STANCE: _("Stance"),
        Column.WORDS: _("Words on record"),
        Column.SPEAKER: _("Speaker"),
        Column.SAID: _("Said"),
        Column.WHEN: _("Said to hold when"),
        Column.VENUE: _("Venue"),
        Column.GRADE: _("Grade"),
        Column.ADDED: _("Added by"),
    }


def pieces(register: Register, row: int, named: ConditionWords) -> list[Piece]:
    """The conditions of all positions of a statement as chips, each position's alternatives with *or* between them."""
    found: list[Piece] = []
    for position in register.positions(row):
        regions = register.regions(position)
        if found:
            found.append(Piece(";", "between"))
        if not regions or not all(regions):
            found.append(Piece(_("in any case"), "plain"))
            continue
        for place, clause in enumerate(regions):
            if place:
                found.append(Piece(_("or"), "between"))
            found += [Piece(short(named.condition(condition))) for condition in clause]
    return found


def cell_told(entry: Entry, column: Column) -> str:
    """A cell in words."""
    told = entry.told
    if column is Column.NUMBER:
        return str(entry.number)
    if column is Column.STANCE:
        return words.listing([word for _mark, word in entry.stances]) or _("No position")
    if column is Column.WORDS:
        return words.quoted(told.words) if told is not None and told.words else ""
    if column is Column.SPEAKER:
        return ", ".join(part for part in (entry.speaker, entry.act) if part)
    if column is Column.WHEN:
        return ", ".join(piece.text for piece in entry.pieces)
    texts = {
        Column.SAID: entry.said,
        Column.GRADE: entry.grade,
        Column.VENUE: told.venue if told else "",
        Column.ADDED: told.added if told else "",
    }
    return texts.get(column, "")


def sentence(entry: Entry) -> str:
    """A statement in a sentence."""
    parts = [
        _("no. {n}").format(n=entry.number),
        entry.speaker,
        cell_told(entry, Column.STANCE).lower(),
        entry.act.lower(),
        entry.said,
        cell_told(entry, Column.WHEN),
        entry.grade,
        _("with a note") if entry.note else "",
        cell_told(entry, Column.WORDS),
    ]
    return ", ".join(part for part in parts if part)


def tooltip(entry: Entry, column: Column) -> str | None:
    """All that a cell may cut off."""
    if column is Column.CHECK:
        return None
    told = cell_told(entry, column)
    return words.as_tooltip(told) if told else None


def _speaker(register: Register, row: int) -> str:
    """Who spoke, and for whom when the group does not say it."""
    return register.name(int(register.speaker[row]))
