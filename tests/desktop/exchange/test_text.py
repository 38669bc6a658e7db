"""Plain text of any origin becomes the text that is stored, or one clear refusal."""

import os

import pytest

from desktop.exchange.documents import text
from desktop.exchange.documents.text import NotADocument, PlainText, normalised

RUSSIAN = "Президент России заявил, что любые иностранные войска на территории Украины станут законной целью. " * 8
UKRAINIAN = "Міністерство закордонних справ України відповіло, що Україна сама вирішує, хто їй допомагає. " * 8
FRENCH = "Le président a déclaré que les engagements pris visent à empêcher une nouvelle agression. " * 8


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "utf-32"])
def test_a_byte_order_mark_tells(encoding):
    found = text.read(RUSSIAN.encode(encoding))
    assert found.text == RUSSIAN
    assert not found.guessed


@pytest.mark.parametrize(("encoding", "words"), [("utf-16-be", "\ufeff"), ("utf-32-be", "\ufeff")])
def test_big_endian_marks(encoding, words):
    assert text.read((words + FRENCH).encode(encoding)) == PlainText(FRENCH, encoding, guessed=False)


def test_utf_8_is_taken_strictly():
    assert text.read(UKRAINIAN.encode()) == PlainText(UKRAINIAN, "utf-8", guessed=False)


@pytest.mark.parametrize(
    ("words", "encoding"), [(RUSSIAN, "cp1251"), (UKRAINIAN, "cp1251"), (FRENCH, "latin-1"), (RUSSIAN, "koi8-r")]
)
def test_other_encodings_are_guessed_and_told(words, encoding):
    found = text.read(words.encode(encoding))
    assert found.guessed
    assert found.encoding != "utf-8"
    assert found.text == words


@pytest.mark.parametrize(
    "data",
    [
        b"%PDF-1.7\n",
        b"SQLite format 3\x00" + bytes(100),
        b"PK\x03\x04abc",
        bytes(range(256)) * 10,
        b"\x00\x01\x02\x03" * 100,
        b"abc\x00\x01\x02\x03\x04",
        b"\xff\xfea",
    ],
)
def test_what_is_no_text_is_refused(data):
    with pytest.raises(NotADocument) as caught:
        text.read(data, path="x.txt")
    assert caught.value.code == "not-text"


def test_characters_are_normalised_once():
    given = "a\r\nb\rc\u2028d\u2029e\x00\ud800\ufdd0\ufdefé\u00a0\ufeff\u202e"
    assert normalised(given) == "a\nb\nc\nd\ne\ufffd\ufffd\ufffd\ufffdé\u00a0\ufeff\u202e"
    assert normalised(normalised(given)) == normalised(given)
    assert normalised("e\u0301") == "e\u0301"


def test_a_long_line_is_no_trouble():
    assert len(text.read(b"x" * 5_000_000).text) == 5_000_000


def test_files_that_cannot_be_read(tmp_path, monkeypatch):
    def code(path):
        with pytest.raises(NotADocument) as caught:
            text.load(path)
        return caught.value.code

    (tmp_path / "empty.txt").write_bytes(b"\r\n \x00")
    (tmp_path / "large.txt").write_bytes(b"x" * 100)
    assert code(tmp_path / "none.txt") == "document-not-found"
    assert code(tmp_path) == "is-no-file"
    assert code(tmp_path / "empty.txt") == "document-empty"
    monkeypatch.setattr(text, "LARGEST", 99)
    assert code(tmp_path / "large.txt") == "document-too-large"
    if os.name == "posix":
        os.mkfifo(tmp_path / "pipe.txt")
        assert code(tmp_path / "pipe.txt") == "is-no-file"
    assert code(tmp_path / ("x" * 5000)) == "document-no-access"
