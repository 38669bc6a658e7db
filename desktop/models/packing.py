"""Records as JSON and back, by the types that they declare; what does not fit its type is refused."""

import json
from dataclasses import MISSING, fields, is_dataclass
from enum import Enum
from functools import lru_cache
from types import NoneType, UnionType
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

T = TypeVar("T")

DEEPEST = 60
"""How deep a record may be nested; JSON from a file can be anything."""


class Misfit(ValueError):
    """A text is no record of its kind."""


def packed(record: Any) -> str:
    """A record as JSON; what has its default value is left out."""
    return json.dumps(_plain(record), ensure_ascii=False, separators=(",", ":"))


def unpacked(kind: type[T], text: str) -> T:
    """The record of a text that ``packed`` made; Misfit when it is none."""
    try:
        made: T = _made(kind, json.loads(text), DEEPEST)
    except (ValueError, RecursionError, TypeError) as error:
        raise Misfit(str(error)) from error
    return made


def _plain(value: Any) -> Any:
    if is_dataclass(value):
        names = (each for each in fields(value) if getattr(value, each.name) != each.default)
        return {each.name: _plain(getattr(value, each.name)) for each in names}
    if isinstance(value, Enum):
        return value.value
    return [_plain(each) for each in value] if isinstance(value, tuple) else value


def _made(kind: Any, given: Any, room: int) -> Any:
    if room < 0:
        raise Misfit("nested too deep")
    origin = get_origin(kind)
    if origin in (Union, UnionType):
        return _one_of(get_args(kind), given, room)
    if origin is tuple:
        return _several(get_args(kind), given, room)
    if is_dataclass(kind):
        return _record(kind, given, room)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(given)
    if kind is NoneType:
        kind = type(None)
    if type(given) is not kind:
        raise Misfit(f"{given!r:.40} is no {kind}")
    return given


def _one_of(kinds: tuple[Any, ...], given: Any, room: int) -> Any:
    """Of several types the one that fits; all but None are tried in order."""
    if given is None and NoneType in kinds:
        return None
    for kind in kinds:
        if kind is not NoneType:
            try:
                return _made(kind, given, room)
            except ValueError:
                continue
    raise Misfit(f"{given!r:.40} fits nothing")


def _several(kinds: tuple[Any, ...], given: Any, room: int) -> Any:
    if not isinstance(given, list) or kinds[1:] != (...,):
        raise Misfit(f"{given!r:.40} is no list")
    return tuple(_made(kinds[0], each, room - 1) for each in given)


def _record(kind: Any, given: Any, room: int) -> Any:
    types = _types(kind)
    if not isinstance(given, dict) or not given.keys() <= types.keys():
        raise Misfit(f"{given!r:.40} is no {kind.__name__}")
    needed = {each.name for each in fields(kind) if each.default is MISSING}
    if not needed <= given.keys():
        raise Misfit(f"a {kind.__name__} without {needed - given.keys()}")
    return kind(**{name: _made(types[name], value, room - 1) for name, value in given.items()})


@lru_cache(maxsize=64)
def _types(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
