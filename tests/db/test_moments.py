"""Coarse dates: read, kept as given, compared by first moments, ended by the last."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from db.moments import NEVER, Moment, instant


@pytest.mark.parametrize("text", ["2025", "2025-09", "2025-09-05", "2025-09-05T14:30", "0001", "9999-12-31T23:59"])
def test_given_is_kept(text):
    moment = Moment.parse(text)
    assert str(moment) == text
    assert Moment.of(moment.first, moment.precision) == moment


@pytest.mark.parametrize(
    "text",
    [
        "",
        "25",
        "2025-9",
        "2025-13",
        "2025-02-30",
        "2025-09-05 14:30",
        "2025-09-05T14",
        "2025-09-05T24:00",
        "0000",
        "2025-09-05Z",
        " 2025",
        "２０２５",
        "2025\n",
    ],
)
def test_anything_else_is_refused(text):
    with pytest.raises(ValueError):
        Moment.parse(text)


@pytest.mark.parametrize(
    ("text", "next_one"),
    [
        ("2025", "2026"),
        ("2025-12", "2026-01"),
        ("2025-09", "2025-10"),
        ("2025-02-28", "2025-03-01"),
        ("2024-02-28", "2024-02-29"),
    ],
)
def test_it_ends_where_the_next_begins(text, next_one):
    assert Moment.parse(text).end == Moment.parse(next_one).first


def test_the_last_year_never_ends():
    assert Moment.parse("9999").end == NEVER
    assert Moment.parse("9999-12").end == NEVER


def test_first_moments_compare_and_the_more_exact_comes_later():
    given = ["2025-09-05T00:00", "2025", "2025-09-05", "2024-12-31"]
    assert [str(moment) for moment in sorted(map(Moment.parse, given))] == [
        "2024-12-31",
        "2025",
        "2025-09-05",
        "2025-09-05T00:00",
    ]


@given(st.datetimes(min_value=instant("0001-01-01").replace(tzinfo=None)), st.integers(0, 3))
def test_any_date_comes_back(when, precision):
    text = when.isoformat(timespec="minutes")[: (4, 7, 10, 16)[precision]]
    moment = Moment.parse(text)
    assert (moment.text, moment.precision) == (text, precision)
    assert Moment.of(moment.first, moment.precision) == moment
    assert moment.first < moment.end


def test_instants_without_a_zone_are_utc():
    assert instant("2025-09-06T09:12:00Z") == instant("2025-09-06T09:12:00") == instant("2025-09-06T11:12:00+02:00")
