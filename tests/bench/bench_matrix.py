"""How fast the matrix is, one edit and one changed situation: ratios to floors of the same run, with their goals.

Run it as a script. 200 actors, 1,000 scenarios and 50,000 positions under 12 factors (3.1 million worlds).
"""

import sys
from collections import Counter
from dataclasses import replace
from itertools import count
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench.measure import best, told, told_time  # noqa: E402
from tests.bench.synthetic import Size, snapshot  # noqa: E402

SAMPLED = 300


def floor(size):
    """The copy of the two bitmaps over scenarios that say where each position applies or might."""
    bitmaps = np.ones((2, size.positions, -(-size.scenarios // 64)), np.uint64)
    return best(bitmaps.copy, 20)[0]


def whole_matrix(record):
    """The matrix from the record, and the seconds it takes."""
    from desktop.analysis.cells import Comparison

    def work():
        comparison = Comparison(record)
        comparison.grid()
        return comparison

    return best(work)


def one_edit(comparison):
    """An edit of a statement of an actor with at most 500 positions: the comparison, and the sheet that is shown."""
    from db.records import Changes
    from db.vocabulary import Kind
    from desktop.models.sheet import Sheet

    record = comparison.snapshot
    counts = Counter(record.positions.holder)
    holder = max((each for each in counts if counts[each] <= 500), key=counts.__getitem__, default=min(counts))
    statement = record.statements.id[list(record.positions.holder).index(holder)]
    changes = Changes("", 2, {Kind.STATEMENT: frozenset({statement})})
    seconds, edited = best(lambda: comparison.edited(record, changes), 20)
    before = Sheet.of(comparison)
    return seconds, best(lambda: Sheet.of(edited, before), 20)[0]


def values(mask):
    return frozenset(bit for bit in range(mask.bit_length()) if mask >> bit & 1)


def one_flip(comparison):
    """One factor changed with all others fixed, all actors; and the pass over the cubes' masks that is its floor."""
    from desktop.analysis.covering import Packing
    from desktop.analysis.live import Live

    live = Live(comparison)
    for factor in comparison.factors:
        live.choose(factor.key, [factor.values[0].key])
    keys = [value.key for value in comparison.factors[0].values]
    turn = count()

    def work():
        live.choose(comparison.factors[0].key, [keys[next(turn) % len(keys)]])
        return live.column()

    packing = Packing(comparison.record.frame.full)
    masks = packing.packed(live.columnist.regions.boxes())[:, 0]
    world = packing.word(live.premise.box)[0]
    return best(work, 200)[0], best(lambda: masks & world == world, 200)[0]


def one_scenario(record):
    """The way of the matrix for one scenario."""
    from desktop.analysis.cells import Comparison
    from desktop.analysis.grid import Grid, fill

    comparison = Comparison(replace(record, scenarios=record.scenarios[:1]))
    actors = np.arange(len(record.actors))
    return best(lambda: fill(Grid.blank((len(actors), 1)), comparison.record, actors))[0]


class Literal:
    """The rule read literally, a cell at a time; open factors only by three-valued logic."""

    def __init__(self, comparison):
        record = comparison.record
        self.regions = {}
        self.by_actor = {}
        for row, actor, voice, standing in zip(
            *(getattr(record.entries, name).tolist() for name in ("position", "actor", "voice", "standing")),
            strict=True,
        ):
            self.regions.setdefault(row, [{f: values(mask) for f, mask in cube} for cube in record.region(row)])
            issue, said = int(record.issue[row]), int(record.columns.said[row])
            stance = int(record.columns.stance[row])
            self.by_actor.setdefault(actor, []).append((row, voice, standing, issue, said, stance))
        self.boxes = [[values(mask) for mask in box] for box in record.situations.tight.tolist()]
        self.addressed = record.addressed

    def applies(self, row, box):
        return any(all(box[f] <= allowed for f, allowed in cube.items()) for cube in self.regions[row])

    def might(self, row, box):
        return any(all(box[f] & allowed for f, allowed in cube.items()) for cube in self.regions[row])

    def strictly_within(self, one, other):
        return self.within(one, other) and not self.within(other, one)

    def within(self, one, other):
        return all(
            any(all(f in cube and cube[f] <= allowed for f, allowed in outer.items()) for outer in self.regions[other])
            for cube in self.regions[one]
        )

    def cell(self, actor, scenario):
        box = self.boxes[scenario]
        mine = [each for each in self.by_actor.get(actor, []) if self.addressed[each[3], scenario]]
        maybe = [each for each in mine if not self.applies(each[0], box) and self.might(each[0], box)]
        mine = [each for each in mine if self.applies(each[0], box)]
        issues = {}
        for key in {(each[1], each[3]) for each in mine}:
            group = [each for each in mine if (each[1], each[3]) == key]
            narrow = [p for p in group if not any(self.strictly_within(q[0], p[0]) for q in group)]
            last = max(each[4] for each in narrow)
            issues.setdefault(key[1], []).extend(each for each in narrow if each[4] == last)
        headline = 6
        for words in issues.values():
            top = max(each[2] for each in words)
            stances = [each[5] for each in words if each[2] == top]
            contested = min(stances) < 0 < max(stances)
            headline = min(headline, 1 if contested else (0, 2, 3, 4, 5)[max(stances, key=abs) + 2])
        return self.bounds(mine, maybe) if maybe else (headline, headline)

    def bounds(self, mine, maybe):
        could = [(0, 2, 3, 4, 5)[each[5] + 2] for each in (*mine, *maybe)]
        sides = {(each[3], each[5] > 0) for each in (*mine, *maybe) if each[5]}
        contested = any((issue, not favour) in sides for issue, favour in sides)
        return min(*could, 1 if contested else 6), max(could) if mine else 6


def main():
    """All of it."""
    size = Size()
    record = snapshot(size)
    copied = floor(size)
    seconds, comparison = whole_matrix(record)
    told("the whole matrix against the copy of its two bitmaps", seconds / copied, 250)
    edit, sheet = one_edit(comparison)
    told("one edit against the whole matrix, percent", 100 * edit / seconds, 4)
    told_time("one edit", edit, 0.016)
    told_time("one edit, to the sheet that the matrix paints", edit + sheet, 0.016)
    flip, masks = one_flip(comparison)
    told("one flip, all actors, against a pass over the masks of all cubes", flip / masks, 10)
    told_time("one flip, all actors", flip, 0.016)
    told("the matrix of one scenario against one flip", one_scenario(record) / flip, 5, least=True)
    literal = Literal(comparison)
    draw = np.random.default_rng(2)
    cells = list(zip(draw.integers(0, 200, SAMPLED).tolist(), draw.integers(0, 1_000, SAMPLED).tolist(), strict=True))
    slow, answers = best(lambda: [literal.cell(*cell) for cell in cells], 1)
    grid = comparison.grid()
    assert answers == [(grid.headline[cell], grid.best[cell]) for cell in cells]
    told("the literal rule against the matrix, per cell", slow / SAMPLED * 200_000 / seconds, 1_000, least=True)
    print(f"the whole matrix: {1000 * seconds:.0f} ms")


if __name__ == "__main__":
    main()
