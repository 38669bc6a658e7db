"""Questions cost what they should: by id no table is read through, and never one question for each thing."""

import random
from dataclasses import replace

import pytest

from db import (
    actors,
    assessments,
    bulk,
    coding,
    factors,
    history,
    notes,
    scenarios,
    sources,
    statements,
    views,
    whole,
)
from db.drafts import ActorDraft, Contents, PositionDraft, QuotationDraft, SourceDraft, StatementDraft
from db.snapshot import build, read_columns
from db.vocabulary import ActorKind, Stance
from tests.db.cases import do
from tests.db.edits import do as edit

ASKED_BY_ID = {
    "statements by id": lambda reading: statements.read(reading, [1, 2]),
    "statements of positions": lambda reading: statements.of_positions(reading, [1, 2]),
    "columns of statements": lambda reading: read_columns(reading, [1, 2]),
    "text of a source": lambda reading: sources.text(reading, 1),
    "original of a source": lambda reading: sources.original(reading, 1),
    "details of an action": lambda reading: history.details(reading, 2, most=50),
    "last actions": lambda reading: history.entries(reading, most=20),
}
ASKED_FOR_ALL = (
    *(actors.read, actors.affiliations, assessments.read, factors.issues, factors.read, factors.exclusions),
    *(notes.read, scenarios.read, sources.read, statements.read, statements.links, views.read, build, whole.read),
)
SMALL = {"value"}
"""What is read through all the same: the values of the factors are few."""


def asked(case, question):
    """The statements that a question makes, with what they are given, as SQLite itself hears them."""
    with case.read() as reading:
        return heard(case, lambda: question(reading))


def heard(case, work):
    found = []
    case._driver.set_trace_callback(found.append)
    try:
        work()
    finally:
        case._driver.set_trace_callback(None)
    return [each for each in found if not each.startswith("--")]  # what triggers do is told as a remark


@pytest.mark.parametrize("name", ASKED_BY_ID)
def test_what_is_asked_by_id_reads_no_table_through(case, name):
    for statement in asked(case, ASKED_BY_ID[name]):
        plan = [row[3] for row in case._driver.execute(f"EXPLAIN QUERY PLAN {statement}")]
        scanned = {line.split()[1] for line in plan if line.startswith("SCAN") and "VIRTUAL TABLE" not in line}
        ordered = any("log_action" in line for line in plan) and "LIMIT" in statement
        assert scanned <= (SMALL | {"log_action"} if ordered else SMALL), (statement, plan)


@pytest.mark.parametrize("question", ASKED_FOR_ALL, ids=lambda each: f"{each.__module__}.{each.__name__}")
def test_twenty_times_as_much_takes_as_many_questions(case, question):
    few = len(asked(case, question))
    do(case, bulk.add_all, more())
    assert len(asked(case, question)) == few


def more():
    return Contents(
        actors=tuple(ActorDraft(key=f"a{n}", name="A", kind=ActorKind.STATE) for n in range(100)),
        sources=tuple(SourceDraft(key=f"s{n}", title="S", text=f"Text {n}") for n in range(100)),
        statements=tuple(
            StatementDraft(
                key=f"st{n}",
                speaker=f"a{n % 100}",
                quotations=(QuotationDraft(source=f"s{n % 100}", start=0, end=4, exact="Text"),),
                positions=(PositionDraft(key=f"p{n}", stance=Stance.ACCEPTS, regions=((),)),),
            )
            for n in range(300)
        ),
    )


def test_an_edit_asks_as_often_in_a_large_case(case):
    draw = random.Random(1)
    few = len(heard(case, lambda: edit(case, draw, "views.save")))
    do(case, bulk.add_all, more())
    assert len(heard(case, lambda: edit(case, draw, "views.save"))) <= few + 1
    case.undo()
    assert len(heard(case, case.redo)) == len(heard(case, case.undo))


def test_coding_anew_and_reading_back_asks_as_often_in_a_large_case(case):
    with case.read() as reading:
        (said, *_others) = (each for each in statements.read(reading) if each.positions)
    coded_anew(case, said, Stance.NEUTRAL)
    few = [coded_anew(case, said, stance) for stance in (Stance.SUPPORTS, Stance.REJECTS)]
    do(case, bulk.add_all, more())
    assert [coded_anew(case, said, stance) for stance in (Stance.SUPPORTS, Stance.REJECTS)] == few
    assert max(few) <= 45


def coded_anew(case, said, stance):
    """How many statements it takes until the snapshot is new, and right."""
    before, changes = case.snapshot(), []
    positions = (replace(said.positions[0], stance=stance, regions=()), *said.positions[1:])

    def work():
        with case.change("Code anew") as editing:
            coding.save(editing, replace(said, positions=positions))
        changes.append(editing.changes)
        assert changes[0].ids
        after.append(case.patched(before, changes[0]))

    after = []
    found = len(heard(case, work))
    with case.read() as reading:
        assert after == [build(reading)]
    return found
