"""Dates as people type them."""

import pytest

from desktop.widgets.lens import read_date


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2025", "2025"),
        ("2025-09", "2025-09"),
        ("2025-09-05", "2025-09-05"),
        ("Sep 2025", "2025-09"),
        ("september 2025", "2025-09"),
        ("5 Sep 2025", "2025-09-05"),
        ("5. Sep. 2025", "2025-09-05"),
    ],
)
def test_dates_are_read(typed, read):
    assert read_date(typed).text == read


@pytest.mark.parametrize(
    "typed", ["", "soon", "5 Spt 2025", "31 Feb 2025", "2025-13", "2025-02-30", "99 Sep 2025", "٢٠٢٥"]
)
def test_what_is_no_date_is_none(typed):
    assert read_date(typed) is None
