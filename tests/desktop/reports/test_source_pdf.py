"""Sources with their passages marked: PDFs that stay bit for bit what they were, and texts that are typeset."""

import hashlib
import json
from io import BytesIO

import pikepdf
import pypdfium2
import pytest
import typst

import resources
from desktop.exchange.documents import pdf
from desktop.exchange.documents.reading import PasswordNeeded
from desktop.reports import mark_pdf, reading_copy, source_marks, source_pdf
from desktop.reports.appended import NotAppendable, appended
from desktop.reports.options import Options
from desktop.reports.record import Record

PAGE = """
#set document(title: "T")
#set page(width: 300pt, height: 200pt, margin: 20pt, columns: 2)
#set text(font: "Source Serif 4", size: 9pt, lang: "en", hyphenate: true)
#set par(justify: true)
First column: the minister said that if troops appear there they will be legitimate targets, and nothing else.
#colbreak()
Second column: the coalition pledged a reassurance force after a ceasefire, on land, at sea and in the air.
#pagebreak()
Last page: no further words.
"""
SAID = "if troops appear there they will be legitimate targets"
PLEDGED = "the coalition pledged a reassurance force"


def typeset_pages(**options):
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(resources.folder("fonts"))])
    return typst.compile(PAGE.encode(), font_paths=fonts, timestamp=0, **options)


@pytest.fixture(scope="module")
def plain():
    return typeset_pages(pdf_tags=False)


def wanted(data, *passages):
    text = pdf.read(data).text
    found = []
    for number, words in enumerate(passages, 1):
        start, end = place(text, words)
        comment = {"uid": f"q{number}", "author": "R", "at": "", "subject": f"No. {number}", "colour": "#F3C2AC"}
        comment |= {"contents": f"Comment {number}", "answers": [{"uid": f"n{number}", "contents": "A note"}]}
        exact = text[start:end]
        found.append({"start": start, "end": end, "exact": exact, "prefix": "", "suffix": "", "comment": comment})
    return found, hashlib.sha256(text.encode()).hexdigest()


def place(text, words):
    """The span of words in a text that is broken into lines."""
    flat = [at for at, letter in enumerate(text) if not letter.isspace() and letter != "\u00ad"]
    bare = "".join(text[at] for at in flat)
    start = bare.index(words.replace(" ", ""))
    return flat[start], flat[start + len(words.replace(" ", "")) - 1] + 1


def highlights(data, **opened):
    with pikepdf.open(BytesIO(data), **opened) as document:
        return [
            (number, str(one.Contents), [float(n) for n in one.QuadPoints])
            for number, page in enumerate(document.pages)
            for one in page.get("/Annots", [])
            if one.Subtype == "/Highlight"
        ]


def words_beneath(data, number, quads):
    """The words whose characters lie in the boxes of a highlight."""
    document = pypdfium2.PdfDocument(data)
    text = document[number].get_textpage()
    boxes = [quads[at : at + 8] for at in range(0, len(quads), 8)]
    found = " ".join(text.get_text_bounded(min(b[::2]), min(b[1::2]), max(b[::2]), max(b[1::2])) for b in boxes)
    document.close()
    return " ".join(found.replace("\ufffe", "").split())


@pytest.mark.parametrize("turned", [0, 90, 180, 270])
@pytest.mark.parametrize("streams", ["generate", "disable"])
def test_passages_are_marked_and_not_a_byte_is_changed(plain, turned, streams):
    with pikepdf.open(BytesIO(plain)) as document:
        for page in document.pages:
            page.Rotate = turned
            page.CropBox = pikepdf.Array([10, 10, 290, 190])
        out = BytesIO()
        document.save(out, object_stream_mode=getattr(pikepdf.ObjectStreamMode, streams))
    data = out.getvalue()
    marks, digest = wanted(data, SAID, PLEDGED)
    done = mark_pdf.mark(data, marks, digest)
    assert done.pdf.startswith(data)
    assert (done.comments, done.missing, done.signed, done.rewritten) == (4, (), False, False)
    found = highlights(done.pdf)
    assert [(page, contents) for page, contents, _quads in found] == [(0, "Comment 1"), (0, "Comment 2")]
    for (_page, _contents, quads), words in zip(found, (SAID, PLEDGED), strict=True):
        beneath = words_beneath(done.pdf, 0, quads)
        assert beneath.replace(" ", "").replace("-", "") == words.replace(" ", ""), beneath
    with pikepdf.open(BytesIO(done.pdf)) as document:
        assert document.check_pdf_syntax() == []
        assert len(document.pages) == 2


def test_the_same_twice_is_the_same(plain):
    marks, digest = wanted(plain, SAID)
    assert mark_pdf.mark(plain, marks, digest).pdf == mark_pdf.mark(plain, marks, digest).pdf


