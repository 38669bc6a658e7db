"""One random edit for every function that edits, on a case that holds something of everything: the sample.

Named ``module.function``, so that a test can tell when one is missing. Some are refused by the case as it is then;
that is part of the game.
"""

from dataclasses import replace

from sqlalchemy import select, text

from db import (
    actors,
    assessments,
    bulk,
    coding,
    factors,
    integrity,
    modelling,
    notes,
    restating,
    retexting,
    scenarios,
    sources,
    statements,
    views,
)
from db.drafts import ActorDraft, Contents, PositionDraft, QuotationDraft, SourceDraft, StatementDraft
from db.errors import RequestError
from db.moments import Moment
from db.records import (
    Actor,
    Affiliation,
    Assessment,
    Condition,
    Exclusion,
    Factor,
    Issue,
    Note,
    NoteTarget,
    Position,
    Quotation,
    Scenario,
    Setting,
    Statement,
    Value,
)
from db.schema import QuotationRow, ValueRow
from db.sqlite import triggers
from db.vocabulary import (
    ActorKind,
    Confidence,
    LinkKind,
    PositionState,
    Reliability,
    SpeechAct,
    Stance,
    Standing,
    Wording,
)

WORDS = (
    "peace",
    "мир",
    "سلام",
    "plan 9",
    "“quoted”",
    "a\\b",
    "tab\tline\nend",
    "𝔘𝔫𝔦",
    "",
    "x" * 500,
    "0.1",
)
DATES = (
    None,
    Moment.parse("2024"),
    Moment.parse("2025-09"),
    Moment.parse("2025-09-05"),
    Moment.parse("2025-09-05T14:30"),
)


def word(draw):
    return draw.choice(WORDS) + str(draw.randrange(1000))


def ids(things):
    return [each.id for each in things]


def one(draw, things):
    """Any of these; an edit that finds none is refused like others."""
    listed = list(things)
    if not listed:
        raise RequestError("nothing-there")
    return draw.choice(listed)


def clause(editing, draw):
    chosen = draw.sample(factors.read(editing), k=min(2, len(factors.read(editing))))
    plain = [each for each in chosen if each.values]
    return tuple(Condition(each.id, tuple(draw.sample(ids(each.values), k=1))) for each in plain)


def actor(editing, draw):
    number = 0 if draw.random() < 0.4 else one(draw, actors.read(editing)).id
    old = next((each for each in actors.read(editing) if each.id == number), None)
    kind, block = draw.choice(list(ActorKind)), draw.random() < 0.5
    new = Actor(number, "", old.key if old else "", word(draw), word(draw), kind, (word(draw),), block, word(draw))
    actors.save(editing, new)


def affiliation(editing, draw):
    number = 0 if draw.random() < 0.5 else one(draw, actors.affiliations(editing)).id
    member, of = draw.sample(ids(actors.read(editing)), k=2)
    standing = draw.choice(list(Standing))
    new = Affiliation(number, "", member, of, word(draw), standing, draw.choice(DATES), None)
    actors.save_affiliation(editing, new)


def merged_actors(editing, draw):
    actors.merge(editing, *draw.sample(ids(actors.read(editing)), k=2))


def assessment(editing, draw):
    number = 0 if draw.random() < 0.5 else one(draw, assessments.read(editing)).id
    pair = one(draw, actors.read(editing)).id, one(draw, scenarios.read(editing)).id
    words = draw.choice(list(Stance)), draw.choice([None, *Confidence]), word(draw), word(draw)
    assessments.save(editing, Assessment(number, "", *pair, *words, "2025-09-06T09:12:00Z"))


