"""Works in one case for a long time, and looks at what the process takes."""

import multiprocessing
import os
import random
import shutil

from db import integrity
from db.case import Case
from tests.reliability.outcome import Outcome

WARM_UP = 0.1
"""The share of the actions after which memory is first looked at."""
MOST_MORE = 10 << 20


def run(sample, folder, actions, *, seed=0, kept_each=0):
    """So many actions: typing, renaming, undo, redo, reading; ``kept_each``: bytes never given back after each.

    They are done in a process of their own: one that has done other things before has memory to spare,
    and what piles up would be put there unseen.
    """
    with multiprocessing.get_context("spawn").Pool(1) as alone:
        return alone.apply(_soak, (sample, folder, actions, seed, kept_each))


def _soak(sample, folder, actions, seed, kept_each):
    kept = []
    outcome, draw = Outcome(), random.Random(seed)
    path = folder / "soaked.rapporteur"
    shutil.copyfile(sample, path)
    first = None
    with Case.open(path, author="soak") as case:
        for number in range(actions):
            _act(case, draw, number)
            kept.append(os.urandom(kept_each))
            outcome.tried += 1
            if number == int(actions * WARM_UP):
                first = used()
        last = used()
        outcome.count("KB more at the end", (last[0] - first[0]) >> 10)
        outcome.count("open files", last[1])
        if last[0] - first[0] > MOST_MORE:
            outcome.wrong.append(f"{(last[0] - first[0]) >> 20} MB more")
        if last[1] != first[1]:
            outcome.wrong.append(f"{last[1]} open files, at first {first[1]}")
        outcome.wrong += [str(each) for each in integrity.check(case)]
    return outcome


def _act(case, draw, number):
    chance = draw.random()
    if chance < 0.1 and case.can_undo():
        case.undo()
    elif chance < 0.15 and case.can_redo():
        case.redo()
    elif chance < 0.2:
        with case.read() as reading:
            reading.info()
    else:
        with case.change("Type", merge=f"field {number // 20}" if chance < 0.6 else "") as editing:
            editing.describe(description=f"{number} " + "words " * draw.randrange(20))


def used():
    """Bytes of memory, and open files."""
    with open("/proc/self/statm") as told:
        pages = int(told.read().split()[1])
    return pages * os.sysconf("SC_PAGESIZE"), len(os.listdir("/proc/self/fd"))
