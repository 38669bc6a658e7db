"""Words on record as the brief prints them: quotations, footnotes, the list of all statements, the sources."""

import sys
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from db.records import Position, Quotation, Source, Statement
from db.vocabulary import Headline, PositionState, Wording
from desktop import words
from desktop.reports import fields
from desktop.reports.pieces import Piece, Rich, aside, fenced, language, name, right_to_left, shortened
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors
from desktop.words import _

SPOKEN = (Wording.VERBATIM, Wording.TRANSLATION)
"""Wordings that may stand in quotation marks; the rest are a source's own words for what was said."""

CONDITIONS = 600
"""Characters of the conditions of a position."""

SHORT = 170
"""Characters of a quotation in a footnote."""

LONGEST = 2000
"""Characters of a quotation in a footnote that gives it in full; the list of statements has all of them."""

LONG = 420
"""Characters of a quotation in a scenario's page; the list of statements has all of them."""


@dataclass(frozen=True, slots=True)
class Footnote:
    """The words or the provenance of a statement at the foot of a page, under the statement's own number."""

    number: int
    text: Rich


@dataclass(frozen=True, slots=True)
class Coding:
    """A position that a statement takes: whose, what, and when it was said to hold."""

    mark: str
    stance: str
    holder: Piece
    issue: Piece
    conditions: str
    state: str
    announces: str


@dataclass(frozen=True, slots=True)
class Passage:
    """One quotation of a statement with the place it comes from."""

    words: Rich
    translation: Rich
    place: str
    source: str


@dataclass(frozen=True, slots=True)
class Entry:
    """A statement in the list of all: its number, its words, who said it when and where, and how it was coded.

    ``cited`` are the ids of the pages' footnote blocks that name it.
    """

    number: int
    speaker: Piece
    circumstances: str
    passages: tuple[Passage, ...]
    codings: tuple[Coding, ...]
    cited: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SourceEntry:
    """A source with its grade, and the numbers of the statements it holds."""

    code: str
    title: Piece
    line: str
    url: str
    link: str
    reliability: str
    numbers: tuple[int, ...]


def quote(record: Record, quotation: Quotation, limit: int, remarks: tuple[str, ...] = ()) -> Piece:
    """A quotation: in quotation marks when it is as spoken or translated, else as the source's words for it."""
    exact = shortened(" ".join(quotation.exact.split()), limit)
    spoken = quotation.wording in SPOKEN
    source = record.source(quotation)
    shown = words.quoted(exact) if spoken else _from_within(exact)
    spoken_in = language(quotation.language or (source.language if source else ""))
    at = record.at("statement", quotation.statement)
    return Piece(shown, "quote" if spoken else "retold", spoken_in, right_to_left(exact), remarks, at=at)


def translated(quotation: Quotation | None, limit: int = 0) -> Rich:
    """The translation of a quotation and who made it, to stand beneath; nothing when there is none."""
    if quotation is None or not quotation.translation:
        return ()
    by = _("translated by {name}").format(name=quotation.translator) if quotation.translator else _("translated")
    return (aside(f"{words.quoted(shortened(quotation.translation, limit))} ({by})"),)


def _from_within(exact: str) -> str:
    """A source's own words with an ellipsis where they begin within a sentence."""
    return f"… {exact}" if exact[:1].islower() else exact


def words_of(record: Record, statement: Statement, limit: int, anchors: Anchors) -> Piece:
    """The words that stand for a statement, with the notes on it where they are quoted first."""
    quotation = record.main_quotation(statement)
    if quotation is None:
        return aside(_("No quotation (unsourced)"))
    return quote(record, quotation, limit, anchors.words(statement.id))


def footnotes(
    record: Record, numbers: Iterable[int], anchors: Anchors, quoted: Collection[int] = ()
) -> tuple[Footnote, ...]:
    """The footnotes of a page, ascending: the words themselves, or where they come from when the page quotes them."""
    found = []
    for number in sorted(set(numbers)):
        statement = record.by_number[number]
        if number in quoted:
            told = (Piece(_provenance(record, statement)), Piece(" "), aside(_act(statement)))
        else:
            limit = LONGEST if anchors.chosen.full else SHORT
            told = (
                words_of(record, statement, limit, anchors),
                Piece(" "),
                Piece(_signature(record, statement), "aside"),
            )
        found.append(Footnote(number, told))
    return tuple(found)


def entries(record: Record, cited: dict[int, tuple[str, ...]], anchors: Anchors) -> tuple[Entry, ...]:
    """The statements that are listed, by number."""
    first, last = anchors.chosen.numbers or (0, sys.maxsize)
    listed = [statement for statement in record.statements if first <= statement.number <= last]
    return tuple(_entry(record, statement, cited.get(statement.number, ()), anchors) for statement in listed)


