"""The long set of every harness, as a table of what was tried and what was lost. Run it as a script.

``--minutes N`` shares so many minutes out among the harnesses, each of which goes on in rounds until its share is over
or its whole count is done; ``--jobs N`` of them run side by side, one for each core unless said otherwise; ``--seed``
makes another run of it. The table is also written to ``docs/reliability.md`` with ``--write``.
"""

import argparse
import multiprocessing
import os
import platform
import shutil
import sqlite3
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT))

import resources  # noqa: E402
from db import child  # noqa: E402
from db.sqlite import connections  # noqa: E402
from desktop.exchange import case_json  # noqa: E402
from tests.reliability import (  # noqa: E402
    crowding,
    fuzzing,
    io_faults,
    killing,
    power,
    rotting,
    soaking,
    story,
)
from tests.reliability.outcome import Outcome  # noqa: E402

SIZES = {
    "a writer killed, on the disk": 1_000,
    "a writer killed, in memory": 1_000,
    "a power cut": 10_000,
    "a fault of the disk": 1,
    "a story of edits, undo, redo, reopening, crashes": 2_000,
    "a spoilt file from elsewhere": 20_000,
    "a bit turned over": 5_000,
    "a crowd of processes": 200,
    "an action of a long day": 200_000,
}
"""What a whole run tries, and how often."""

LONGEST_FIRST = (
    "a story of edits, undo, redo, reopening, crashes",
    "a spoilt file from elsewhere",
    "an action of a long day",
    "a writer killed, on the disk",
    "a writer killed, in memory",
    "a bit turned over",
    "a power cut",
    "a crowd of processes",
    "a fault of the disk",
)
"""So that no core is idle at the end."""

ROUND_BY_ROUND = ("an action of a long day",)
"""What is told of one round, since a sum would say nothing."""

CANARIES = ("an early report", "no waiting for the disk", "no journal", "nothing proved", "no history", "no lock")


