"""Takes the power away at any moment, and looks at what is left on the disk."""

import random

from db.sqlite import connections
from tests.reliability.disk import Disk
from tests.reliability.outcome import Outcome
from tests.reliability.writing import Writer, examined, lay_out


class PowerCut(Exception):
    """The power is gone."""


def with_settings(**changes):
    """The settings of a case, but for some."""
    kept = [each for each in connections._SETTINGS if each.split("=")[0] not in changes]
    return (*kept, *(f"{name}={value}" for name, value in changes.items()))


def run(points, *, seed=0, settings=connections._SETTINGS):
    """So many power cuts, each of a case that some edits were made in."""
    draw, outcome = random.Random(seed), Outcome()
    empty = lay_out(Disk())
    for number in range(points):
        disk = Disk()
        disk.load(empty)
        reported = _written(disk, random.Random(number), draw.randrange(1, 600), settings)
        left = Disk()
        left.load(disk.crashed(draw))
        revision, wrong = examined(left)
        outcome.tried += 1
        outcome.count("edits reported", reported)
        if revision < reported:
            outcome.count("lost")
            outcome.wrong.append(f"cut {number}: revision {revision} where {reported} was reported")
        elif wrong:
            outcome.count("corrupt")
            outcome.wrong.append(f"cut {number}: {wrong}")
    return outcome


def _written(disk, draw, last, settings):
    """Edits until the disk has done so many things; what was reported by then."""

    def fail(number, _what):
        if number >= last:
            raise PowerCut

    writer = Writer(disk, settings)
    writer.watch()
    disk.calls, disk.fail = 0, fail
    number = 0
    try:
        while True:
            number += 1
            writer.change(number, draw)
    except Exception:
        pass
    return writer.reported