def test_marks_upon_marks_keep_what_was_there(plain):
    marks, digest = wanted(plain, SAID)
    once = mark_pdf.mark(plain, marks, digest).pdf
    twice = mark_pdf.mark(once, *wanted(once, PLEDGED)).pdf
    assert twice.startswith(once)
    assert [contents for _page, contents, _quads in highlights(twice)] == ["Comment 1", "Comment 1"]


def test_words_are_looked_for_when_the_text_is_read_otherwise(plain):
    marks, _digest = wanted(plain, SAID)
    moved = [marks[0] | {"start": 3, "end": 3 + len(marks[0]["exact"])}, marks[0] | {"exact": "never said"}]
    done = mark_pdf.mark(plain, moved, "another digest")
    assert done.missing == (1,)
    assert len(highlights(done.pdf)) == 1


@pytest.mark.parametrize("moved", [0, 3])
def test_a_kept_map_is_believed_where_it_leads_to_the_words(plain, moved, monkeypatch):
    parsed = pdf.read(plain)
    marks, digest = wanted(plain, SAID, PLEDGED)
    marks = [mark | {"start": mark["start"] + moved, "end": mark["end"] + moved} for mark in marks]
    expected = mark_pdf.mark(plain, marks, digest if not moved else "edited").pdf
    read = []
    monkeypatch.setattr(pdf, "read", lambda *_arguments: read.append(1) or parsed)
    done = mark_pdf.mark(plain, marks, digest if not moved else "edited", None, parsed.pages)
    assert done.pdf == expected
    assert len(read) == bool(moved)


def test_nothing_to_mark_leaves_the_file(plain):
    assert mark_pdf.mark(plain, [], "x").pdf == plain


def encrypted(data, **allowed):
    with pikepdf.open(BytesIO(data)) as document:
        out = BytesIO()
        allow = pikepdf.Permissions(**allowed)
        document.save(out, encryption=pikepdf.Encryption(owner="owner", user="" if allowed else "user", allow=allow))
    return out.getvalue()


def test_a_file_that_allows_no_comments_is_left_alone(plain):
    data = encrypted(plain, modify_annotation=False)
    with pytest.raises(mark_pdf.Restricted):
        mark_pdf.mark(data, *wanted(data, SAID))


def test_an_encrypted_file_stays_encrypted(plain):
    marks, digest = wanted(plain, SAID)
    data = encrypted(plain)
    with pytest.raises(source_pdf.NotADocument) as refused:
        mark_pdf.mark(data, marks, digest)
    assert refused.value.code == "password-needed"
    done = mark_pdf.mark(data, marks, digest, "user")
    assert done.rewritten
    with pikepdf.open(BytesIO(done.pdf), password="user") as document:
        assert document.is_encrypted
    assert len(highlights(done.pdf, password="user")) == 1


def test_signatures_are_told_of_and_their_bytes_kept(plain):
    with pikepdf.open(BytesIO(plain)) as document:
        document.Root.AcroForm = pikepdf.Dictionary(SigFlags=3, Fields=pikepdf.Array())
        out = BytesIO()
        document.save(out)
    data = out.getvalue()
    done = mark_pdf.mark(data, *wanted(data, SAID))
    assert done.signed
    assert done.pdf.startswith(data)


def test_a_file_with_a_damaged_end_is_written_anew(plain):
    data = plain[: plain.rindex(b"startxref")]
    marks, digest = wanted(plain, SAID)
    done = mark_pdf.mark(data, marks, digest)
    assert done.rewritten
    assert len(highlights(done.pdf)) == 1
    with pikepdf.open(BytesIO(data)) as document, pytest.raises(NotAppendable):
        appended(data, document, [])


@pytest.fixture(scope="module")
def record(sample):
    return Record(sample.comparison, sample.statements)


def source(record, key):
    return next(one for one in record.sources.values() if one.key == key)


@pytest.fixture
def texts():
    content = json.loads(resources.text("sample", "sample.json"))
    return {one["id"]: one["text"] for one in content["sources"]}


def test_what_is_marked_in_a_source(record):
    found = source_marks.marks(record, source(record, "digest-forum"), Options())
    assert [(mark.number, mark.mark) for mark in found] == [
        (1, "rejects"),
        (2, "rejects"),
        (3, ""),
        (10, "accepts"),
        (12, ""),
    ]
    first = found[0].comment
    assert first["colour"] == "#F3C2AC"
    assert first["contents"].split("\n") == [
        "No. 1 · Vladimir Putin · 5 Sep 2025 · Threat",
        "Rejects: Foreign force (Russia), when Foreign force: Symbolic or Reassurance force. "
        "Announced: would treat them as legitimate targets",
    ]
    assert [answer["author"] for answer in first["answers"]] == ["Sample"]
    without = source_marks.marks(record, source(record, "digest-forum"), Options(notes=False))
    assert without[0].comment["answers"] == []


