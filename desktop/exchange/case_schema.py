"""The JSON Schema of a case file, made from the format itself.

It is shipped as ``resources/schema/case.schema.json`` for editors and other programs. What no schema can tell
(references, anchors, dates that are in no calendar, characters that cannot be stored) the parser tells alone.
``python -m desktop.exchange.case_schema`` prints it.
"""

import json
import sys
from collections.abc import Callable
from typing import Any

from desktop.exchange import case_parse
from desktop.exchange.case_checks import MOST_VALUES
from desktop.exchange.case_clauses import HOLDS
from desktop.exchange.case_shape import CASE, TARGETS
from desktop.exchange.shapes import (
    Clause,
    Const,
    Date,
    Digest,
    Flag,
    Id,
    Instant,
    Key,
    Listed,
    Plain,
    Record,
    Ref,
    Settings,
    Text,
    Whole,
    Word,
)

Schema = dict[str, Any]

_WORDS = {"type": "string", "pattern": r"\S"}
_DAY = r"(0[1-9]|[12][0-9]|3[01])"
_DATE = rf"^(?!0000)[0-9]{{4}}(-(0[1-9]|1[0-2])(-{_DAY}(T([01][0-9]|2[0-3]):[0-5][0-9])?)?)?(?![\s\S])"
_TIME = r"T([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9](\.[0-9]{1,6})?)?(Z|[+-]([01][0-9]|2[0-3]):[0-5][0-9])?"
_INSTANT = rf"^(?!0000)[0-9]{{4}}-(0[1-9]|1[0-2])-{_DAY}({_TIME})?(?![\s\S])"


def schema() -> Schema:
    """The schema as a JSON value."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "A Rapporteur case",
        **_of(CASE),
        "$defs": {"date": {"type": "string", "pattern": _DATE}, "time": {"type": "string", "pattern": _INSTANT}},
    }


def written() -> str:
    """The schema as the shipped file has it."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _of(shape: Any) -> Schema:
    return _WRITERS[type(shape)](shape)


def _record(shape: Record) -> Schema:
    found: Schema = {
        "type": "object",
        "properties": {key.name: _key(key) for key in shape.keys},
        "required": [key.name for key in shape.required],
        "additionalProperties": False,
    }
    if shape.name == "factor":
        found["if"] = {"properties": {"several": {"const": True}}, "required": ["several"]}
        found["then"] = {"properties": {"values": {"minItems": 1}}}
        found["else"] = {"properties": {"values": {"minItems": 2, "maxItems": MOST_VALUES}}}
    if shape.name == "target":
        found["anyOf"] = [_target(names, [key.name for key in shape.keys]) for names in TARGETS]
    return found


def _target(named: tuple[str, ...], known: list[str]) -> Schema:
    """One thing that a note can be on: these keys say something, the others nothing."""
    others = {name: {"type": "null"} for name in known if name not in named}
    return {
        "properties": {**{name: {"not": {"type": "null"}} for name in named}, **others},
        "required": list(named),
    }


def _key(key: Key) -> Schema:
    found = _of(key.shape)
    if not key.null:
        return found
    if "enum" in found:
        return {"enum": [*found["enum"], None]}
    if set(found) <= {"type", "pattern", "minimum", "maximum"}:
        return {**found, "type": [found["type"], "null"]}
    return {"anyOf": [found, {"type": "null"}]}


def _text(shape: Text) -> Schema:
    if shape.body:
        return {"type": "string", "not": {"pattern": case_parse.LINE_ENDS.pattern.replace("\r", r"\r")}}
    return dict(_WORDS) if shape.told else {"type": "string"}


def _id(_shape: Id) -> Schema:
    return {**_WORDS, "not": {"pattern": r"[.\u0000-\u001f\u007f-\u009f]"}}


def _named(_shape: Ref) -> Schema:
    return {"type": "string"}


def _word(shape: Word) -> Schema:
    return {"enum": list(shape.known)}


def _whole(shape: Whole) -> Schema:
    return {"type": "integer", "minimum": shape.least, "maximum": shape.most}


def _flag(_shape: Flag) -> Schema:
    return {"type": "boolean"}


def _date(_shape: Date) -> Schema:
    return {"$ref": "#/$defs/date"}


def _instant(_shape: Instant) -> Schema:
    return {"$ref": "#/$defs/time"}


def _digest(_shape: Digest) -> Schema:
    return {"type": "string", "pattern": r"^[0-9a-f]{64}(?![\s\S])"}


def _clause(shape: Clause) -> Schema:
    return {
        "type": "object",
        "patternProperties": {r"\.": _values(list(HOLDS)), r"^[^.]*$": _values(None)},
        "additionalProperties": False,
        **({"minProperties": 1} if shape.told else {}),
    }


def _settings(_shape: Settings) -> Schema:
    held = {"anyOf": [_values(list(HOLDS)), {"type": "null"}]}
    free = {"anyOf": [{**_values(None), "minItems": 0}, {"type": "null"}]}
    return {"type": "object", "patternProperties": {r"\.": held, r"^[^.]*$": free}, "additionalProperties": False}


def _values(words: list[str] | None) -> Schema:
    item: Schema = {"enum": words} if words else {"type": "string"}
    return {"type": "array", "items": item, "minItems": 1, "uniqueItems": True}


def _plain(_shape: Plain) -> Schema:
    return {"type": "object"}


def _listed(shape: Listed) -> Schema:
    return {"type": "array", "items": _of(shape.item), **({"uniqueItems": True} if shape.distinct else {})}


def _const(shape: Const) -> Schema:
    return {"const": shape.value}


_WRITERS: dict[type, Callable[[Any], Schema]] = {
    Text: _text,
    Id: _id,
    Ref: _named,
    Word: _word,
    Whole: _whole,
    Flag: _flag,
    Date: _date,
    Instant: _instant,
    Digest: _digest,
    Clause: _clause,
    Settings: _settings,
    Plain: _plain,
    Listed: _listed,
    Const: _const,
    Record: _record,
}

if __name__ == "__main__":
    sys.stdout.write(written())