def many_at_once(editing, draw):
    """What an import does: things that refer to each other, in one go."""
    tag = f"{draw.randrange(10**9):x}"
    quoted = QuotationDraft(source=f"s{tag}", start=0, end=4, exact="Some")
    said = StatementDraft(
        key=f"t{tag}",
        speaker=f"a{tag}",
        quotations=(quoted,),
        positions=tuple(PositionDraft(key=f"p{tag}-{n}", stance=Stance.ACCEPTS, regions=((),)) for n in range(3)),
    )
    contents = Contents(
        actors=tuple(ActorDraft(key=f"a{tag}{end}", name=word(draw), kind=ActorKind.GROUP) for end in ("", "x", "y")),
        sources=(SourceDraft(key=f"s{tag}", title=word(draw), text=f"Some text {draw.randrange(3)}."),),
        statements=(said,),
    )
    bulk.add_all(editing, contents)


def statement(editing, draw):
    known = statements.read(editing)
    old = None if draw.random() < 0.3 else one(draw, known)
    people = ids(actors.read(editing))
    kept = old.positions[: draw.randrange(len(old.positions) + 1)] if old else ()
    quoted = old.quotations[: draw.randrange(len(old.quotations) + 1)] if old else ()
    new = Statement(
        id=old.id if old else 0,
        uid="",
        key=old.key if old else "",
        number=old.number if old else 0,
        speaker=draw.choice(people),
        reported_by=tuple(draw.sample(people, k=draw.randrange(3))),
        parties=tuple(draw.sample(people, k=draw.randrange(3))),
        said_on=draw.choice(DATES),
        venue=word(draw),
        act=draw.choice([None, *SpeechAct]),
        quotations=(*quoted, *[quotation(editing, draw) for _n in range(draw.randrange(2))]),
        positions=(*(replace(each, stance=draw.choice(list(Stance))) for each in kept), position(editing, draw)),
    )
    coding.save(editing, new)


def quotation(editing, draw):
    source = one(draw, sources.read(editing))
    whole = sources.text(editing, source.id)
    start = draw.randrange(max(1, len(whole) - 20))
    exact = whole[start : start + 15]
    grades = draw.choice(list(Wording)), draw.choice([None, 1, 2, 6])
    return Quotation(0, "", 0, source.id, start, start + len(exact), exact, "", "", *grades)


def position(editing, draw):
    return Position(
        id=0,
        uid="",
        key="",
        statement=0,
        holder=draw.choice([None, *ids(actors.read(editing))]),
        issue=draw.choice([None, *ids(factors.issues(editing))]),
        stance=draw.choice(list(Stance)),
        regions=tuple(clause(editing, draw) for _n in range(draw.randrange(3))),
        emphasis=clause(editing, draw),
        since=draw.choice(DATES),
        until=None,
        state=draw.choice(list(PositionState)),
        announces=word(draw),
        comment=word(draw),
    )


def restated(editing, draw):
    pairs = []
    for old in draw.sample(statements.read(editing), k=min(3, len(statements.read(editing)))):
        regions = tuple(clause(editing, draw) for _n in range(draw.randrange(3)))
        positions = tuple(replace(each, stance=draw.choice(list(Stance)), regions=regions) for each in old.positions)
        pairs.append((old, replace(old, venue=word(draw), positions=positions)))
    restating.restate(editing, pairs)


def joined_statements(editing, draw):
    coding.join(editing, *draw.sample(ids(statements.read(editing)), k=2))


def linked(editing, draw):
    said = [position.id for each in statements.read(editing) for position in each.positions]
    coding.link(editing, draw.choice(list(LinkKind)), *draw.sample(said, k=2))


def issue(editing, draw):
    old = None if draw.random() < 0.5 else one(draw, factors.issues(editing))
    modelling.save_issue(editing, Issue(old.id if old else 0, "", old.key if old else "", word(draw)))


def factor(editing, draw):
    old = None if draw.random() < 0.5 else one(draw, factors.read(editing))
    values = old.values if old else (Value(0, "", "no", "No"), Value(0, "", "yes", "Yes"))
    if draw.random() < 0.5:
        values = (*values, Value(0, "", f"v{draw.randrange(10**6)}", word(draw)))
    kept = (old.id, "", old.key) if old else (0, "", "")
    rest = draw.choice([None, *ids(factors.issues(editing))]), draw.random() < 0.5, old.several if old else False
    modelling.save_factor(editing, Factor(*kept, word(draw), word(draw), *rest, needs=(), values=values))


