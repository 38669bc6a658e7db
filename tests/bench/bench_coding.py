"""What coding a statement anew costs on a real file, from the form's save to the sheet that the matrix paints.

Run it as a script. 50,000 statements with a position each, 250 for each of 200 parties and 200 speakers. CPU time: what
the disk takes no program can change, and ``bench_edit.py`` tells it. The floor is one row written through the same door
with its log and its commit, and nothing read back.
"""

import gc
import random
import shutil
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from tests.bench import large_case  # noqa: E402
from tests.bench.measure import told, told_time  # noqa: E402

STATEMENTS, PARTIES, SPEAKERS = 50_000, 200, 200
EDITS = 60
ROWS, COLUMNS = 24, 12
"""So many parties and scenarios are on the screen."""


class Screen:
    """What the window has: the desk with the case, and the sheet that is shown."""

    def __init__(self, path):
        from desktop.desk import Desk
        from desktop.models.sheet import Sheet

        self.desk = Desk()
        self.desk.prepare()
        self.state = self.desk.open(path, "Bench")
        self.sheet = Sheet.of(self.state.comparison)

    def case(self):
        return self.desk.ask(lambda case: case)

    def statement(self, number):
        from db import statements

        with self.case().read() as reading:
            (found,) = statements.read(reading, [number])
        return found

    def seen(self, party):
        """The cells on the screen when a party is in sight: its row and those below."""
        actors, scenarios = self.state.comparison.actors, self.state.comparison.scenarios
        first = min(party, PARTIES - ROWS)
        return [(actor.id, each.id) for actor in actors[first : first + ROWS] for each in scenarios[:COLUMNS]]

    def look(self, seen):
        """Has what is on the screen worked out, as it is before somebody edits."""
        self.sheet.put(self.sheet.worked_out(self.sheet._first(seen)))

    def save(self, draft, number, seen):
        """All that stands between the form and the painting; the CPU seconds of each part."""
        from desktop.models.sheet import Sheet
        from desktop.views import coding_edits

        clock = [time.process_time()]
        label, edit = coding_edits.save(draft, number, [])
        with self.case().change(label) as editing:
            edit(editing)
        clock.append(time.process_time())
        snapshot = self.case().patched(self.state.snapshot, editing.changes)
        clock.append(time.process_time())
        comparison = self.state.comparison.edited(snapshot, editing.changes)
        self.state = self.desk._compared(snapshot, comparison, editing.changes)
        clock.append(time.process_time())
        self.sheet = Sheet.of(comparison, self.sheet, seen)
        clock.append(time.process_time())
        return [after - before for before, after in pairwise(clock)]

    def left_open(self, seen):
        """How many cells on the screen are bounds still."""
        return sum(1 for _place in self.sheet._first(seen))


def stance(draft):
    """Another stance."""
    from db.vocabulary import Stance

    others = [each for each in Stance if each != draft.points[0].stance]
    return draft.with_point(0, stance=others[draft.kept.id % len(others)])


def condition(draft):
    """Another condition: the first value of the first factor that it names not, or that one taken back."""
    from db.records import Condition

    said = draft.points[0].clauses[0]
    new = (Condition(1, values=(1,)),) if all(each.factor != 1 for each in said) else ()
    return draft.with_point(0, clauses=((*(each for each in said if each.factor != 1), *new),))


def one_row(case, number):
    """The floor: the CPU seconds of one row written with its log."""
    from db import written
    from db.schema import StatementRow

    start = time.process_time()
    with case.change("Code a statement") as editing:
        written.update(editing.connection, StatementRow, number, {"venue": str(time.perf_counter_ns())})
    return time.process_time() - start


def median(listed):
    return sorted(listed)[len(listed) // 2]


def measure(screen, change, draw):
    """The median CPU seconds of each part, of all of it, and how many cells were left open."""
    from desktop.models.coding import opened

    parts, left = [], []
    for _n in range(EDITS):
        said = screen.statement(draw.randrange(1, STATEMENTS + 1))
        seen = screen.seen(screen.state.comparison.actor_place(said.positions[0].holder))
        screen.look(seen)
        draft = change(opened(said))
        parts.append(screen.save(draft, said.number, seen))
        left.append(screen.left_open(seen))
    return [median(each) for each in zip(*parts, strict=True)], median([sum(each) for each in parts]), left


def main():
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    try:
        path = folder / "large.rapporteur"
        large_case.write(path, STATEMENTS, parties=PARTIES, persons=SPEAKERS)
        run(path)
    finally:
        shutil.rmtree(folder)


def run(path):
    screen, draw = Screen(path), random.Random(1)
    gc.collect()
    gc.freeze()
    measure(screen, stance, draw)
    found = {name: measure(screen, change, draw) for name, change in (("stance", stance), ("condition", condition))}
    floor = median([one_row(screen.case(), draw.randrange(1, STATEMENTS + 1)) for _n in range(EDITS)])
    for name, (parts, whole, left) in found.items():
        told_time(f"another {name}, from save to the painted sheet", whole, 0.016)
        told(f"another {name}, beside one row and its log", whole / floor, 18)
        shown = ", ".join(f"{what} {1000 * each:.1f}" for what, each in zip(PARTS, parts, strict=True))
        print(f"  of it, ms: {shown}; cells on the screen left open: {sum(left)} in {EDITS} edits")
    print(f"one row with its log and commit: {1000 * floor:.1f} ms")


PARTS = ("saving", "reading back", "comparing", "the sheet")

if __name__ == "__main__":
    main()
