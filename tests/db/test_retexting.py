import pytest
from hypothesis import given
from hypothesis import strategies as st

from db import retexting, sources, statements
from db.retexting import Moves
from tests.db.cases import do, known


@given(st.text("abc ", max_size=30), st.text("abc ", max_size=30), st.data())
def test_a_span_moves_into_the_new_text(old, new, data):
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    span = Moves(old, new).span(start, end)
    assert span is None or 0 <= span[0] < span[1] <= len(new)


@given(st.text(max_size=30), st.text(max_size=10), st.text(max_size=30), st.data())
def test_what_stands_outside_the_edit_keeps_its_words(before, typed, after, data):
    old, new = before + after, before + typed + after
    start = data.draw(st.integers(0, len(old)))
    end = data.draw(st.integers(start, len(old)))
    span = Moves(old, new).span(start, end)
    if start < end and (end <= len(before) or start >= len(before)):
        assert span is not None
        assert new[span[0] : span[1]] == old[start:end]


def quotations(case, source):
    with case.read() as reading:
        found = [each for said in statements.read(reading) for each in said.quotations]
        text = sources.text(reading, source)
    return {each.id: each for each in found if each.source == source}, text


@pytest.fixture
def source(case):
    return next(iter(known(case, "source").values())).id


def test_quotations_move_with_a_typo_put_right_before_them(case, source):
    before, text = quotations(case, source)
    done, _ = do(case, retexting.retext, source, "A new first line.\n" + text)
    after, new = quotations(case, source)
    assert (done.changed, done.lost) == ((), ())
    for number, each in after.items():
        assert each.exact == before[number].exact == new[each.start : each.end]
        assert each.prefix == new[max(each.start - 32, 0) : each.start]


def test_a_typo_within_the_words_gives_them_new_ones(case, source):
    before, text = quotations(case, source)
    number, first = next(iter(before.items()))
    middle = (first.start + first.end) // 2
    done, _ = do(case, retexting.retext, source, text[:middle] + "ZZ" + text[middle:])
    after, new = quotations(case, source)
    assert done.changed == (number,)
    assert after[number].exact == new[after[number].start : after[number].end]
    assert len(after[number].exact) == len(first.exact) + 2


def test_words_that_are_gone_are_told(case, source):
    before, _ = quotations(case, source)
    done, _ = do(case, retexting.retext, source, "Nothing of it.")
    assert set(done.lost) | set(done.changed) == set(before)
    assert done.lost
    after, _ = quotations(case, source)
    assert all(after[number].exact == before[number].exact for number in done.lost)


def test_text_is_kept_once(case, source):
    _, text = quotations(case, source)
    do(case, retexting.retext, source, text + "!")
    do(case, retexting.retext, source, text)
    assert known(case, "source")[next(iter(known(case, "source")))].length == len(text)
