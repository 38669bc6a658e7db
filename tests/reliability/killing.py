"""Kills a writer at any moment, and looks at what it left: no edit that it reported may be missing."""

import contextlib
import os
import random
import shutil
import signal
import struct
import time

from db import integrity, log
from db.case import Case
from tests.db.edits import EDITS, do
from tests.reliability.outcome import Outcome

SHORT, LONG = 0.2, 0.4
"""Seconds that writers live at most: those killed at any moment from their start, and those once they have opened."""
OPENED = b"o"
WINDOW = 0.02
"""Seconds between a report that comes too early and the commit."""
_ACK = struct.Struct("<q64s")


def run(sample, folder, rounds, *, seed=0, early=False):
    """Rounds of a writer and its death; with ``early`` it reports before it commits, which must be found out."""
    draw, outcome = random.Random(seed), Outcome()
    path = folder / "killed.rapporteur"
    shutil.copyfile(sample, path)
    acked = _standing(path)
    for number in range(rounds):
        reports = _one_round(path, draw, number, early=early)
        outcome.tried += 1
        outcome.count("edits reported", len(reports))
        acked = reports[-1] if reports else acked
        wrong = _examined(path, acked, outcome)
        if wrong:
            outcome.wrong.append(f"round {number}: {wrong}")
            shutil.copyfile(sample, path)
            with contextlib.suppress(OSError):
                path.with_name(path.name + "-journal").unlink()
        acked = _standing(path)
    return outcome


def _standing(path):
    with Case.open(path, read_only=True) as case:
        return case.snapshot().case.revision, log.head(case._connection)


def _one_round(path, draw, number, *, early):
    """Lets a writer live for a moment; gives what it reported: revisions with their seals."""
    pipe_out, pipe_in = os.pipe()
    child = os.fork()
    if not child:
        os.close(pipe_out)
        try:
            _write(path, pipe_in, number, early)
        finally:
            os._exit(3)
    os.close(pipe_in)
    heard = b"" if draw.random() < 0.25 else os.read(pipe_out, 1)
    time.sleep(draw.random() * (LONG if heard else SHORT))
    os.kill(child, signal.SIGKILL)
    while part := os.read(pipe_out, 65536):
        heard += part
    os.close(pipe_out)
    os.waitpid(child, 0)
    heard = heard.removeprefix(OPENED)
    whole = len(heard) // _ACK.size
    found = (_ACK.unpack_from(heard, each * _ACK.size) for each in range(whole))
    return [(revision, seal.rstrip(b"\x00").decode()) for revision, seal in found]


def _write(path, pipe, number, early):
    """Edits, undoes and redoes until it is killed, and reports each change once it is committed."""
    draw = random.Random(number)
    names = sorted(EDITS)
    with Case.open(path, author="writer") as case:
        os.write(pipe, OPENED)
        if early:
            _report_early(case, pipe)
        while True:
            act = draw.random()
            if act < 0.15 and case.can_undo():
                changes = case.undo()
            elif act < 0.25 and case.can_redo():
                changes = case.redo()
            else:
                changes = do(case, draw, draw.choice(names))
            if changes is not None and changes.ids and not early:
                with case.read() as reading:
                    _report(reading.connection, pipe)


def _report_early(case, pipe):
    """Reports each change before its commit, which comes a moment later."""
    check = case._check_file

    def checked():
        check()
        _report(case._connection, pipe)
        time.sleep(WINDOW)

    case._check_file = checked


def _report(connection, pipe):
    os.write(pipe, _ACK.pack(log.revision(connection), log.head(connection).encode()))


def _examined(path, acked, outcome):
    """What is wrong with a file after the death of its writer."""
    try:
        with Case.open(path, author="after") as case:
            with case.read() as reading:
                revision = log.revision(reading.connection)
                seals = {row[0] for row in reading.connection.exec_driver_sql("SELECT digest FROM log_action")}
            findings = [each.code for each in integrity.check(case) if not each.code.startswith("anchor")]
            findings = [each for each in findings if each != "parents-ring"]
    except Exception as error:
        return repr(error)
    if revision < acked[0] or acked[1] not in seals:
        return f"revision {revision} where {acked[0]} was reported"
    if revision > acked[0] + 1:
        return f"revision {revision} where only {acked[0]} was reported"
    outcome.count("rounds with one more edit than reported", revision == acked[0] + 1)
    return ", ".join(findings)
