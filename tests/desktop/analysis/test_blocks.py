"""The search for blocks ends where it is told to."""

import pytest

from desktop.analysis import blocks
from desktop.analysis.cells import Comparison
from desktop.analysis.exploration import Exploration
from tests.bench.synthetic import Size, snapshot


class Ended(Exception):
    """The search is no longer wanted."""


@pytest.fixture(scope="module")
def agreement():
    comparison = Comparison(snapshot(Size(parties=6, persons=0, scenarios=3, positions=60, widths=(4, 3, 3, 2, 2))))
    found = Exploration(comparison, comparison.scenarios[0].id).agreement()
    assert 0 < found.not_rejected < found.consistent
    return found


def passes(monkeypatch):
    """What is done from now on, in order: a pass over the worlds, or a look at whether it is still wanted."""
    done = []
    counts, meets = blocks._Peeling._counts, blocks._meets
    monkeypatch.setattr(blocks._Peeling, "_counts", lambda *given: (done.append("pass"), counts(*given))[1])
    monkeypatch.setattr(blocks, "_meets", lambda *given: (done.append("pass"), meets(*given))[1])
    return done


def test_it_looks_before_every_few_passes(agreement, monkeypatch):
    done = passes(monkeypatch)
    list(agreement.blocks(look=lambda: done.append("look")))
    between = "".join("." if each == "pass" else "|" for each in done).split("|")
    assert between[0] == ""
    assert max(map(len, between)) <= max(agreement.zone.tensor.sizes)


@pytest.mark.parametrize("last", [1, 2, 9, 20])
def test_nothing_more_is_done_once_it_was_told_to_end(agreement, monkeypatch, last):
    done = passes(monkeypatch)

    def look():
        done.append("look")
        if done.count("look") == last:
            raise Ended

    with pytest.raises(Ended):
        list(agreement.blocks(look=look))
    assert done[-1] == "look"
    assert done.count("look") == last
