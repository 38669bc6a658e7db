"""Adds objects to a PDF without touching a byte of it: an incremental update, as the standard calls it.

What was in the file stays as it was, bit for bit, and so do its signatures; readers take the newest version of an
object.
"""

import hashlib
import re
from collections.abc import Iterable, Sequence
from itertools import groupby

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

_Places = dict[int, tuple[int, int] | None]
"""Where an object stands and its generation, by its number; None for a number that is not used."""

_START = re.compile(rb"startxref\s+(\d+)\s+%%EOF\s*$")
_TAIL = 2048


class NotAppendable(Exception):
    """The end of the file does not lead to its objects, so nothing can be added behind it."""


def appended(original: bytes, document: Pdf, objects: Iterable[Object]) -> bytes:
    """The file with these objects, new or changed, behind everything else.

    Args:
        original: the whole file, not encrypted.
        document: the same file opened, with the changes made.
        objects: the indirect objects that are changed; new ones are found.

    Raises:
        NotAppendable: its own end is damaged.
    """
    before = _last(original)
    parts = [original if original.endswith(b"\n") else original + b"\n"]
    size = len(parts[0])
    places: _Places = {}
    new = [one for one in document.objects if isinstance(one, Object) and one.objgen[0] >= _size_of(document)]
    wanted = {one.objgen: one for one in (*objects, *new)}
    for made in (wanted[key] for key in sorted(wanted)):
        number, generation = made.objgen
        places[number] = (size, generation)
        parts.append(b"%d %d obj\n%b\nendobj\n" % (number, generation, _written(made)))
        size += len(parts[-1])
    for number in range(_size_of(document), max(places, default=0)):
        places.setdefault(number, None)  # readers want every number below the highest accounted for
    trailer = _trailer(document, original, parts, before)
    is_table = original[before : before + 4] == b"xref"
    parts.append((_table if is_table else _stream)(trailer, places, size, document))
    parts.append(b"startxref\n%d\n%%%%EOF\n" % size)
    return b"".join(parts)


def _last(original: bytes) -> int:
    """Where the newest list of objects stands."""
    found = _START.search(original[-_TAIL:])
    place = int(found[1]) if found else -1
    if not original.startswith(b"%PDF-") or not 0 < place < len(original):
        raise NotAppendable
    if original[place : place + 4] != b"xref" and not re.match(rb"\d+\s+\d+\s+obj\b", original[place : place + 32]):
        raise NotAppendable
    return place


def _written(made: Object) -> bytes:
    if not isinstance(made, Stream):
        return made.unparse(resolved=True)
    data = made.read_raw_bytes()
    told = Dictionary({str(key): value for key, value in made.stream_dict.items()})
    told.Length = len(data)
    return told.unparse() + b"\nstream\n" + data + b"\nendstream"


def _trailer(document: Pdf, original: bytes, parts: Sequence[bytes], before: int) -> Dictionary:
    trailer = Dictionary(Root=document.trailer.Root, Prev=before)
    if Name.Info in document.trailer:
        trailer.Info = document.trailer.Info
    first = bytes(document.trailer.ID[0]) if Name.ID in document.trailer else hashlib.md5(original).digest()  # noqa: S324
    newest = hashlib.md5(b"".join(parts[1:]), usedforsecurity=False).digest()
    trailer.ID = Array([String(first), String(newest)])
    return trailer


def _table(trailer: Dictionary, places: _Places, _size: int, document: Pdf) -> bytes:
    lines = []
    for numbers in _runs(places):
        lines.append(b"%d %d\n" % (numbers[0], len(numbers)))
        lines.extend(_line(places[number]) for number in numbers)
    trailer.Size = max(_size_of(document), max(places) + 1)
    return b"xref\n" + b"".join(lines) + b"trailer\n" + trailer.unparse() + b"\n"


def _line(place: tuple[int, int] | None) -> bytes:
    return b"%010d %05d n \n" % place if place is not None else b"0000000000 65535 f \n"


def _entry(place: tuple[int, int] | None) -> bytes:
    if place is None:
        return bytes(9) + b"\xff\xff"
    return b"\x01" + place[0].to_bytes(8, "big") + place[1].to_bytes(2, "big")


def _stream(trailer: Dictionary, places: _Places, size: int, document: Pdf) -> bytes:
    own = max(_size_of(document), max(places) + 1)
    places[own] = (size, 0)
    index = [number for run in _runs(places) for number in (run[0], len(run))]
    data = b"".join(_entry(place) for _number, place in sorted(places.items()))
    trailer.Type = Name.XRef
    trailer.Size = own + 1
    trailer.W = Array([1, 8, 2])
    trailer.Index = Array(index)
    trailer.Length = len(data)
    return b"%d 0 obj\n%b\nstream\n%b\nendstream\nendobj\n" % (own, trailer.unparse(), data)


def _size_of(document: Pdf) -> int:
    """One more than the highest number of an object in the file as it was."""
    return int(document.trailer.get(Name.Size, 1))


def _runs(places: _Places) -> list[list[int]]:
    """The numbers in runs without gaps."""
    numbered = enumerate(sorted(places))
    return [[number for _place, number in run] for _key, run in groupby(numbered, lambda pair: pair[1] - pair[0])]
