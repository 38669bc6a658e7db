"""The brief as data: what stands where, and what is said of silence, openness and the analyst's own words."""

import json

import pytest

import resources
from desktop.reports.grid import split
from desktop.reports.pieces import listing, phrase, refs, right_to_left, shortened, text, words_of


def row(section, party):
    return next(row for row in section.rows if row.party.text == party)


def section(brief, title):
    return next(section for section in brief.sections if section.title.text == title)


@pytest.fixture(scope="module")
def brief(sample):
    return sample.brief()


@pytest.fixture(scope="module")
def content():
    return json.loads(resources.text("sample", "sample.json"))


def test_cover(brief, content):
    assert brief.title == content["case"]["title"]
    assert brief.cover.subtitle.startswith("What six parties have said, on record as of 7 Sep 2025")
    assert len(brief.cover.picture) == 6
    assert {len(line) for line in brief.cover.picture} == {len(content["scenarios"])}
    assert brief.cover.findings
    cited = {n for rich in brief.cover.findings for piece in rich for n in piece.numbers}
    assert {note.number for note in brief.cover.notes} == cited


def test_who_speaks_for_others_has_no_row(brief):
    parties = [line.party.text for line in brief.grid.tables[0].lines]
    assert parties == ["Russia", "Ukraine", "Coalition of 26", "France", "United Kingdom", "Independent analysts"]


def test_many_scenarios_lie_on_their_side(brief, content):
    assert brief.grid.across
    assert [head.text for table in brief.grid.tables for head in table.heads] == [
        s["name"] for s in content["scenarios"]
    ]


def test_a_silent_cell_is_told_as_silence(brief):
    during = section(brief, "Troops deploy during the fighting")
    silent = row(during, "Coalition of 26")
    assert (silent.mark, silent.word, silent.quotes) == ("silent", "Silent", ())
    told = " ".join(words_of(rich) for rich in silent.asides)
    assert told.startswith("No position it took applies here. Its nearest words[")
    assert "Hostilities" in told
    assert "Silence is neither consent nor refusal." in words_of(
        section(brief, "Troops deploy during the fighting").silent
    )


def test_words_that_decide_are_quoted_with_their_number(brief):
    against = row(section(brief, "Troops deploy during the fighting"), "Russia")
    assert (against.mark, against.word) == ("rejects", "Rejects")
    assert words_of(against.quotes[0]).startswith("“If troops appear there, especially now")
    assert words_of(against.quotes[0]).endswith("[1] Vladimir Putin, translated")


def test_retold_words_are_not_in_quotation_marks(brief):
    later = row(section(brief, "Reassurance force after a ceasefire"), "Russia")
    kinds = {piece.kind for rich in later.quotes for piece in rich if piece.kind in ("quote", "retold")}
    assert "retold" in kinds
    assert all(not p.text.startswith("“") for rich in later.quotes for p in rich if p.kind == "retold")


def test_branches_are_told_with_their_parent(brief):
    branch = section(brief, "Reassurance force after a ceasefire … at sea and in the air only")
    assert branch.level == 2
    assert "a branch of Reassurance force after a ceasefire" in branch.kicker
    assert [chip.value for chip in branch.chips if chip.name == "Domain"] == ["Sea and Air"]


def test_an_assessment_is_the_analysts(brief):
    judged = section(brief, "Troops deploy during the fighting").judgements
    assert [(j.party.text, j.verdict, j.signed) for j in judged] == [
        ("Coalition of 26", "Opposes, low confidence", "Sample, 7 Sep 2025")
    ]
    cell = next(line for line in brief.grid.tables[0].lines if line.party.text == "Coalition of 26").squares[0]
    assert (cell.word, cell.assessed, cell.fill) == ("Silent", "Opposes", "")
    assert cell.remarks == ("a1", "n2")


def test_a_note_on_a_statement_is_where_it_is_quoted_first_and_in_the_list(brief):
    pieces = [piece for note in brief.cover.notes for piece in note.text]
    pieces += [piece for note in brief.grid.notes for piece in note.text]
    pieces += [piece for one in brief.sections for row in one.rows for rich in row.quotes for piece in rich]
    assert sum("n1" in piece.remarks for piece in pieces) == 1
    assert brief.statements[0].passages[0].words[0].remarks == ("n1",)


