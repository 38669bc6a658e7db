"""The map of pages by its algebra: places and numbers lead to each other, pieces cover what they should."""

from array import array

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop.exchange.documents.page_map import PageMap, Piece
from desktop.exchange.documents.running_lines import Line, running


@st.composite
def maps(draw):
    """A text of pages and its map; some of its line ends have two characters for PDFium."""
    pages = draw(st.lists(st.text(alphabet="ab\n", max_size=12), min_size=1, max_size=5))
    starts, ends, place = array("I"), array("I"), 0
    for page in pages:
        starts.append(place)
        ends.extend(place + n for n, letter in enumerate(page) if letter == "\n" and draw(st.booleans()))
        place += len(page) + 1
    text = "\f".join(pages)
    furniture = array("I")
    for start, page in zip(starts, pages, strict=True):
        marks = sorted(draw(st.sets(st.integers(start, start + len(page)), max_size=4)))
        furniture.extend(marks[: len(marks) // 2 * 2])
    return text, PageMap(starts, array("f", [100.0] * len(pages)), bytes(len(pages)), ends, furniture, len(text), "1")


@settings(max_examples=300, derandomize=True, deadline=None)
@given(maps())
def test_places_and_numbers_lead_to_each_other(made):
    text, pages = made
    for page in range(pages.count):
        start, end = pages.span(page)
        indexes = [pages.index(offset)[1] for offset in range(start, end + 1)]
        assert indexes == sorted(set(indexes))
        assert [pages.offset(page, index) for index in indexes] == list(range(start, end + 1))
        for offset in range(start, end):
            double = offset in pages.ends
            assert pages.index(offset + 1)[1] - pages.index(offset)[1] == (2 if double else 1)
            if double:
                assert pages.offset(page, pages.index(offset)[1] + 1) == offset
    assert PageMap.unpacked(pages.packed()) == pages
    assert text.count("\f") + 1 == pages.count


@settings(max_examples=300, derandomize=True, deadline=None)
@given(maps(), st.data())
def test_pieces_cover_a_span(made, data):
    text, pages = made
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    covered = set()
    for page, first, last in pages.pieces(start, end, furniture=True):
        assert first < last
        covered |= set(range(pages.offset(page, first), pages.offset(page, last)))
    assert covered == {offset for offset in range(start, end) if text[offset] != "\f"}
    without = set()
    for page, first, last in pages.pieces(start, end):
        without |= set(range(pages.offset(page, first), pages.offset(page, last)))
    cut = {offset for low, high in pages.within(start, end) for offset in range(low, high)}
    assert without == covered - cut


def test_an_empty_span_has_no_pieces():
    pages = PageMap(array("I", [0]), array("f", [1]), b"\0", array("I"), array("I"), 3, "")
    assert pages.pieces(1, 1) == ()
    assert pages.pieces(0, 3) == (Piece(0, 0, 3),)


def lines(*told):
    return [Line(page, 0, len(words), words, level) for page, words, level in told]


def test_running_lines():
    head = [(page, f"The record {page}", 700.0) for page in range(4)]
    assert len(running(lines(*head), 4)) == 4
    assert running(lines(*head[:2]), 4) == []
    assert len(running(lines(*head[:2]), 2)) == 2
    assert running(lines((0, "x", 700.0), (1, "x", 650.0), (2, "x", 600.0)), 3) == []
    assert len(running(lines(*((page, "left", 700.0) for page in (0, 2, 4)), (1, "right", 700.0)), 5)) == 3
    assert running(lines((0, "x", 700.0), (10, "x", 700.0), (20, "x", 700.0)), 30) == []
    assert len(running(lines((0, "iv", 9.0), (1, "v", 9.0), (2, "VI", 9.0)), 3)) == 3
    assert running(lines((0, "a", 9.0)), 1) == []
    assert running(lines(*((page, f"{page * 7} {page * 13} {page * 2}", 700.0) for page in range(5))), 5) == []
    assert len(running(lines(*((page, f"Page {page + 11} of 40", 9.0) for page in range(5))), 5)) == 5
