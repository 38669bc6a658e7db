from dataclasses import replace

import pytest

from db import coding, statements
from db.errors import BadRequest, KeyTaken, NotThere
from db.records import Condition, Position, Quotation, Statement
from db.vocabulary import LinkKind, PositionState, Stance, Wording
from tests.db.cases import do, known


def read(case, number):
    with case.read() as reading:
        return statements.read(reading, (number,))[0]


def bare(statement):
    """A statement without the ids that the case gives."""
    quotations = tuple(replace(each, id=0, uid="", statement=0) for each in statement.quotations)
    positions = tuple(replace(each, id=0, uid="", statement=0, key="") for each in statement.positions)
    return replace(statement, id=0, uid="", key="", quotations=quotations, positions=positions)


@pytest.fixture
def new(case):
    russia, hostilities = known(case, "actor", "russia").id, next(iter(known(case, "factor").values()))
    source = next(iter(known(case, "source").values())).id
    condition = Condition(hostilities.id, (hostilities.values[0].id,))
    quotation = Quotation(0, "", 0, source, 0, 4, "four", "", "", Wording.VERBATIM, 2)
    position = Position(
        0,
        "",
        "",
        0,
        russia,
        None,
        Stance.REJECTS,
        ((condition,), ()),
        (condition,),
        None,
        None,
        PositionState.CODED,
        "",
        "",
    )
    return Statement(0, "", "", 0, russia, (), (russia,), None, "here", None, (quotation,), (position,))


def test_a_new_statement_gets_the_next_number(case, new):
    number, _ = do(case, coding.save, new)
    found = read(case, number)
    assert found.number == 14
    assert bare(found) == replace(new, number=14)


def test_saving_it_again_changes_nothing(case, new):
    number, _ = do(case, coding.save, new)
    _, changes = do(case, coding.save, read(case, number))
    assert not changes.ids


def test_positions_are_written_added_and_taken_away(case, new):
    number, _ = do(case, coding.save, new)
    found = read(case, number)
    first = found.positions[0]
    second = replace(first, id=0, uid="", key="", stance=Stance.OPPOSES, regions=())
    do(case, coding.save, replace(found, positions=(second, replace(first, regions=((),)))))
    after = read(case, number)
    assert [each.stance for each in after.positions] == [Stance.OPPOSES, Stance.REJECTS]
    assert (after.positions[1].id, after.positions[1].regions) == (first.id, ((),))
    do(case, coding.save, replace(after, positions=(), quotations=()))
    assert (read(case, number).positions, read(case, number).quotations) == ((), ())


def test_a_number_is_given_once(case, new):
    with pytest.raises(KeyTaken):
        do(case, coding.save, replace(new, number=1))
    assert len(known(case, "statement")) == 13


def test_removing_takes_links_and_notes_along(case, new):
    number, _ = do(case, coding.save, new)
    position = read(case, number).positions[0].id
    other = next(iter(known(case, "statement").values())).positions[0].id
    link, _ = do(case, coding.link, LinkKind.SUPERSEDES, position, other)
    assert do(case, coding.link, LinkKind.SUPERSEDES, position, other)[0] == link
    do(case, coding.remove, (number,))
    with case.read() as reading:
        assert not statements.links(reading)


def test_links(case, new):
    position = next(iter(known(case, "statement").values())).positions[0].id
    with pytest.raises(BadRequest):
        do(case, coding.link, LinkKind.WITHDRAWS, position, position)
    number, _ = do(case, coding.save, new)
    link, _ = do(case, coding.link, LinkKind.WITHDRAWS, read(case, number).positions[0].id, position)
    do(case, coding.unlink, link)
    with case.read() as reading:
        assert not statements.links(reading)


def test_one_utterance_attested_twice(case, new):
    keep, _ = do(case, coding.save, new)
    gone, _ = do(case, coding.save, replace(new, positions=()))
    do(case, coding.join, keep, gone)
    assert len(read(case, keep).quotations) == 2
    assert len(read(case, keep).positions) == 1
    with pytest.raises(IndexError):
        read(case, gone)
    with pytest.raises(NotThere):
        do(case, coding.join, keep, keep)
