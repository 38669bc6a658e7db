"""Rich text: code pages, numbers of characters, hidden and deleted words, notes, metadata."""

import pytest

from desktop.exchange.documents import rtf
from desktop.exchange.documents.text import NotADocument

HEAD = (
    r"{\rtf1\ansi\ansicpg1251\deff0{\fonttbl{\f0\fnil\fcharset204 Arial;}{\f1\fswiss\fcharset0 X;}{\f2\fcharset128 M;}}"
)


def text(body, head=HEAD):
    return rtf.read((head + body + "}").encode("latin-1")).text


def bytes_of(words, encoding):
    return "".join(f"\\'{byte:02x}" for byte in words.encode(encoding))


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (r"\pard One\par Two\line Three\tab four\~five", "One\nTwo\nThree\tfour\u00a0five"),
        (r"\f0 " + bytes_of("Привіт", "cp1251"), "Привіт"),
        (r"\f1 " + bytes_of("café", "cp1252"), "café"),
        (r"\f2 " + bytes_of("日本語", "cp932"), "日本語"),
        (r"\u1055?\u1088?{\u1080\'3f}", "При"),
        (r"\uc2\u8220 ab\u8221xy\uc0\u8230 c", "“”…c"),
        (r"\u-10179?\u-8704?", "😀"),
        (r"\ldblquote a\rdblquote\emdash\bullet b\_c\-d", "“a”—•b\u2011c\u00add"),
        (r"\{a\}\\", "{a}\\"),
        (r"a{\v hidden}b{\deleted gone}c\v d\v0 e", "abce"),
        (r"a{\*\generator x}{\pict 89504e47}{\*\unknown y}b", "ab"),
        (r"{\field{\*\fldinst HYPERLINK x}{\fldrslt shown}}", "shown"),
        (r"a{\header head}{\footerr foot}b", "ab"),
        (r"Words{\footnote  A note.} go on.", "Words[1] go on.\n[1] A note."),
        (r"\trowd a\cell b\cell\row c\cell\row", "a\tb\t\nc\t"),
        ("a\r\nb", "ab"),
        (r"a} b", "a b"),
    ],
)
def test_text(body, words):
    assert text(body) == words.rstrip("\n")


def test_binary_data_is_skipped():
    assert text(r"a{\pict\bin3 {{{}b") == "ab"


def test_metadata():
    info = r"{\info{\title Statement of the council}{\author A. Author}{\creatim\yr2025\mo9\dy5\hr1}{\operator Z}}"
    found = rtf.read((HEAD + info + r"\pard Words{\header x}}").encode("latin-1"))
    said = found.proposal
    assert (said.title, said.author, str(said.published), said.kind) == (
        "Statement of the council",
        "A. Author",
        "2025-09-05",
        "statement",
    )
    assert found.text == "Words"
    assert [notice.code for notice in found.notices] == ["headers-left-out"]


@pytest.mark.parametrize(
    ("body", "code"),
    [("", "document-empty"), (r"\par\par", "document-empty"), ("{" * 100_000, "document-too-complex")],
)
def test_refused(body, code):
    with pytest.raises(NotADocument) as caught:
        text(body)
    assert caught.value.code == code


def test_it_may_end_anywhere():
    whole = HEAD + r"\pard One{\b two\'e9}\u8220?{\*\x y}\par three}"
    for end in range(len(HEAD) + len(r"\pard One"), len(whole)):
        assert rtf.read(whole[:end].encode("latin-1")).text.startswith("One")
