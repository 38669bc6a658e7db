"""Who is offered as a speaker, and for whom each of them spoke: as the analysis has it."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from db.moments import UNDATED, Moment
from db.records import Actor, Affiliation, CaseInfo, Snapshot
from db.vocabulary import ActorKind, Standing
from desktop.analysis.columns import Columns
from desktop.analysis.voices import Affiliations
from desktop.models.speakers import Speakers, guessed_kind, spoken_for


def actor(number, name, kind=ActorKind.PERSON, aliases=(), short=""):
    return Actor(number, f"u{number}", f"k{number}", name, short, kind, aliases, False, "")


def belongs(member, of, role="", standing=Standing.BINDS, since=None, until=None):
    days = (Moment.parse(each) if each else None for each in (since, until))
    return Affiliation(0, "", member, of, role, standing, *days)


PEOPLE = (
    actor(1, "Russia", ActorKind.STATE, ("Moscow",)),
    actor(2, "Vladimir Putin", aliases=("Владимир Путин", "Володимир Путін")),
    actor(3, "Public broadcaster", ActorKind.ORGANISATION),
    actor(4, "Kaputin Computing", ActorKind.ORGANISATION),
    actor(5, "Łukasz Groß", aliases=("Семён Орлов",)),
)
LINKS = (
    belongs(2, 1, "Prime minister", since="2008-05-08", until="2012-05-07"),
    belongs(2, 1, "President", since="2012-05-07"),
)


@pytest.fixture
def speakers():
    return Speakers(PEOPLE, LINKS)


def offered(speakers, typed, day="2025-09-05", first=()):
    return [each.actor.name for each in speakers.offers(typed, Moment.parse(day) if day else None, first)]


@pytest.mark.parametrize(
    ("typed", "names"),
    [
        ("pu", ["Public broadcaster", "Vladimir Putin", "Kaputin Computing"]),
        ("putin vlad", ["Vladimir Putin"]),
        ("ПУТІН", ["Vladimir Putin"]),
        ("lukasz gross", ["Łukasz Groß"]),
        ("семен", ["Łukasz Groß"]),
        ("mosc", ["Russia"]),
        ("nobody", []),
    ],
)
def test_any_part_of_any_name_in_any_script(speakers, typed, names):
    assert offered(speakers, typed) == names


def test_whoever_is_named_in_the_source_comes_first(speakers):
    assert offered(speakers, "pu", first=(4,)) == ["Public broadcaster", "Vladimir Putin", "Kaputin Computing"]
    assert offered(speakers, "", first=(4,))[0] == "Kaputin Computing"


def test_the_other_name_by_which_somebody_was_found_is_told(speakers):
    (found,) = speakers.offers("путін", None)
    assert found.also == "Володимир Путін"
    (found,) = speakers.offers("vladimir", None)
    assert found.also == ""


@pytest.mark.parametrize(
    ("day", "detail"),
    [
        ("2025-09-05", "President · Russia"),
        ("2010", "Prime minister · Russia"),
        ("2012-05-07", "President · Russia"),
        ("2001", "Person"),
        (None, "Prime minister · Russia"),
    ],
)
def test_for_whom_somebody_spoke_on_that_day(speakers, day, detail):
    moment = Moment.parse(day) if day else None
    assert speakers.detail(PEOPLE[1], moment) == detail
    assert speakers.held_by(2, moment) == (2 if detail == "Person" else 1)
    assert speakers.speaks(2, 1, moment) == (detail != "Person")


def test_the_exact_name_of_somebody(speakers):
    assert speakers.named("vladimir  PUTIN").id == 2
    assert speakers.named("Putin") is None
    assert speakers.named(" ") is None


@pytest.mark.parametrize(
    ("name", "kind"),
    [("Giorgia Meloni", "person"), ("Foreign Ministry of Italy", "organisation"), ("Labour Party", "organisation")],
)
def test_what_a_new_name_most_likely_is(name, kind):
    assert str(guessed_kind(name)) == kind


days = st.sampled_from([None, "2019", "2020", "2020-06", "2021"])
affiliations = st.lists(
    st.builds(
        belongs,
        member=st.integers(1, 3),
        of=st.integers(4, 6),
        standing=st.sampled_from(Standing),
        since=days,
        until=days,
    ),
    max_size=8,
)


@settings(max_examples=120, deadline=None)
@given(affiliations, st.integers(1, 3), days)
def test_it_is_the_one_that_the_analysis_takes(links, member, day):
    people = tuple(actor(number, f"A{number}") for number in range(1, 7))
    snapshot = Snapshot(CaseInfo("u", "", "", "en", None, 1), actors=people, affiliations=tuple(links))
    moment = Moment.parse(day) if day else None
    table = Affiliations(Columns(snapshot), links)
    first = np.array([moment.first if moment else UNDATED], np.int64)
    (place,) = table.spoken_for(np.array([member - 1]), first).tolist()
    found = spoken_for(links, member, moment)
    assert (found.of if found else 0) == (place + 1 if place >= 0 else 0)
