"""Spoils case files in every way that comes to mind, and lets them in as if a stranger had sent them."""

import os
import random
import signal

from db import reception
from db.sqlite import connections, triggers
from tests.reliability.outcome import Outcome

PAGE = 4096
BATCH = 20
SECONDS = 120
"""Of work for one batch; more is a hang. What waits instead of working is given twenty times as long."""


def flip_bits(data, draw):
    for _n in range(draw.randrange(1, 6)):
        at = draw.randrange(len(data))
        data[at] ^= 1 << draw.randrange(8)


def set_bytes(data, draw):
    for _n in range(draw.randrange(1, 12)):
        data[draw.randrange(len(data))] = draw.randrange(256)


def spoil_header(data, draw):
    data[draw.randrange(100)] = draw.randrange(256)


def spoil_schema(data, draw):
    data[draw.randrange(100, PAGE)] = draw.randrange(256)


def empty_page(data, draw):
    at = PAGE * draw.randrange(len(data) // PAGE)
    data[at : at + PAGE] = bytes(PAGE)


def swap_pages(data, draw):
    one, two = (PAGE * draw.randrange(len(data) // PAGE) for _n in range(2))
    data[one : one + PAGE], data[two : two + PAGE] = data[two : two + PAGE], data[one : one + PAGE]


def double_page(data, draw):
    one, two = (PAGE * draw.randrange(len(data) // PAGE) for _n in range(2))
    data[one : one + PAGE] = data[two : two + PAGE]


def cut_off(data, draw):
    del data[draw.randrange(len(data)) :]


def append(data, draw):
    data += draw.randbytes(draw.randrange(1, 9000))


WAYS = (
    flip_bits,
    flip_bits,
    set_bytes,
    set_bytes,
    spoil_header,
    spoil_schema,
    empty_page,
    swap_pages,
    double_page,
    cut_off,
    append,
)


def spoilt(data, draw):
    """A file with something wrong in it, and the way it was done."""
    spoilt = bytearray(data)
    way = draw.choice(WAYS)
    way(spoilt, draw)
    return bytes(spoilt), way.__name__


def run(sample, folder, files, *, seed=0):
    """So many spoilt files; accepted ones must hold what the sample holds, to the letter."""
    outcome, data, truth = Outcome(), sample.read_bytes(), content(sample)
    for start in range(0, files, BATCH):
        numbers = range(start, min(files, start + BATCH))
        outcome.tried += len(numbers)
        _batch(folder, data, truth, seed, numbers, outcome)
    return outcome


def _batch(folder, data, truth, seed, numbers, outcome):
    """A child lets some files in; its death, or its silence, is a finding."""
    pipe_out, pipe_in = os.pipe()
    child = os.fork()
    if not child:
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        signal.alarm(20 * SECONDS)
        os.close(pipe_out)
        try:
            for number in numbers:
                told = _one(folder, data, truth, random.Random(f"{seed} {number}"))
                os.write(pipe_in, f"{number} {told}\n".encode())
        finally:
            os._exit(0)
    os.close(pipe_in)
    with os.fdopen(pipe_out) as heard:
        lines = heard.read().splitlines()
    _pid, status = os.waitpid(child, 0)
    for line in lines:
        number, _space, told = line.partition(" ")
        kind, _colon, what = told.partition(":")
        outcome.count(kind)
        if kind == "wrong":
            outcome.wrong.append(f"file {number}: {what}")
    if status or len(lines) < len(numbers):
        outcome.wrong.append(f"file {numbers[len(lines)] if len(lines) < len(numbers) else '?'}: status {status}")


def _one(folder, data, truth, draw):
    came, way = spoilt(data, draw)
    source, work, new = (folder / f"{name}-{os.getpid()}" for name in ("source", "work", "new"))
    source.write_bytes(came)
    try:
        answer = reception.answer({"source": str(source), "work": str(work), "new": str(new), "salvage": False})
        if "error" in answer:
            return "refused"
        return "accepted as it was" if content(new) == truth else f"wrong: accepted and not the same ({way})"
    except Exception as error:
        return f"wrong: {way}: {error!r}"
    finally:
        for each in (source, work, new, *(path.with_name(f"{path.name}-journal") for path in (work, new))):
            each.unlink(missing_ok=True)


def content(path):
    """Everything of a case that counts: the record, the texts, the history."""
    connection = connections.connect(path.absolute(), "ro")
    try:
        names = [*(table.name for table in triggers.guarded(reception.TextRow.metadata)), "log_action", "log_change"]
        return {name: connection.execute(f'SELECT * FROM "{name}" ORDER BY id').fetchall() for name in names}
    finally:
        connection.close()
