"""A case as JSON, there and back: nothing lost, nothing added, always the same bytes."""

import json

import pytest

import resources
from db.case import Case
from db.drafts import ConditionDraft, SettingDraft
from db.vocabulary import Stance, Wording
from desktop.exchange import case_json
from desktop.exchange.case_faults import CaseFaults
from desktop.exchange.case_json import dump, parse
from desktop.exchange.case_shape import CASE, SECTIONS


def read(case):
    return parse(json.dumps(case))


def test_the_shipped_sample_is_in_canonical_form():
    text = resources.text("sample", "sample.json")
    assert dump(parse(text)) == text


def test_text_and_bytes_are_the_same(small):
    text = json.dumps(small, ensure_ascii=False)
    assert parse(text) == parse(text.encode())


def test_a_dump_reads_as_the_same_contents(small):
    contents = read(small)
    assert parse(dump(contents)) == contents
    assert dump(parse(dump(contents))) == dump(contents)


def test_missing_keys_take_their_defaults(small):
    contents = read(small)
    actor, position, quotation = (
        contents.actors[0],
        contents.statements[1].positions[0],
        contents.statements[0].quotations[0],
    )
    assert (actor.short, actor.aliases, actor.can_block, actor.description) == ("", (), False, "")
    assert (position.state, position.regions, position.emphasis, position.holder) == ("coded", (), (), None)
    assert (quotation.wording, quotation.credibility) == (Wording.VERBATIM, None)
    assert contents.case.language == contents.sources[0].language == "en"


def test_all_keys_are_written_in_the_order_of_the_format(small):
    written = json.loads(dump(read(small)))
    assert list(written) == [key.name for key in CASE.keys]
    for name, record in SECTIONS:
        for thing in written[name]:
            assert list(thing) == [key.name for key in record.keys]


def test_conditions_come_in_the_cases_order(small):
    small["statements"][0]["positions"][0]["regions"] = [
        {"M": ["none", "un"], "F.sea": ["yes"], "F": ["sea", "land"], "H": ["on"]}
    ]
    written = json.loads(dump(read(small)))["statements"][0]["positions"][0]["regions"]
    assert json.dumps(written) == '[{"H": ["on"], "F": ["land", "sea"], "F.sea": ["yes"], "M": ["un", "none"]}]'


def test_values_as_factors_of_their_own(small):
    settings = read(small).scenarios[1].sets
    assert settings == (SettingDraft("H", opened=True), SettingDraft("F", part="sea", holds=(False, True)))
    assert read(small).scenarios[0].sets[1] == SettingDraft("F", ("land",))


def test_none_of_several_may_be_set(small):
    small["scenarios"][0]["sets"]["F"] = []
    assert read(small).scenarios[0].sets[1] == SettingDraft("F")
    assert json.loads(dump(read(small)))["scenarios"][0]["sets"]["F"] == []


def test_everywhere_keeps_the_form_it_was_given(small):
    small["statements"][0]["positions"][0]["regions"] = [{}]
    contents = read(small)
    assert contents.statements[0].positions[0].regions == ((),)
    assert contents.statements[1].positions[0].regions == ()
    assert parse(dump(contents)) == contents


def test_null_stands_for_what_is_not_given(small):
    small["statements"][0]["positions"][0]["emphasis"] = None
    small["scenarios"][0]["sets"] = None
    small["notes"][1]["on"] = None
    small["statements"][0]["number"] = None
    assert read(small).scenarios[0].sets == ()


def test_a_factor_without_issue_makes_one_when_something_is_about_it(small):
    contents = read(small)
    assert [issue.key for issue in contents.issues] == ["force", "H"]
    assert contents.issues[1].name == "Hostilities"
    assert contents.statements[1].positions[0].issue == "H"


def test_the_situation_is_the_issue_of_a_position_without_one(small):
    small["statements"][1]["positions"][0]["issue"] = "situation"
    assert read(small).statements[1].positions[0].issue is None


