"""Marks made elsewhere, against the text of their source: placed, found again in an edited text, taken over once."""

import time

import pytest

from db import notes, sources
from db.case import Case
from desktop.exchange import foreign_marks
from desktop.exchange.marks import Mark, Marked, roots

TEXT = "One two three. Four five six. One two three again."


def mark(words="", start=0, end=0, *, contents="", answers=None, page=0, own=False, name=""):
    box = ((float(start), 0.0, float(end), 10.0),)
    return Mark(page, "highlight", name, "B", "", contents, box, words, start, end, answers, own, False)


def spans(text, *marks):
    return [(each.start, each.end) for each in foreign_marks.foreign(Marked(marks, (), 1), text, "s")]


def test_words_stand_where_the_file_says():
    assert spans(TEXT, mark("Four five", 15, 24)) == [(15, 24)]


@pytest.mark.parametrize(("start", "found"), [(0, (4, 17)), (30, (34, 47))])
def test_of_equal_words_the_nearest_are_found_in_an_edited_text(start, found):
    edited = "New " + TEXT
    assert spans(edited, mark("One two three", start, start + 13)) == [found]


def test_words_that_are_gone_are_at_no_place():
    assert spans("Quite another text.", mark("Four five", 15, 24)) == [(0, 0)]
    assert spans("", mark("Four five", 15, 24)) == [(0, 0)]
    assert spans(TEXT, mark("x" * 6_000, 0, 20)) == [(0, 0)]


def test_words_are_found_over_other_line_breaks():
    assert spans("One\ntwo   three.", mark("One two three", 0, 9)) == [(0, 15)]


def test_a_ring_of_answers_has_one_head():
    ring = (mark(contents="a", answers=2), mark(contents="b", answers=0), mark(contents="c", answers=1))
    assert len(set(roots(ring))) == 1
    assert len(foreign_marks.foreign(Marked(ring, (), 1), TEXT, "s")) == 1


def test_a_very_long_thread_takes_no_time():
    chain = (mark(contents="0"), *(mark(contents=str(n), answers=n - 1) for n in range(1, 20_000)))
    start = time.process_time()
    (found,) = foreign_marks.foreign(Marked(chain, (), 1), TEXT, "s")
    assert len(found.answers) == 19_999
    assert time.process_time() - start < 5


def test_what_the_program_wrote_itself_is_not_foreign():
    answered = (mark("One", 0, 3, contents="No. 1", own=True), mark(contents="Why?", answers=0))
    alone = (mark("One", 0, 3, contents="No. 1", own=True),)
    assert len(foreign_marks.foreign(Marked(answered, (), 1), TEXT, "s")) == 1
    assert foreign_marks.foreign(Marked(alone, (), 1), TEXT, "s") == ()


def test_keys_tell_marks_and_sources_apart():
    same = mark("One", 0, 3), mark("One", 0, 3, page=1), mark("One", 30, 33)
    found = foreign_marks.foreign(Marked(same, (), 2), TEXT, "s")
    others = foreign_marks.foreign(Marked(same, (), 2), TEXT, "t")
    assert len({each.key for each in (*found, *others)}) == 6


def test_taken_over_once(tmp_path):
    with Case.create(tmp_path / "case.rapporteur", title="T", author="A") as case:
        with case.change("Add") as editing:
            source = sources.add(editing, title="S", text=TEXT, language="en")
        marks = (mark("One two", 0, 7), mark(contents="Why?", answers=0), mark(contents="Loose"))
        found = foreign_marks.foreign(Marked(marks, (), 1), TEXT, "s")
        for made in (3, 0):
            with case.change("Take over") as editing:
                assert foreign_marks.take(editing, source, found) == made
        with case.read() as reading:
            first, answer, loose = notes.read(reading)
    assert (first.body, first.on.start, first.on.end) == ("Marked in the file", 0, 7)
    assert answer.reply_to == first.id
    assert (loose.on.source, loose.on.start) == (source, None)