def test_a_text_is_typeset_with_its_marks(record, texts):
    forum = source(record, "digest-forum")
    with source_pdf.Annotator(record) as annotator:
        done = annotator.annotate(forum, texts["digest-forum"], None)
        again = annotator.annotate(forum, texts["digest-forum"], b"plain words, no PDF")
    assert done.pdf == again.pdf
    assert (done.copy, done.comments, done.missing, done.scripts) == (True, 6, (), ())
    by_contents = {contents.split(" · ")[0]: (page, quads) for page, contents, quads in highlights(done.pdf)}
    page, quads = by_contents["No. 10"]
    assert words_beneath(done.pdf, page, quads) == (
        "the Russian president offered to hold talks with Volodymyr Zelenskyy in Moscow"
    )
    document = pypdfium2.PdfDocument(done.pdf)
    printed = " ".join(" ".join(p.get_textpage().get_text_range() for p in document).split())
    document.close()
    assert "Statements coded in this source" in printed
    assert "The argument was made about foreign forces in general" in printed


def test_words_from_right_to_left_begin_on_the_right(made, small):
    line = "قال الوزير إن القوات لن تنتشر قبل وقف إطلاق النار."
    content = small(("R", "rejects", {"L": ["yes"]}))
    content["sources"][0]["text"] = line
    content["statements"][0]["quotations"][0] |= {"start": 0, "end": len(line), "exact": line}
    case = made(content)
    record = Record(case.comparison, case.statements)
    with source_pdf.Annotator(record) as annotator:
        done = annotator.annotate(record.case.sources[0], line, None)
    document = pypdfium2.PdfDocument(done.pdf)
    width = document[0].get_width()
    document.close()
    [(_page, _contents, quads)] = highlights(done.pdf)
    left, right = min(quads[::2]), max(quads[::2])
    assert left > width / 4
    assert right > width * 0.8


def test_an_original_is_marked_in_a_child(record, plain, made, small):
    data = plain
    text = pdf.read(data).text
    start, end = place(text, SAID)
    content = small(("R", "rejects", {"L": ["yes"]}))
    content["sources"][0]["text"] = text
    content["statements"][0]["quotations"][0] |= {"start": start, "end": end, "exact": text[start:end]}
    case = made(content)
    mine = Record(case.comparison, case.statements)
    with source_pdf.Annotator(mine) as annotator:
        done = annotator.annotate(mine.case.sources[0], text, data)
        assert (done.copy, done.comments, done.missing) == (False, 1, ())
        assert done.pdf.startswith(data)
        restricted = annotator.annotate(mine.case.sources[0], text, encrypted(data, modify_annotation=False))
        assert (restricted.copy, restricted.restricted, restricted.comments) == (True, True, 1)
        with pytest.raises(PasswordNeeded):
            annotator.annotate(mine.case.sources[0], text, encrypted(data))
        broken = annotator.annotate(mine.case.sources[0], text, b"%PDF-1.7 broken")
        assert broken.copy


def test_overlapping_passages_are_cut_into_runs():
    marks = [
        source_marks.Mark(number, start, end, "", "", "", "rejects", {"answers": [], "contents": ""})
        for number, start, end in ((1, 2, 6), (2, 4, 9), (3, 0, 30))
    ]
    runs = reading_copy.paragraph("abcdefgh\tjkl", 0, 12, marks)["runs"]
    assert [(run["text"], run["ids"], [end["number"] for end in run["ends"]]) for run in runs] == [
        ("ab", ["q2"], []),
        ("cd", ["q0", "q2"], []),
        ("ef", ["q0", "q1", "q2"], ["1"]),
        ("gh ", ["q1", "q2"], ["2"]),
        ("jkl", ["q2"], []),
    ]


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("A: title/with..\\traps\u202e", "S1-A-title-with-traps.pdf"),
        ("x" * 200, "S1-" + "x" * 57 + ".pdf"),
        ("", "S1.pdf"),
        ("Заява МЗС", "S1-Заява-МЗС.pdf"),
        ("मंत्री ने कहा", "S1-मंत्री-ने-कहा.pdf"),
    ],
)
def test_names_of_files(made, small, title, name):
    content = small(("R", "rejects", {}))
    content["sources"][0]["title"] = title
    case = made(content)
    record = Record(case.comparison, case.statements)
    assert source_pdf.file_name(record, record.case.sources[0]) == name