def any_value(editing, draw):
    return one(draw, editing.rows(select(ValueRow.id, ValueRow.factor)))


def removed_value(editing, draw):
    value = any_value(editing, draw)
    others = editing.rows(select(ValueRow.id).where(ValueRow.factor == value.factor, ValueRow.id != value.id))
    modelling.remove_value(editing, value.id, draw.choice([None, *ids(others)]))


def replaced_factor(editing, draw):
    gone, other = draw.sample(factors.read(editing), k=2)
    modelling.replace_factor(
        editing, gone.id, {value.id: draw.choice([None, *ids(other.values)]) for value in gone.values}
    )


def exclusion(editing, draw):
    number = 0 if draw.random() < 0.5 else one(draw, factors.exclusions(editing)).id
    modelling.save_exclusion(editing, Exclusion(number, "", clause(editing, draw), word(draw)))


def note(editing, draw):
    number = 0 if draw.random() < 0.5 else one(draw, notes.read(editing)).id
    on = draw.choice(
        [
            NoteTarget(),
            NoteTarget(actor=one(draw, actors.read(editing)).id),
            NoteTarget(statement=one(draw, statements.read(editing)).id),
            NoteTarget(source=one(draw, sources.read(editing)).id, start=0, end=3),
        ]
    )
    answered = draw.choice([None, *(each for each in ids(notes.read(editing)) if each != number)])
    words = word(draw), word(draw), "2025-09-06T09:12:00Z", (word(draw),)
    old = next((each for each in notes.read(editing) if each.id == number), None)
    notes.save(editing, Note(number, "", on, *words, old.key if old else "", answered, draw.random() < 0.5))


def retexted(editing, draw):
    source = one(draw, sources.read(editing))
    whole = sources.text(editing, source.id)
    cut = draw.randrange(len(whole) + 1)
    retexting.retext(editing, source.id, whole[:cut] + draw.choice(["", "Added. ", "é"]) + whole[cut:])


def scenario(editing, draw):
    known = scenarios.read(editing)
    old = None if draw.random() < 0.5 else one(draw, known)
    chosen = [each for each in factors.read(editing) if not each.several and each.values]
    sets = tuple(
        Setting(each.id, (draw.choice(each.values).id,)) for each in draw.sample(chosen, k=min(2, len(chosen)))
    )
    kept = (old.id, "", old.key) if old else (0, "", "")
    parent = draw.choice([None, *ids(known)])
    scenarios.save(editing, Scenario(*kept, word(draw), parent, sets, draw.choice(DATES), word(draw)))


def source(editing, draw):
    original = draw.choice([None, b"bytes of a file", b""])
    told = {"title": word(draw), "language": "en", "reliability": draw.choice([None, *Reliability])}
    sources.add(editing, text=f"A text of {draw.randrange(5)} kinds.", original=original, **told)


def many_sources(editing, draw):
    texts = [f"A text of {draw.randrange(5)} kinds." for _each in range(draw.randrange(4))]
    sources.add_all(editing, [sources.NewSource(title=word(draw), text=each, language="en") for each in texts])


def saved_source(editing, draw):
    old = one(draw, sources.read(editing))
    sources.save(editing, replace(old, title=word(draw), published=draw.choice(DATES)))


def skipped(editing, draw):
    start = draw.randrange(50)
    sources.skip(editing, one(draw, sources.read(editing)).id, start, start + 5)


def repaired(editing, draw):
    """Moves a quotation away first: else there is nothing to repair."""
    row = one(draw, editing.rows(select(QuotationRow.id)))
    editing.connection.execute(
        text('UPDATE quotation SET start = start + 1, "end" = "end" + 1 WHERE id = :id'), {"id": row.id}
    )
    integrity.repair(editing)


def described(editing, draw):
    editing.describe(title=word(draw), description=word(draw), as_of=draw.choice(DATES), reliabilities=("A",))