def test_every_remark_has_a_place(brief, content):
    assert len(brief.remarks) == len(content["notes"]) + len(content["assessments"])
    assert all(not remark.remarks for remark in brief.remarks)


def test_a_remark_on_what_is_not_printed_stands_in_the_appendix(made, small):
    note = {"on": {"issue": "force"}, "body": "On the subject", "author": "A", "at": "2025-09-06T09:00:00Z"}
    brief = made(small(("R", "rejects", {}), notes=[note])).brief()
    assert [(r.remarks, words_of(r.subject)) for r in brief.remarks] == [(("n1",), "The force")]


def test_statements_are_listed_by_number_with_everything(brief, content):
    assert [entry.number for entry in brief.statements] == [s["number"] for s in content["statements"]]
    first = brief.statements[0]
    assert first.speaker.text == "Vladimir Putin"
    assert first.circumstances == "Eastern Economic Forum, Vladivostok · 5 Sep 2025 · Threat"
    assert [coding.stance for coding in first.codings] == ["Rejects"]
    assert first.codings[0].conditions == "Foreign force: Symbolic or Reassurance force"
    assert "cover" in first.cited
    assert [source.code for source in brief.sources] == ["S1", "S2", "S3"]
    assert all("reliable" in source.reliability for source in brief.sources)


def test_choices(sample):
    bare = sample.brief(notes=False, assessments=False, title="Other", timestamp=5)
    assert (bare.title, bare.timestamp, bare.remarks) == ("Other", 5, ())
    unsigned = sample.brief(authors=False)
    assert {remark.author for remark in unsigned.remarks} == {""}


def test_unsigned_leaves_no_name_on_the_page(sample):
    brief = sample.brief(authors=False)
    signed = [judgement.signed for one in brief.sections for judgement in one.judgements]
    assert signed
    assert not any("Sample" in one for one in signed)


def test_a_case_with_nothing_in_it(made):
    brief = made({"format": "rapporteur-case", "version": 1, "case": {"title": ""}}).brief()
    assert (brief.title, brief.cover.subtitle) == ("Untitled case", "A case with nothing on the record yet")
    assert (brief.grid.tables, brief.sections, brief.statements, brief.findings) == ((), (), (), ())


def test_a_single_person_is_a_party(made, small):
    content = small(("R", "rejects", {"L": ["yes"]}), actors=("R",))
    content["actors"][0]["kind"] = "person"
    brief = made(content).brief()
    assert [line.party.text for line in brief.grid.tables[0].lines] == ["R"]


def test_an_open_cell_is_said_in_words(made, small):
    scenarios = [{"id": "open", "name": "Troops", "sets": {"L": ["yes"]}}]
    brief = made(small(("R", "rejects", {"L": ["yes"], "H": ["c"]}), scenarios=scenarios)).brief()
    told = row(brief.sections[0], "R")
    assert (told.mark, told.word) == ("might-rejects", "Rejects?")
    assert words_of(told.asides[0]) == "Said to hold when Hostilities: Over; Land: Yes."
    assert words_of(told.asides[1]) == "Depends on Hostilities, left open here: rejects or is silent."


def test_unsourced_statements_say_so(made, small):
    content = small(("R", "rejects", {"L": ["yes"]}))
    content["statements"][0]["quotations"] = []
    brief = made(content).brief()
    assert words_of(brief.statements[0].passages[0].words) == "No quotation (unsourced)"


def test_the_matrix_is_cut_between_branches(sample):
    scenarios = sample.comparison.scenarios
    assert [len(part) for part in split(scenarios, 8)] == [5, 5]
    assert [len(part) for part in split(scenarios, 3)] == [3, 3, 3, 1]
    assert [one for part in split(scenarios, 4) for one in part] == list(scenarios)
    assert split((), 8) == []


def test_pieces():
    told = phrase("{a} and {b}.", a=text("x"), b=(*text("y"), *refs([3, 1, 3])))
    assert words_of(told) == "x and y[1, 3]."
    assert words_of(listing([text("a"), text("b"), text("c")])) == "a, b and c"
    assert words_of(phrase("{a}", a="{b} %s")) == "{b} %s"
    assert [right_to_left(words) for words in ("… 12 שלום a", "abc عربي", "12")] == [True, False, False]
    assert shortened("some words here", 12) == "some words …"
    assert shortened("x" * 20, 5) == "xxxx…"
