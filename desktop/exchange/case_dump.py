"""A case as JSON text, always in the same form: the keys of the format in its order, all of them written.

What holds further records takes a line for every key; conditions and short lists stay on the line of their key.
"""

import json
from collections.abc import Iterable
from enum import StrEnum
from json.encoder import JSONEncoder, encode_basestring
from typing import Any

from db.drafts import ConditionDraft, Contents, SettingDraft
from db.moments import Moment
from db.vocabulary import Stance
from desktop.exchange.case_shape import CASE
from desktop.exchange.shapes import Clause, Const, Key, Listed, Plain, Record, Settings

_INDENT = "  "
_ENCODER = JSONEncoder(ensure_ascii=False)


def dump(contents: Contents) -> str:
    """The whole file; the same contents give the same text."""
    return Writer(contents).written()


class Writer:
    """Writes drafts by the shapes of the format."""

    def __init__(self, contents: Contents) -> None:
        self._contents = contents
        self._order = _order(contents)
        self._pieces: list[str] = []

    def written(self) -> str:
        """The text of the file."""
        self._record(CASE, self._contents, "")
        self._pieces.append("\n")
        return "".join(self._pieces)

    def _record(self, shape: Record, draft: Any, indent: str) -> None:
        inner = f"{indent}{_INDENT}"
        between = "{"
        for key in shape.keys:
            self._pieces.append(f'{between}\n{inner}"{key.name}": ')
            self._value(key, draft, inner)
            between = ","
        self._pieces.append(f"\n{indent}}}")

    def _value(self, key: Key, draft: Any, indent: str) -> None:
        shape = key.shape
        if isinstance(shape, Const):
            self._pieces.append(_inline(shape.value))
        elif isinstance(shape, Record) and shape.name != "target":
            self._record(shape, getattr(draft, key.field), indent)
        elif isinstance(shape, Listed) and isinstance(shape.item, Record) and shape.item.name not in ("value", "span"):
            self._records(shape.item, getattr(draft, key.field), indent)
        else:
            self._pieces.append(_inline(self._plain(shape, getattr(draft, key.field))))

    def _records(self, shape: Record, drafts: Iterable[Any], indent: str) -> None:
        inner = f"{indent}{_INDENT}"
        between = "["
        for draft in drafts:
            self._pieces.append(f"{between}\n{inner}")
            self._record(shape, draft, inner)
            between = ","
        self._pieces.append("[]" if between == "[" else f"\n{indent}]")

    def _plain(self, shape: Any, value: Any) -> Any:
        """A value as JSON has it, for what stays on one line."""
        if isinstance(shape, Clause):
            return dict(sorted(map(self._condition, value), key=self._place))
        if isinstance(shape, Settings):
            return dict(sorted(map(self._setting, value), key=self._place))
        if isinstance(shape, Listed):
            return [self._plain(shape.item, item) for item in value]
        if isinstance(shape, Record):
            found = {key.name: getattr(value, key.field) for key in shape.keys}
            return {name: item for name, item in found.items() if item is not None}
        if isinstance(shape, Plain):
            return json.loads(value)
        if isinstance(value, Moment):
            return value.text
        if isinstance(value, Stance):
            return value.word
        return value.value if isinstance(value, StrEnum) else value

    def _condition(self, condition: ConditionDraft | SettingDraft) -> tuple[str, list[str]]:
        key, part = condition.factor, condition.part
        if part is None:
            return key, sorted(condition.values, key=lambda value: self._order[f"{key}.{value}"])
        return f"{key}.{part}", ["yes" if holds else "no" for holds in sorted(condition.holds)]

    def _setting(self, setting: SettingDraft) -> tuple[str, list[str] | None]:
        name, words = self._condition(setting)
        return name, None if setting.opened else words

    def _place(self, condition: tuple[str, Any]) -> tuple[int, int]:
        return self._order[condition[0]]


def _order(contents: Contents) -> dict[str, tuple[int, int]]:
    """The place of every factor, and of each of its values taken as a factor, in the case's order."""
    order = {}
    for place, factor in enumerate(contents.factors):
        order[factor.key] = (place, -1)
        order.update({f"{factor.key}.{value.key}": (place, index) for index, value in enumerate(factor.values)})
    return order


def _inline(value: Any) -> str:
    if type(value) is str:
        return encode_basestring(value)
    return "null" if value is None else _ENCODER.encode(value)
