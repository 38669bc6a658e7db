"""The cards of the cell inspector: what one position says and why it counts or not, as parts that a delegate draws."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from db.records import Position, Quotation, Statement
from db.vocabulary import Headline, Verdict, Why
from desktop import words
from desktop.analysis.cells import ConditionResult, Reason
from desktop.models.sheet import both_ways
from desktop.models.story import Story
from desktop.words import _, count

LONGEST = 1_500
"""Longer words are cut on a card: they stand whole in their source."""

NOT_COUNTED = frozenset(
    {
        Why.ATTRIBUTED,
        Why.DRAFT,
        Why.DISPUTED,
        Why.NOT_YET_SAID,
        Why.LEFT_OUT,
        Why.SUPERSEDED,
        Why.WITHDRAWN,
        Why.NOT_VALID_THEN,
    }
)
SELF_EVIDENT = frozenset({Why.FAILS, Why.ELSEWHERE})
"""Reasons that the heading above says already."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A word or a chip in a line: ``look`` is plain, strong, badge, met, failed, open, any or between."""

    text: str
    look: str = "plain"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a card: its words (``kind`` words), a line of pieces (facts, chips), or a remark with an icon."""

    kind: str
    text: str = ""
    pieces: tuple[Piece, ...] = ()
    icon: str = ""
    ink: str = "ink2"


@dataclass(frozen=True, slots=True)
class Entry:
    """A row of the list: a ``heading`` (``text``, ``number``, ``note``), a ``card``, another ``place`` where its words
    are quoted, ``more`` (so many are not shown yet), or a ``remark``.
    """

    kind: str
    text: str = ""
    number: int = 0
    note: str = ""
    mark: str = ""
    faded: bool = False
    parts: tuple[Part, ...] = ()
    quotation: Quotation | None = None
    verdict: Verdict | None = None
    told: str = ""


def heading(story: Story, verdict: Verdict, listed: int) -> Entry:
    """The heading of the positions with one verdict, of which so many are listed below it."""
    counted = len(story.counted(verdict)) - len(story.groups[verdict]) + listed
    notes = [_("a factor is open here")] if verdict is Verdict.MIGHT else []
    if listed > counted:
        notes.append(count(listed - counted, "{n} not counted", "{n} not counted"))
    title = words.verdict(verdict)
    told = _("{heading}: {n}").format(heading=title, n=listed)
    return Entry("heading", title, listed, " · ".join(notes), verdict=verdict, told=told)


def nearest() -> Entry:
    """The heading of the statement that comes nearest to a silent cell."""
    title = _("Nearest on record")
    note = _("does not apply")
    return Entry("heading", title, note=note, told=f"{title}, {note}")


def more(left: int, verdict: Verdict) -> Entry:
    """How many are not shown yet."""
    text = count(left, "Show {n} more", "Show {n} more")
    return Entry("more", text, left, verdict=verdict, told=text)


def cards(story: Story, reason: Reason, statement: Statement) -> Iterator[Entry]:
    """The card of a position, and a row for each other place where its words are quoted."""
    ranked = sorted(statement.quotations, key=lambda quotation: quotation.wording.code)
    main = ranked[0] if ranked else None
    position = next(each for each in statement.positions if each.id == reason.position)
    parts = tuple(part for part in _parts(story, reason, statement, position, main) if part.text or part.pieces)
    faded = reason.verdict in (Verdict.FAILS, Verdict.ELSEWHERE) or reason.why in NOT_COUNTED
    stance = words.stance(reason.stance)
    yield Entry(
        "card",
        text=stance,
        number=statement.number,
        mark=reason.stance.word,
        faded=faded,
        parts=parts,
        quotation=main,
        verdict=reason.verdict,
        told=f"{stance}. " + ". ".join(_said(part) for part in parts),
    )
    for other in ranked[1:]:
        yield _place(story, other)


def cut(text: str) -> str:
    """Words in one paragraph, cut between words when they are very long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= LONGEST else plain[:LONGEST].rsplit(" ", 1)[0] + " …"