def sources(record: Record, anchors: Anchors) -> tuple[SourceEntry, ...]:
    """All sources in the case's order."""
    held: dict[int, set[int]] = {}
    for statement in record.statements:
        for quotation in statement.quotations:
            held.setdefault(quotation.source, set()).add(statement.number)
    return tuple(_source(record, source, sorted(held.get(source.id, ())), anchors) for source in record.case.sources)


def _entry(record: Record, statement: Statement, cited: tuple[str, ...], anchors: Anchors) -> Entry:
    remarks = anchors.on("statement", statement.id)
    ranked = sorted(statement.quotations, key=lambda quotation: quotation.wording.code)
    passages = tuple(_passage(record, one, () if place else remarks) for place, one in enumerate(ranked))
    if not passages:
        at = record.at("statement", statement.id)
        unsourced = Piece(_("No quotation (unsourced)"), "aside", remarks=remarks, at=at)
        passages = (Passage((unsourced,), (), "", ""),)
    codings = tuple(_coding(record, position) for position in statement.positions)
    speaker = name(record.actor_name(statement.speaker), at=record.at("statement", statement.id))
    return Entry(statement.number, speaker, _circumstances(record, statement), passages, codings, cited)


def _passage(record: Record, quotation: Quotation, remarks: tuple[str, ...]) -> Passage:
    source = record.source(quotation)
    code = record.source_codes.get(quotation.source, "")
    grade = words.grade(source.reliability if source else None, quotation.credibility)
    place = ", ".join(part for part in (fenced(_title(source)), words.wording(quotation.wording), grade) if part)
    return Passage((quote(record, quotation, 0, remarks),), translated(quotation), place, code)


def _coding(record: Record, position: Position) -> Coding:
    headline = Headline.of(position.stance)
    holder = record.actor_name(position.holder) or record.actor_name(record.said_in[position.id].speaker)
    issue = record.issue_of(position.id)
    factors = {factor.id: factor for factor in record.case.factors}
    state = "" if position.state == PositionState.CODED else words.position_state(position.state)
    asked = shortened(fields.condition(position.regions, factors), CONDITIONS)
    shown = record.issue_names.get(issue, issue)
    return Coding(headline.word, words.stance(headline), name(holder), name(shown), asked, state, position.announces)


def _circumstances(record: Record, statement: Statement) -> str:
    parties = [fenced(record.actor_name(actor)) for actor in statement.parties]
    relayed = [fenced(record.actor_name(actor)) for actor in statement.reported_by]
    told = [fenced(statement.venue), words.date(statement.said_on), words.act(statement.act)]
    told += [_("with {names}").format(names=words.listing(parties))] if parties else []
    told += [_("reported by {names}").format(names=words.listing(relayed))] if relayed else []
    return " · ".join(part for part in told if part)


def _signature(record: Record, statement: Statement) -> str:
    """Who, when, and the grade, for a footnote under words."""
    told = _("{speaker}, {date}.").format(
        speaker=fenced(record.actor_name(statement.speaker)), date=words.date(statement.said_on)
    )
    return f"{told} {_grade(record, statement)}".strip()


def _grade(record: Record, statement: Statement) -> str:
    quotation = record.main_quotation(statement)
    if quotation is None:
        return ""
    source = record.source(quotation)
    return words.grade(source.reliability if source else None, quotation.credibility)


def _provenance(record: Record, statement: Statement) -> str:
    """Who, where, when, and out of which source, for a footnote to words on the page."""
    people = [fenced(record.actor_name(statement.speaker)), fenced(statement.venue), words.date(statement.said_on)]
    told = ", ".join(part for part in people if part) + "."
    quotation = record.main_quotation(statement)
    source = record.source(quotation) if quotation else None
    if quotation is None or source is None:
        return told
    code = record.source_codes[source.id]
    pattern = _("Source {code}, reliability {reliability}, credibility {credibility}; {wording}.")
    return f"{told} " + pattern.format(
        code=code,
        reliability=source.reliability or "–",
        credibility=quotation.credibility or "–",
        wording=words.wording(quotation.wording).lower(),
    )


def _act(statement: Statement) -> str:
    told = words.act(statement.act)
    return f"{told}." if told else ""


def _link(url: str) -> str:
    """An address that may be followed; others are only told."""
    return url if url.startswith(("https://", "http://", "mailto:")) and url.isascii() and url.isprintable() else ""


def _title(source: Source | None) -> str:
    return source.title if source and source.title else _("untitled source")


def _source(record: Record, source: Source, numbers: list[int], anchors: Anchors) -> SourceEntry:
    kind = words.source_kind(source.kind) if source.kind else ""
    told = [kind, source.author, source.publisher, words.date(source.published)]
    grade = words.reliability(source.reliability)
    shown = f"{source.reliability} · {grade}" if source.reliability else grade
    title = name(_title(source), anchors.on("source", source.id), at=record.at("source", source.id))
    line = " · ".join(part for part in told if part)
    return SourceEntry(
        record.source_codes[source.id], title, line, source.url, _link(source.url), shown, tuple(numbers)
    )
