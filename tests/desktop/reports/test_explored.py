"""What would move a party, and where agreement is possible, as the brief tells it."""

import pytest

from desktop.analysis.extent import TooLarge
from desktop.reports.pieces import words_of


def table(block):
    return [[words_of(cell).strip() for cell in row] for row in block.rows]


def block(chapter, title):
    return next(block for block in chapter.blocks if block.title == title)


@pytest.fixture(scope="module")
def chapters(sample):
    return sample.brief().chapters


def test_what_would_move_the_parties_of_the_sample(chapters):
    told = table(block(chapters["moves"], "Reassurance force after a ceasefire"))
    change = "Hostilities: Ongoing instead of Ceasefire, or else Foreign force: None instead of Reassurance force"
    assert told == [
        ["Russia", "Rejects[2]", "Foreign force: None instead of Reassurance force", "Silent"],
        ["Ukraine", "Supports[7]", "Moscow's say over the force: Yes instead of No", "Rejects"],
        ["", "", f"{change} (or 1 other way)", "Silent"],
        ["Coalition of 26, France and United Kingdom", "Supports[4]", f"{change} (or 1 other way)", "Silent"],
    ]
    assert {note.number for note in chapters["moves"].notes} >= {2, 4, 7}


def test_who_cannot_be_moved_is_told(made, small):
    chapter = made(small(("R", "rejects", {}))).brief().chapters["moves"]
    told = {tuple(row) for each in chapter.blocks for row in table(each)}
    assert told == {
        ("R", "Rejects[1]", "On the issues that this scenario is about, no change of factors gives another stance.", "")
    }


def test_nobody_to_move_and_nothing_to_agree_on(made, small):
    brief = made(small(actors=("R",), factors=[], scenarios=[{"id": "a", "name": "A"}])).brief()
    assert set(brief.chapters) == {"gaps", "method"}
    assert not {"moves", "agreement"} & set(brief.parts)


def test_where_agreement_is_possible_in_the_sample(chapters):
    chapter = chapters["agreement"]
    assert words_of(chapter.intro).endswith("Able to block: Russia, Ukraine and Coalition of 26.")
    counted = [words_of(item) for item in block(chapter, "How much is open").items]
    assert counted == [
        "Of 774 combinations that the rules of the case allow, 8 are rejected by nobody.",
        "Of these, every party able to block accepts or supports in 0; some do, and the others are silent or neutral, "
        "in 2; all of them are silent in 6.",
    ]
    assert table(block(chapter, "The best that is open")) == [
        ["Accepts: Russia;  Silent: Ukraine and Coalition of 26", "2"]
    ]
    rejected = table(block(chapter, "Who rejects how many"))
    assert [row[0] for row in rejected] == ["Russia", "Ukraine"]
    far = dict(table(block(chapter, "How far the scenarios are from it")))
    assert far["Symbolic deployment after a ceasefire"] == "Foreign force: None instead of Symbolic"
    assert far["Ceasefire without a foreign force"].startswith("None: nobody rejects it")


def test_when_everything_is_rejected_the_least_is_told(made, small):
    chapter = made(small(("R", "rejects", {"H": ["o"]}), ("U", "rejects", {}))).brief().chapters["agreement"]
    assert [words_of(item) for item in block(chapter, "How much is open").items] == [
        "Of 4 combinations that the rules of the case allow, 0 are rejected by nobody.",
        "The least rejected combinations, 2 of them, are rejected by U.",
    ]
    assert {row[1] for row in table(block(chapter, "How far the scenarios are from it"))} == {
        "No change of this case’s factors reaches it."
    }


def test_what_is_too_large_is_told(made, small, monkeypatch):
    def refuse(*_arguments):
        raise TooLarge(10**9, 10**8)

    monkeypatch.setattr("desktop.analysis.exploration.Exploration.turns", refuse)
    monkeypatch.setattr("desktop.analysis.exploration.Exploration.agreement", refuse)
    chapters = made(small(("R", "rejects", {}))).brief().chapters
    assert table(chapters["moves"].blocks[0])[0][2] == "There are too many combinations to look at."
    assert words_of(chapters["agreement"].intro) == "There are too many combinations to look at them all."
