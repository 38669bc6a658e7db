"""A case file read: every value checked against the format, every fault told with its place."""

import json
import re
from collections.abc import Callable
from typing import Any

from db.drafts import Contents
from db.moments import Moment, instant
from db.vocabulary import NOT_APPLICABLE
from desktop.exchange import case_checks, case_syntax
from desktop.exchange.case_clauses import Clauses
from desktop.exchange.case_faults import Faults, Place, listed, shown, written
from desktop.exchange.case_known import Known, gather
from desktop.exchange.case_shape import CASE
from desktop.exchange.shapes import (
    Clause,
    Const,
    Date,
    Digest,
    Flag,
    Id,
    Instant,
    Listed,
    Plain,
    Record,
    Ref,
    Settings,
    Text,
    Whole,
    Word,
)

UNSTORABLE = re.compile("[\x00\ud800-\udfff\ufdd0-\ufdef]")
"""Characters that no text of a case may hold: they could not be stored, or not counted alike everywhere."""

LINE_ENDS = re.compile("[\r\u2028\u2029]")
"""What ends a line otherwise than LF does."""

CONTROL = re.compile("[.\x00-\x1f\x7f-\x9f]")
"""What no id holds: a dot, which names a value of a factor, and characters that cannot be seen."""

INSTANT = re.compile(r"\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d{1,6})?)?(Z|[+-]\d\d:\d\d)?)?", re.ASCII)
DIGEST = re.compile(r"[0-9a-f]{64}")


def parse(content: str | bytes) -> Contents:
    """The contents of a case file.

    Raises:
        CaseFaults: with every fault of the file, each with its place.
    """
    document = case_syntax.read(content)
    faults = Faults()
    known = gather(document)
    contents = Parser(known, faults).value(CASE, document, None)
    if contents is not None:
        case_checks.check(contents, faults)
    faults.settle()
    return case_checks.completed(contents, known)


