"""The golden answers: the worked example and the test vectors of the model."""

import json
from pathlib import Path

import pytest

from desktop.analysis import answers
from desktop.analysis.cells import Comparison
from desktop.analysis.exploration import Exploration
from tests.desktop.analysis.build import snapshot
from tests.desktop.analysis.oracle import Oracle

GOLDEN = Path(__file__).parent / "golden"


def golden(name):
    return json.loads((GOLDEN / f"{name}.json").read_text(encoding="utf-8"))


VECTORS = golden("vectors")
WORKED = """
scenario      worlds  p1 p2 p3 p4 p5  R                U                C
today         1       F  F  F  F  F   silent           silent           silent
now           3       T  F  F  F  F   rejects          silent           silent
pledged       1       T  T  T  T  F   rejects          supports         supports
sea-air       3       F  F  T  T  F   silent           supports         supports
settled       22      -  -  -  -  F   silent           silent           silent
settled-some  21      U  U  T  T  F   rejects/silent   supports         supports
leave         3       F  F  T  T  T   silent           rejects          supports
sea           9       F  F  U  U  F   silent           supports/silent  supports/silent
"""


@pytest.fixture(scope="module")
def worked():
    return Comparison(snapshot(golden("worked_example")))


def test_the_worked_matrix(worked):
    assert answers.matrix(worked) == golden("worked_matrix")


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["name"])
def test_vectors(vector):
    comparison = Comparison(snapshot(vector["case"]))
    actor = next(each for each in comparison.actors if each.key == vector["actor"])
    scenarios = {each.key: each.id for each in comparison.scenarios}
    cells = [comparison.cell(actor.id, scenarios[key]) for key in vector["scenarios"]]
    headlines = ["/".join(each.word for each in cell.headlines) for cell in cells]
    attributed = {comparison.position_key(each) for cell in cells for each in cell.attributed}
    found = {"headlines": headlines, "dissent": any(c.dissent for c in cells), "attributed": sorted(attributed)}
    assert found == vector["expect"]


def test_the_table_of_the_worked_example(worked):
    head, *rows = (line.split() for line in WORKED.strip().splitlines())
    scenarios = {each.key: each.id for each in worked.scenarios}
    actors = {each.key: each.id for each in worked.actors}
    oracle = Oracle(golden("worked_example"))
    assert len(oracle.worlds) == 132
    for row in rows:
        told = dict(zip(head, row, strict=True))
        cells = {key: worked.cell(actors[key], scenarios[told["scenario"]]) for key in "RUC"}
        assert len(oracle.completions(told["scenario"])) == int(told["worlds"])
        assert {key: "/".join(each.word for each in cell.headlines) for key, cell in cells.items()} == {
            key: told[key] for key in "RUC"
        }
        assert verdicts(worked, cells.values()) == {key: told[key] for key in ("p1", "p2", "p3", "p4", "p5")}


def verdicts(comparison, cells):
    """A letter for each position, as the table has it."""
    lists = {"T": "applies", "U": "might", "F": "fails", "-": "elsewhere"}
    return {
        comparison.position_key(each): letter
        for cell in cells
        for letter, name in lists.items()
        for each in getattr(cell, name)
    }


@pytest.mark.parametrize("asked", golden("worked_explore"), ids=lambda asked: str(asked["from"]))
def test_the_worked_exploration(worked, asked):
    scenarios = {each.key: each.id for each in worked.scenarios}
    answer = answers.explore(Exploration(worked, scenarios.get(asked["from"])))
    blocks = answer.pop("blocks")
    assert answer == asked["answer"]
    assert blocks
