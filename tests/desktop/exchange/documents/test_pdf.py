"""The text of PDFs: in order, with line ends of one character, and the way back to PDFium's own numbers."""

import io

import pikepdf
import pypdfium2
import pytest

from db.moments import Moment
from desktop.exchange.documents import pdf
from desktop.exchange.documents.page_map import PageMap
from desktop.exchange.documents.text import NotADocument
from tests.desktop.exchange.documents import make

BOOK = """
#set document(title: "Talks on a force", author: ("A. Author", "B. Writer"),
  date: datetime(year: 2025, month: 9, day: 5))
#set page(width: 300pt, height: 260pt, header: [The record of the talks #h(1fr) volume 3],
  footer: context [Page #counter(page).display() of 9])
#set text(size: 9pt, font: "Source Serif 4", lang: "en")
#set par(justify: true)
"""
WORDS = " ".join(f"word{number} goes on" for number in range(400))


@pytest.fixture(scope="module")
def book():
    return pdf.read(make.pdf(BOOK + WORDS))


def saved(data, **options):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as document:
        document.save(out, **options)
    return out.getvalue()


def numbered(data, page):
    """The characters of a page as PDFium numbers them."""
    document = pypdfium2.PdfDocument(data)
    try:
        _opened, text_page, _turns = pdf.upright(document, page)
        return pdf.letters(text_page.raw)
    finally:
        document.close()


def test_words_in_order(book):
    words = [word for word in book.text.replace("\u00ad", "").split() if word.startswith("word")]
    assert words == [f"word{number}" for number in range(400)]
    assert book.pages.count == book.text.count("\f") + 1 > 3
    assert "\r" not in book.text


def test_metadata(book):
    said = book.proposal
    assert (said.title, said.author, said.language) == ("Talks on a force", "A. Author, B. Writer", "en")
    assert said.published == Moment.parse("2025-09-05")


def test_every_place_leads_to_its_character(book):
    data = make.pdf(BOOK + WORDS)
    pages = book.pages
    for page in range(pages.count):
        start, end = pages.span(page)
        letters = numbered(data, page)
        for offset in range(start, end):
            assert pages.index(offset)[0] == page
            index = pages.index(offset)[1]
            assert letters[index] == (book.text[offset] if book.text[offset] != "\n" else "\r")
            assert pages.offset(page, index) == offset
        assert pages.index(end) == (page, len(letters))


def test_running_lines_are_found_and_left_out(book):
    pages = book.pages
    lines = [book.text[start:end] for start, end in zip(pages.furniture[::2], pages.furniture[1::2], strict=True)]
    assert len(lines) == 2 * pages.count
    assert sum(line.startswith("The record") for line in lines) == pages.count
    assert sum(line.startswith("Page ") for line in lines) == pages.count
    start, end = pages.span(0)[1] - 120, pages.span(1)[0] + 120
    kept = " ".join(
        book.text[pages.offset(piece.page, piece.first) : pages.offset(piece.page, piece.last)]
        for piece in pages.pieces(start, end)
    )
    assert "record of the talks" not in kept
    assert "Page 1" not in kept
    assert "word" in kept
    assert len(pages.pieces(start, end, furniture=True)) == 2


def test_a_running_line_by_itself_stays(book):
    first = book.pages.furniture[0], book.pages.furniture[1]
    assert book.pages.pieces(*first)


def test_the_map_is_small_and_comes_back(book):
    packed = book.pages.packed()
    assert PageMap.unpacked(packed) == book.pages
    assert len(packed) < 120 * book.pages.count
    for broken in (b"", b"x", packed[:-5] + b"zzzzz", packed[:20]):
        with pytest.raises(ValueError):
            PageMap.unpacked(broken)


def test_words_divided_at_the_end_of_a_line():
    source = (
        "#set page(width: 110pt, height: 300pt, margin: 10pt)\n#set text(size: 10pt, lang: 'en', hyphenate: true)\n"
    )
    found = pdf.read(
        make.pdf(source.replace("'", '"') + "#set par(justify: true)\nextraordinary representatives of internationally")
    ).text
    assert "\u00ad" in found
    assert found.replace("\u00ad", "").split() == ["extraordinary", "representatives", "of", "internationally"]


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_pages_read_in_order(book, turn):
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(make.pdf(BOOK + WORDS))) as document:
        for page in document.pages:
            page.obj.Rotate = turn
        document.save(out)
    found = pdf.read(out.getvalue())
    assert found.text == book.text


def test_letters_beyond_the_basic_plane_and_combining_marks():
    text = '#set text(font: ("Source Serif 4", "Noto Sans Symbols2", "Noto Sans Arabic"))\nsmile 😀 é́ Київ مرحبا'
    found = pdf.read(make.pdf(text)).text
    assert "Київ" in found
    assert not any("\ud800" <= letter <= "\udfff" for letter in found)
    found.encode("utf-8")


@pytest.mark.parametrize("password", ["secret", "пароль"])
def test_encrypted(password):
    data = saved(make.pdf("Words"), encryption=pikepdf.Encryption(user=password, owner="x"))
    with pytest.raises(NotADocument) as caught:
        pdf.read(data)
    assert caught.value.code == "password-needed"
    with pytest.raises(NotADocument) as caught:
        pdf.read(data, "wrong")
    assert caught.value.code == "password-wrong"
    assert pdf.read(data, password).text == "Words"


def test_not_to_be_copied():
    allow = pikepdf.Permissions(extract=False)
    data = saved(make.pdf("Words"), encryption=pikepdf.Encryption(user="", owner="x", allow=allow))
    found = pdf.read(data)
    assert found.text == "Words"
    assert [notice.code for notice in found.notices] == ["copying-not-allowed"]


def test_scans_and_pages_without_text():
    scan = pdf.read(make.pdf("#rect(width: 50pt, height: 50pt)\n#pagebreak()\n#circle()"))
    assert scan.text == "\f"
    assert scan.pages.count == 2
    assert [(n.code, n.facts) for n in scan.notices] == [("pages-all-without-text", {"count": 2})]
    mixed = pdf.read(make.pdf("One\n" + "#pagebreak()\n#circle()\n" * 3 + "#pagebreak()\nFive #pagebreak()\n#circle()"))
    assert [(n.code, n.facts) for n in mixed.notices] == [("pages-without-text", {"pages": "2–4, 6", "count": 4})]
    assert mixed.text == "One\f\f\f\fFive\f"


def test_attachments_are_told():
    data = make.pdf('#pdf.attach("a.txt", bytes("x"))\nWords')
    assert [(n.code, n.facts) for n in pdf.read(data).notices] == [("attachments-left-out", {"count": 1})]


def test_progress_is_told():
    shares = []
    pdf.read(make.pdf("#pagebreak()\n" * 40 + "x"), report=shares.append)
    assert shares == sorted(shares)
    assert len(shares) == 2


@pytest.mark.parametrize("data", [b"%PDF-1.7\n", b"%PDF-1.7\n" + bytes(1000), make.pdf("Words")[:400]])
def test_damaged(data):
    with pytest.raises(NotADocument) as caught:
        pdf.read(data)
    assert caught.value.code == "document-damaged"


def test_a_file_name_is_no_title():
    for title, expected in (("Microsoft Word - a.docx", ""), ("untitled", ""), ("Talks", "Talks")):
        assert pdf.read(make.pdf(f'#set document(title: "{title}")\nx')).proposal.title == expected