EDITS = {
    "actors.save": actor,
    "actors.remove": lambda e, d: actors.remove(e, one(d, actors.read(e)).id),
    "actors.reorder": lambda e, d: actors.reorder(e, d.sample(ids(actors.read(e)), k=len(actors.read(e)))),
    "actors.save_affiliation": affiliation,
    "actors.remove_affiliation": lambda e, d: actors.remove_affiliation(e, one(d, actors.affiliations(e)).id),
    "actors.merge": merged_actors,
    "assessments.save": assessment,
    "assessments.remove": lambda e, d: assessments.remove(e, one(d, assessments.read(e)).id),
    "bulk.add_all": many_at_once,
    "coding.save": statement,
    "coding.remove": lambda e, d: coding.remove(
        e, d.sample(ids(statements.read(e)), k=min(2, len(statements.read(e))))
    ),
    "coding.join": joined_statements,
    "coding.link": linked,
    "coding.unlink": lambda e, d: coding.unlink(e, one(d, statements.links(e)).id),
    "integrity.repair": repaired,
    "modelling.save_issue": issue,
    "modelling.remove_issue": lambda e, d: modelling.remove_issue(e, one(d, factors.issues(e)).id),
    "modelling.reorder_issues": lambda e, d: modelling.reorder_issues(e, ids(factors.issues(e))[::-1]),
    "modelling.save_factor": factor,
    "modelling.remove_factor": lambda e, d: modelling.remove_factor(e, one(d, factors.read(e)).id),
    "modelling.replace_factor": replaced_factor,
    "modelling.reorder_factors": lambda e, d: modelling.reorder_factors(e, ids(factors.read(e))[::-1]),
    "modelling.remove_value": removed_value,
    "modelling.split_value": lambda e, d: modelling.split_value(e, any_value(e, d).id, word(d)),
    "modelling.save_exclusion": exclusion,
    "modelling.remove_exclusion": lambda e, d: modelling.remove_exclusion(e, one(d, factors.exclusions(e)).id),
    "notes.save": note,
    "notes.remove": lambda e, d: notes.remove(e, one(d, notes.read(e)).id),
    "reading.describe": described,
    "restating.restate": restated,
    "retexting.retext": retexted,
    "scenarios.save": scenario,
    "scenarios.remove": lambda e, d: scenarios.remove(e, one(d, scenarios.read(e)).id),
    "scenarios.reorder": lambda e, d: scenarios.reorder(e, ids(scenarios.read(e))[::-1]),
    "sources.add": source,
    "sources.add_all": many_sources,
    "sources.save": saved_source,
    "sources.remove": lambda e, d: sources.remove(e, [one(d, sources.read(e)).id]),
    "sources.skip": skipped,
    "sources.unskip": lambda e, d: sources.unskip(e, one(d, sources.read(e)).id),
    "views.save": lambda e, d: views.save(e, "matrix", f"name {d.randrange(4)}", {"n": d.randrange(9)}),
    "views.rename": lambda e, d: views.rename(e, one(d, views.read(e)).id, word(d)),
    "views.remove": lambda e, d: views.remove(e, one(d, views.read(e)).id),
}
"""Every way to edit a case, by the function that does it."""


def do(case, draw, name=None):
    """One random edit in one change; None when the case refused it, and then nothing of it is left."""
    name = name or draw.choice(list(EDITS))
    try:
        with case.change(name) as editing:
            EDITS[name](editing, draw)
    except (RequestError, ValueError, IndexError):
        return None
    return editing.changes


def held(case):
    """All rows of all tables that the history tells, as they are in the file."""
    found = {}
    with case.read() as reading:
        for table in triggers.logged(QuotationRow.metadata):
            listed = ", ".join(f'"{name}"' for name in triggers.columns(table))
            rows = reading.connection.exec_driver_sql(f'SELECT {listed} FROM "{table.name}" ORDER BY id').all()
            found[table.name] = [tuple(row) for row in rows]
    return found