def _place(story: Story, quotation: Quotation) -> Entry:
    source = next(each for each in story.snapshot.sources if each.id == quotation.source)
    facts = [Piece(source.title or _("Untitled")), Piece(words.wording(quotation.wording))]
    facts += _graded(story, quotation)
    text = _("also quoted: {words}").format(words=cut(quotation.exact))
    parts = (Part("again", words.quoted(cut(quotation.exact))), Part("facts", pieces=tuple(facts)))
    return Entry("place", parts=parts, quotation=quotation, faded=True, told=f"{text}. {_said(parts[1])}")


def _parts(
    story: Story, reason: Reason, statement: Statement, position: Position, main: Quotation | None
) -> Iterator[Part]:
    if main is None:
        yield Part("remark", _("Unsourced: no words on record stand for it"), icon="triangle-alert", ink="bad")
    else:
        yield Part("words", words.quoted(cut(main.exact)))
    yield Part("facts", pieces=tuple(_facts(story, reason, statement, main)))
    for line in _chips(story, reason):
        yield Part("chips", pieces=line)
    why = _why(story, reason)
    if why:
        yield Part("remark", why, icon=_why_icon(reason.why))
    if position.announces.strip():
        yield Part("remark", _("Announces: {what}").format(what=cut(position.announces)), icon="flag")
    if position.comment.strip():
        yield Part("remark", cut(position.comment), icon="pencil-line", ink="hand")
    for note in story.notes_on(reason):
        yield Part("remark", cut(note.body), icon="sticky-note", ink="hand")


def _facts(story: Story, reason: Reason, statement: Statement, main: Quotation | None) -> Iterator[Piece]:
    names = {actor.id: actor.name for actor in story.snapshot.actors}
    speaker, holder = names[reason.speaker], names[reason.holder]
    if reason.speaker == reason.holder or reason.holder == story.actor.id:
        yield Piece(speaker)
    else:
        yield Piece(_("{speaker} for {holder}").format(speaker=speaker, holder=holder))
    yield Piece(words.date(statement.said_on))
    yield from _graded(story, main)
    if statement.act is not None:
        yield Piece(words.act(statement.act))
    if statement.venue.strip():
        yield Piece(statement.venue.strip())
    yield Piece(_("no. {n}").format(n=statement.number))
    if len(dict(story.cell.profile)) > 1 or reason.verdict is Verdict.ELSEWHERE:
        issues = {issue.key: issue.name for issue in story.comparison.issues}
        yield Piece(_("on {issue}").format(issue=issues.get(reason.issue, reason.issue)))


def _graded(story: Story, quotation: Quotation | None) -> Iterator[Piece]:
    if quotation is not None:
        source = next(each for each in story.snapshot.sources if each.id == quotation.source)
        grade = words.grade(source.reliability, quotation.credibility)
        if grade:
            yield Piece(grade, "badge")


def _chips(story: Story, reason: Reason) -> Iterator[tuple[Piece, ...]]:
    """The conditions in lines: those of every clause, then what each clause has beside them."""
    clauses = reason.conditions
    if not clauses or not all(clauses):
        yield (Piece(_("in any case"), "any"),)
        return
    shared = [each for each in clauses[0] if all(each in clause for clause in clauses)]
    yield tuple(_chip(story, each) for each in shared)
    yield tuple(_alternatives(story, [[each for each in clause if each not in shared] for clause in clauses]))


def _alternatives(story: Story, clauses: Sequence[Sequence[ConditionResult]]) -> Iterator[Piece]:
    if not all(clauses):
        return
    for number, clause in enumerate(clauses):
        if number:
            yield Piece(_("or"), "between")
        yield from (_chip(story, each) for each in clause)


def _chip(story: Story, condition: ConditionResult) -> Piece:
    return Piece(condition_told(story, condition), condition.result)


def condition_told(story: Story, condition: ConditionResult) -> str:
    """A condition in words: *Hostilities: Ceasefire or Settlement*."""
    factor = next(each for each in story.comparison.factors if each.key == condition.factor)
    if factor.part is not None:
        return factor.name if condition.values == ("yes",) else _("{factor}: no").format(factor=factor.name)
    names = {value.key: value.name for value in factor.values}
    return f"{factor.name}: {either_of([names.get(key, key) for key in condition.values])}"


