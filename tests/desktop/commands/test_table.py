"""The matrix in a terminal, drawn as text at several widths."""

import pytest

from desktop.commands import table
from desktop.commands.cell_words import Told
from desktop.commands.terminal import columns

HEADS = [
    table.Head("now", "Troops during the fighting"),
    table.Head("after", "Reassurance force after a ceasefire"),
    table.Head("talks", "… while strikes go on"),
]
REJECTS, SUPPORTS = Told("--", "Rejects", "against"), Told("++", "Supports", "for")
SILENT, MIGHT = Told(".", "Silent", "dim"), Told("(--)?", "Rejects?", "against", ("mixed", "[Opposes]"))
CELLS = [[REJECTS, REJECTS, SILENT], [SILENT, SUPPORTS, MIGHT]]


def drawn(width, style=lambda text, look: text):
    return "\n".join(table.lines(["Russia", "Ukraine"], HEADS, CELLS, width, style))


def test_side_by_side_where_there_is_room():
    assert (
        drawn(80)
        == """\
         now               after             talks
         Troops during     Reassurance       … while strikes
         the fighting      force after a     go on
                           ceasefire
Russia   -- Rejects        -- Rejects        . Silent
Ukraine  . Silent          ++ Supports       (--)? Rejects?
                                             mixed
                                             [Opposes]"""
    )


def test_in_blocks_where_it_is_narrow():
    assert (
        drawn(44)
        == """\
         now               after
         Troops during     Reassurance
         the fighting      force after a
                           ceasefire
Russia   -- Rejects        -- Rejects
Ukraine  . Silent          ++ Supports

         talks
         … while strikes
         go on
Russia   . Silent
Ukraine  (--)? Rejects?
         mixed
         [Opposes]"""
    )


def test_marks_alone_where_it_is_tiny():
    assert "Rejects" not in drawn(22)
    assert "--" in drawn(22)


@pytest.mark.parametrize("width", [20, 21, 22, 25, 30, 44, 60, 80, 200])
def test_no_line_is_wider_than_the_terminal(width):
    assert max(columns(line) for line in drawn(width).split("\n")) <= width


def test_looks_do_not_move_the_columns():
    coloured = drawn(80, lambda text, look: f"<{look}>{text}</>" if text else text)
    for look in ("against", "for", "dim", "bold", "hand"):
        coloured = coloured.replace(f"<{look}>", "")
    assert coloured.replace("</>", "") == drawn(80)


def test_names_that_steer_a_terminal_or_are_wide():
    lines = table.lines(["中国\x1b[2J", "a" * 60], [table.Head("x", "y")], [[SILENT], [SILENT]], 40, lambda t, _: t)
    assert lines[-2].startswith("中国\ufffd[2J")
    assert all(columns(line) <= 40 for line in lines)
