"""What an edit costs with its log beside one without, and how long undo takes: ratios, with their goals.

Run it as a script. 50,000 statements with a position each; the file is in memory where the system has such a place,
so that the disk's own time, which no program can change, is measured apart.
"""

import shutil
import sys
import tempfile
import time
from dataclasses import replace
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

from db import bulk, coding, log, statements  # noqa: E402
from db.case import Case  # noqa: E402
from db.drafts import (  # noqa: E402
    ActorDraft,
    ConditionDraft,
    Contents,
    FactorDraft,
    PositionDraft,
    QuotationDraft,
    SourceDraft,
    StatementDraft,
    ValueDraft,
)
from db.sqlite import connections, triggers  # noqa: E402
from db.vocabulary import ActorKind, Stance  # noqa: E402
from tests.bench.measure import told, told_time  # noqa: E402

STATEMENTS = 50_000
ACTORS = 100
EDITS = 200
BULK = 10_000


def contents(many, tag=""):
    """A case of so many statements."""
    values = tuple(ValueDraft(f"v{n}", f"Value {n}") for n in range(4))
    condition = (ConditionDraft("F", ("v1",)),)
    return Contents(
        actors=tuple(ActorDraft(f"a{tag}{n}", f"Actor {n}", ActorKind.STATE) for n in range(ACTORS)),
        factors=() if tag else (FactorDraft("F", "Factor", values=values),),
        sources=(SourceDraft(f"s{tag}", text="What was said. " * 1000),),
        statements=tuple(
            StatementDraft(
                f"t{tag}{n}",
                f"a{tag}{n % ACTORS}",
                quotations=(QuotationDraft(f"s{tag}", 0, 14, "What was said."),),
                positions=(PositionDraft(f"p{tag}{n}", Stance.ACCEPTS, regions=(condition,)),),
            )
            for n in range(many)
        ),
    )


def read(case, number):
    """A statement as the form has it, changed as a person does."""
    with case.read() as reading:
        (said,) = statements.read(reading, [number])
    stance = Stance.REJECTS if said.positions[0].stance != Stance.REJECTS else Stance.SUPPORTS
    position = replace(said.positions[0], stance=stance)
    return replace(said, venue=f"{number} {time.perf_counter_ns()}", positions=(position,))


def edit(case, changed):
    """One statement is coded anew."""
    with case.change("Code a statement") as editing:
        coding.save(editing, changed)


def rounds(case, work):
    """The median CPU and wall seconds of many edits."""
    cpu, wall = [], []
    for number in range(1, EDITS + 1):
        given = read(case, number * 7)
        start = time.process_time(), time.perf_counter()
        work(case, given)
        cpu.append(time.process_time() - start[0])
        wall.append(time.perf_counter() - start[1])
    return sorted(cpu)[EDITS // 2], sorted(wall)[EDITS // 2]


class Unlogged:
    """The triggers as they would be without a log: they note what is touched, and nothing else."""

    def __enter__(self):
        self._kept = triggers._entry, log.begin, log.seal
        triggers._entry = lambda _table, _event: ""
        log.begin = lambda _connection, **told: log.Action(0, "", told["kind"], None, told["label"], "", "", "")
        log.seal = lambda *_given: None

    def __exit__(self, *_error):
        triggers._entry, log.begin, log.seal = self._kept


def main():
    memory = Path("/dev/shm")
    folder = Path(tempfile.mkdtemp(dir=memory if memory.is_dir() else None))
    disk = Path(tempfile.mkdtemp())
    try:
        measure(folder / "large.rapporteur", folder, disk)
    finally:
        shutil.rmtree(folder)
        shutil.rmtree(disk)


def measure(path, folder, disk):
    with Case.create(path, title="Large") as case, case.change("Import", kind="import") as editing:
        bulk.add_all(editing, contents(STATEMENTS))
    plain = folder / "plain.rapporteur"
    shutil.copyfile(path, plain)
    with Unlogged(), Case.open(plain) as case:
        rounds(case, edit)
        without, _wall = rounds(case, edit)
        bare = once(lambda: add_many(case, "b"))
    with Case.open(path, author="Bench") as case:
        rounds(case, edit)
        with_log, _wall = rounds(case, edit)
        logged = once(lambda: add_many(case, "b"))
        undone = once(case.undo)
    print(f"an edit: {1000 * without:.2f} ms CPU without a log, {1000 * with_log:.2f} ms with one")
    told("an edit with its log, beside one without", with_log / without, 1.5)
    told(f"an import of {BULK:,} statements with its log, beside one without", logged / bare, 2.0)
    print(f"undo of that import: {undone:.2f} s CPU, {undone / logged:.2f}x the import")
    shutil.copyfile(path, disk / "large.rapporteur")
    with Case.open(disk / "large.rapporteur", author="Bench") as case:
        rounds(case, edit)
        _cpu, wall = rounds(case, edit)
        told_time("an edit on the disk, with commit and log (median)", wall, 0.016)
    print(f"the barest commit on that disk, now: {1000 * bare_commit(disk / 'bare.db'):.1f} ms (median)")


def bare_commit(path):
    """The median wall seconds of one row and its commit, with the settings of a case and nothing else."""
    connection = connections.connect(path, "rwc")
    connections.writing(connection, True)
    connection.execute("CREATE TABLE t (a INTEGER PRIMARY KEY, b TEXT)")
    took = []
    for number in range(EDITS):
        start = time.perf_counter()
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("INSERT INTO t VALUES (?, 'x')", (number,))
        connection.execute("COMMIT")
        took.append(time.perf_counter() - start)
    connection.close()
    return sorted(took)[EDITS // 2]


def add_many(case, tag):
    with case.change("Import", kind="import") as editing:
        bulk.add_all(editing, contents(BULK, tag))


def once(work):
    start = time.process_time()
    work()
    return time.process_time() - start


if __name__ == "__main__":
    main()
