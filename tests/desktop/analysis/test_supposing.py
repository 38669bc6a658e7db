"""What is supposed is what the database would give after the edit."""

from dataclasses import replace
from pathlib import Path

import pytest

from db import actors, coding, statements
from db.case import Case
from db.records import Condition
from db.vocabulary import Stance
from desktop.analysis.supposing import supposed, united
from desktop.exchange import sample


@pytest.fixture
def case(tmp_path):
    path = Path(tmp_path) / "Sample.rapporteur"
    sample.write(path, "Tester")
    with Case.open(path, author="Tester") as case:
        yield case


def record_after(case, edit):
    with case.change("Edit") as editing:
        edit(editing)
    return case.snapshot()


def said(case):
    with case.read() as reading:
        return {each.number: each for each in statements.read(reading)}


COLUMNS = ("statements", "positions", "clauses", "conditions", "quotations", "position_keys")


def test_edited_statements_stand_as_the_database_has_them(case):
    before, spoken = case.snapshot(), said(case)
    edited = []
    for number in (2, 4, 13):
        statement = spoken[number]
        positions = tuple(
            replace(each, stance=Stance.NEUTRAL, regions=((), (Condition(1, (3, 2)),))) for each in statement.positions
        )
        edited.append(replace(statement, positions=positions, venue="Elsewhere", parties=(1, 2), act=None))
    found, changes = supposed(before, edited)

    def edit(editing):
        for each in edited:
            coding.save(editing, each)

    after = record_after(case, edit)
    for name in COLUMNS:
        assert getattr(found, name) == getattr(after, name), name
    assert changes.revision == after.case.revision
    assert set(changes.ids) == {"statement"}


def test_what_is_gone_is_gone_and_a_new_position_stands(case):
    before, spoken = case.snapshot(), said(case)
    bare = replace(spoken[3], positions=(replace(spoken[1].positions[0], id=99, key="new", statement=spoken[3].id),))
    found, _changes = supposed(before, [bare], gone={spoken[1].id})
    assert list(found.statements.number) == list(range(2, 14))
    assert 99 in found.positions.id
    assert found.position_keys[list(found.positions.id).index(99)] == "new"
    assert spoken[1].id not in found.quotations.statement


def test_one_actor_that_is_another_too(case):
    before = case.snapshot()
    names = {each.name: each.id for each in before.actors}
    keep, gone = names["Ukraine"], names["Foreign Ministry of Ukraine"]
    found, _changes = united(before, keep, gone)
    after = record_after(case, lambda editing: actors.merge(editing, keep, gone))
    assert [each.id for each in found.actors] == [each.id for each in after.actors]
    assert found.affiliations == after.affiliations
    for name in COLUMNS:
        assert getattr(found, name) == getattr(after, name), name