class Parser:
    """Reads values by their shapes. What has a fault is read as None: nobody will see it."""

    def __init__(self, known: Known, faults: Faults) -> None:
        self._known = known
        self._faults = faults
        self._clauses = Clauses(known, faults)
        self._readers: dict[type, Callable[[Any, Any, Place], Any]] = {
            Text: self._text,
            Id: self._id,
            Ref: self._ref,
            Word: self._word,
            Whole: self._whole,
            Flag: self._flag,
            Date: self._date,
            Instant: self._instant,
            Digest: self._digest,
            Clause: self._clause,
            Settings: self._settings,
            Plain: self._plain,
            Listed: self._listed,
            Const: self._const,
            Record: self._record,
        }

    def value(self, shape: Any, value: Any, place: Place) -> Any:
        """What a value of the file becomes."""
        return self._readers[type(shape)](shape, value, place)

    def _wrong(self, place: Place, expected: str, value: Any) -> None:
        self._faults.add(place, f"expected {expected}, found {shown(value)}")

    def _record(self, shape: Record, value: Any, place: Place) -> Any:
        if not isinstance(value, case_syntax.Thing):
            self._wrong(place, "an object", value)
            return None
        for name in value.repeated:
            self._faults.add((place, name), "this key stands twice in its object")
        fields = dict(shape.defaults)
        for name, item in value.items():
            key = shape.by_name.get(name)
            if key is None:
                self._faults.add((place, name), f"unknown key; known: {listed(shape.by_name)}")
            elif item is not None or not key.null:
                fields[key.field] = self.value(key.shape, item, (place, name))
        for key in shape.required:
            if key.name not in value:
                self._faults.add((place, key.name), "missing")
                fields[key.field] = None
        return self._made(shape, fields, value, place)

    def _made(self, shape: Record, fields: dict[str, Any], value: Any, place: Place) -> Any:
        """The draft of a record, after the checks that look at more than one of its keys."""
        if shape.name == "quotation":
            case_checks.anchor(fields, value, place, self._known, self._faults)
        elif shape.name == "factor":
            case_checks.factor(fields, place, self._faults)
        elif shape.name == "span":
            case_checks.span(fields, place, self._faults)
        elif shape.name == "target":
            case_checks.target(fields, place, self._known, self._faults)
        elif shape.name == "affiliation" and fields["member"] and fields["member"] == fields["of"]:
            self._faults.add((place, "of"), "an actor cannot belong to itself")
        elif shape.name == "link" and fields["position"] and fields["position"] == fields["target"]:
            self._faults.add((place, "target"), "a position cannot end itself")
        return shape.make(**fields)

    def _listed(self, shape: Listed, value: Any, place: Place) -> Any:
        if type(value) is not list:
            self._wrong(place, "a list", value)
            return None
        read = self._readers[type(shape.item)]
        items = tuple(read(shape.item, item, (place, index)) for index, item in enumerate(value))
        if shape.distinct:
            self._distinct(items, place)
        return items

    def _distinct(self, items: tuple[Any, ...], place: Place) -> None:
        seen = set()
        for index, item in enumerate(items):
            if item is not None and item in seen:
                self._faults.add((place, index), f"{shown(item)} stands twice")
            seen.add(item)

    def _text(self, shape: Text, value: Any, place: Place) -> Any:
        if type(value) is not str:
            self._wrong(place, "a text", value)
            return None
        odd = UNSTORABLE.search(value) or (LINE_ENDS.search(value) if shape.body else None)
        if odd is not None:
            code = f"U+{ord(odd.group()):04X}"
            cure = "lines end with LF alone" if LINE_ENDS.match(odd.group()) else "no text of a case can hold it"
            self._faults.add(place, f"character {odd.start()} is {code}; {cure}")
        elif shape.told and not value.strip():
            self._wrong(place, "some words", value)
        return value

    def _id(self, shape: Id, value: Any, place: Place) -> Any:
        if type(value) is not str or not value.strip() or UNSTORABLE.search(value):
            self._wrong(place, "an id (a short text)", value)
            return None
        if CONTROL.search(value):
            self._faults.add(place, f"the id {shown(value)} holds a dot or a character that cannot be seen")
        if shape.kind == "value" and value == NOT_APPLICABLE:
            self._faults.add(place, f"the id {shown(value)} is taken: it stands for a factor that is not applicable")
        first = self._known.first[shape.kind].get(value) if shape.kind != "value" else None
        if first is not None and place is not None and first != place[0]:
            self._faults.add(place, f"the id {shown(value)} is taken by {written(first)}")
        return value

    def _ref(self, shape: Ref, value: Any, place: Place) -> Any:
        if type(value) is not str:
            self._wrong(place, f"the id of {_one(shape.kind)}", value)
            return None
        if not self._known.has(shape.kind, value):
            known = listed(self._known.names(shape.kind))
            self._faults.add(place, f"unknown {shape.kind} {shown(value)}; known: {known}")
        return value

    def _word(self, shape: Word, value: Any, place: Place) -> Any:
        known = shape.known
        found = known.get(value) if type(value) is str else None
        if found is None:
            self._faults.add(place, f"unknown value {shown(value)}; known: {listed(known)}")
        return found

    def _whole(self, shape: Whole, value: Any, place: Place) -> Any:
        number = int(value) if type(value) is float and value.is_integer() else value
        if type(number) is not int or not shape.least <= number <= shape.most:
            self._wrong(place, f"a whole number from {shape.least} to {shape.most}", value)
            return None
        return shape.steps(number) if shape.steps else number

    def _flag(self, _shape: Flag, value: Any, place: Place) -> Any:
        if type(value) is not bool:
            self._wrong(place, "true or false", value)
        return value

    def _date(self, _shape: Date, value: Any, place: Place) -> Any:
        try:
            return Moment.parse(value)
        except (TypeError, ValueError):
            self._wrong(place, "a date such as 2025, 2025-09, 2025-09-05 or 2025-09-05T14:30", value)
            return None

    def _instant(self, _shape: Instant, value: Any, place: Place) -> Any:
        try:
            if not INSTANT.fullmatch(value):
                raise ValueError(value)
            instant(value)
        except (TypeError, ValueError, OverflowError):
            self._wrong(place, "a time such as 2025-09-06T09:12:00Z", value)
        return value

    def _digest(self, _shape: Digest, value: Any, place: Place) -> Any:
        if type(value) is not str or not DIGEST.fullmatch(value):
            self._wrong(place, "a SHA-256 in 64 lower-case hex digits", value)
        return value

    def _clause(self, shape: Clause, value: Any, place: Place) -> Any:
        if not self._conditions(value, place):
            return ()
        if shape.told and not value:
            self._wrong(place, "a factor at least", value)
        return self._clauses.clause(value, place)

    def _settings(self, _shape: Settings, value: Any, place: Place) -> Any:
        return self._clauses.settings(value, place) if self._conditions(value, place) else ()

    def _plain(self, _shape: Plain, value: Any, place: Place) -> Any:
        if not isinstance(value, case_syntax.Thing):
            self._wrong(place, "an object", value)
            return None
        return json.dumps(value) if self._is_json(value, place) else None

    def _is_json(self, value: Any, place: Place) -> bool:
        """Whether everything inside is what JSON has; what is not is told with its place."""
        if isinstance(value, case_syntax.NotJson):
            self._wrong(place, "a number that JSON has", value)
            return False
        if not isinstance(value, dict | list):
            return True
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        sound = [self._is_json(part, (place, name)) for name, part in parts]  # all of them, to tell every fault
        return all(sound)

    def _conditions(self, value: Any, place: Place) -> bool:
        if not isinstance(value, case_syntax.Thing):
            self._wrong(place, "an object of factors", value)
            return False
        for name in value.repeated:
            self._faults.add((place, name), "this key stands twice in its object")
        return True

    def _const(self, shape: Const, value: Any, place: Place) -> Any:
        if type(value) is bool or value != shape.value:
            self._wrong(place, shown(shape.value), value)
        return value


def _one(kind: str) -> str:
    return f"an {kind}" if kind[0] in "aeiou" else f"a {kind}"
