"""E-books in reading order, and mails without their attachments."""

import pytest

from desktop.exchange.documents import epub, mail
from desktop.exchange.documents.archive import Archive
from desktop.exchange.documents.text import NotADocument
from tests.desktop.exchange.documents import make


def chapter(words):
    return f'<html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title></head><body><p>{words}</p></body></html>'


def book(*chapters, **options):
    return epub.read(Archive(make.epub([chapter(each) for each in chapters], **options)))


def test_chapters_in_order():
    assert book("First.", "Другий.").text == "First.\n\nДругий."


def test_metadata_of_a_book():
    said = book(
        "x",
        metadata="<dc:title>A report on talks</dc:title><dc:creator>A</dc:creator><dc:creator>B</dc:creator>"
        "<dc:publisher>P</dc:publisher><dc:date>soon</dc:date><dc:date>2020-05</dc:date><dc:language>de</dc:language>",
    ).proposal
    assert (said.title, said.author, said.publisher, str(said.published), said.language, said.kind) == (
        "A report on talks",
        "A, B",
        "P",
        "2020-05",
        "de",
        "report",
    )


def test_missing_chapters_are_told():
    data = make.epub([chapter("a"), chapter("b")])
    cut = data.replace(b"1 c.xhtml", b"9 c.xhtml")
    found = epub.read(Archive(cut))
    assert found.text == "a"
    assert found.notices[0].facts == {"count": 1}


@pytest.mark.parametrize(
    ("extra", "code"),
    [
        ({"META-INF/container.xml": "<c/>"}, "document-damaged"),
        ({"META-INF/container.xml": "<c><rootfile full-path='../../etc/passwd'/></c>"}, "document-damaged"),
        ({"META-INF/encryption.xml": "<e><CipherReference URI='OEBPS/text/0 c.xhtml'/></e>"}, "document-encrypted"),
        ({"OEBPS/text/0 c.xhtml": "<html/>"}, "document-empty"),
        ({"OEBPS/book.opf": "<broken"}, "document-damaged"),
    ],
)
def test_books_that_are_refused(extra, code):
    with pytest.raises(NotADocument) as caught:
        book("a", extra=extra)
    assert caught.value.code == code


def test_encrypted_fonts_do_not_matter():
    assert book("a", extra={"META-INF/encryption.xml": "<e><CipherReference URI='f.ttf'/></e>"}).text == "a"


FIELDS = {
    "From": "Ann Reporter <ann@example.org>",
    "Subject": "Письмо о войсках",
    "Date": "Fri, 05 Sep 2025 23:30:00 +0300",
    "Message_ID": "<1@example.org>",
}


def test_a_mail():
    found = mail.read(make.mail("Words\r\nof the mail – ясно.\n", html="<p>Other", attached=["plan.doc"], **FIELDS))
    assert found.text == "Words\nof the mail – ясно."
    assert found.encoding == "utf-8"
    assert not found.guessed
    said = found.proposal
    assert (said.title, said.author, str(said.published), said.kind) == (
        "Письмо о войсках",
        "Ann Reporter <ann@example.org>",
        "2025-09-05",
        "letter",
    )
    assert [(n.code, n.facts) for n in found.notices] == [("attachments-left-out", {"count": 1, "names": ["plan.doc"]})]


def test_a_mail_of_html_alone():
    data = (
        b"From: a@b.c\nMIME-Version: 1.0\nContent-Type: text/html; charset=windows-1251\n\n"
        + "<p>Да</p><p>Нет".encode("cp1251")
    )
    assert mail.read(data).text == "Да\n\nНет"


def test_a_saved_page():
    data = (
        b"From: <Saved by a browser>\nSnapshot-Content-Location: https://gazette.example/a\nSubject: A page\n"
        b"Date: Fri, 05 Sep 2025 23:30:00 +0300\nMIME-Version: 1.0\nContent-Type: multipart/related; boundary=B\n\n"
        b"--B\nContent-Type: text/html; charset=utf-8\n\n<html lang=uk><meta name=author content=Ann><p>Words</html>\n"
        b"--B\nContent-Type: image/png\nContent-Transfer-Encoding: base64\n\niVBORw0KGgo=\n--B--\n"
    )
    said = mail.read(data).proposal
    assert (said.title, said.author, said.url, said.language) == ("A page", "Ann", "https://gazette.example/a", "uk")
    assert said.published is None
    assert said.kind is None


@pytest.mark.parametrize(
    ("head", "words", "encoding", "guessed"),
    [
        ("charset=koi8-r", "Сегодня министр заявил, что войск не будет".encode("koi8-r"), "koi8-r", False),
        ("charset=us-ascii", "Нет".encode(), "utf-8", False),
        (
            "charset=nonsense",
            "Сегодня министр заявил, что войск не будет, и все это знают".encode("cp1251"),
            "cp1251",
            True,
        ),
        ("x=y", b"No", "utf-8", False),
    ],
)
def test_encodings_of_mails(head, words, encoding, guessed):
    found = mail.read(b"MIME-Version: 1.0\nContent-Type: text/plain; " + head.encode() + b"\n\n" + words)
    assert (found.encoding, found.guessed) == (encoding, guessed)
    assert "\ufffd" not in found.text


@pytest.mark.parametrize(
    "data",
    [
        b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=X\n\nno parts",
        b"MIME-Version: 1.0\nContent-Type: image/png\n\nabc",
        b"MIME-Version: 1.0\n\n",
        b"Date: \x00\xff\nSubject: =?utf-8?b?////?=\nMIME-Version: 1.0\nContent-Type: ;;;charset*=\xff''\xff\n\n ",
    ],
)
def test_mails_without_words(data):
    with pytest.raises(NotADocument) as caught:
        mail.read(data)
    assert caught.value.code in ("document-empty", "document-damaged")


def test_broken_fields_do_not_matter():
    data = b"From: =?utf-8?q?=FF?= <\nDate: never\nSubject: \xff\xfe\nMIME-Version: 1.0\n\nWords"
    found = mail.read(data)
    assert found.text == "Words"
    assert found.proposal.published is None