def test_words_become_the_vocabulary(small):
    position = read(small).statements[0].positions[0]
    assert position.stance is Stance.REJECTS
    assert position.regions == ((ConditionDraft("F", ("land", "sea")),),)


@pytest.mark.parametrize("number", [1, 1.0, 1_000_000_000])
def test_whole_numbers(small, number):
    small["statements"][0]["number"] = number
    assert read(small).statements[0].number == int(number)


def test_coarse_dates_stay_as_given(small):
    small["case"]["as_of"] = "2025-09-05T14:30"
    assert json.loads(dump(read(small)))["case"]["as_of"] == "2025-09-05T14:30"
    assert json.loads(dump(read(small)))["statements"][0]["said_on"] == "2025-09"


def test_text_of_every_script_survives(small):
    text = "Україна · العربية · 中文 · 👩‍👩‍👧 · \ufeff · e\u0301 \u202eabc\u202c\tend\nline"
    small["sources"][0]["text"] += text
    small["actors"][0]["aliases"] = [text]
    contents = read(small)
    assert contents.sources[0].text.endswith(text)
    assert parse(dump(contents)) == contents


class TestAnchors:
    """Offsets are code points; when they and the exact words disagree, the words are searched for."""

    def span(self, small, **changed):
        small["statements"][0]["quotations"][0].update(changed)
        quotation = read(small).statements[0].quotations[0]
        assert small["sources"][0]["text"][quotation.start : quotation.end] == quotation.exact
        return quotation.start, quotation.end

    def test_code_points_not_bytes(self, small):
        small["sources"][0]["text"] = "👩‍👩‍👧 Ні. " + small["sources"][0]["text"]
        assert self.span(small, start=10, end=20) == (10, 20)

    def test_shifted(self, small):
        assert self.span(small, start=3, end=13) == (0, 10)

    def test_the_nearest_place_is_taken(self, small):
        assert self.span(small, start=24, end=34) == (25, 35)

    def test_prefix_and_suffix_decide(self, small):
        assert self.span(small, start=1, end=11, prefix="yes. ") == (25, 35)
        assert self.span(small, start=30, end=35, prefix="", suffix=" They") == (0, 10)

    def test_beyond_the_end(self, small):
        assert self.span(small, start=5000, end=5010) == (25, 35)
        assert self.span(small, start=9, end=2) == (0, 10)

    def test_right_offsets_need_no_context(self, small):
        assert self.span(small, prefix="not there") == (0, 10)

    @pytest.mark.parametrize("changed", [{"exact": "We say maybe."}, {"start": 1, "end": 11, "suffix": " Never"}])
    def test_words_that_stand_nowhere(self, small, changed):
        small["statements"][0]["quotations"][0].update(changed)
        with pytest.raises(CaseFaults) as caught:
            read(small)
        assert caught.value.faults[0].startswith("statements[0].quotations[0].exact: ")


@pytest.mark.long
def test_a_large_case_is_read_and_written_in_seconds(small):
    plain = small["statements"][0]
    small["statements"] = [
        {**plain, "id": f"st{n}", "positions": [{**plain["positions"][0], "id": f"p{n}"}]} for n in range(1, 50_001)
    ]
    assert len(parse(dump(read(small))).statements) == 50_000


def test_the_grades_that_count_go_in_and_out(small, tmp_path):
    small["case"]["reliabilities"] = ["A", "F"]
    small["case"]["credibilities"] = [1, 6]
    path = tmp_path / "case.rapporteur"
    case_json.create(path, json.dumps(small))
    out = tmp_path / "out.json"
    with Case.open(path, read_only=True) as case:
        case_json.export_file(case, out)
    written = json.loads(out.read_text(encoding="utf-8"))
    assert written["case"]["reliabilities"] == ["A", "F"]
    assert written["case"]["credibilities"] == [1, 6]
