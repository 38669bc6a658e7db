"""Marks that somebody made in a PDF: the words beneath, and where these are in its text."""

import hashlib
from io import BytesIO

import pikepdf
import pytest
import typst

import resources
from desktop.exchange import marks
from desktop.exchange.documents import pdf
from desktop.exchange.documents.reading import PasswordNeeded
from desktop.reports import mark_pdf

PAGE = """
#set page(width: 300pt, height: 160pt, margin: 20pt, columns: 2)
#set text(font: ("Source Serif 4", "Noto Sans Arabic"), size: 9pt, lang: "en", hyphenate: true)
#set par(justify: true)
First column: the minister said that if troops appear there they will be legitimate targets, and nothing else.
#colbreak()
Друга колонка: Україна сама вирішує, хто їй допомагає. #text(lang: "ar", dir: rtl)[نرحب بوقف إطلاق النار]
"""


@pytest.fixture(scope="module")
def data():
    fonts = typst.Fonts(include_system_fonts=False, font_paths=[str(resources.folder("fonts"))])
    return typst.compile(PAGE.encode(), font_paths=fonts, timestamp=0, pdf_tags=False)


@pytest.mark.parametrize(
    "words", ["if troops appear there they will", "Україна сама вирішує", "legitimate targets, and"]
)
def test_words_and_their_place_come_back(data, words):
    text = pdf.read(data).text
    flat = [at for at, letter in enumerate(text) if not letter.isspace() and letter != "\u00ad"]
    start = "".join(text[at] for at in flat).index(words.replace(" ", ""))
    span = (flat[start], flat[start + len(words.replace(" ", "")) - 1] + 1)
    comment = {"uid": "u", "author": "Б", "at": "2025-09-06T09:00:00Z", "contents": "Чому?", "colour": "#FFFF00"}
    wanted = {"start": span[0], "end": span[1], "exact": text[slice(*span)], "prefix": "", "suffix": ""}
    digest = hashlib.sha256(text.encode()).hexdigest()
    marked = mark_pdf.mark(data, [wanted | {"comment": comment}], digest).pdf
    (found,) = marks.read(marked).marks
    assert (found.start, found.end) == span
    assert found.words.replace("\u00ad ", "").replace("\u00ad", "") == " ".join(words.split())
    assert (found.kind, found.author, found.at, found.contents) == ("highlight", "Б", "2025-09-06T09:00:00Z", "Чому?")
    assert (found.own, found.edited, found.answers) == (True, False, None)


def test_threads(data):
    text = pdf.read(data).text
    answers = [{"uid": "a", "author": "A", "contents": "Because"}, {"uid": "b", "author": "B", "contents": "Well"}]
    comment = {"uid": "u", "contents": "Why?", "colour": "#FFFF00", "answers": answers}
    wanted = {"start": 0, "end": 12, "exact": text[:12], "prefix": "", "suffix": "", "comment": comment}
    marked = mark_pdf.mark(data, [wanted], hashlib.sha256(text.encode()).hexdigest()).pdf
    found = marks.read(marked, words=False).marks
    assert [(mark.contents, mark.author, mark.answers) for mark in found] == [
        ("Why?", "", None),
        ("Because", "A", 0),
        ("Well", "B", 0),
    ]
    assert found[0].words == ""


def test_a_password_is_asked_for(data):
    with pikepdf.open(BytesIO(data)) as document:
        out = BytesIO()
        document.save(out, encryption=pikepdf.Encryption(owner="o", user="u"))
    with pytest.raises(PasswordNeeded):
        marks.read(out.getvalue())
    assert marks.read(out.getvalue(), password="u").pages == 1
