"""One way in for all formats: by content, with what is guessed where a document says nothing about itself."""

import hashlib
import os
import re
import threading
from pathlib import Path

import pikepdf
import pytest

from db.errors import ChildCancelled
from db.vocabulary import SourceKind
from desktop import words
from desktop.exchange.documents import reading
from desktop.exchange.documents.document import Format
from desktop.exchange.documents.reading import PasswordNeeded, Reader, read
from desktop.exchange.documents.text import NotADocument
from tests.desktop.exchange.documents import make
from tests.desktop.exchange.documents.test_pdf import saved

WORDS = "The minister said that the force will not be sent before there is a ceasefire."
MADE = {
    Format.TEXT: WORDS.encode(),
    Format.HTML: f"<html><p>{WORDS}".encode(),
    Format.XML: f'<?xml version="1.0"?><a><b>{WORDS}</b></a>'.encode(),
    Format.DOCX: make.docx(make.paragraph(WORDS)),
    Format.ODT: make.odt(f"<text:p>{WORDS}</text:p>"),
    Format.RTF: rb"{\rtf1 " + WORDS.encode() + b"}",
    Format.EPUB: make.epub([f"<html><p>{WORDS}"]),
    Format.PDF: make.pdf("#set page(width: 600pt)\n" + WORDS),
    Format.MAIL: make.mail(WORDS),
}


@pytest.fixture(scope="module")
def reader():
    with Reader() as opened:
        yield opened


@pytest.mark.parametrize("kind", MADE)
@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.txt", "noname"])
def test_the_content_tells_the_format(reader, kind, name):
    found = reader.read(MADE[kind], name)
    assert found.format is kind
    assert " ".join(found.text.split()) == WORDS
    assert found.proposal.language == "en"
    assert found.proposal.title == name.partition(".")[0]
    assert found.name == name
    assert found.data == MADE[kind]
    assert found.original == hashlib.sha256(MADE[kind]).hexdigest()
    assert found.digest == hashlib.sha256(found.text.encode()).hexdigest()
    assert (found.pages is not None) == (kind is Format.PDF)


def test_a_file_is_read_by_its_path(reader, tmp_path):
    path = tmp_path / "A talk \u202eof two.html"
    path.write_bytes(MADE[Format.HTML])
    found = reader.read(path)
    assert found.text == WORDS
    assert found.proposal.title == "A talk of two"


def test_files_that_are_not_there(reader, tmp_path):
    for path, code in ((tmp_path / "none", "document-not-found"), (tmp_path, "is-no-file")):
        with pytest.raises(NotADocument) as caught:
            reader.read(path)
        assert caught.value.code == code
    (tmp_path / "empty").touch()
    with pytest.raises(NotADocument) as caught:
        reader.read(tmp_path / "empty")
    assert caught.value.code == "document-empty"


def test_plain_text_needs_no_worker(monkeypatch):
    monkeypatch.setattr(reading, "_ARGV", ("/no/such/program",))
    with Reader() as one:
        assert one.read(MADE[Format.TEXT], "a.txt").text == WORDS
        with pytest.raises(NotADocument):
            one.read(MADE[Format.PDF], "a.pdf")


def test_encodings_are_chosen_anew(reader):
    data = "Министр заявил, что войск не будет.".encode("koi8-r")
    assert reader.read(data, "a.txt", encoding="koi8-r").text.startswith("Министр")
    with pytest.raises(NotADocument) as caught:
        reader.read(data, "a.txt", encoding="utf-8")
    assert caught.value.code == "encoding-does-not-fit"
    with pytest.raises(NotADocument):
        reader.read(data, "a.txt", encoding="nonsense")
    page = "<p>Министр заявил, что войск не будет.".encode("koi8-r")
    assert reader.read(page, "a.html", encoding="koi8-r").text.startswith("Министр")
    marked = "Нет".encode("utf-16")
    assert reader.read(marked, "a.txt", encoding="utf-16-le").text == "Нет"


