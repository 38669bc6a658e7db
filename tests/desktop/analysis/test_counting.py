"""The lens: only statements of some grades count."""

from array import array
from dataclasses import replace

import pytest

from db.records import Changes, QuotationColumns, Source
from db.vocabulary import Headline, Kind, Reliability, Why
from desktop.analysis.cells import Comparison
from tests.desktop.analysis.build import Builder

CASE = {
    "case": {},
    "actors": [{"id": "R", "name": "R", "kind": "state"}],
    "factors": [{"id": "H", "name": "H", "values": [{"id": "a", "name": "a"}, {"id": "b", "name": "b"}]}],
    "scenarios": [{"id": "s", "name": "s", "sets": {"H": ["a"]}}],
    "statements": [
        {
            "id": f"st{n}",
            "speaker": "R",
            "said_on": f"2025-0{n}",
            "positions": [{"id": f"p{n}", "issue": "H", "stance": stance}],
        }
        for n, stance in enumerate(("rejects", "supports", "opposes"), 1)
    ],
}


def source(number, grade):
    reliability = None if grade is None else Reliability(grade)
    return Source(number, str(number), str(number), "", None, "", "", None, "", "en", reliability, 0, "", None)


@pytest.fixture
def snapshot():
    """Statement 1 is told by a source A with item grade 2, statement 2 by B and 6, statement 3 is unsourced."""
    quotations = QuotationColumns(array("q", [1, 2]), array("q", [1, 2]), array("b", [2, 6]))
    found = Builder(CASE).snapshot()
    return replace(found, sources=(source(1, "A"), source(2, "B")), quotations=quotations)


def counting(snapshot, letters=(), digits=()):
    case = replace(snapshot.case, reliabilities=tuple(letters), credibilities=tuple(map(str, digits)))
    return replace(snapshot, case=case)


def word(comparison):
    return comparison.cell(1, 1).headlines[0]


@pytest.mark.parametrize(
    ("letters", "digits", "expected", "out"),
    [
        ("", "", Headline.OPPOSES, 0),
        ("A", "", Headline.REJECTS, 2),
        ("B", "", Headline.SUPPORTS, 2),
        ("AB", "", Headline.SUPPORTS, 1),
        ("", "6", Headline.SUPPORTS, 2),
        ("A", "6", Headline.SILENT, 3),
        ("F", "", Headline.SILENT, 3),
    ],
)
def test_only_what_has_both_grades_counts(snapshot, letters, digits, expected, out):
    comparison = Comparison(counting(snapshot, letters, digits), lens=True)
    assert word(comparison) is expected
    assert comparison.left_out == out
    assert comparison.grid().headline[0, 0] == expected


def test_without_the_lens_everything_counts(snapshot):
    assert word(Comparison(counting(snapshot, "A"))) is Headline.OPPOSES


def test_what_is_left_out_says_so(snapshot):
    reasons = Comparison(counting(snapshot, "A"), lens=True).reasons(1, 1)
    assert [each.why for each in reasons] == [Why.DECISIVE, Why.LEFT_OUT, Why.LEFT_OUT]


def test_an_edit_of_the_lens_or_of_a_grade_is_seen(snapshot):
    before = Comparison(snapshot, lens=True)
    before.grid()
    after = before.edited(counting(snapshot, "A"), Changes("", 2, {Kind.CASE: frozenset({1})}))
    assert word(after) is Headline.REJECTS
    assert after.grid().headline[0, 0] == Headline.REJECTS
    regraded = replace(counting(snapshot, "A"), sources=(source(1, "B"), source(2, "A")))
    again = after.edited(regraded, Changes("", 3, {Kind.SOURCE: frozenset({1, 2})}))
    assert word(again) is Headline.SUPPORTS


def test_the_lens_stays_on_another_date(snapshot):
    assert Comparison(counting(snapshot, "A"), lens=True).at(None).left_out == 2
