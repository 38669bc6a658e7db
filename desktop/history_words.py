"""The audit trail in words: what was done, to what, and what it was before. Knows no Qt."""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from db.history import Detail, Entry
from db.vocabulary import Kind, Stance
from desktop import words
from desktop.words import _

LONGEST = 60
"""Characters of a value that are shown beside another one."""

_UNSAID = ("id", "uid", "key", "place", "prefix", "suffix")
"""Columns that say nothing to a person, unless nothing else changed."""


def title(entry: Entry) -> str:
    """What an entry says was done."""
    name = {
        "create": _("Made the case"),
        "undo": _("Undo: {label}"),
        "redo": _("Redo: {label}"),
        "return": _("Do again: {label}"),
        "trim": _("Forgot the details of what was done before"),
        "migrate": _("Brought the case up to date"),
        "mark": _("Restore point: {label}"),
        "salvage": _("Saved what could be saved"),
    }.get(entry.kind, "{label}")
    return name.format(label=entry.label)


def moment(entry: Entry) -> str:
    """When it was, as written down: the day and the minute, in UTC."""
    return entry.at[:16].replace("T", " ")


def kind(kind: Kind) -> str:
    """A noun of the case."""
    return {
        Kind.CASE: _("Case"),
        Kind.ACTOR: _("Actor"),
        Kind.AFFILIATION: _("Affiliation"),
        Kind.ISSUE: _("Issue"),
        Kind.FACTOR: _("Factor"),
        Kind.EXCLUSION: _("Rule"),
        Kind.SCENARIO: _("Scenario"),
        Kind.SOURCE: _("Source"),
        Kind.STATEMENT: _("Statement"),
        Kind.LINK: _("Link"),
        Kind.ASSESSMENT: _("Assessment"),
        Kind.NOTE: _("Note"),
        Kind.VIEW: _("Saved view"),
    }[kind]


def done(detail: Detail) -> str:
    """What happened to a row, in a word."""
    return {"I": _("added"), "U": _("changed"), "D": _("removed")}[detail.op]


def part(table: str) -> str:
    """A part of a thing, by its table; one without words of its own as the table is called."""
    return {
        "value": _("value"),
        "need": _("condition to be asked"),
        "need_value": _("condition to be asked"),
        "exclusion_value": _("condition"),
        "setting": _("answer"),
        "setting_value": _("answer"),
        "skipped": _("skipped suggestion"),
        "party": _("actor who joins in"),
        "reporter": _("reporter"),
        "quotation": _("quotation"),
        "position": _("position"),
        "region": _("alternative"),
        "region_value": _("condition"),
        "emphasis_value": _("emphasis"),
    }.get(table, table.replace("_", " "))


def fields(detail: Detail, longest: int = LONGEST) -> list[tuple[str, str, str]]:
    """What of a row can be told: a field's name, and its value before and after."""
    names = [name for name in {**detail.before, **detail.after} if name not in _UNSAID] or list(detail.after)
    return [
        (field(name), value(name, detail.before.get(name), longest), value(name, detail.after.get(name), longest))
        for name in names
        if detail.op == "U" or _says_something(name, {**detail.before, **detail.after}[name])
    ]


def _says_something(name: str, content: Any) -> bool:
    return content not in (None, "", "[]", 0) or name in ("start", "number")


def field(name: str) -> str:
    """A column in words; one without words of its own as it is called in the file."""
    return _fields().get(name, name.replace("_", " "))


def _fields() -> Mapping[str, str]:
    return {
        "as_of": _("as of"),
        "reliabilities": _("reliabilities counted"),
        "credibilities": _("credibilities counted"),
        "short": _("short name"),
        "can_block": _("can block"),
        "of": _("belongs to"),
        "since": _("from"),
        "said_on": _("said on"),
        "exact": _("words"),
        "several": _("several at once"),
        "part": _("one value of several"),
        "opened": _("left open"),
        "reply_to": _("answers"),
    }


def value(name: str, content: Any, longest: int = LONGEST) -> str:
    """A value as a person reads it, cut to a line."""
    if content is None:
        return ""
    if name == "stance" and content in list(Stance):
        return words.stance(Stance(content))
    if name in ("can_block", "ordered", "several", "opened", "done"):
        return _("yes") if content else _("no")
    if name in ("aliases", "tags", "reliabilities", "credibilities"):
        content = ", ".join(map(str, json.loads(content))) if isinstance(content, str) else content
    text = " ".join(str(content).split())
    return text if len(text) <= longest else f"{text[: longest - 1]}…"


def counted(details: Iterable[Detail]) -> str:
    """How many of which things an action touched, as in: 2 statements, 1 note."""
    things: dict[Kind, set[int]] = {}
    for detail in details:
        things.setdefault(detail.kind, set()).add(detail.thing or 0)
    return words.listing([f"{kind(each)} ({len(ids)})" if len(ids) > 1 else kind(each) for each, ids in things.items()])
