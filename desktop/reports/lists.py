"""All statements as plain lists for other programs: a table for spreadsheets, and quotations to be put into a text.

Numbers are those of the brief.
"""

import re
from collections.abc import Iterator, Sequence

from db.records import Position, Quotation, Statement
from db.vocabulary import PositionState
from desktop import words
from desktop.analysis.cells import Comparison
from desktop.reports import fields
from desktop.reports.record import Record
from desktop.words import _

_MARKUP = re.compile(r"([\\`*_\[\]<>#|~!{}()&])")


def statements(comparison: Comparison, said: Sequence[Statement]) -> list[list[str]]:
    """A line for each position of each statement, below a line of headings; a statement without any has one too."""
    record = Record(comparison, said)
    heads = (
        *(_("Number"), _("Speaker"), _("Holder"), _("Stance"), _("Issue"), _("Conditions"), _("Announces"), _("State")),
        *(_("Words"), _("Translation"), _("Language"), _("Wording"), _("Act"), _("Said"), _("Venue")),
        *(_("Source"), _("Title"), _("Published"), _("Address"), _("Reliability"), _("Credibility")),
    )
    return [list(heads), *(row for each in record.statements for row in _rows(record, each))]


def quotations(comparison: Comparison, said: Sequence[Statement]) -> str:
    """All quotations as Markdown, by speaker; each with who, when, where and out of which source."""
    record = Record(comparison, said)
    speakers: dict[str, list[Statement]] = {}
    for statement in record.statements:
        if statement.quotations:
            speakers.setdefault(record.actor_name(statement.speaker) or _("speaker unknown"), []).append(statement)
    parts = [f"# {_plain(record.case.case.title)}"]
    for speaker in sorted(speakers, key=str.casefold):
        parts.append(f"## {_plain(speaker)}")
        parts += [_quoted(record, statement, each) for statement in speakers[speaker] for each in statement.quotations]
    return "\n\n".join(parts) + "\n"


def _rows(record: Record, statement: Statement) -> Iterator[list[str]]:
    quotation = record.main_quotation(statement)
    said = [words.act(statement.act), _date(statement.said_on), statement.venue]
    end = [*_of_quotation(record, quotation), *said, *_of_source(record, quotation)]
    start = [str(statement.number), record.actor_name(statement.speaker)]
    for position in statement.positions:
        yield [*start, *_of_position(record, position), *end]
    if not statement.positions:
        yield [*start, *[""] * 6, *end]


def _of_position(record: Record, position: Position) -> list[str]:
    issue = record.issue_of(position.id)
    factors = {factor.id: factor for factor in record.case.factors}
    state = "" if position.state == PositionState.CODED else words.position_state(position.state)
    return [
        record.actor_name(position.holder) or record.actor_name(record.said_in[position.id].speaker),
        words.stance(position.stance),
        record.issue_names.get(issue, issue),
        fields.condition(position.regions, factors),
        position.announces,
        state,
    ]


def _of_quotation(record: Record, quotation: Quotation | None) -> list[str]:
    if quotation is None:
        return [""] * 4
    source = record.source(quotation)
    told = quotation.language or (source.language if source else "")
    return [_flat(quotation.exact), _flat(quotation.translation), told, words.wording(quotation.wording)]


def _of_source(record: Record, quotation: Quotation | None) -> list[str]:
    source = record.source(quotation) if quotation is not None else None
    if quotation is None or source is None:
        return [""] * 6
    code = record.source_codes[source.id]
    grades = [str(source.reliability or ""), str(quotation.credibility or "")]
    return [code, source.title, _date(source.published), source.url, *grades]


def _quoted(record: Record, statement: Statement, quotation: Quotation) -> str:
    source = record.source(quotation)
    title = (source.title or _("untitled source")) if source is not None else ""
    where = [_date(statement.said_on), statement.venue, title]
    where += [words.grade(source.reliability if source else None, quotation.credibility)]
    lines = [f"> {_plain(quotation.exact)}"]
    if quotation.translation:
        lines += [">", f"> *{_plain(quotation.translation)}*"]
    told = ", ".join(_plain(part) for part in where if part)
    return "\n".join([*lines, "", f"— {_plain(record.actor_name(statement.speaker))}, {told} \\[{statement.number}\\]"])


def _date(told: object) -> str:
    return words.date(told) if told is not None else ""


def _flat(text: str) -> str:
    return " ".join(text.split())


def _plain(text: str) -> str:
    """Words that no reader of Markdown takes for markup."""
    return _MARKUP.sub(r"\\\1", _flat(text))
