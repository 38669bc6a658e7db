"""Many processes that all want to write in one case: never two at once, and nothing that was reported is lost."""

import os
import random
import shutil
import time

from db import integrity
from db.case import Case
from db.errors import CaseLocked
from tests.db.edits import held
from tests.reliability.outcome import Outcome

PROCESSES = 4


def run(sample, folder, rounds, *, seed=0, locked=True):
    """So many rounds of processes that open, write and close; ``locked`` off shows what happens without."""
    outcome = Outcome()
    path = folder / "crowded.rapporteur"
    for number in range(rounds):
        shutil.copyfile(sample, path)
        said = _round(path, folder / "inside", seed * 1000 + number, locked)
        outcome.tried += 1
        outcome.count("edits reported", said.count("done"))
        outcome.count("times refused", said.count("held"))
        if "crowd" in said:
            outcome.wrong.append(f"round {number}: two writers at once")
        _compare(path, said, number, outcome)
    return outcome


def _compare(path, said, number, outcome):
    with Case.open(path, author="after") as case:
        added = len([row for row in held(case)["issue"] if row[2].startswith("crowd")])
        found = integrity.check(case)
    if added != said.count("done") or found:
        outcome.wrong.append(f"round {number}: {added} of {said.count('done')}, {found}")


def _round(path, inside, seed, locked):
    pipes = []
    for number in range(PROCESSES):
        pipe_out, pipe_in = os.pipe()
        if not os.fork():
            os.close(pipe_out)
            try:
                os.write(pipe_in, " ".join(_visits(path, inside, random.Random(seed * 10 + number), locked)).encode())
            finally:
                os._exit(0)
        os.close(pipe_in)
        pipes.append(pipe_out)
    said = []
    for pipe in pipes:
        with os.fdopen(pipe) as heard:
            said += heard.read().split()
    for _n in range(PROCESSES):
        os.wait()
    return said


def _visits(path, inside, draw, locked):
    for _n in range(3):
        time.sleep(draw.random() * 0.05)
        try:
            with Case.open(path, author="x", take_over=not locked) as case:
                yield from _write(case, inside, draw)
        except CaseLocked as error:
            yield "held" if error.code == "case-held" else "lost"


def _write(case, inside, draw):
    """Whoever is inside leaves a mark; a second mark cannot be made."""
    try:
        os.close(os.open(inside, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        yield "crowd"
        return
    try:
        for _n in range(2):
            with case.change("Crowd") as editing:
                key = f"crowd{draw.randrange(10**12)}"
                editing.put(_issue(), uid=key, key=key, place=1, name="x")
            yield "done"
            time.sleep(draw.random() * 0.02)
    finally:
        os.unlink(inside)


def _issue():
    from db.schema import IssueRow

    return IssueRow
