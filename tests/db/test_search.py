from dataclasses import replace
from functools import partial

import pytest

from db import coding, notes, query, retexting, search, sources
from db.case import Case
from db.folding import end_place, fold, place
from db.query import Term
from db.records import Note, NoteTarget
from db.search import Place
from tests.db.cases import do, known


def find(case, asked, **more):
    with case.read() as reading:
        return search.find(reading, asked, **more)


def add(case, text, title="Doc", language="en"):
    return do(case, lambda editing: sources.add(editing, title=title, text=text, language=language))[0]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ёлка", "елка"),
        ("йод", "иод"),
        ("Straße", "STRASSE"),
        ("Łódź", "lodz"),
        ("п’ять", "п'ять"),
        ("пʼять", "п’ять"),
        ("café", "cafe\u0301"),
        ("أحمد", "احمد"),
        ("naïve", "NAIVE"),
        ("Ελλάς", "ελλασ"),
        ("ﬁn", "fin"),
    ],
)
def test_spellings_of_one_word_are_alike(one, other):
    assert fold(one) == fold(other)


@pytest.mark.parametrize(
    "text", ["Die Straße nach Łódź", "cafe\u0301 noir", "中文 words", "п’ять років", "ﬁn de siècle", "👍🏽 ok"]
)
def test_places_lead_back(text):
    folded = fold(text)
    for start in range(len(text)):
        inner = fold(text[:start])
        assert place(text, len(inner)) in (start, start - 1) or text[start - 1 : start] in "’́"
    assert end_place(text, len(folded.rstrip())) == len(text)


def test_what_is_typed():
    asked = query.parse('troops "red line" or veto not soldiers -tanks deploy*')
    assert asked.all_of == ((Term(("troops",)),), (Term(("red", "line")), Term(("veto",))), (Term(("deploy",), True),))
    assert asked.none_of == (Term(("soldiers",)), Term(("tanks",)))
    assert asked.asked() == '(("troops") AND ("red line" OR "veto") AND ("deploy" *)) NOT "soldiers" NOT "tanks"'
    assert query.parse("tro", typing=True).all_of == ((Term(("tro",), True),),)


@pytest.mark.parametrize(
    "typed", ["", " ", '"', "-", "*", "or", "not", '"" or', "AND OR NOT", "^x", "a:b", "NEAR(a b)", "'; --", "\0"]
)
def test_nothing_that_is_typed_fails(case, typed):
    find(case, typed)
    find(case, typed, typing=True, best_first=True)


def test_words_in_sources_quotations_notes_and_actors(case):
    found = find(case, "red line")
    assert {hit.where for hit in found.hits} >= {Place.SOURCE, Place.QUOTATION}
    for hit in found.hits:
        assert "red line" in hit.excerpt.lower()
        start, end = hit.hits[0]
        assert hit.excerpt[start:end].lower() in ("red", "red line")
    assert find(case, "Moscow", places=(Place.ACTOR,)).total == 1
    assert find(case, '"line red"').total == 0


def test_a_hit_stands_where_it_says(case):
    text = "Straße, Łódź, cafe\u0301 — and then п’ять слів are said in Łódź."
    number = add(case, text)
    for asked, words in (("lodz", "Łódź"), ("cafe", "cafe\u0301"), ("п'ять слів", "п’ять слів"), ("strasse", "Straße")):
        hit = next(each for each in find(case, f'"{asked}"').hits if each.id == number and each.where is Place.SOURCE)
        assert text[hit.start : hit.end] == words


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("我们要求立即停火", "停火"),
        ("หยุดยิงทันที", "หยุดยิง"),
        ("これは停戦です", "停戦"),
        ("وقف إطلاق النار", "اطلاق"),
        ("휴전 협정을", "휴전"),
    ],
)
def test_every_script_is_found(case, text, asked):
    number = add(case, f"… {text} …")
    assert [hit.id for hit in find(case, asked, places=(Place.SOURCE,)).hits] == [number]


def test_the_newest_first_or_the_best(case):
    first = add(case, "ceasefire ceasefire ceasefire")
    second = add(case, "a long text that has the word ceasefire once " * 1 + "and many other words beside it " * 9)
    newest = [hit.id for hit in find(case, "ceasefire", places=(Place.SOURCE,)).hits]
    assert newest[:2] == [second, first]
    best = [hit.id for hit in find(case, "ceasefire", places=(Place.SOURCE,), best_first=True).hits]
    assert best[0] == first
    page = find(case, "ceasefire", places=(Place.SOURCE,), most=1, skip=1)
    assert [hit.id for hit in page.hits] == [first]
    assert page.total == len(newest)


def test_the_index_follows_every_edit(case):
    number = add(case, "Only here stands xylophone.")
    assert find(case, "xylophone").total == 1
    do(case, retexting.retext, number, "Only here stands zeppelin.")
    assert (find(case, "xylophone").total, find(case, "zeppelin").total) == (0, 1)
    case.undo()
    assert (find(case, "xylophone").total, find(case, "zeppelin").total) == (1, 0)
    do(case, sources.remove, (number,))
    assert find(case, "xylophone").total == 0
    note, _ = do(case, notes.save, Note(0, "", NoteTarget(), "A xylophone!", "", None, ()))
    assert [hit.id for hit in find(case, "xylophone").hits] == [note]
    do(case, notes.remove, note)
    statement = next(iter(known(case, "statement").values()))
    worded = replace(statement.quotations[0], translation="ksilofon")
    do(case, coding.save, replace(statement, quotations=(worded, *statement.quotations[1:])))
    assert [(hit.id, hit.quotation) for hit in find(case, "ksilofon").hits] == [(statement.id, worded.id)]
    do(case, coding.remove, (statement.id,))
    assert find(case, "ksilofon").total == 0


def test_made_anew_it_is_the_same(case):
    before = find(case, "force", most=500)
    with case.change("Rebuild") as editing:
        search.rebuild(editing.connection)
        editing.describe(title="Other")
    assert find(case, "force", most=500) == before


def test_a_reopened_case_still_finds(case, tmp_path):
    number = add(case, "zeppelin")
    case.close()
    with Case.open(case.path) as again:
        assert [hit.id for hit in find(again, "zeppelin").hits] == [number]


def test_after_the_best_of_the_newest_come_the_others(case, monkeypatch):
    from db.sqlite import fulltext

    monkeypatch.setattr(fulltext, "BEST_OF", 3)
    made = [add(case, "zeppelin " * (number % 3 + 1) + "and more words", f"Doc {number}") for number in range(8)]
    seek = partial(find, case, "zeppelin", places=(Place.SOURCE,), best_first=True)
    pages = [[hit.id for hit in seek(most=2, skip=skip).hits] for skip in range(0, 10, 2)]
    found = [number for page in pages for number in page]
    assert sorted(found) == sorted(made)
    assert set(found[:3]) == set(made[-3:])
    assert found[3:] == made[-4::-1]


def test_many_new_texts_leave_an_index_of_one_part(case, monkeypatch):
    from db.sqlite import fulltext

    def parts():
        with case.read() as reading:
            return set(reading.connection.exec_driver_sql("SELECT segid FROM search_idx").scalars())

    for number in range(6):
        add(case, f"zeppelin {number}", f"Doc {number}")
    assert len(parts()) > 1
    monkeypatch.setattr(fulltext, "MANY", 1)
    add(case, "zeppelin 6", "Doc 6")
    assert len(parts()) == 1
    assert find(case, "zeppelin", places=(Place.SOURCE,)).total == 7
