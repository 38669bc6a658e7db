"""How a cell is derived, by which lens it was looked at, and what the record behind it is."""

from db.vocabulary import LinkKind, PositionState, Reliability
from desktop import words
from desktop.reports.chapter import Block, Chapter, chapter
from desktop.reports.pieces import Rich, text
from desktop.reports.record import Record
from desktop.reports.remarks import Anchors
from desktop.words import _, count


def method(record: Record, anchors: Anchors) -> Chapter:
    """The part of the brief."""
    blocks = (
        Block(_("From words to a cell"), items=tuple(text(told) for told in _steps())),
        Block(_("What was looked at"), rows=_facts(record, anchors)),
        Block(_("Grades"), text(_grading()), rows=_grades()),
    )
    return chapter(record, anchors, "method", _("How this was made"), (), blocks)


def _steps() -> tuple[str, ...]:
    return (
        _(
            "Somebody’s words are held against a hypothesis. A statement says who spoke, for whom, on which day, and "
            "which positions it takes: a stance on a subject, and the conditions under which it was said to hold. "
            "Nothing is counted that was only said about a party by others."
        ),
        _(
            "A scenario settles some factors and leaves others open. A position applies when its conditions hold "
            "however the open factors turn out, might apply when they hold for some of these, and does not apply when "
            "they hold for none. A scenario that settles nothing about a subject does not ask about it."
        ),
        _(
            "Of one voice’s words on a subject the most specific count, and of these the latest. Of several voices of "
            "a party the one of the highest standing decides; equals that differ make the party contested. A scenario "
            "that touches several subjects shows the least favourable stance, since a package fails on its worst part."
        ),
        _(
            "Where no position applies the party is silent. Silence is neither consent nor refusal. Where the stance "
            "depends on a factor left open, the mark is dashed and the worst outcome is named with a question mark."
        ),
        _("The analyst’s assessments are shown beside what follows from the record, and never enter it."),
    )


def _facts(record: Record, anchors: Anchors) -> tuple[tuple[Rich, ...], ...]:
    """What the brief rests on, a line each."""
    case = record.case.case
    as_of = words.date(record.comparison.as_of) if record.comparison.as_of else _("no statement is dated")
    told = [
        (_("On the record as of"), as_of),
        (_("Counted"), _counted(record)),
        (_("Statements"), _statements(record)),
        (_("Positions"), _positions(record)),
        (_("Sources"), count(len(record.case.sources), "{n} source", "{n} sources")),
        (_("State of the case"), _("change {n} of case {uid}").format(n=case.revision, uid=case.uid)),
        (_("Seal of the record"), anchors.chosen.seal),
    ]
    return tuple((text(what), text(said)) for what, said in told if said)


def _counted(record: Record) -> str:
    if not record.counted:
        return _("all statements, whatever their grade")
    left = record.comparison.left_out
    return f"{record.counted}; " + count(left, "{n} statement is left out", "{n} statements are left out")


def _statements(record: Record) -> str:
    as_of = record.comparison.as_of
    told = count(len(record.statements), "{n} statement", "{n} statements")
    later = [s for s in record.statements if as_of and s.said_on and s.said_on.first >= as_of.end]
    if not later:
        return told
    return f"{told}; " + count(
        len(later), "{n} was said later and is not counted", "{n} were said later and are not counted"
    )


def _positions(record: Record) -> str:
    positions = [position for statement in record.statements for position in statement.positions]
    drafts = sum(position.state == PositionState.DRAFT for position in positions)
    disputed = sum(position.state == PositionState.DISPUTED for position in positions)
    ended = {
        kind: sum(link.kind == kind for link in record.case.links) for kind in (LinkKind.SUPERSEDES, LinkKind.WITHDRAWS)
    }
    told = [
        count(len(positions), "{n} position", "{n} positions"),
        count(drafts, "{n} draft", "{n} drafts") if drafts else "",
        count(disputed, "{n} disputed", "{n} disputed") if disputed else "",
        count(ended[LinkKind.SUPERSEDES], "{n} superseded", "{n} superseded") if ended[LinkKind.SUPERSEDES] else "",
        count(ended[LinkKind.WITHDRAWS], "{n} withdrawn", "{n} withdrawn") if ended[LinkKind.WITHDRAWS] else "",
    ]
    return ", ".join(part for part in told if part)


def _grading() -> str:
    return _("The letter judges the source, the digit these very words; F and 6 say that nobody can tell.")


def _grades() -> tuple[tuple[Rich, ...], ...]:
    letters = [f"{letter} · {words.reliability(letter)}" for letter in Reliability]
    digits = [f"{digit} · {words.credibility(digit)}" for digit in range(1, 7)]
    return tuple((text(letter), text(digit)) for letter, digit in zip(letters, digits, strict=True))
