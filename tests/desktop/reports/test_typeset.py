"""The sample's brief as PDF: outline, tags, fonts, links and comments; and pages that no text can break."""

import json
from io import BytesIO

import pikepdf
import pypdfium2
import pypdfium2.raw as pdfium
import pytest

import resources
from db.errors import ChildFailed
from desktop.reports import export, typeset
from desktop.reports.brief import Options
from desktop.reports.typeset import Shown, Typeset

HOSTILE = (
    '#read("/etc/passwd") *b* _i_ `c` $x$ <lbl> @ref = head \\ "q"',
    '#import "@preview/x:1.0"',
    "{actors} %s {0}",
    "\u202egnp.exe\u202c and \u2066iso",
    "a\u0300\u0301\u0302\u0489\u0333\u035f\u0e49zalgo H̷̢̛e̵c̶o",
    "x" * 5000,
    "😀 🏳️‍🌈 👨‍👩‍👧",
    "nul\x00 bell\x07 esc\x1b tab\tnl\nx",
    "\ud800lone \ufffe\uffff\ufffc\ue000",
    "مرحبا بالعالم 123 (اختبار)",
    "你好，世界。",
    "<script>alert(1)</script> &amp;",
    "ไทย देवनागरी ქართული",
    " ",
)


FIXED = {
    *("kind", "mark", "id", "fill", "code", "source", "cited", "remarks", "picture", "paper", "language", "legend"),
    *("parts", "at", "link"),
}
"""What is no text of the case: names of marks, kinds, ids."""


@pytest.fixture(scope="module")
def done(sample):
    return typeset.make(typeset.request_of(sample.brief(prepared="8 Sep 2025")))


@pytest.fixture(scope="module")
def document(done):
    with pikepdf.open(BytesIO(done.pdf)) as opened:
        yield opened


@pytest.fixture(scope="module")
def texts(done):
    document = pypdfium2.PdfDocument(done.pdf)
    yield [" ".join(page.get_textpage().get_text_range().split()) for page in document]
    document.close()


def comments(document):
    """(subject, author, date, contents) of all comments, in the order of the pages."""
    annotations = [a for page in document.pages for a in page.get("/Annots", []) if a.Subtype == "/Highlight"]
    return [tuple(str(a.get(key, "")) for key in ("/Subj", "/T", "/CreationDate", "/Contents")) for a in annotations]


def outline(document):
    """Titles and page numbers of all bookmarks, in order."""
    found = []

    def walk(items):
        for item in items:
            target = item.destination if item.destination is not None else item.action.D
            page = next(n for n, one in enumerate(document.pages) if one.obj.objgen == target[0].objgen)
            found.append((item.title, page))
            walk(item.children)

    with document.open_outline() as tree:
        walk(tree.root)
    return found


def test_sound_tagged_and_titled(done, document):
    assert done.tagged
    assert not done.replaced
    assert not done.missing
    assert document.check_pdf_syntax() == []
    assert document.Root.MarkInfo.Marked
    assert document.Root.Lang == "en"
    assert document.Root.ViewerPreferences.DisplayDocTitle
    assert str(document.docinfo.Title) == "Sample case: a force after a ceasefire"
    assert "JavaScript" not in document.Root.get("/Names", {})


def test_fonts_are_embedded(document):
    fonts = [
        obj for obj in document.objects if isinstance(obj, pikepdf.Dictionary) and obj.get("/Type") == "/FontDescriptor"
    ]
    assert fonts
    assert all(any(key in font for key in ("/FontFile", "/FontFile2", "/FontFile3")) for font in fonts)
    names = {str(font.FontName).partition("+")[2].partition("-")[0] for font in fonts}
    assert names <= {
        "Inter",
        "SourceSerif4",
        "NotoSansArabic",
        "NotoSansHebrew",
        "NotoSansSymbols2",
        "DroidSansFallback",
        "NanumSquareR",
    }


