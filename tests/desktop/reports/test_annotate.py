"""Links of the typesetter become comments; checked on a page made for it, tagged and untagged."""

from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import typst

import resources
from desktop.reports import marking
from desktop.reports.annotate import annotate

PAGE = """
#set document(title: "T")
#set page(width: 200pt, height: 120pt, margin: 20pt)
#set text(font: "Source Serif 4", size: 10pt, lang: "en")
#link("rapporteur:n1", [Some words that are so long that they need two lines of this page]) and more.
#link("rapporteur:n1+n2", [both])
#link("https://example.org", [elsewhere])
#link("rapporteur:@cell.r.s", block(width: 100%, inset: 3pt)[A cell #link("https://example.org/2", [within])])
#pagebreak()
#link("rapporteur:n1+@cell.r.s", [again]) #link("rapporteur:lost", [nobody])
"""
COMMENTS = [
    {
        "id": "n1",
        "uid": "019b0000-0000-7000-8000-000000000001",
        "author": "А. Аналітик",
        "at": "2025-09-06T12:12:00+03:00",
        "contents": "Перша 你好\nsecond line",
        "subject": "Note: No. 1",
    },
    {
        "id": "n2",
        "uid": "no uuid",
        "author": "",
        "at": "",
        "contents": "x",
        "subject": "Note",
        "colour": "#0000FF",
        "answers": [{"uid": "answer", "author": "B", "at": "2025-09-07T09:00:00Z", "contents": "Really?"}],
    },
    {"id": "n3", "uid": "3", "author": "", "at": "", "contents": "x", "subject": "Note"},
]


@pytest.fixture(scope="module", params=[True, False], ids=["tagged", "untagged"])
def done(request):
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(resources.folder("fonts"))])
    standards = ["a-3a", "ua-1"] if request.param else []
    pdf = typst.compile(PAGE.encode(), font_paths=fonts, pdf_standards=standards, pdf_tags=request.param, timestamp=0)
    return pdf, annotate(pdf, COMMENTS, "#FBE6AE")


@pytest.fixture
def highlights(done):
    with pikepdf.open(BytesIO(done[1].pdf)) as document:
        yield [
            (number, annotation)
            for number, page in enumerate(document.pages)
            for annotation in page.Annots
            if annotation.Subtype == "/Highlight"
        ]


def test_each_page_of_a_remark_has_its_highlight(done, highlights):
    found = [(page, str(one.Contents)) for page, one in highlights]
    assert found == [(0, "Перша 你好\nsecond line"), (0, "x"), (1, "Перша 你好\nsecond line")]
    assert done[1].comments == 4
    assert done[1].missing == ("n3",)


def test_author_date_and_name(highlights):
    first, second, third = (one for _page, one in highlights)
    assert (str(first.T), str(first.CreationDate), first.F) == ("А. Аналітик", "D:20250906091200Z", 4)
    assert str(first.NM) == "urn:uuid:019b0000-0000-7000-8000-000000000001"
    assert len({str(one.NM) for one in (first, second, third)}) == 3
    assert "/T" not in second
    assert "/Popup" not in first


def test_answers_make_a_thread_and_further_pages_a_group(done, highlights):
    first, second, third = (one for _page, one in highlights)
    assert (third.IRT.objgen, third.RT) == (first.objgen, "/Group")
    assert [float(part) for part in second.C] == [0, 0, 1]
    with pikepdf.open(BytesIO(done[1].pdf)) as document:
        (answer,) = (a for a in document.pages[0].Annots if a.Subtype == "/Text")
        assert (str(answer.Contents), str(answer.T), answer.RT, answer.F) == ("Really?", "B", "/R", 28)
        assert str(answer.IRT.Contents) == "x"
        assert "/N" in answer.AP


def test_comments_carry_a_sum_of_their_words(highlights):
    for _page, one in highlights:
        assert str(one.RapporteurSum) == marking.words_sum(str(one.Contents))
    assert marking.words_sum("a b\r\nc ") == marking.words_sum("a  b\nc")


def test_places_are_named(done):
    with pikepdf.open(BytesIO(done[1].pdf)) as document:
        places = {str(name): place for name, place in pikepdf.NameTree(document.Root.Names.Dests).items()}
        pages = [page.obj.objgen for page in document.pages]
    assert list(places) == ["rapporteur:cell.r.s.1", "rapporteur:cell.r.s.2"]
    first, second = places.values()
    assert (pages.index(first[0].objgen), pages.index(second[0].objgen)) == (0, 1)
    assert first[1] == "/FitR"
    left, bottom, right, top = map(float, list(first)[2:])
    assert (left, right) == (20, 180)
    assert 12 < top - bottom < 30


def test_boxes_follow_the_lines(highlights):
    first = highlights[0][1]
    quads = [[float(n) for n in first.QuadPoints][i : i + 8] for i in range(0, len(first.QuadPoints), 8)]
    assert len(quads) >= 3
    for x0, y1, x1, y1b, x0b, y0, x1b, y0b in quads:
        assert (x0, x1, y1, y0) == (x0b, x1b, y1b, y0b)
        assert x0 < x1
        assert y0 < y1
    assert "/N" in first.AP


def test_other_links_stay(done):
    with pikepdf.open(BytesIO(done[1].pdf)) as document:
        links = [a for page in document.pages for a in page.Annots if a.Subtype == "/Link"]
        assert sorted(str(link.A.URI) for link in links) == ["https://example.org", "https://example.org/2"]


def test_structure_holds(done):
    with pikepdf.open(BytesIO(done[1].pdf)) as document:
        if "/StructTreeRoot" not in document.Root:
            return
        numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
        parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
        assert list(parents) == sorted(parents)
        assert max(parents) < document.Root.StructTreeRoot.ParentTreeNextKey
        for page in document.pages:
            for annotation in page.Annots:
                element = parents[int(annotation.StructParent)]
                assert ("/Link" if annotation.Subtype == "/Link" else "/Annot") == element.S
                assert any(isinstance(k, pikepdf.Dictionary) and k.Obj.objgen == annotation.objgen for k in element.K)


def test_same_input_same_bytes(done):
    assert annotate(done[0], COMMENTS, "#FBE6AE").pdf == done[1].pdf


def test_a_sandbox_without_files_in_memory_gives_the_same_bytes(done, monkeypatch):
    def refused(_name):
        raise OSError

    monkeypatch.setattr("os.memfd_create", refused, raising=False)
    assert annotate(done[0], COMMENTS, "#FBE6AE").pdf == done[1].pdf


def test_pages_can_be_drawn(done):
    document = pypdfium2.PdfDocument(done[1].pdf)
    assert document[0].render(scale=1).to_numpy().min() < 100
    document.close()


def test_without_remarks_nothing_is_left_behind():
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(resources.folder("fonts"))])
    pdf = typst.compile(b"Words", font_paths=fonts, timestamp=0)
    assert annotate(pdf, [], "#FBE6AE").comments == 0
