"""Names below the marks of two parties stand under them, within the line and never on each other."""

from hypothesis import given
from hypothesis import strategies as st

from desktop.widgets.pair_delegate import apart

WIDTHS = st.integers(10, 90)
PLACES = st.integers(0, 280)


def test_far_from_each_other_each_is_under_its_mark():
    assert apart([50, 200], [40, 60], 0, 280) == [30, 170]
    assert apart([200, 50], [60, 40], 0, 280) == [170, 30]
    assert apart([100], [40], 0, 280) == [80]
    assert apart([], [], 0, 280) == []


@given(PLACES, PLACES, WIDTHS, WIDTHS)
def test_they_are_within_bounds_and_apart(one, other, wide, broad):
    left, right = apart([one, other], [wide, broad], 0, 280)
    for place, width in ((left, wide), (right, broad)):
        assert place >= 0
        assert place + width <= 280
    first, second = ((left, wide), (right, broad)) if one <= other else ((right, broad), (left, wide))
    assert first[0] + first[1] + 8 <= second[0]