def test_bookmarks_lead_to_their_pages(sample, document, texts):
    found = outline(document)
    scenarios = [one.title.text for one in sample.brief().sections]
    titles = [title for title, _page in found]
    assert titles[:2] == ["WHAT THE RECORD SHOWS", "Who stands where"] or titles[:2] == [
        "What the record shows",
        "Who stands where",
    ]
    assert [title for title in titles if title in scenarios] == scenarios
    parts = [
        "Side by side",
        "What would move them",
        "Where agreement is possible",
        "Contradictions and gaps",
        "All statements",
        "Sources",
        "How this was made",
    ]
    assert [title for title in titles if title in parts] == parts
    assert titles[-1] == "The analyst’s notes and assessments"
    assert [page for _title, page in found] == sorted(page for _title, page in found)
    for title, page in found[1:]:
        assert title.lower() in texts[page].lower()


def test_comments_say_who_when_and_what(document):
    content = json.loads(resources.text("sample", "sample.json"))
    found = set(comments(document))
    for note in content["notes"]:
        day = note["at"].replace("-", "").replace(":", "").replace("T", "")
        assert any(one[1:] == ("Sample", f"D:{day}", note["body"]) for one in found)
    for one in content["assessments"]:
        assert any(one["rationale"] in told and told.startswith("Assessment:") for _s, _a, _d, told in found)
    assert len({subject for subject, *_rest in found}) == len(content["notes"]) + len(content["assessments"])


