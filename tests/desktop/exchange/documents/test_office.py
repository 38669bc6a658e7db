"""Word documents and OpenDocument texts: everything that is read stays in order, and what is left out is told."""

import pytest

from db.moments import Moment
from desktop.exchange.documents import docx, odt
from desktop.exchange.documents.archive import Archive
from desktop.exchange.documents.text import NotADocument
from tests.desktop.exchange.documents import make
from tests.desktop.exchange.documents.make import paragraph


def word(*parts, **options):
    return docx.read(Archive(make.docx("".join(parts), **options)))


def opened(body, **options):
    return odt.read(Archive(make.odt(body, **options)))


def codes(parsed):
    return {notice.code for notice in parsed.notices}


INSERTED = "<w:ins><w:r><w:t>new </w:t></w:r></w:ins>"
DELETED = "<w:del><w:r><w:delText>old </w:delText></w:r></w:del>"


def test_word_paragraphs_and_tables():
    cell = "<w:tc>" + paragraph("{}") + "</w:tc>"
    row = "<w:tr>" + cell.format("a") + cell.format("b") + "</w:tr>"
    found = word(paragraph("One ", "line."), "<w:tbl>", row, row.replace("a<", "c<"), "</w:tbl>", paragraph("“Двa”"))
    assert found.text == "One line.\n\na\tb\nc\tb\n\n“Двa”"


def test_word_changes_count_as_accepted():
    assert word(paragraph("The ", INSERTED, DELETED, "text")).text == "The new text"


def test_word_footnotes_and_breaks():
    note = '<w:footnote w:id="2">' + paragraph("A note.") + "</w:footnote>"
    body = paragraph("Words", '<w:r><w:footnoteReference w:id="2"/></w:r>', "<w:r><w:br/><w:t>more</w:t></w:r>")
    found = word(body, footnotes=note).text
    assert found.startswith("Words[1]\nmore")
    assert "A note." in found


def test_word_metadata():
    core = (
        "<dc:title>Joint statement</dc:title><dc:creator>A. Author</dc:creator><dc:language>uk-UA</dc:language>"
        "<dcterms:created>2025-09-05T10:00:00Z</dcterms:created>"
    )
    said = word(paragraph("x"), core=core).proposal
    assert (said.title, said.author, said.language) == ("Joint statement", "A. Author", "uk-UA")
    assert said.published == Moment.parse("2025-09-05")
    assert said.kind == "statement"


def test_word_tells_what_is_left_out():
    part = f'<w:hdr xmlns:w="{make.W}">' + paragraph("Confidential") + "</w:hdr>"
    extra = {"word/header1.xml": part, "word/comments.xml": part, "word/media/image1.png": b"\x89PNG"}
    found = word(paragraph("x"), extra=extra)
    assert codes(found) == {"headers-left-out", "comments-left-out", "pictures-left-out"}
    assert found.text == "x"
    assert codes(word(paragraph("x"), extra={"word/header1.xml": f'<w:hdr xmlns:w="{make.W}"/>'})) == set()


def test_an_empty_word_document():
    with pytest.raises(NotADocument) as caught:
        word(paragraph())
    assert caught.value.code == "document-empty"


def test_open_document_text():
    body = (
        '<text:h text:outline-level="1">Title</text:h><text:p>One<text:s text:c="2"/>two<text:tab/>three'
        "<text:line-break/>four <text:span>five</text:span> <text:a>six</text:a>\n  seven</text:p>"
        "<text:list><text:list-item><text:p>a</text:p></text:list-item><text:list-item><text:p>b</text:p>"
        "</text:list-item></text:list>\n<text:p>non\u00a0breaking</text:p>"
    )
    assert opened(body).text == "Title\n\nOne  two\tthree\nfour five six seven\n\na\n\nb\n\nnon\u00a0breaking"


def test_open_document_tables_and_notes():
    cell = "<table:table-cell><text:p>{}</text:p></table:table-cell>"
    body = (
        f"<table:table><table:table-row>{cell.format('a')}{cell.format('b')}</table:table-row><table:table-row>"
        f"{cell.format('c')}{cell.format('d')}</table:table-row></table:table><text:p>Words<text:note><text:note-citation>1"
        "</text:note-citation><text:note-body><text:p>A note.</text:p></text:note-body></text:note> on.</text:p>"
    )
    assert opened(body).text == "a\tb\nc\td\n\nWords[1] on.\n\n[1] A note."


def test_open_document_changes_and_comments():
    body = (
        "<text:tracked-changes><text:changed-region><text:deletion><text:p>old</text:p></text:deletion>"
        '</text:changed-region></text:tracked-changes><text:p>new<o:annotation xmlns:o="urn:x"><text:p>why?</text:p>'
        "</o:annotation> words<!-- no --></text:p>"
    )
    found = opened(body)
    assert found.text == "new words"
    assert codes(found) == {"comments-left-out"}


def test_open_document_metadata():
    meta = (
        "<dc:title>A report</dc:title><meta:initial-creator>A. Author</meta:initial-creator>"
        "<dc:language>fr</dc:language>"
        "<meta:creation-date>2024-02-03T10:00:00</meta:creation-date>"
    )
    said = opened("<text:p>x</text:p>", meta=meta).proposal
    assert (said.title, said.author, said.language, str(said.published)) == (
        "A report",
        "A. Author",
        "fr",
        "2024-02-03",
    )


def test_a_flat_open_document():
    flat = make.office("<text:p>Words</text:p>").replace("document-content", "document")
    assert odt.read_flat(flat.encode()).text == "Words"
    with pytest.raises(NotADocument) as caught:
        odt.read_flat(b"<office><body><sheet>1</sheet></body></office>")
    assert caught.value.code == "unknown-format"


def test_an_encrypted_open_document():
    with pytest.raises(NotADocument) as caught:
        opened("<text:p>x</text:p>", manifest="<m><encryption-data/></m>")
    assert caught.value.code == "document-encrypted"
