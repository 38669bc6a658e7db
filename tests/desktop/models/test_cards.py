"""The cards of a cell, drawn as text: a line a row, its parts indented below."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from db.moments import Moment
from db.records import Note, NoteTarget, Position, Quotation, Source, Statement
from db.vocabulary import PositionState, Reliability, SourceKind, SpeechAct, Stance, Verdict, Wording
from desktop.analysis.cells import Comparison
from desktop.models import card_list, cards
from desktop.models.card_list import ENTRY, CardList
from desktop.models.story import Story
from tests.desktop.analysis.build import snapshot
from tests.desktop.models.conftest import content, said

WORDS = "Никаких войск. לא! 我们不同意。 🕊️"


@pytest.fixture
def told(qapp):
    """Tells a cell of a case: the model and its rows as text."""
    return lambda who, where, *statements, **more: Told(who, where, *statements, **more)


class Told:
    def __init__(self, who, where, *statements, notes=(), quoted=(), **more):
        case = content(*statements, **more)
        source = Source(1, "s", "s", "Minutes", SourceKind.REPORT, "", "", None, "", "en", Reliability.B, 99, "", None)
        record = replace(snapshot(case), sources=(source,), notes=tuple(notes))
        self.statements = {each["id"]: statement(record, number, each, quoted) for number, each in numbered(case)}
        actor = next(each.id for each in record.actors if each.key == who)
        scenario = next(each.id for each in record.scenarios if each.key == where)
        self.story = Story.of(Comparison(record), actor, scenario)
        self.model = CardList()
        self.tester = QAbstractItemModelTester(self.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
        self.model.show(self.story, self.read(self.model.missing(self.story)))

    def read(self, positions):
        return [each for each in self.statements.values() if any(one.id in positions for one in each.positions)]

    def lines(self):
        return [line for row in range(self.model.rowCount()) for line in drawn(self.model.entry(row))]


def numbered(case):
    return list(enumerate(case["statements"], 1))


def statement(record, number, each, quoted):
    names = {actor.key: actor.id for actor in record.actors}
    quotations = tuple(
        Quotation(10 * number + place, "", number, 1, 0, 4, words, "", "", Wording(wording), 2)
        for place, (key, words, wording) in enumerate(quoted)
        if key == each["id"]
    )
    positions = tuple(
        Position(
            int(one["id"].strip("p")),
            "",
            one["id"],
            number,
            None,
            None,
            Stance.of(one["stance"]),
            (),
            (),
            None,
            None,
            PositionState.CODED,
            one.get("announces", ""),
            one.get("comment", ""),
        )
        for one in each["positions"]
    )
    day = Moment.parse(each["said_on"]) if each.get("said_on") else None
    return Statement(
        number, "", each["id"], number, names[each["speaker"]], (), (), day, "Forum", SpeechAct.THREAT,
        quotations, positions,
    )  # fmt: skip


def drawn(entry):
    if entry.kind == "heading":
        yield (
            entry.text.upper()
            + (f" {entry.number}" if entry.number else "")
            + (f" ({entry.note})" if entry.note else "")
        )
    elif entry.kind == "more":
        yield f"[{entry.text}]"
    else:
        yield f"{entry.mark or 'also'}{' faded' if entry.faded else ''}"
        for part in entry.parts:
            marks = {"met": "✓", "failed": "✗", "open": "?"}
            pieces = [marks.get(piece.look, "") + piece.text for piece in part.pieces]
            if part.text or pieces:
                yield "  " + (part.text or " | ".join(pieces))


def test_what_applies_and_what_does_not(told):
    got = told("R", "now", quoted=[("st1", "No troops", "verbatim")]).lines()
    assert got == [
        "APPLIES 1",
        "rejects",
        "  “No troops”",
        "  Putin | 1 Sep 2025 | B2 | Threat | Forum | no. 1",
        "  ✓Force on land: Yes",
        "  Decides the cell",
        "DOES NOT APPLY 1",
        "accepts faded",
        "  Unsourced: no words on record stand for it",
        "  Lavrov | 2 Sep 2025 | Threat | Forum | no. 2",
        "  ✗Hostilities: Ceasefire | ✓Force on land: Yes",
    ]


def test_an_open_condition_is_shown_as_such(told):
    got = told("U", "talks")
    assert "  ?Hostilities: Ceasefire | ✓Force on land: Yes" in got.lines()
    assert got.lines()[0] == "MIGHT APPLY 1 (a factor is open here)"
    assert cards.mark_and_word(got.story) == ("might-supports", "Supports?")
    assert list(cards.remarks(got.story)) == ["Depends on Hostilities: supports or silent."]
    assert cards.summary(got.story) == "1 might"


def test_alternatives_share_what_they_have_in_common(told):
    wide = said(1, "putin", "rejects", {})
    wide["positions"][0]["regions"] = [{"H": ["ongoing"], "L": ["yes"]}, {"H": ["ceasefire"], "L": ["yes"]}]
    assert told("R", "now", wide).lines()[4:6] == [
        "  ✓Force on land: Yes",
        "  ✓Hostilities: Ongoing | or | ✗Hostilities: Ceasefire",
    ]


def test_a_position_without_conditions_holds_in_any_case(told):
    assert "  in any case" in told("R", "now", said(1, "putin", "rejects", {})).lines()


def test_the_newest_stands_first_and_tells_whom_it_outdoes(told):
    got = told("R", "now", said(1, "putin", "accepts", {}), said(2, "putin", "rejects", {})).lines()
    assert [line for line in got if line in ("rejects", "accepts", "  Decides the cell", "  Older than no. 2")] == [
        "rejects",
        "  Decides the cell",
        "accepts",
        "  Older than no. 2",
    ]


def test_less_specific_lower_and_dead_positions_say_so(told):
    ends = [{"kind": "supersedes", "position": "p3", "target": "p4"}]
    got = told(
        "R",
        "force",
        said(1, "putin", "rejects", {"L": ["yes"]}),
        said(2, "putin", "accepts", {"H": ["ceasefire"], "L": ["yes"]}),
        said(4, "putin", "supports", {}) | {"said_on": "2025-08-01"},
        said(3, "putin", "rejects", {"H": ["ongoing"]}),
        links=ends,
    ).lines()
    assert "  Less specific than no. 2" in got
    assert "  Superseded by no. 4" in got
    assert got[0] == "APPLIES 3 (1 not counted)"


def test_what_somebody_without_standing_says_is_attributed(told):
    word = said(1, "U", "supports", {})
    word["positions"][0]["holder"] = "R"
    got = told("R", "now", word)
    assert "  Attributed: Ukraine does not speak for Russia; not counted" in got.lines()
    assert "  Ukraine | 1 Sep 2025 | Threat | Forum | no. 1" in got.lines()
    assert list(cards.remarks(got.story))[-1] == "Nothing on record. Silence is neither consent nor rejection."


def test_a_silent_cell_shows_the_nearest_first_and_once(told):
    got = told("U", "now")
    assert got.lines() == [
        "NEAREST ON RECORD (does not apply)",
        "supports faded",
        "  Unsourced: no words on record stand for it",
        "  Ukraine | 3 Sep 2025 | Threat | Forum | no. 3",
        "  ✗Hostilities: Ceasefire | ✓Force on land: Yes",
    ]


def test_a_coalition_that_is_silent_tells_of_its_members(told):
    remarks = list(cards.remarks(told("C", "force").story))
    assert remarks[0] == "Its members are for: 1 of 1 members are on record."


def test_other_places_of_the_same_words_and_notes_follow(told):
    remark = Note(1, "n", NoteTarget(statement=1), "Look at this.", "Ana", None, ())
    quoted = [("st1", "He said no", "paraphrase"), ("st1", WORDS, "verbatim")]
    announcing = said(1, "putin", "rejects", {})
    announcing["positions"][0] |= {"announces": "will leave", "comment": "Read wide."}
    got = told("R", "now", announcing, notes=[remark], quoted=quoted)
    assert got.lines()[1:] == [
        "rejects",
        f"  “{WORDS}”",
        "  Putin | 1 Sep 2025 | B2 | Threat | Forum | no. 1",
        "  in any case",
        "  Decides the cell",
        "  Announces: will leave",
        "  Read wide.",
        "  Look at this.",
        "also faded",
        "  “He said no”",
        "  Minutes | Paraphrase | B2",
    ]
    assert [got.model.entry(row).quotation.exact for row in (1, 2)] == [WORDS, "He said no"]


def test_positions_on_another_subject_name_it(told):
    got = told("R", "later", said(1, "putin", "rejects", {}, issue="force"))
    assert got.lines()[0] == "ON ANOTHER SUBJECT 1"
    assert "on Foreign force" in got.lines()[3]


def test_many_cards_are_shown_page_by_page(told, monkeypatch, qtbot):
    monkeypatch.setattr(card_list, "PAGE", 2)
    many = [said(number, "putin", "rejects", {}) for number in range(1, 6)]
    got = told("R", "now", *many)
    assert [line for line in got.lines() if line.startswith(("[", "APPLIES"))] == ["APPLIES 5", "[Show 3 more]"]
    with qtbot.waitSignals([got.model.rowsRemoved, got.model.rowsInserted]):
        got.model.show_more(Verdict.APPLIES, got.read(got.model.missing_more(Verdict.APPLIES)))
    assert [line for line in got.lines() if line.startswith("[")] == ["[Show 1 more]"]
    got.model.show_more(Verdict.APPLIES, got.read(got.model.missing_more(Verdict.APPLIES)))
    assert [line.split("no. ")[1] for line in got.lines() if "no. " in line and "Putin" in line] == list("54321")


def test_a_row_is_read_as_a_sentence(told):
    got = told("R", "now", quoted=[("st1", "No troops", "verbatim")])
    assert got.model.index(1).data(Qt.ItemDataRole.AccessibleTextRole) == (
        "Rejects. “No troops”. Putin, 1 Sep 2025, B2, Threat, Forum, no. 1. Force on land: Yes (met). Decides the cell"
    )
    assert got.model.index(0).flags() == Qt.ItemFlag.NoItemFlags
    assert got.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole) == "Applies: 1"
    assert got.model.index(1).data(ENTRY).kind == "card"
    assert got.model.data(QModelIndex()) is None


def test_very_long_words_are_cut_between_words():
    text = "word " * 1_000
    assert cards.cut(text).endswith("word …")
    assert len(cards.cut(text)) <= cards.LONGEST + 2


def test_a_cell_that_is_gone_has_no_story(told):
    comparison = told("R", "now").story.comparison
    assert Story.of(comparison, 99, 1) is None
    assert Story.of(comparison, 1, 99) is None


def test_nothing_can_be_shown(told):
    got = told("R", "now")
    got.model.show(None)
    assert got.model.rowCount() == 0
    assert got.model.missing_more(Verdict.APPLIES) == ()
