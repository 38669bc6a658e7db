"""Who names an actor, and who added what."""

from dataclasses import replace

import pytest

from db import actors, coding, history
from db.case import Case
from db.records import Actor, Position, Statement
from db.vocabulary import ActorKind, Kind, PositionState, Stance


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "Talks.rapporteur", title="Talks", author="Ada") as case:
        yield case


def actor(editing, name):
    return actors.save(editing, Actor(0, "", "", name, "", ActorKind.STATE, (), False, ""))


def statement(speaker, **more):
    return replace(Statement(0, "", "", 0, speaker, (), (), None, "", None, (), ()), **more)


def test_an_actor_is_named_in_every_role_once_a_statement(case):
    with case.change("Code") as editing:
        one, two, nobody = (actor(editing, name) for name in ("One", "Two", "Nobody"))
        position = Position(0, "", "", 0, two, None, Stance.NEUTRAL, (), (), None, None, PositionState.CODED, "", "")
        coding.save(editing, statement(one, parties=(two,), positions=(position,)))
        coding.save(editing, statement(one, reported_by=(two,)))
        coding.save(editing, statement(two))
    with case.read() as reading:
        assert [actors.named_in(reading, each) for each in (one, two, nobody)] == [2, 3, 0]


def test_who_added_a_thing(case):
    with case.change("Code") as editing:
        one = actor(editing, "One")
        first = coding.save(editing, statement(one))
    path = case.path
    case.close()
    with Case.open(path, author="Ben") as again:
        with again.change("Code") as editing:
            second = coding.save(editing, statement(one))
        with again.change("Edit") as editing:
            coding.save(editing, replace(statement(one), id=first, number=1, venue="There"))
        with again.read() as reading:
            assert history.authors(reading, Kind.STATEMENT, (first, second, 99)) == {first: "Ada", second: "Ben"}
            assert history.authors(reading, Kind.ACTOR, (one,)) == {one: "Ada"}
            assert history.authors(reading, Kind.STATEMENT, ()) == {}
