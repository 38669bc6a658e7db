"""The parts of the brief that a reader may choose: what is in them, and that any of them may be left out."""

import re
from dataclasses import replace
from io import BytesIO

import pikepdf
import pypdfium2
import pytest

from db.moments import Moment
from desktop.analysis.cells import Comparison
from desktop.analysis.comparison import two_scenarios
from desktop.reports import looks, typeset
from desktop.reports.brief import build
from desktop.reports.options import PARTS
from desktop.reports.pieces import numbers_in, words_of
from desktop.reports.record import Record
from desktop.reports.sides import furthest
from desktop.reports.weak import spots


def told(chapter):
    return [words_of(rich) for block in chapter.blocks for rich in (block.intro, *block.items) if rich]


def table(block):
    return [[words_of(cell) for cell in row] for row in block.rows]


def pdf(brief):
    return typeset.make(typeset.request_of(brief))


def texts(done):
    document = pypdfium2.PdfDocument(done.pdf)
    found = [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()
    return found


def test_each_part_is_printed_once_in_the_order_asked(sample):
    brief = sample.brief(parts=("method", "sides", "cover", "sides", "nonsense"))
    assert brief.parts == ("method", "sides", "cover")
    pages = texts(pdf(brief))
    assert "How this was made" in pages[0]
    assert pages.index(next(page for page in pages if "Side by side" in page)) < len(pages) - 1


@pytest.mark.parametrize("left_out", PARTS)
def test_any_part_may_be_left_out(sample, left_out):
    brief = sample.brief(parts=tuple(part for part in PARTS if part != left_out))
    done = pdf(brief)
    assert done.tagged
    with pikepdf.open(BytesIO(done.pdf)) as document:
        names = set(map(str, pikepdf.NameTree(document.Root.Names.Dests)))
        assert left_out not in names
        pages = {page.obj.objgen for page in document.pages}
        links = [a for page in document.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
        for link in links:
            target = link.get("/Dest") or link.A.D
            assert str(target) in names if isinstance(target, pikepdf.String) else target[0].objgen in pages


def test_without_the_matrix_of_numbers_words_stand_without_links(sample):
    done = pdf(sample.brief(parts=("matrix",)))
    with pikepdf.open(BytesIO(done.pdf)) as document:
        assert len(document.pages) == 1
    assert done.comments >= 3


def test_chosen_scenarios_in_the_order_chosen(sample):
    scenarios = [scenario.id for scenario in sample.comparison.scenarios]
    brief = sample.brief(scenarios=(scenarios[4], scenarios[0], 999))
    assert [section.id for section in brief.sections] == ["s5", "s1"]
    assert len(brief.grid.tables[0].heads) == len(scenarios)


def test_paper_and_colour(sample):
    letter = pdf(sample.brief(paper="us-letter", parts=("cover", "matrix"), colour=False))
    with pikepdf.open(BytesIO(letter.pdf)) as document:
        assert [float(n) for n in document.pages[0].MediaBox] == [0, 0, 612, 792]
        highlights = [a for page in document.pages for a in page.get("/Annots", []) if a.Subtype == "/Highlight"]
        assert {tuple(map(float, a.C)) for a in highlights} == {(0.8667,) * 3}
    document = pypdfium2.PdfDocument(letter.pdf)
    for page in document:
        pixels = page.render(scale=1).to_numpy().astype(int)
        assert (pixels.max(axis=2) - pixels.min(axis=2)).max() < 24
    document.close()


def test_metadata_says_who_and_when_only_if_wanted(sample):
    plain, signed = (
        pdf(sample.brief(parts=("cover",))),
        pdf(sample.brief(parts=("cover",), signed="A. B.", timestamp=86400)),
    )
    with pikepdf.open(BytesIO(plain.pdf)) as one, pikepdf.open(BytesIO(signed.pdf)) as other:
        assert "/Author" not in one.docinfo
        assert str(one.docinfo.CreationDate).startswith("D:20250907")
        assert str(other.docinfo.Author) == "A. B."
        assert str(other.docinfo.CreationDate).startswith("D:19700102")


def test_findings_of_a_cover_left_out_are_told_in_the_text(sample):
    whole = sample.brief(parts=("more",))
    assert len(whole.more) == len(whole.findings)


def test_two_parties_furthest_apart(sample):
    record = Record(sample.comparison, sample.statements)
    assert [(a.name, b.name) for a, b in furthest(record)] == [("Russia", "Coalition of 26")]
    pair = sample.brief().sides.pairs[0]
    drawn = [(row.left.word, row.apart, row.right.word) for row in pair.rows]
    assert drawn[:2] == [("Rejects", "one is silent", "Silent"), ("Rejects", "4 steps apart", "Supports")]
    assert drawn[6] == ("Silent", "both are silent", "Silent")
    assert words_of(pair.rows[2].left.words).startswith("the same words[2]")
    assert words_of(pair.summary[0]).startswith("They stand against each other in 4 scenarios")


def test_chosen_pairs(sample, made, small):
    ids = {actor.name: actor.id for actor in sample.comparison.actors}
    brief = sample.brief(pairs=((ids["Ukraine"], ids["France"]), (1, 1), (1, 10**6)))
    assert [(pair.left.text, pair.right.text) for pair in brief.sides.pairs] == [("Ukraine", "France")]
    assert made(small(("R", "rejects", {}), actors=("R",))).brief().sides.pairs == ()


def test_all_parties_over_two_scenarios(sample):
    one, other = (next(s.id for s in sample.comparison.scenarios if s.key == key) for key in ("troops-now", "pledged"))
    brief = sample.brief(shifts=((one, other), (one, one), (one, 10**6)))
    (pair,) = brief.sides.pairs
    assert words_of(pair.heading) == f"{pair.left.text} and {pair.right.text}"
    assert "Hostilities: Ongoing → Ceasefire" in words_of(pair.summary[0])
    shifts = two_scenarios(sample.comparison, one, other)
    assert f"{sum(shift.moves for shift in shifts)} parties say something else, of {len(shifts)}." in [
        words_of(sentence) for sentence in pair.summary
    ]
    coalition = next(row for row in pair.rows if row.row.text == "Coalition of 26")
    assert (coalition.left.word, coalition.right.word) == ("Silent", "Supports")
    assert words_of(coalition.through).startswith("through Hostilities")
    assert not [row for row in pair.rows if row.left.word == row.right.word == "Silent"]
    assert "Silent on both sides" in " ".join(words_of(sentence) for sentence in pair.summary)
    assert {n.number for n in brief.sides.notes} >= numbers_in([row.through for row in pair.rows])


def test_all_parties_over_two_dates(sample):
    scenario = next(s for s in sample.comparison.scenarios if s.key == "pledged")
    brief = sample.brief(since=(("2025-09-03", scenario.id), ("2025-09-03", 10**6)))
    (pair,) = brief.sides.pairs
    assert words_of(pair.heading).startswith(f"{scenario.name}: the record as of 3 Sep 2025 and as of ")
    before = sample.comparison.at(Moment.parse("2025-09-03"))
    for row in pair.rows:
        actor = next(a for a in sample.comparison.actors if a.name == row.row.text)
        assert row.left.word == looks.word(before.cell(actor.id, scenario.id))
        assert row.right.word == looks.word(sample.comparison.cell(actor.id, scenario.id))
    assert re.match(r"\d+ statements were said since\.", words_of(pair.summary[0]))
    pages = texts(pdf(brief))
    assert any("the record as of 3 Sep 2025" in " ".join(page.split()) for page in pages)


def test_contradictions_and_gaps(made, small):
    content = small(
        ("R", "supports", {}),
        ("R", "rejects", {}, "2025-09-04"),
        ("U", "rejects", {"L": ["yes"], "H": ["o"]}),
    )
    content["statements"][2]["quotations"] = []
    chapter = made(content).brief().chapters["gaps"]
    given_way = next(block for block in chapter.blocks if block.heads)
    assert table(given_way) == [["R", " Supports[1]", "Older than no. 2 (rejects)[2]", "Troops now and Troops later"]]
    assert "C is on record with no position of its own that these scenarios ask about." in told(chapter)
    assert "1 statement has no quotation.[3]" in told(chapter)
    assert [note.number for note in chapter.notes] == [1, 2, 3]


def test_nothing_unsettled(made, small):
    content = small(("R", "rejects", {}), actors=("R",), scenarios=[{"id": "a", "name": "A", "sets": {"L": ["yes"]}}])
    chapter = made(content).brief().chapters["gaps"]
    assert told(chapter) == ["Nothing on the record contradicts itself, and every cell is filled."]


def test_weak_spots(made, small):
    content = small(("R", "rejects", {"L": ["yes"]}), ("U", "supports", {}, None), ("C", "accepts", {}))
    content["sources"][0]["reliability"] = "E"
    content["statements"][1]["said_on"] = None
    content["statements"][2]["positions"][0]["state"] = "draft"
    case = made(content)
    found = {spot.kind: spot for spot in spots(Record(case.comparison, case.statements))}
    assert set(found) == {"low-grade", "undated", "draft"}
    assert (found["low-grade"].numbers, len(found["low-grade"].cells)) == ((1, 2), 4)
    assert found["undated"].numbers == (2,)
    assert found["draft"].numbers == (3,)


def test_method_names_the_lens_and_the_seal(sample):
    chapter = sample.brief(seal="ab12").chapters["method"]
    facts = dict(table(chapter.blocks[1]))
    assert facts["On the record as of"] == "7 Sep 2025"
    assert facts["Counted"] == "all statements, whatever their grade"
    assert facts["Seal of the record"] == "ab12"
    assert facts["Positions"].endswith(", 1 draft")
    assert "Seal of the record" not in dict(table(sample.brief().chapters["method"].blocks[1]))


def test_what_does_not_count_is_told(made, small):
    content = small(("R", "rejects", {}), ("U", "supports", {}))
    content["statements"][1]["quotations"][0]["credibility"] = 4
    case = made(content)
    snapshot = case.comparison.snapshot
    lens = replace(snapshot.case, reliabilities=("A", "B"), credibilities=("1", "2"))
    brief = build(Comparison(replace(snapshot, case=lens), lens=True), case.statements)
    told = "sources of grade A or B, words of grade 1 or 2; 1 statement is left out"
    assert dict(table(brief.chapters["method"].blocks[1]))["Counted"] == told
    assert brief.cover.counts[-1] == ("", f"Counted: {told}")
    assert [[square.word for square in line.squares[:1]] for line in brief.grid.tables[0].lines] == [
        ["Rejects"],
        ["Silent"],
        ["Silent"],
    ]


def test_answers_follow_their_note(made, small):
    at = "2025-09-06T09:00:00Z"
    notes = [
        {"id": "a", "on": {"statement": "st1"}, "body": "First", "author": "A", "at": at},
        {"id": "b", "on": {"statement": "st1"}, "body": "Answer", "author": "B", "at": at, "reply_to": "a"},
        {"id": "c", "on": {"statement": "st1"}, "body": "To that", "author": "A", "at": at, "reply_to": "b"},
    ]
    brief = made(small(("R", "rejects", {"L": ["yes"]}), notes=notes)).brief()
    assert [(remark.contents, [answer.contents for answer in remark.answers]) for remark in brief.remarks] == [
        ("First", ["Answer", "To that"])
    ]
    done = pdf(brief)
    with pikepdf.open(BytesIO(done.pdf)) as document:
        found = [a for page in document.pages for a in page.get("/Annots", []) if a.Subtype == "/Text"]
        assert [(str(a.Contents), str(a.T), str(a.IRT.Contents), a.RT) for a in found] == [
            ("Answer", "B", "First", "/R"),
            ("To that", "A", "First", "/R"),
        ]
        assert all(a.F == 28 and "/N" in a.AP for a in found)
        parents = document.Root.StructTreeRoot.ParentTree.Nums
        numbers = dict(zip(map(int, list(parents)[::2]), list(parents)[1::2], strict=True))
        assert {str(numbers[int(a.StructParent)].S) for a in found} == {"/Annot"}


def test_translations_stand_beneath_the_words(made, small):
    content = small(("R", "rejects", {"L": ["yes"]}))
    content["statements"][0]["quotations"][0] |= {
        "language": "uk",
        "translation": "He said so",
        "translator": "T. Able",
    }
    brief = made(content).brief()
    quotes = [words_of(rich) for row in brief.sections[0].rows for rich in row.quotes]
    assert quotes[1] == "“He said so” (translated by T. Able)"
    assert words_of(brief.statements[0].passages[0].translation) == "“He said so” (translated by T. Able)"
    assert brief.statements[0].passages[0].words[0].language == "uk"
