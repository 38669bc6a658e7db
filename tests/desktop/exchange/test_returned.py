"""Comments that somebody made in a brief come back as notes on what they sit on, once."""

from io import BytesIO

import pikepdf
import pytest

import resources
from db import coding, notes, statements
from db.case import Case
from desktop.analysis.cells import Comparison
from desktop.exchange import case_json, incoming, marks, pdf_marks, returned
from desktop.exchange.documents.text import NotADocument
from desktop.reports import marking, typeset
from desktop.reports.brief import build


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    path = tmp_path_factory.mktemp("case") / "sample.rapporteur"
    case_json.create(path, resources.text("sample", "sample.json"), overwrite=True)
    return path


@pytest.fixture(scope="module")
def brief(path):
    return make(path)


def make(path):
    with Case.open(path, read_only=True) as case, case.read() as reading:
        made = build(Comparison(case.snapshot()), statements.read(reading))
    return typeset.make(typeset.request_of(made)).pdf


@pytest.fixture
def case(path, tmp_path):
    copy = tmp_path / "copy.rapporteur"
    copy.write_bytes(path.read_bytes())
    with Case.open(copy, author="A. Analyst") as opened:
        yield opened


class Colleague:
    """Comments in a copy of a brief, as other programs do."""

    def __init__(self, data):
        self.document = pikepdf.open(BytesIO(data))
        self.places = {str(name): place for name, place in pikepdf.NameTree(self.document.Root.Names.Dests).items()}

    def place(self, kind, *uids, number=1):
        target = self.places[".".join(["rapporteur:" + kind, *uids, str(number)])]
        page = next(page for page in self.document.pages if page.obj.objgen == target[0].objgen)
        return page, [float(part) for part in list(target)[2:]]

    def write(self, page, kind, rect, contents, name="", author="Б. Колега", **more):
        made = pikepdf.Dictionary(Type=pikepdf.Name.Annot, Subtype=pikepdf.Name("/" + kind), Rect=pikepdf.Array(rect))
        made.Contents, made.T = pikepdf.String(contents), pikepdf.String(author)
        made.M = pikepdf.String("D:20250910143000+02'00'")
        if name:
            made.NM = pikepdf.String(name)
        for key, value in more.items():
            made[pikepdf.Name("/" + key)] = value
        annotation = self.document.make_indirect(made)
        page.obj.Annots = pikepdf.Array([*page.obj.get("/Annots", []), annotation])
        return annotation

    def ours(self, contents):
        return next(
            (page, one)
            for page in self.document.pages
            for one in page.get("/Annots", [])
            if contents in str(one.get("/Contents", ""))
        )

    def saved(self, **more):
        out = BytesIO()
        self.document.save(out, **more)
        return out.getvalue()


def uid(case, kind, key):
    return next(one.uid for one in getattr(case.snapshot(), kind) if one.key == key)


@pytest.fixture
def cell(case):
    return uid(case, "actors", "russia"), uid(case, "scenarios", "pledged")


@pytest.fixture
def said(case):
    with case.read() as reading:
        return {one.number: one for one in statements.read(reading)}


def brought(case, data):
    with case.change("Take back") as editing:
        return returned.take_back(editing, returned.returned(data))


def test_a_brief_that_nobody_touched_brings_nothing(case, brief):
    found = returned.returned(brief)
    assert found.case == case.snapshot().case.uid
    assert (found.comments, found.unplaced) == ((), ())
    assert found.unchanged == 8
    assert marking.words_sum("a  b\nc") == pdf_marks.words_sum("a b c")


@pytest.mark.parametrize("saving", [{}, {"linearize": True}, {"object_stream_mode": pikepdf.ObjectStreamMode.disable}])
def test_comments_land_on_what_they_sit_on(case, brief, cell, said, saving):
    colleague = Colleague(brief)
    page, (_left, bottom, right, _top) = colleague.place("cell", *cell)
    colleague.write(page, "Text", [right - 22, bottom - 7, right - 2, bottom + 13], "In the corner of a cell", "n-1")
    page, box = colleague.place("statement", said[2].uid, number=2)
    quads = [box[0], box[3], box[2], box[3], box[0], box[1], box[2], box[1]]
    colleague.write(page, "Highlight", box, "On words", "n-2", QuadPoints=pikepdf.Array(quads))
    page, box = colleague.place("scenario", cell[1])
    colleague.write(page, "FreeText", [60, 200, 120, 220], "Somewhere on a scenario's page", "n-3")
    colleague.write(colleague.document.pages[0], "Text", [5, 5, 10, 10], "On the cover's edge", "n-4")
    found = returned.returned(colleague.saved(**saving))
    told = {comment.body: (comment.on.kind, comment.author, comment.at) for comment in found.comments}
    assert told == {
        "In the corner of a cell": ("cell", "Б. Колега", "2025-09-10T12:30:00Z"),
        "On words": ("statement", "Б. Колега", "2025-09-10T12:30:00Z"),
        "Somewhere on a scenario's page": ("scenario", "Б. Колега", "2025-09-10T12:30:00Z"),
    }
    assert [mark.contents for mark in found.unplaced] == ["On the cover's edge"]
    by_body = {comment.body: comment for comment in found.comments}
    assert by_body["In the corner of a cell"].on.uids == cell
    assert by_body["On words"].on.uids == (said[2].uid,)
    assert by_body["On words"].words


