"""Documents made to do harm: each is read or refused with one clear error, in bearable time, and the next is read."""

import io
import random
import struct
import time
import zipfile
import zlib

import pytest

from desktop.exchange.documents import archive, reading
from desktop.exchange.documents.reading import Reader
from desktop.exchange.documents.text import NotADocument
from tests.desktop.exchange.documents import make
from tests.desktop.exchange.documents.make import bare_pdf, docx, epub, odt, packed, paragraph

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "lollollollollollollollollol">'
    + "".join(f'<!ENTITY {chr(98 + n)} "{f"&{chr(97 + n)};" * 10}">' for n in range(12))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
WORD = f'xmlns:w="{make.W}"'


@pytest.fixture(scope="module")
def reader():
    with Reader() as opened:
        yield opened


def refused(reader, data, name="x"):
    """The code of the refusal, which comes in time."""
    start = time.monotonic()
    with pytest.raises(NotADocument) as caught:
        reader.read(data, name)
    assert time.monotonic() - start < reading.SECONDS + 5
    assert str(caught.value.facts["path"]) == name
    return caught.value.code


def flate(data, times=1):
    for _ in range(times):
        data = zlib.compress(data, 9)
    return data


def stream(data, filters):
    head = f"<< /Length {len(data)} /Filter [{' '.join(['/FlateDecode'] * filters)}] >>\nstream\n"
    return head.encode() + data + b"\nendstream"


def pdf_with(content):
    """A PDF whose page draws this stream object."""
    whole = bare_pdf(b"")
    start, end = whole.index(b"4 0 obj\n") + 8, whole.index(b"endobj", whole.index(b"4 0 obj"))
    return whole[:start] + content + b"\n" + whole[end:]


def lying(claimed, real):
    """A ZIP archive with a document that is larger than it says."""
    data = bytearray(packed({"word/document.xml": real, "x": "y"}))
    true = struct.pack("<I", len(real))
    return bytes(data.replace(true, struct.pack("<I", claimed)))


def overlapping():
    """A ZIP archive with two names for the same bytes."""
    data = packed({"word/document.xml": "a" * 5000, "word/documenu.xml": "a" * 5000})
    with zipfile.ZipFile(io.BytesIO(data)) as opened:
        first, second = (member.header_offset for member in opened.infolist())
    at = data.rindex(b"PK\x01\x02")
    return data[: at + 42] + struct.pack("<I", first + 1) + data[at + 46 :] if second else data


def encrypted_members():
    data = bytearray(docx(paragraph("x")))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(mark)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(mark, at + 4)
    return bytes(data)


def nested_mail(depth):
    head = "MIME-Version: 1.0\n"
    for number in range(depth):
        head += f"Content-Type: multipart/mixed; boundary=b{number}\n\n--b{number}\n"
    return (head + "Content-Type: text/plain\n\nx\n").encode()


GARBAGE = random.Random(1).randbytes(5_000_000)
BOMB = bytes(300 << 20)

