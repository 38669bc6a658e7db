"""Files on their way into a case: many at once, the same ones again, and what that costs in questions."""

import pytest
from sqlalchemy import event

from db import search, sources
from db.case import Case
from desktop.exchange import incoming


@pytest.fixture
def case(tmp_path):
    with Case.create(tmp_path / "case.rapporteur", title="Case", author="A", language="uk") as made:
        yield made


def files(folder, *texts):
    paths = [folder / f"{number}.txt" for number in range(len(texts))]
    for path, text in zip(paths, texts, strict=True):
        path.write_text(text, encoding="utf-8")
    return paths


def kept(case):
    with case.read() as reading:
        return {source.id: sources.text(reading, source.id) for source in sources.read(reading)}


def test_each_text_is_taken_once_and_the_order_is_kept(case, tmp_path):
    incoming.take_files(case, files(tmp_path, "Known before."))
    paths = files(tmp_path, "First one.", "Known before.", "Second one.", "First one.", "Third one.")
    outcomes = incoming.take_files(case, paths)
    assert [each.path for each in outcomes] == paths
    assert [bool(each.taken.same_as) for each in outcomes] == [False, True, False, True, False]
    texts = kept(case)
    assert [texts[each.taken.source] for each in outcomes] == [path.read_text(encoding="utf-8") for path in paths]
    assert sorted(texts.values()) == ["First one.", "Known before.", "Second one.", "Third one."]
    assert outcomes[3].taken.source == outcomes[0].taken.source


def test_one_step_takes_them_all_back(case, tmp_path):
    incoming.take_files(case, files(tmp_path, "First one.", "Second one.", "First one."))
    assert len(kept(case)) == 2
    case.undo()
    assert kept(case) == {}
    case.redo()
    assert sorted(kept(case).values()) == ["First one.", "Second one."]


def test_the_same_is_kept_twice_when_asked(case, tmp_path):
    [path] = files(tmp_path, "First one.")
    with incoming.Reader() as reader:
        loaded = [(path, incoming.load(reader, path))] * 2
    outcomes = incoming.take(case, loaded, keep_same=True)
    assert len({each.taken.source for each in outcomes}) == 2
    assert list(kept(case).values()) == ["First one."] * 2


def test_what_was_taken_is_found(case, tmp_path):
    incoming.take_files(case, files(tmp_path, "A corridor to Ruritania.", "A bridge to Ruritania."))
    with case.read() as reading:
        assert len(search.find(reading, "Ruritania").hits) == 2


def test_many_cost_no_more_questions_than_few(case, tmp_path):
    asked = []

    def note(*given):
        asked.append(given[2])

    event.listen(case._engine, "before_cursor_execute", note)
    counts = []
    for many in (3, 60):
        asked.clear()
        incoming.take_files(case, files(tmp_path, *(f"Text {number} of {many}." for number in range(many))))
        counts.append(len(asked))
    event.remove(case._engine, "before_cursor_execute", note)
    assert counts[0] == counts[1]
