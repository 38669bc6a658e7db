"""Lets every single thing that the disk does fail, once and from then on, and looks at what is left."""

import random

import apsw

from tests.reliability.disk import Disk
from tests.reliability.outcome import Outcome
from tests.reliability.writing import Writer, examined, lay_out

EDITS = 6
KINDS = {"an error": apsw.IOError, "a full disk": apsw.FullError}


def run(*, most=None, seed=0):
    """The whole sweep, or at most so many places of it chosen by chance."""
    outcome, empty = Outcome(), lay_out(Disk())
    calls = _calls(empty)
    places = range(1, calls + 1)
    if most is not None and most < calls:
        places = sorted(random.Random(seed).sample(places, most))
    for place in places:
        for kind, error in KINDS.items():
            for for_good in (False, True):
                wrong = _one(empty, place, error, outcome, for_good=for_good)
                outcome.tried += 1
                if wrong:
                    outcome.wrong.append(f"{kind} at {place}{' and on' if for_good else ''}: {wrong}")
    outcome.count("places tried", len(places))
    outcome.count("places there are", calls)
    return outcome


def _calls(empty):
    disk = Disk()
    disk.load(empty)
    writer = Writer(disk)
    writer.watch()
    disk.calls = 0
    for number in range(1, EDITS + 1):
        writer.change(number, random.Random(number))
    return disk.calls


def _one(empty, place, error, outcome, *, for_good):
    disk = Disk()
    disk.load(empty)
    writer = Writer(disk)
    writer.watch()
    disk.calls = 0

    def fail(number, _what):
        if number == place or (for_good and number > place):
            raise error("made up")

    disk.fail = fail
    told = 0
    for number in range(1, EDITS + 1):
        try:
            writer.change(number, random.Random(number))
        except apsw.Error:
            told += 1
            break
    disk.fail = lambda _number, _what: None
    outcome.count("faults told", told)
    left = Disk()
    left.load({name: stored.content for name, stored in disk.files.items()})
    revision, wrong = examined(left)
    if not writer.reported <= revision <= writer.reported + 1:
        return f"revision {revision} where {writer.reported} was reported"
    return wrong