def either_of(items: Sequence[str]) -> str:
    """Several values of which one holds: *a*, *a or b*, *a, b or c*."""
    if len(items) < 2:
        return "".join(items)
    return _("{first} or {last}").format(first=", ".join(items[:-1]), last=items[-1])


def _why(story: Story, reason: Reason) -> str:
    """Why it counts or not, in one line."""
    if reason.why in SELF_EVIDENT:
        return ""
    if reason.why is Why.ATTRIBUTED:
        names = {actor.id: actor.name for actor in story.snapshot.actors}
        told = _("Attributed: {speaker} does not speak for {holder}; not counted")
        return told.format(speaker=names[reason.speaker], holder=names[reason.holder])
    number = story.rivals.get(reason.by) if reason.by is not None else None
    other = "" if number is None else _("no. {n}").format(n=number)
    return words.why(reason.why, other)


def _why_icon(why: Why) -> str:
    if why is Why.DECISIVE:
        return "badge-check"
    if why is Why.COUNTS:
        return "check"
    return "ban" if why in NOT_COUNTED else "arrow-down"


def _said(part: Part) -> str:
    """A part as it is read aloud."""
    states = {"met": _("met"), "failed": _("failed"), "open": _("open here")}
    told = [f"{each.text} ({states[each.look]})" if each.look in states else each.text for each in part.pieces]
    return part.text or ", ".join(told)


def mark_and_word(story: Story) -> tuple[str, str]:
    """The mark and the word of a cell at large."""
    headlines = story.cell.headlines
    if not headlines:
        return "", words.impossible()
    worst = headlines[0]
    if len(headlines) == 1:
        return worst.word, words.stance(worst)
    return ("either", words.either()) if both_ways(headlines) else (f"might-{worst.word}", words.might(worst))


def summary(story: Story) -> str:
    """How many apply, might, do not, and are on another subject."""
    apply, might, fail, elsewhere = (len(story.counted(verdict)) for verdict in Verdict)
    told = []
    if apply:
        told.append(count(apply, "{n} applies", "{n} apply"))
    if might:
        told.append(count(might, "{n} might", "{n} might"))
    if fail:
        told.append(count(fail, "{n} does not", "{n} do not"))
    if elsewhere:
        told.append(count(elsewhere, "{n} on another subject", "{n} on another subject"))
    return " · ".join(told)


def remarks(story: Story) -> Iterator[str]:
    """What else is to be said of a cell: on what it depends, what pulls the other way, what silence means."""
    cell, comparison = story.cell, story.comparison
    names = {factor.key: factor.name for factor in comparison.factors}
    issues = {issue.key: issue.name for issue in comparison.issues}
    if not cell.headlines:
        yield _("Its values cannot go together, so nothing follows for anybody.")
        return
    if len(cell.headlines) > 1:
        could = either_of([words.stance(each).lower() for each in cell.headlines])
        told = _("Depends on {factors}: {outcomes}.")
        yield told.format(factors=words.listing([names.get(key, key) for key in cell.depends_on]), outcomes=could)
    if len(cell.profile) > 1:
        for key, stances in cell.profile:
            yield f"{issues.get(key, key)}: {either_of([words.stance(each).lower() for each in stances])}"
    if cell.mixed:
        yield _("Mixed: for on one subject, against on another; the worst leads.")
    if cell.dissent:
        yield _("Dissent: somebody of lower standing says the opposite.")
    if cell.could_turn:
        yield _("Could turn: a statement of the other side might apply.")
    if cell.headlines == (Headline.SILENT,):
        yield from _silence(story)


def _silence(story: Story) -> Iterator[str]:
    members = story.cell.by_members
    if members is not None:
        sides = {
            "for": _("Its members are for"),
            "against": _("Its members are against"),
            "neutral": _("Its members are neutral"),
            "divided": _("Its members are divided"),
        }
        told = _("{side}: {n} of {all} members are on record.")
        yield told.format(side=sides[members.side], n=members.on_record, all=members.members)
    yield _("Nothing on record. Silence is neither consent nor rejection.")