def test_passwords_are_asked_for(reader):
    data = saved(make.pdf("Words"), encryption=pikepdf.Encryption(user="secret", owner="x"))
    for password, code in ((None, "password-needed"), ("wrong", "password-wrong")):
        with pytest.raises(PasswordNeeded) as caught:
            reader.read(data, "a.pdf", password=password)
        assert caught.value.code == code
        assert "secret" not in str(caught.value)
    assert reader.read(data, "a.pdf", password="secret").text == "Words"


def test_the_whole_page_or_the_article(reader):
    page = (
        "<html><body><nav>World Sport Weather Games Radio</nav><article>" + f"<p>{WORDS}</p>" * 9 + "</article></html>"
    )
    assert "Sport" not in reader.read(page.encode(), "a.html").text
    assert "Sport" in reader.read(page.encode(), "a.html", whole=True).text


def test_it_can_be_stopped(reader):
    with pytest.raises(ChildCancelled):
        reader.read(make.pdf("#pagebreak()\n" * 300 + "x"), "a.pdf", cancel=lambda: True)
    assert reader.read(MADE[Format.PDF], "a.pdf").text.strip() == WORDS


def test_progress(reader):
    shares = []
    reader.read(make.pdf("#pagebreak()\n" * 600 + "x"), "a.pdf", progress=shares.append)
    assert shares == sorted(shares)
    assert 0 < shares[0] < shares[-1] <= 1


def test_nothing_stays_behind():
    descriptors, threads = (
        len(os.listdir("/proc/self/fd")) if os.path.exists("/proc/self/fd") else 0,
        threading.active_count(),
    )
    assert read(MADE[Format.DOCX], "a").text == WORDS
    assert threading.active_count() == threads
    if descriptors:
        assert len(os.listdir("/proc/self/fd")) == descriptors


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("Interview with the minister.txt", "Words", SourceKind.INTERVIEW),
        ("a.txt", "Q: Will you?\nNo.\n\nQ: Why?\nBecause.", SourceKind.INTERVIEW),
        ("a.txt", "A. One: Yes.\nB. Two: No.\nA. One: Why?\nB. Two: So.\n", SourceKind.TRANSCRIPT),
        ("Спільна заява.txt", "Words", SourceKind.STATEMENT),
        ("Treaty on something.txt", "Words", SourceKind.TREATY),
        ("a.txt", "Just words.\nAnd more: of them.\n", None),
    ],
)
def test_kinds(reader, name, text, kind):
    assert reader.read(text.encode(), name).proposal.kind is kind


CODES = {
    *("document-not-found", "is-no-file", "document-no-access", "document-too-large", "document-empty", "not-text"),
    *("encoding-does-not-fit", "unknown-format", "document-damaged", "document-too-complex", "document-encrypted"),
    *("document-timed-out", "document-out-of-memory", "password-needed", "password-wrong"),
}


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_refusal_has_its_sentence(code):
    sentence = words.error(NotADocument(code, path="a.pdf", size=3, limit=2, encoding="x", detail="y", seconds=30))
    assert sentence.endswith(".")
    assert "a.pdf" in sentence
    assert "…" not in sentence
    assert code not in sentence


def test_no_refusal_is_without_a_sentence():
    sources = [path.read_text(encoding="utf-8") for path in Path(reading.__file__).parent.glob("*.py")]
    raised = {code for text in sources for code in re.findall(r'NotADocument\(\s*"([a-z0-9-]+)"', text)}
    assert raised <= CODES
    noticed = {code for text in sources for code in re.findall(r'Notice\(\s*"([a-z0-9-]+)"', text)}
    assert len(noticed) > 6
    for code in noticed:
        sentence = words.notice(code, {"count": 2, "pages": "1, 3"})
        assert sentence.endswith(".")
        assert "…" not in sentence
        assert code.replace("-", " ") != sentence
