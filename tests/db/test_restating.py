"""Many statements put right at once are what saving each of them gives, and one step of undo."""

from dataclasses import replace

import pytest

from db import coding, statements
from db.case import Case
from db.moments import Moment
from db.records import Condition
from db.restating import restate
from db.vocabulary import PositionState, SpeechAct, Stance
from desktop.exchange import sample


@pytest.fixture
def case(tmp_path):
    path = tmp_path / "Sample.rapporteur"
    sample.write(path, "Tester")
    with Case.open(path, author="Tester") as case:
        yield case


def read(case):
    with case.read() as reading:
        return statements.read(reading)


def otherwise(statement):
    """A statement of which everything that can be put right is another."""
    return replace(
        statement,
        speaker=1,
        said_on=Moment.parse("2024"),
        venue="There",
        act=SpeechAct.OFFER,
        quotations=tuple(replace(each, credibility=5) for each in statement.quotations),
        positions=tuple(
            replace(
                each,
                stance=Stance.NEUTRAL,
                holder=2,
                state=PositionState.DRAFT,
                regions=((Condition(1, (2, 1)), Condition(3, (), 7, (True,))), (Condition(2, (4,)),)),
            )
            for each in statement.positions
        ),
    )


def test_it_writes_what_saving_writes(case):
    before = read(case)
    wanted = [otherwise(each) for each in before[:9]]
    with case.change("All at once") as editing:
        restate(editing, zip(before[:9], wanted, strict=True))
    assert list(read(case)) == [*wanted, *before[9:]]
    at_once = case.snapshot()
    case.undo()
    assert read(case) == before
    with case.change("One by one") as editing:
        for each in wanted:
            coding.save(editing, each)
    again = case.snapshot()
    for name in ("statements", "positions", "clauses", "conditions", "quotations", "position_keys"):
        assert getattr(at_once, name) == getattr(again, name), name


def test_what_is_the_same_is_not_touched(case):
    before = read(case)
    changed = replace(before[1], venue="Elsewhere")
    with case.change("Edit") as editing:
        restate(editing, [(before[0], before[0]), (before[1], changed)])
    assert {str(kind): ids for kind, ids in editing.changes.ids.items()} == {"statement": frozenset({changed.id})}
    with case.change("Nothing") as editing:
        restate(editing, [])
    assert not editing.changes.ids


def test_conditions_are_taken_away(case):
    before = read(case)
    bare = [replace(each, positions=tuple(replace(p, regions=()) for p in each.positions)) for each in before]
    with case.change("Edit") as editing:
        restate(editing, zip(before, bare, strict=True))
    assert read(case) == tuple(bare)
    assert case.can_undo().label == "Edit"
