"""Notes, assessments, saved views and what is said about sources."""

from dataclasses import replace

import pytest

from db import assessments, notes, sources, views
from db.errors import KeyTaken, StillUsed
from db.records import Assessment, Note, NoteTarget
from db.vocabulary import Confidence, Reliability, Stance
from tests.db.cases import do, known


def read(case, room):
    with case.read() as reading:
        return {each.id: each for each in room.read(reading)}


def test_a_note_is_signed_answered_ticked_off_and_taken_away(case):
    on = NoteTarget(actor=known(case, "actor", "russia").id)
    first, _ = do(case, notes.save, Note(0, "", on, "Look here", "", None, ("check",)))
    found = read(case, notes)[first]
    assert (found.author, found.on, found.tags) == ("ann", on, ("check",))
    assert found.at.endswith("Z")
    answer, _ = do(case, notes.save, Note(0, "", NoteTarget(), "Done", "bob", None, (), reply_to=first))
    assert (read(case, notes)[answer].author, read(case, notes)[answer].reply_to) == ("bob", first)
    do(case, notes.save, replace(found, done=True))
    assert read(case, notes)[first] == replace(found, done=True)
    do(case, notes.remove, first)
    assert not {first, answer} & set(read(case, notes))


def test_a_judgement_is_signed_and_can_be_put_right(case):
    cell = known(case, "actor", "russia").id, known(case, "scenario", "pledged").id
    number, _ = do(case, assessments.save, Assessment(0, "", *cell, Stance.OPPOSES, Confidence.LOW, "So", "", None))
    found = read(case, assessments)[number]
    assert (found.author, found.stance, found.confidence) == ("ann", Stance.OPPOSES, Confidence.LOW)
    do(case, assessments.save, replace(found, stance=Stance.REJECTS))
    assert read(case, assessments)[number] == replace(found, stance=Stance.REJECTS)
    do(case, assessments.remove, number)
    assert number not in read(case, assessments)


def test_views_are_saved_under_a_name(case):
    number, _ = do(case, views.save, "statements", "Recent", {"since": "2025", "words": "žluť"})
    assert do(case, views.save, "statements", "Recent", {"since": "2024"})[0] == number
    assert read(case, views)[number].body == '{"since": "2024"}'
    other, _ = do(case, views.save, "statements", "Old", {})
    with pytest.raises(KeyTaken):
        do(case, views.rename, other, "Recent")
    do(case, views.rename, other, "Older")
    do(case, views.remove, number)
    assert [each.name for each in read(case, views).values()] == ["Older"]


def test_what_is_said_of_a_source(case):
    source = next(iter(known(case, "source").values()))
    do(case, sources.save, replace(source, title="Another title", reliability=Reliability.B))
    again = known(case, "source", source.key)
    assert again == replace(source, title="Another title", reliability=Reliability.B)
    with pytest.raises(StillUsed):
        do(case, sources.remove, (source.id,))
    new, _ = do(case, lambda editing: sources.add(editing, title="New", text="Words", language="en", original=b"raw"))
    with case.read() as reading:
        assert sources.original(reading, new) == b"raw"
        assert sources.text(reading, new) == "Words"
    do(case, sources.remove, (new,))
    assert new not in [each.id for each in known(case, "source").values()]


def test_what_was_not_wanted_is_remembered(case):
    source = next(iter(known(case, "source").values()))
    do(case, sources.skip, source.id, 3, 9)
    do(case, sources.skip, source.id, 3, 9)
    assert known(case, "source", source.key).skipped == ((3, 9),)
    do(case, sources.unskip, source.id)
    assert known(case, "source", source.key).skipped == ()