def test_comments_are_read_by_a_viewer(done):
    document = pypdfium2.PdfDocument(done.pdf)
    authors = set()
    for page in document:
        for place in range(pdfium.FPDFPage_GetAnnotCount(page)):
            annotation = pdfium.FPDFPage_GetAnnot(page, place)
            if pdfium.FPDFAnnot_GetSubtype(annotation) == pdfium.FPDF_ANNOT_HIGHLIGHT:
                size = pdfium.FPDFAnnot_GetStringValue(annotation, b"T", None, 0)
                buffer = (pdfium.FPDF_WCHAR * (size // 2))()
                pdfium.FPDFAnnot_GetStringValue(annotation, b"T", buffer, size)
                authors.add(bytes(buffer).decode("utf-16-le").rstrip("\0"))
                assert pdfium.FPDFAnnot_CountAttachmentPoints(annotation) >= 1
            pdfium.FPDFPage_CloseAnnot(annotation)
    document.close()
    assert authors == {"Sample"}


def test_every_annotation_hangs_in_the_structure(document):
    numbers = list(document.Root.StructTreeRoot.ParentTree.Nums)
    parents = dict(zip(map(int, numbers[::2]), numbers[1::2], strict=True))
    for page in document.pages:
        assert page.Tabs == "/S"
        for annotation in page.get("/Annots", []):
            element = parents[int(annotation.StructParent)]
            expected = "/Annot" if annotation.Subtype == "/Highlight" else "/Link"
            assert str(element.S) == expected
            assert "/Popup" not in annotation


def test_links_join_footnotes_and_list(document, sample):
    links = [a for page in document.pages for a in page.get("/Annots", []) if a.Subtype == "/Link"]
    assert all("/URI" not in link.get("/A", {}) for link in links)
    assert len(links) > 5 * len(sample.statements)


def test_words_on_the_pages(texts, sample):
    everything = " ".join(texts)
    for said in (
        "legitimate targets",
        "On the record as of 7 Sep 2025",
        "prepared 8 Sep 2025",
        "Analyst’s assessment".upper(),
    ):
        assert said in everything
    assert texts[1].startswith("Sample case: a force after a ceasefire · comparison brief")
    assert "Supports" in texts[1]


def test_same_case_same_bytes(sample, done):
    again = typeset.make(typeset.request_of(sample.brief(prepared="8 Sep 2025")))
    assert again.pdf == done.pdf


def hostile(value, turn=None):
    """The same data with every text replaced by hostile ones in turn; ids and names of marks stay."""
    turn = turn if turn is not None else iter(range(10**9))
    if isinstance(value, dict):
        if value.get("kind") == "mark":
            return value
        return {key: one if key in FIXED and not _records(one) else hostile(one, turn) for key, one in value.items()}
    if isinstance(value, list):
        return [hostile(one, turn) for one in value]
    return HOSTILE[next(turn) % len(HOSTILE)] if isinstance(value, str) and value else value


def _records(value):
    return isinstance(value, list) and bool(value) and isinstance(value[0], dict)


def test_no_text_breaks_the_pages(made, small):
    note = {"on": {"statement": "st1"}, "body": "x", "author": "A", "at": "2025-09-06T09:00:00Z"}
    brief = made(small(("R", "rejects", {"L": ["yes"]}), ("U", "supports", {"L": ["yes"]}), notes=[note])).brief()
    request = typeset.request_of(brief)
    request["pages"] = hostile(request["pages"])
    request["comments"] = [one | {"contents": HOSTILE[7], "author": HOSTILE[8]} for one in request["comments"]]
    done = typeset.make(request)
    assert done.tagged
    assert done.comments
    assert done.missing == ()
    assert {"😀", "\ud800", "ไ"} <= set(done.replaced)
    with pikepdf.open(BytesIO(done.pdf)) as document:
        assert document.check_pdf_syntax() == []
        assert comments(document)[0][1:] == (
            "lone \ufffe\uffff\ufffc\ue000",
            "D:20250906090000Z",
            "nul bell esc tab\tnl\nx",
        )


@pytest.mark.parametrize("empty", [True, False])
def test_small_cases(made, small, empty):
    content = {"format": "rapporteur-case", "version": 1, "case": {"title": "Empty"}} if empty else small(actors=("R",))
    done = typeset.make(typeset.request_of(made(content).brief()))
    assert done.tagged


def test_written_through_a_child(sample, done, tmp_path):
    target = tmp_path / "brief.pdf"
    told = []
    written = export.write_brief(
        sample.comparison,
        sample.statements,
        target,
        options=Options(prepared="8 Sep 2025"),
        progress=lambda *what: told.append(what),
    )
    assert target.read_bytes() == done.pdf
    assert (written.comments, written.tagged, written.replaced) == (done.comments, True, ())
    assert told[-1][1:] == (0, 0)


def test_the_request_is_the_same_in_pieces(sample):
    request = typeset.request_of(sample.brief())
    assert json.loads(typeset._json(request)) == json.loads(json.dumps(request))
    assert typeset._json({"a": [], "b": {}, "ц": [1, None, True, "\ud800"]}) == (
        json.dumps({"a": [], "b": {}}, separators=(",", ":"))[:-1] + ',"\\u0446":[1,null,true,"\ud800"]}'
    )


def test_answers_of_the_child():
    shown = Shown(2, ((1.0, 2.0, 3.0, 4.0),), "A", "2025-09-06", "Why?")
    one = Typeset(b"%PDF-1.7 x\ny", True, 3, ("😀", "\ud800"), ("n1",), 7, {"cover": 0}, (shown,))
    told, pdf = typeset.packed(one)
    assert typeset.unpacked(json.loads(json.dumps(told)), pdf) == one
    for nonsense in ((told, b"x"), ({}, pdf), (told | {"shown": [7]}, pdf), (told | {"more": 1}, pdf)):
        with pytest.raises(ChildFailed):
            typeset.unpacked(*nonsense)


def test_what_screen_readers_and_archives_ask_for(document):
    things = [one for one in document.objects if isinstance(one, pikepdf.Dictionary)]
    figures = [one for one in things if one.get("/S") == "/Figure"]
    annotations = [one for page in document.pages for one in page.get("/Annots", [])]
    assert figures
    assert all("/Alt" in figure for figure in figures)
    assert all(str(one.get("/Contents", "")) for one in annotations)
    assert all(int(one.get("/F", 0)) & 4 and not int(one.F) & 3 for one in annotations)
    assert all("/AP" in one for one in annotations if one.Subtype != "/Link")
    assert any(one.get("/S") == "/TH" for one in things)
    metadata = document.Root.Metadata.read_bytes().decode()
    assert "<pdfaid:part>2</pdfaid:part>" in metadata
    assert "<pdfaid:conformance>A</pdfaid:conformance>" in metadata
    assert "<pdfuaid:part>1</pdfuaid:part>" in metadata
