"""Turns single bits of a case over, as old disks do, and asks whether a check notices."""

import random

from db import integrity
from db.case import Case
from db.errors import RapporteurError
from tests.reliability.fuzzing import content
from tests.reliability.outcome import Outcome


def run(sample, folder, bits, *, seed=0, check=integrity.check):
    """So many bits, one at a time; each that changes what the case holds must be noticed."""
    outcome, draw, data, truth = Outcome(), random.Random(seed), sample.read_bytes(), content(sample)
    path = folder / "rotten.rapporteur"
    for _n in range(bits):
        rotten, at, bit = bytearray(data), draw.randrange(len(data)), draw.randrange(8)
        rotten[at] ^= 1 << bit
        path.write_bytes(rotten)
        outcome.tried += 1
        noticed, changed = _noticed(path, check), _changed(path, truth)
        outcome.count("changed what the case holds", changed)
        outcome.count("noticed", noticed)
        if changed and not noticed:
            outcome.wrong.append(f"bit {bit} of byte {at}")
    return outcome


def _noticed(path, check):
    try:
        with Case.open(path, read_only=True) as case:
            return bool(check(case))
    except RapporteurError:
        return True


def _changed(path, truth):
    try:
        return content(path) != truth
    except Exception:
        return True
