"""Statements as a table and quotations as text: all is there, and nothing is taken for a formula or for markup."""

import csv
import io

from desktop.exchange import csv_table
from desktop.reports import lists


def test_every_position_has_a_line(sample):
    heads, *rows = lists.statements(sample.comparison, sample.statements)
    assert heads[:4] == ["Number", "Speaker", "Holder", "Stance"]
    assert {len(row) for row in rows} == {len(heads)}
    positions = [position for each in sample.statements for position in each.positions]
    without = [each for each in sample.statements if not each.positions]
    assert len(rows) == len(positions) + len(without)
    assert [int(row[0]) for row in rows] == sorted(int(row[0]) for row in rows)
    first = dict(zip(heads, rows[0], strict=True))
    assert first["Speaker"] == "Vladimir Putin"
    assert (first["Holder"], first["Stance"], first["Issue"]) == ("Russia", "Rejects", "Foreign force")
    assert first["Words"].startswith("If troops appear there")
    assert (first["Source"], first["Reliability"], first["Credibility"]) == ("S2", "B", "2")
    assert first["Conditions"] == "Foreign force: Symbolic or Reassurance force"


def test_quotations_stand_under_their_speakers(sample):
    told = lists.quotations(sample.comparison, sample.statements)
    assert told.startswith("# Sample case: a force after a ceasefire\n")
    speakers = [line[3:] for line in told.splitlines() if line.startswith("## ")]
    assert speakers == sorted(speakers, key=str.casefold)
    assert "Vladimir Putin" in speakers
    quoted = [line for line in told.splitlines() if line.startswith("> ") and not line.startswith("> *")]
    assert len(quoted) == sum(len(each.quotations) for each in sample.statements)
    assert r"\[1\]" in told


def test_hostile_words_stay_words(made, small):
    content = small(("=cmd()", "rejects", {"L": ["yes"]}), actors=("=cmd()", "<b>*x*</b>", "C"))
    content["case"]["title"] = "# [x](javascript:1) `y`"
    case = made(content)
    told = lists.quotations(case.comparison, case.statements)
    assert "[x](" not in told
    assert r"\# \[x\]\(javascript:1\) \`y\`" in told
    written = csv_table.written(lists.statements(case.comparison, case.statements))
    assert next(row for row in list(csv.reader(io.StringIO(written)))[1:])[1] == "'=cmd()"