REFUSED = {
    "nothing": (b"", {"document-empty"}),
    "blanks": (b" \r\n\x00" * 1000, {"document-empty"}),
    "garbage": (GARBAGE, {"not-text"}),
    "garbage called PDF": (b"%PDF-1.7\n" + GARBAGE, {"document-damaged"}),
    "garbage called ZIP": (b"PK\x03\x04" + GARBAGE, {"document-damaged"}),
    "garbage called RTF": (b"{\\rtf1" + bytes(GARBAGE[:500_000]), {"document-damaged"}),
    "a cut PDF": (make.pdf("Words " * 3000)[:2_000], {"document-damaged"}),
    "a cut Word document": (docx(paragraph("Words " * 3000))[:-200], {"document-damaged"}),
    "packed twice": (pdf_with(stream(flate(BOMB, 2), 2)), {"document-out-of-memory", "document-damaged", None}),
    "a ZIP bomb": (packed({"word/document.xml": BOMB}), {"document-too-complex"}),
    "a bomb of many parts": (
        packed({"word/document.xml": "x"} | {f"w{n}": bytes(60 << 20) for n in range(9)}),
        {"document-too-complex"},
    ),
    "too many parts": (packed({f"{n}": "" for n in range(archive.MOST_MEMBERS + 1)}), {"document-too-complex"}),
    "a lying size": (lying(50, b"<a>" + b"x" * 100_000 + b"</a>"), {"document-damaged", "document-too-complex"}),
    "parts over parts": (overlapping(), {"document-too-complex", "document-damaged"}),
    "encrypted parts": (encrypted_members(), {"document-encrypted"}),
    "laughs in Word": (
        docx("", extra={"word/document.xml": LAUGHS + f"<w:document {WORD}>&m;</w:document>"}),
        {"document-too-complex", "document-damaged"},
    ),
    "a file of ours in Word": (
        docx("", extra={"word/document.xml": OUTSIDE + f"<w:document {WORD}>&e;</w:document>"}),
        {"document-too-complex"},
    ),
    "endless depth in Word": (docx("<w:p>" * 20_000 + "</w:p>" * 20_000), {"document-damaged"}),
    "endless depth in an open document": (odt("<text:p>" * 20_000 + "</text:p>" * 20_000), {"document-damaged"}),
    "laughs in an open document": (
        odt("", extra={"content.xml": LAUGHS + "<x>&m;</x>"}),
        {"document-damaged", "document-too-complex"},
    ),
    "laughs in XML": ((LAUGHS + "<x>&m;</x>").encode(), {"document-damaged", "document-empty"}),
    "a file of ours in XML": ((OUTSIDE + "<x>&e;</x>").encode(), {"document-empty"}),
    "a file of ours in a book": (
        epub([], extra={"META-INF/container.xml": OUTSIDE + "<c>&e;</c>"}),
        {"document-too-complex"},
    ),
    "a Word document without words": (
        packed({"word/document.xml": "<x/>", "_rels/.rels": "<x/>"}),
        {"document-damaged", "document-empty"},
    ),
    "a sheet": (packed({"xl/workbook.xml": "<x/>"}), {"unknown-format"}),
    "a plain archive": (packed({"a.txt": "words"}), {"unknown-format"}),
    "a picture": (b"\x89PNG\r\n\x1a\n" + GARBAGE[:100], {"unknown-format"}),
    "an old Word document": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + GARBAGE[:1000], {"unknown-format"}),
    "braces without end": (b"{\\rtf1" + b"{" * 1_000_000, {"document-too-complex"}),
    "a mail in a mail in a mail": (nested_mail(3000), {"document-too-complex", "document-empty", "document-damaged"}),
    "names that leave the archive": (
        packed({"../word/document.xml": "x", "C:\\word\\document.xml": "x", "/word/document.xml": "x"}),
        {"unknown-format"},
    ),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_refused(reader, kind):
    data, codes = REFUSED[kind]
    if None in codes:  # nothing may come of it either
        try:
            assert not reader.read(data, "x").text.strip()
            return
        except NotADocument as refusal:
            assert refusal.code in codes  # noqa: PT017
            return
    assert refused(reader, data) in codes
    assert reader.read(b"<html><p>The next one", "y.html").text == "The next one"


def test_a_page_of_endless_work(reader):
    content = b"q " + b"1 0 0 1 0.1 0.1 cm 0 0 m 100 100 l 200 0 l f " * 400_000 + b"Q"
    start = time.monotonic()
    try:
        assert reader.read(pdf_with(stream(flate(content), 1)), "x").text == ""
    except NotADocument as refusal:
        assert refusal.code in ("document-timed-out", "document-out-of-memory")  # noqa: PT017
    assert time.monotonic() - start < reading.SECONDS + 5


def test_deep_pages_are_read(reader):
    found = reader.read(b"<html>" + b"<div>" * 100_000 + b"Words that lie deep" + b"</div>" * 100_000, "x.html")
    assert found.text == "Words that lie deep"


def test_large_pages_are_read(reader):
    line = b"<p>Some words of a paragraph that is repeated more often than anybody would like to read it.</p>\n"
    assert reader.read(b"<html><body>" + line * 60_000, "x.html").text.count("paragraph") == 60_000


