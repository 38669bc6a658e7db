from dataclasses import replace

import pytest

from db import actors
from db.errors import NotThere, StillUsed
from db.records import Actor, Affiliation
from db.vocabulary import ActorKind, Kind, Standing
from tests.db.cases import do, known

NEW = Actor(0, "", "", "Norway", "", ActorKind.STATE, ("Norge", "Норвегия"), False, "")


def test_add_rename_remove(case):
    number, changes = do(case, actors.save, NEW)
    assert changes.ids == {Kind.ACTOR: frozenset({number})}
    added = next(each for each in known(case, "actor").values() if each.id == number)
    assert replace(added, id=0, uid="", key="") == NEW
    do(case, actors.save, replace(added, name="Kingdom of Norway", can_block=True))
    again = known(case, "actor", added.key)
    assert (again.name, again.can_block, again.uid) == ("Kingdom of Norway", True, added.uid)
    do(case, actors.remove, number)
    assert added.key not in known(case, "actor")


def test_an_actor_that_spoke_stays(case):
    with pytest.raises(StillUsed):
        do(case, actors.remove, known(case, "actor", "putin").id)
    assert "putin" in known(case, "actor")


def test_writing_what_is_gone_is_refused(case):
    with pytest.raises(NotThere):
        do(case, actors.save, replace(NEW, id=999, key="x"))


def test_order(case):
    before = [actor.id for actor in known(case, "actor").values()]
    do(case, actors.reorder, before[::-1])
    assert [actor.id for actor in known(case, "actor").values()] == before[::-1]


def test_affiliations_have_dates_and_go(case):
    member, of = known(case, "actor", "macron").id, known(case, "actor", "ukraine").id
    number, _ = do(case, actors.save_affiliation, Affiliation(0, "", member, of, "envoy", Standing.SPEAKS, None, None))
    with case.read() as reading:
        found = next(each for each in actors.affiliations(reading) if each.id == number)
    assert (found.member, found.of, found.role) == (member, of, "envoy")
    do(case, actors.remove_affiliation, number)
    with case.read() as reading:
        assert number not in [each.id for each in actors.affiliations(reading)]


def test_two_actors_become_one(case):
    keep, gone = known(case, "actor", "ukraine"), known(case, "actor", "foreign-ministry")
    spoke = [each.key for each in known(case, "statement").values() if each.speaker == gone.id]
    assert spoke
    do(case, actors.merge, keep.id, gone.id)
    after = known(case, "actor")
    assert gone.key not in after
    assert gone.name in after["ukraine"].aliases
    assert all(known(case, "statement", key).speaker == keep.id for key in spoke)
    with case.read() as reading:
        assert all(each.member != each.of for each in actors.affiliations(reading))


def test_an_actor_is_not_merged_with_itself(case):
    same = known(case, "actor", "ukraine").id
    with pytest.raises(NotThere):
        do(case, actors.merge, same, same)