def test_they_become_notes_once(case, brief, cell, said):
    colleague = Colleague(brief)
    page, box = colleague.place("cell", *cell)
    head = colleague.write(page, "Text", box, "I doubt it", "n-1")
    colleague.write(page, "Text", box, "So do I", "n-2", author="C. Third", IRT=head)
    data = colleague.saved()
    done = brought(case, data)
    assert (done.added, done.known, done.lost, done.unplaced) == (2, 0, (), ())
    with case.read() as reading:
        first, second = [note for note in notes.read(reading) if note.author != "Sample"]
    assert (first.body, first.author, first.at) == ("I doubt it", "Б. Колега", "2025-09-10T12:30:00Z")
    assert (first.on.actor, first.on.scenario) != (None, None)
    assert (second.author, second.reply_to) == ("C. Third", first.id)
    assert brought(case, data).known == 2
    again = make(case.path)
    returning = returned.returned(again)
    assert returning.comments == ()
    with case.read() as reading:
        assert len(notes.read(reading)) == 7


def test_the_same_words_without_a_name_are_known_too(case, brief, cell):
    colleague = Colleague(brief)
    page, box = colleague.place("cell", *cell)
    one = colleague.write(page, "Text", box, "Once", "n-1")
    assert brought(case, colleague.saved()).added == 1
    del one.NM
    assert brought(case, colleague.saved()).known == 1


def test_answers_to_notes_of_the_case_and_changed_ones(case, brief):
    colleague = Colleague(brief)
    page, ours = colleague.ours("Silence is the finding")
    colleague.write(page, "Text", [float(n) for n in ours.Rect], "Agreed", "r-1", IRT=ours)
    page, other = colleague.ours("Nobody quoted here speaks")
    other.Contents = pikepdf.String("Changed by a colleague")
    brought(case, colleague.saved())
    with case.read() as reading:
        by_body = {note.body: note for note in notes.read(reading)}
    heads = {note.id: note for note in by_body.values()}
    assert heads[by_body["Agreed"].reply_to].body.startswith("Example note. Silence is the finding")
    assert heads[by_body["Changed by a colleague"].reply_to].body.startswith("Example note. Nobody quoted here")
    assert by_body["Agreed"].on == heads[by_body["Agreed"].reply_to].on


def test_what_the_case_has_no_more_is_told(case, brief, said, path):
    colleague = Colleague(brief)
    page, box = colleague.place("statement", said[3].uid)
    colleague.write(page, "Text", box, "On number three", "n-1")
    with case.change("Remove") as editing:
        coding.remove(editing, [said[3].id])
    done = brought(case, colleague.saved())
    assert [comment.body for comment in done.lost] == ["On number three"]


def test_no_brief_no_places(brief):
    other = pikepdf.new()
    other.add_blank_page()
    out = BytesIO()
    other.save(out)
    assert not returned.is_brief(marks.read(out.getvalue(), words=False))
    assert returned.is_brief(marks.read(brief, words=False))
    with pytest.raises(NotADocument):
        marks.read(b"%PDF-1.7 nothing")


def test_odd_annotations_do_no_harm(brief):
    colleague = Colleague(brief)
    page = colleague.document.pages[0]
    loop = colleague.write(page, "Text", [1, 1, 2, 2], "Loop")
    loop.IRT = loop
    colleague.write(page, "Text", [1, 1], "No rectangle")
    colleague.write(page, "Highlight", [1, 1, 9, 9], "", QuadPoints=pikepdf.Array([1, 2, "x"]))
    colleague.write(page, "Text", [1, 1, 5, 5], "", RC=pikepdf.String("<body><p>Rich &amp; bare</p></body>"), M=3)
    colleague.write(page, "Text", [1, 1, 5, 5], "Done", StateModel=pikepdf.String("Review"))
    page.obj.Annots.append(7)
    found = marks.read(colleague.saved(), words=False).marks
    told = {mark.contents: mark for mark in found if not mark.own}
    assert set(told) == {"Loop", "", "Rich & bare", "No rectangle"}
    assert told["Rich & bare"].at == ""
    assert returned.placed(marks.Marked(found, (), 1)).comments == ()


@pytest.mark.parametrize(
    ("told", "at"),
    [
        ("D:20250910143000+02'00'", "2025-09-10T12:30:00Z"),
        ("D:20250910143000-0330", "2025-09-10T18:00:00Z"),
        ("D:20250910143000Z", "2025-09-10T14:30:00Z"),
        ("20250910", "2025-09-10T00:00:00Z"),
        ("D:20259910", ""),
        ("D:00010101000000+05'00'", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates(told, at):
    assert pdf_marks._date(told) == at


def test_a_brief_that_is_imported_brings_its_comments_and_no_source(case, brief, cell, tmp_path):
    colleague = Colleague(brief)
    page, box = colleague.place("cell", *cell)
    colleague.write(page, "Text", box, "I doubt it", "n-1")
    colleague.write(colleague.document.pages[0], "Text", [5, 5, 10, 10], "On the cover's edge", "n-2")
    path = tmp_path / "back.pdf"
    path.write_bytes(colleague.saved())
    before = len(case.snapshot().sources)
    (first,), (again,) = incoming.take_files(case, [path]), incoming.take_files(case, [path])
    assert (first.taken.back.added, first.taken.back.known) == (1, 0)
    assert (again.taken.back.added, again.taken.back.known) == (0, 1)
    assert returned.left_out(first.taken.back) == ["On the cover's edge"]
    assert returned.told(first.taken.back) == "1 comment of this brief became a note; 1 is on nothing in this case"
    assert len(case.snapshot().sources) == before


def test_a_brief_of_another_case_is_a_source_that_says_so(brief, tmp_path):
    path = tmp_path / "theirs.pdf"
    path.write_bytes(brief)
    with Case.create(tmp_path / "mine.rapporteur", title="Mine", author="A. Analyst") as mine:
        (outcome,) = incoming.take_files(mine, [path])
        assert outcome.taken.source is not None
        assert [each.code for each in outcome.taken.document.notices] == ["brief"]