@pytest.mark.parametrize(
    "html",
    [
        "<!--" * 8_000,
        "<" * 20_000,
        "<a " + "x=y " * 20_000,
        "&" * 50_000,
        "&#" + "9" * 50_000 + ";",
        "<p " + 'a="' * 10_000,
        "<![CDATA[" * 5_000,
        "<table>" * 5_000,
        "</p>" * 50_000 + "x",
        "<ul><li>" * 5_000 + "x",
        "<script>" + "<!--" * 10_000,
        '<script type="application/ld+json">' + "[" * 50_000 + "</script>x",
    ],
    ids=lambda html: html[:12],
)
def test_pages_of_nonsense(reader, html):
    try:
        reader.read(b"<html><body>Words " + html.encode(), "x.html")
    except NotADocument as refusal:
        assert refusal.code in ("document-empty", "document-too-complex", "document-timed-out")  # noqa: PT017


def test_a_limit_of_memory():
    with Reader(memory=250 << 20) as small:
        assert refused(small, b"<html><p>" + b"some words " * 6_000_000) == "document-out-of-memory"
        assert small.read(b"<html>on").text == "on"


def test_a_limit_of_time():
    with Reader(seconds=0.3) as quick:
        assert refused(quick, b"<html>" + b"<p>some words</p>" * 500_000) == "document-timed-out"


def test_too_large(monkeypatch, tmp_path):
    monkeypatch.setattr(reading, "LARGEST", 1000)
    with Reader() as one:
        assert refused(one, b"%PDF-1.7" + bytes(1000) + b"x") == "document-too-large"
        path = tmp_path / "x.pdf"
        path.write_bytes(b"x" * 1001)
        with pytest.raises(NotADocument):
            one.read(path)


FORMATS = {
    "docx": docx(paragraph("Some words of a statement") * 20, core="<dc:title>T</dc:title>"),
    "odt": odt("<text:p>Some words of a statement</text:p>" * 20),
    "epub": epub(["<html><p>Some words of a statement</p></html>"] * 3),
    "pdf": make.pdf("Some words of a statement. " * 40),
    "rtf": rb"{\rtf1\ansi{\fonttbl{\f0 A;}}\f0 Some words \u8220?of\'e9 a statement\par}" * 3,
    "eml": make.mail("Some words", html="<p>Some words", attached=["a.b"], From="a@b.c", Subject="=?utf-8?q?x?="),
    "html": b"<html><head><title>T</title></head><body><p>Some words &amp; more</p><table><td>x</table></body></html>",
    "xml": b'<?xml version="1.0"?><a xml:lang="en"><b>Some</b> words<c/></a>',
}


def mutated(data, chance):
    """The bytes with a few of them changed, cut, doubled or put elsewhere."""
    data = bytearray(data)
    for _ in range(chance.randint(1, 8)):
        at = chance.randrange(len(data))
        change = chance.randrange(5)
        if change == 0:
            data[at] ^= 1 << chance.randrange(8)
        elif change == 1:
            data[at] = chance.choice(b"\x00\xff<>{}()[]/\\&;%")
        elif change == 2:
            del data[at : at + chance.randint(1, 40)]
        elif change == 3:
            data[at:at] = data[at : at + chance.randint(1, 40)]
        else:
            data[at : at + 4] = struct.pack("<I", chance.choice([0, 1, 0x7FFFFFFF, 0xFFFFFFFF]))
        data = data or bytearray(b"x")
    return bytes(data)


def fuzzed(reader, name, rounds, seed):
    chance = random.Random(f"{name} {seed}")
    for _ in range(rounds):
        data = mutated(FORMATS[name], chance)
        try:
            reader.read(data, f"x.{name}")
        except NotADocument as refusal:
            assert refusal.code  # noqa: PT017


@pytest.mark.parametrize("name", FORMATS)
def test_damaged_at_random(reader, name):
    fuzzed(reader, name, 30, 1)


@pytest.mark.long
@pytest.mark.parametrize("name", FORMATS)
def test_damaged_at_random_for_long(reader, name):
    fuzzed(reader, name, 3000, time.time())
