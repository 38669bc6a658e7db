"""The matrix of a large case as its file remembers it, so that it need not be worked out before the first look.

What is remembered belongs to one state of the record, one lens, and the very code that worked it out; of anything else
it is as good as not there. Runs on the worker, without Qt.
"""

import hashlib
import json
import zlib
from functools import cache
from importlib import resources

from db.case import Case
from db.records import Snapshot
from desktop.analysis.cells import Comparison, Grid

NAME = "grid"
FEWEST = 2_000
"""Below so many positions working it out takes no time."""
LARGEST = 64 << 20
"""Bytes of a matrix that is remembered at all."""

_CODE = (("desktop.analysis", None), ("db", ("moments.py", "records.py", "vocabulary.py")))


def prepare() -> None:
    """Has at hand what does not depend on a case."""
    _code()


def compared(case: Case, snapshot: Snapshot) -> Comparison:
    """The record as the views see it, with the matrix that the file remembers, if any."""
    return Comparison(snapshot, lens=True, grid=_grid(case, snapshot))


def keep(case: Case, comparison: Comparison) -> None:
    """Has the file remember the matrix of the record as it stands."""
    snapshot, key = comparison.snapshot, _key(comparison.snapshot)
    few = len(snapshot.positions.id) < FEWEST
    if few or case.read_only or not comparison.plain or case.kept(NAME, key) is not None:
        return
    body = comparison.grid().packed()
    if len(body) <= LARGEST:
        case.keep(NAME, key, snapshot.case.revision, zlib.compress(body, 1))


def _grid(case: Case, snapshot: Snapshot) -> Grid | None:
    body = case.kept(NAME, _key(snapshot)) if len(snapshot.positions.id) >= FEWEST else None
    if body is None:
        return None
    try:
        whole = zlib.decompressobj().decompress(body, LARGEST)
    except zlib.error:
        return None
    return Grid.unpacked(whole, (len(snapshot.actors), len(snapshot.scenarios)))


def _key(snapshot: Snapshot) -> str:
    """The lens, and the code that works the matrix out."""
    info = snapshot.case
    as_of = None if info.as_of is None else info.as_of.text
    return json.dumps([as_of, sorted(info.reliabilities), sorted(info.credibilities), _code()])


@cache
def _code() -> str:
    """A digest of all that the matrix is worked out with: whoever changes it need not think of what is remembered."""
    found = hashlib.sha256()
    for package, names in _CODE:
        for each in sorted(resources.files(package).iterdir(), key=lambda each: each.name):
            if each.name.endswith(".py") and (names is None or each.name in names):
                found.update(each.name.encode() + b"\n" + each.read_bytes())
    return found.hexdigest()
