"""Briefs and reading copies against what PDF/UA-1 and PDF/A-2a ask of their structure; breaking it is found."""

from io import BytesIO

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name

from desktop.reports import source_pdf, typeset
from desktop.reports.brief import Options
from desktop.reports.presets import shipped
from desktop.reports.record import Record
from tests.desktop.reports.standards import faults


@pytest.fixture(scope="module")
def pdf(sample):
    return typeset.make(typeset.request_of(sample.brief())).pdf


def checked(pdf):
    with pikepdf.open(BytesIO(pdf)) as document:
        return faults(document)


@pytest.mark.parametrize("preset", [each.id for each in shipped()])
def test_every_preset_holds(sample, preset):
    options = next(each.options for each in shipped() if each.id == preset)
    brief = sample.brief(**{name: getattr(options, name) for name in ("parts", "notes", "assessments", "authors")})
    done = typeset.make(typeset.request_of(brief))
    assert done.tagged
    assert checked(done.pdf) == []


def test_letter_and_many_scripts_hold(made, small):
    said = (("Россия", "rejects", {"L": ["yes"]}), ("أوكرانيا", "supports", {"L": ["yes"]}), ("中国", "accepts", {}))
    content = small(*said, actors=("Россия", "أوكرانيا", "中国", "ישראל", "대한민국"))
    done = typeset.make(typeset.request_of(made(content).brief(paper="us-letter", colour=False)))
    assert done.tagged
    assert checked(done.pdf) == []


def test_a_reading_copy_holds(sample, tmp_path):
    record = Record(sample.comparison, sample.statements)
    with source_pdf.Annotator(record, Options()) as annotator:
        found = annotator.annotate(record.case.sources[0], "Said. " * 400, None)
    assert checked(found.pdf) == []


def no_alt(document):
    figure = next(one for one in document.objects if isinstance(one, Dictionary) and one.get(Name.S) == Name.Figure)
    del figure.Alt


def no_words(document):
    next(one for page in document.pages for one in page.get("/Annots", [])).Contents = ""


def no_part(document):
    next(one for page in document.pages for one in page.get("/Annots", [])).StructParent = 99_999


def loose_piece(document):
    page = document.pages[3]
    page.obj.Contents = Array([*page.obj.Contents] if isinstance(page.obj.Contents, Array) else [page.obj.Contents])
    page.obj.Contents.append(document.make_stream(b"0 0 10 10 re f"))


def a_popup(document):
    page = document.pages[0]
    popup = Dictionary(Type=Name.Annot, Subtype=Name.Popup, Rect=Array([0, 0, 1, 1]), F=4)
    page.obj.Annots.append(document.make_indirect(popup))


def no_title(document):
    del document.Root.ViewerPreferences


@pytest.mark.parametrize(
    ("harm", "told"),
    [
        (no_alt, "a picture has no words in its place"),
        (no_words, "page 1: a Link has no words"),
        (no_part, "page 1: a Link is part of nothing"),
        (loose_piece, "page 4: something is drawn (f) that is part of nothing"),
        (a_popup, "page 1: a Popup is part of nothing"),
        (no_title, "its title is not shown"),
    ],
)
def test_the_check_finds_what_is_broken(pdf, harm, told):
    with pikepdf.open(BytesIO(pdf)) as document:
        harm(document)
        assert faults(document) == [told]
