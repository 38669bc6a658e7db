"""What is marked in a source: each coded passage, in the tint of its stance, with a comment on how it was read."""

from dataclasses import dataclass
from typing import Any

from db.records import Position, Quotation, Source, Statement
from db.vocabulary import Headline
from desktop import words
from desktop.reports import drawings, fields
from desktop.reports.options import Options
from desktop.reports.pieces import shortened
from desktop.reports.record import Record
from desktop.reports.remarks import Remark, collect
from desktop.words import _

TERMS = 600
"""Characters of the conditions of a position in a comment."""

_TINTS = {
    Headline.REJECTS: "rejCell",
    Headline.OPPOSES: "oppCell",
    Headline.NEUTRAL: "neuCell",
    Headline.ACCEPTS: "accCell",
    Headline.SUPPORTS: "supCell",
}
_UNCODED = "sunken"
"""The tint of a passage that takes no position."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage: the half-open span of the source's text with what stands there, its look, and its comment.

    ``comment`` has the keys that ``marking.highlight`` takes; ``mark`` names the drawing of its stance, if any.
    """

    number: int
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    mark: str
    comment: dict[str, Any]


def marks(record: Record, source: Source, chosen: Options) -> tuple[Mark, ...]:
    """The coded passages of a source, in the order of its text."""
    remarks = collect(record, chosen)
    found = [
        _mark(record, statement, quotation, remarks)
        for statement in record.statements
        for quotation in statement.quotations
        if quotation.source == source.id
    ]
    return tuple(sorted(found, key=lambda mark: (mark.start, mark.end, mark.number)))


def told(record: Record, statement: Statement) -> str:
    """How a statement was read, a line for each position."""
    who = [record.actor_name(statement.speaker), words.date(statement.said_on), words.act(statement.act)]
    lines = [_("No. {number}").format(number=statement.number) + " · " + " · ".join(part for part in who if part)]
    return "\n".join([*lines, *(_position(record, position) for position in statement.positions)])


def _position(record: Record, position: Position) -> str:
    factors = {factor.id: factor for factor in record.case.factors}
    issue = record.issue_of(position.id)
    asked = shortened(fields.condition(position.regions, factors), TERMS)
    holder = record.actor_name(position.holder)
    line = _("{stance}: {issue}").format(
        stance=words.stance(position.stance), issue=record.issue_names.get(issue, issue)
    )
    line += f" ({holder})" if holder else ""
    line += f", {_('when')} {asked}" if asked else f", {_('in any case')}"
    return line + (f". {_('Announced')}: {position.announces}" if position.announces else "")


def _mark(record: Record, statement: Statement, quotation: Quotation, remarks: tuple[Remark, ...]) -> Mark:
    headline = Headline.of(statement.positions[0].stance) if statement.positions else None
    tint = drawings.theme()[_UNCODED if headline is None else _TINTS[headline]]
    comment = {
        "uid": quotation.uid,
        "author": words.PRODUCT,
        "at": "",
        "contents": told(record, statement),
        "subject": _("No. {number}").format(number=statement.number),
        "colour": tint,
        "answers": [
            _answer(one) for remark in remarks if remark.place == ("statement", statement.id) for one in _thread(remark)
        ],
    }
    place = (quotation.start, quotation.end, quotation.exact, quotation.prefix, quotation.suffix)
    return Mark(statement.number, *place, "" if headline is None else headline.word, comment)


def _thread(remark: Remark) -> tuple[Remark, ...]:
    return (remark, *remark.answers)


def _answer(remark: Remark) -> dict[str, Any]:
    return {
        "uid": remark.uid,
        "author": remark.author,
        "at": remark.at,
        "contents": remark.contents,
        "subject": _("Note"),
    }
