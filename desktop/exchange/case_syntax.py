"""From the bytes of a case file to plain values: UTF-8 and JSON, and nothing that only looks like them."""

import json
from collections import Counter
from dataclasses import dataclass
from typing import Any

from desktop.exchange.case_faults import CaseFaults

_MARKS = {b"\xef\xbb\xbf": "UTF-8", b"\xff\xfe": "UTF-16", b"\xfe\xff": "UTF-16"}
_DIGITS = 18


class Thing(dict[str, Any]):
    """A JSON object that remembers which of its keys stood in it more than once."""

    repeated: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NotJson:
    """A number that JSON does not have, such as NaN, or one too long to be meant."""

    written: str

    def __str__(self) -> str:
        return self.written


def read(content: str | bytes) -> Any:
    """The values of a JSON text; CaseFaults when it is none."""
    text = _decoded(content) if isinstance(content, bytes) else content
    if text.startswith("\ufeff"):
        raise CaseFaults(["the file begins with a byte order mark; save it as UTF-8 without one"])
    if not text.strip():
        raise CaseFaults(["the file is empty"])
    try:
        return json.loads(
            text, object_pairs_hook=_thing, parse_constant=NotJson, parse_int=_whole, parse_float=_fraction
        )
    except json.JSONDecodeError as fault:
        told = fault.msg[:1].lower() + fault.msg[1:]
        raise CaseFaults([f"line {fault.lineno}, column {fault.colno}: not valid JSON: {told}"]) from None
    except RecursionError:
        raise CaseFaults(["lists and objects stand in each other too deeply for a case"]) from None


def _decoded(content: bytes) -> str:
    for mark, name in _MARKS.items():
        if content.startswith(mark):
            raise CaseFaults([f"the file begins with a byte order mark of {name}; save it as UTF-8 without one"])
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError as fault:
        line = content.count(b"\n", 0, fault.start) + 1
        byte = content[fault.start]
        raise CaseFaults([f"line {line}: byte {fault.start} (0x{byte:02X}) is not UTF-8; save it as UTF-8"]) from None


def _thing(pairs: list[tuple[str, Any]]) -> Thing:
    thing = Thing(pairs)
    if len(thing) < len(pairs):
        times = Counter(name for name, _ in pairs)
        thing.repeated = tuple(name for name in thing if times[name] > 1)
    return thing


def _whole(digits: str) -> int | NotJson:
    return int(digits) if len(digits) <= _DIGITS else NotJson(digits)


def _fraction(digits: str) -> float | NotJson:
    number = float(digits)
    return NotJson(digits) if number in (float("inf"), float("-inf")) else number