class Run:
    """One run of everything, with a clock."""

    def __init__(self, minutes, seed):
        self.memory = Path(tempfile.mkdtemp(dir="/dev/shm" if Path("/dev/shm").is_dir() else None))
        self.disk = Path(tempfile.mkdtemp())
        self.sample = self.disk / "Sample.rapporteur"
        self.seed = seed
        self.share = 60 * minutes / len(SIZES) if minutes else float("inf")
        child.report = lambda _share: None
        case_json.create(self.sample, resources.text("sample", "sample.json"))

    def close(self):
        shutil.rmtree(self.memory, ignore_errors=True)
        shutil.rmtree(self.disk, ignore_errors=True)

    def rounds(self, name, size, work):
        """Goes on with a harness until its count is done or its time is over."""
        total, end, number = Outcome(), time.monotonic() + self.share, 0
        while total.tried < SIZES[name] and time.monotonic() < end:
            found = work(max(1, min(size, SIZES[name] - total.tried)), self.seed * 100_000 + number)
            total.tried += found.tried
            total.wrong += found.wrong
            for what, much in found.facts.items():
                total.count(what, much)
            number += 1
        if name in ROUND_BY_ROUND:
            total.facts = {f"{what} of a round": much // max(1, number) for what, much in total.facts.items()}
        return total

    def harnesses(self):
        """The harnesses by name: how much they do in one round, and how."""
        yield "a writer killed, on the disk", 10, lambda n, seed: killing.run(self.sample, self.disk, n, seed=seed)
        yield "a writer killed, in memory", 10, lambda n, seed: killing.run(self.sample, self.memory, n, seed=seed)
        yield "a power cut", 250, lambda n, seed: power.run(n, seed=seed)
        yield "a fault of the disk", 1, self._faults
        yield "a story of edits, undo, redo, reopening, crashes", 10, self._stories
        yield "a spoilt file from elsewhere", 60, lambda n, seed: fuzzing.run(self.sample, self.memory, n, seed=seed)
        yield "a bit turned over", 100, lambda n, seed: rotting.run(self.sample, self.memory, n, seed=seed)
        yield "a crowd of processes", 5, lambda n, seed: crowding.run(self.sample, self.disk, n, seed=seed)
        yield "an action of a long day", 2_000, lambda n, seed: soaking.run(self.sample, self.memory, n, seed=seed)

    def _faults(self, _n, seed):
        """The whole sweep, or as much of it as there is time for."""
        return io_faults.run(most=None if self.share == float("inf") else int(self.share * 3), seed=seed)

    def _stories(self, count, seed):
        outcome = Outcome()
        kept, connections._SETTINGS = connections._SETTINGS, power.with_settings(synchronous="OFF")
        try:
            for number in range(count):
                self._one_story(seed * 1000 + number, outcome)
        finally:
            connections._SETTINGS = kept
        return outcome

    def _one_story(self, seed, outcome):
        import random

        told = story.Story(self.sample, self.memory)
        try:
            story.tell(told, random.Random(seed), 50)
        except Exception as error:
            outcome.wrong.append(f"story {seed}: {error!r}"[:300])
        finally:
            told.end()
        outcome.tried += 1
        outcome.count("steps", told.steps)

    def canaries(self):
        """Something wrong on purpose for each: how often it was tried, and found out."""
        yield CANARIES[0], killing.run(self.sample, self.memory, 30, early=True)
        yield CANARIES[1], power.run(500, settings=power.with_settings(synchronous="OFF"))
        yield CANARIES[2], power.run(500, settings=power.with_settings(journal_mode="MEMORY"))
        from db import reception

        prove, reception._prove = reception._prove, lambda _new: None
        yield CANARIES[3], fuzzing.run(self.sample, self.memory, 300)
        reception._prove = prove
        yield CANARIES[4], rotting.run(self.sample, self.memory, 100, check=lambda _case: ())
        yield CANARIES[5], crowding.run(self.sample, self.memory, 10, locked=False)


def tried(name, minutes, seed):
    """One harness in a process of its own: what came of it, and the seconds it took."""
    run, start = Run(minutes, seed), time.monotonic()
    try:
        size, work = next((size, work) for each, size, work in run.harnesses() if each == name)
        return run.rounds(name, size, work), time.monotonic() - start
    finally:
        run.close()


def table(rows):
    """Rows as Markdown."""
    head, *rest = rows
    lines = [head, ["---"] * len(head), *rest]
    return "\n".join(f"| {' | '.join(str(cell) for cell in line)} |" for line in lines)


def main():
    options = parsed()
    rows, canaries = [], []
    names = sorted(SIZES, key=LONGEST_FIRST.index)
    with ProcessPoolExecutor(options.jobs, mp_context=multiprocessing.get_context("spawn")) as pool:
        minutes = options.minutes and options.minutes * options.jobs
        done = [pool.submit(tried, name, minutes, options.seed) for name in names]
        for name, each in zip(names, done, strict=True):
            found, seconds = each.result()
            rows.append([name, f"{found.tried:,}", len(found.wrong), found.told(), f"{seconds:.0f} s"])
            print(f"{name}: {found.tried:,} tried, {len(found.wrong)} wrong; {found.told()}", flush=True)
            for wrong in found.wrong[:20]:
                print(f"    {wrong}", flush=True)
    rows.sort(key=lambda row: list(SIZES).index(row[0]))
    run = Run(options.minutes, options.seed)
    try:
        for name, found in run.canaries():
            canaries.append([name, f"{found.tried:,}", len(found.wrong)])
            print(f"canary, {name}: {len(found.wrong)} of {found.tried:,} found out", flush=True)
    finally:
        run.close()
    told = [
        table([["What was done", "times", "lost or wrong", "on the way", "took"], *rows]),
        table([["Wrong on purpose", "times", "found out"], *canaries]),
    ]
    print("\n" + "\n\n".join(told))
    if options.write:
        write(told, options.seed)
    lost = sum(row[2] for row in rows)
    blind = [name for name, _times, found in canaries if not found]
    return 1 if lost or blind else 0


def write(told, seed):
    """Puts the tables into the page of the documentation, in place of those that are there."""
    page = ROOT / "docs" / "reliability.md"
    before, mark, _old = page.read_text(encoding="utf-8").partition("## The last long run\n")
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    where = f"{platform.system()}, {os.cpu_count()} cores, {versions}"
    whole = "; ".join(f"{name} {times:,}" for name, times in SIZES.items())
    head = f"\nA whole run tries: {whole} (faults: one sweep over all places). What was done of it"
    head += f" on {datetime.now(UTC):%Y-%m-%d} ({where}; seed {seed}):\n\n"
    page.write_text(before + mark + head + "\n\n".join(told) + "\n", encoding="utf-8")


def parsed():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--minutes", type=float, default=None)
    parser.add_argument("--jobs", type=int, default=os.cpu_count() or 1, help="harnesses side by side")
    parser.add_argument("--seed", type=int, default=int(time.time()) % 100_000)
    parser.add_argument("--write", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
