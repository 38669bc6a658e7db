"""Filters of statements, each a short sentence: *Said since 1 Feb 2025*, *Stance is Rejects or Opposes*.

What a filter names it names by the keys of exchange files, so that a saved view means the same in every copy.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import numpy as np

from db.moments import UNDATED, Moment
from db.records import Snapshot
from db.vocabulary import ActorKind, PositionState, Reliability, SpeechAct, Stance
from desktop import words
from desktop.models.condition_words import ConditionWords
from desktop.models.register import Mask, Register, union
from desktop.words import _

IS, IS_NOT, SINCE, BEFORE, DURING = "is", "is not", "since", "before", "during"
NEVER_SAID = "undated"
ANY_CASE = "any case"


@dataclass(frozen=True, slots=True)
class Choice:
    """A value that a filter may name: its key, what it is called, and the mark or icon before it."""

    key: str
    text: str
    mark: str = ""
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Filter:
    """``values`` are keys of which one is enough, or a date."""

    field: str
    op: str
    values: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """What can be filtered by: what it is called, what a filter may say of it, its values and what they let through."""

    id: str
    name: str
    ops: tuple[str, ...]
    choices: Callable[[Snapshot], Sequence[Choice]]
    mask: Callable[[Register, str, tuple[str, ...]], Mask]


def fields() -> Mapping[str, Field]:
    """All fields, in the order in which they are offered."""
    either = (IS, IS_NOT)
    listed = (
        Field("stance", _("Stance"), either, _stances, _is_stance),
        Field("actor", _("Actor"), either, _actors, _is_holder),
        Field("speaker", _("Speaker"), either, _actors, _is_speaker),
        Field("said", _("Said"), (SINCE, BEFORE, DURING), _undated, _is_said),
        Field("when", _("Said to hold when"), either, _conditions, _holds_when),
        Field("issue", _("On"), either, _issues, _is_on),
        Field("act", _("Speech act"), either, _acts, _is_act),
        Field("source", _("Source"), either, _sources, _is_source),
        Field("reliability", _("Source graded"), either, _reliabilities, _is_reliability),
        Field("credibility", _("Words graded"), either, _credibilities, _is_credibility),
        Field("state", _("State"), either, _states, _is_state),
        Field("note", _("Note"), (IS,), _notes, _is_noted),
    )
    return {each.id: each for each in listed}


def op_told(op: str) -> str:
    """What a filter says, as it stands between its parts."""
    return {
        IS: _("is"),
        IS_NOT: _("is not"),
        SINCE: _("since"),
        BEFORE: _("before"),
        DURING: _("in"),
    }[op]


def told(each: Filter, snapshot: Snapshot) -> tuple[str, str, str]:
    """A filter in three parts: what, how, which."""
    field = fields()[each.field]
    if each.values == (NEVER_SAID,):
        return field.name, op_told(IS), _("undated")
    if each.field == "said":
        return field.name, op_told(each.op), words.date(each.values[0])
    names = {choice.key: choice.text for choice in choices(each.field, snapshot)}
    chosen = [names.get(value, _("(gone)")) for value in each.values]
    return field.name, op_told(each.op), either_of(chosen)


def sentence(each: Filter, snapshot: Snapshot) -> str:
    """A filter in one line."""
    return " ".join(told(each, snapshot))


def either_of(names: Sequence[str]) -> str:
    """Several names of which one is enough, in few words."""
    if len(names) <= 2:
        return _(" or ").join(names)
    return _("{first} or {n} more").format(first=names[0], n=len(names) - 1)


def choices(field: str, snapshot: Snapshot) -> Sequence[Choice]:
    """The values that a field has in a case."""
    return _chosen(field, _Once(snapshot))


def offered(field: str, snapshot: Snapshot) -> Sequence[Choice]:
    """The values that are worth offering: nobody holds a position who speaks for others."""
    found = choices(field, snapshot)
    if field != "actor":
        return found
    speaking = {each.member for each in snapshot.affiliations}
    persons = {each.key for each in snapshot.actors if each.kind is ActorKind.PERSON and each.id in speaking}
    return [choice for choice in found if choice.key not in persons]


def about(actor: int, snapshot: Snapshot) -> tuple[Filter, ...]:
    """What an actor holds; of one who speaks for others what they said."""
    found = next((each for each in snapshot.actors if each.id == actor), None)
    if found is None:
        return ()
    held = {choice.key for choice in offered("actor", snapshot)}
    return (Filter("actor" if found.key in held else "speaker", IS, (found.key,)),)


def mask(each: Filter, register: Register) -> Mask:
    """The statements that a filter lets through."""
    field = fields().get(each.field)
    if field is None:
        return np.ones(len(register), np.bool_)
    found = field.mask(register, each.op, each.values)
    return ~found if each.op == IS_NOT else found


def read_filter(data: Any) -> Filter | None:
    """A filter from what was kept of it; None when that is none."""
    if not isinstance(data, dict):
        return None
    field, op, values = data.get("field"), data.get("op"), data.get("values")
    known = fields().get(field) if isinstance(field, str) else None
    if known is None or op not in known.ops or not isinstance(values, list) or not values:
        return None
    if not all(isinstance(value, str) for value in values):
        return None
    if known.id == "said" and values != [NEVER_SAID] and not is_date(values[0]):
        return None
    return Filter(known.id, op, tuple(values))


def written_filter(each: Filter) -> dict[str, Any]:
    """What is kept of a filter."""
    return {"field": each.field, "op": each.op, "values": list(each.values)}


def is_date(text: str) -> bool:
    """Whether a text is a coarse date as files have them."""
    try:
        Moment.parse(text)
    except ValueError:
        return False
    return True


class _Once:
    """A snapshot by identity, for a memory of the last ones."""

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot

    def __hash__(self) -> int:
        return id(self.snapshot)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Once) and other.snapshot is self.snapshot


@lru_cache(maxsize=24)
def _chosen(field: str, once: _Once) -> Sequence[Choice]:
    return tuple(fields()[field].choices(once.snapshot))


def _stances(_snapshot: Snapshot) -> list[Choice]:
    return [Choice(each.word, words.stance(each), each.word) for each in Stance] + [
        Choice("none", _("No position"), detail=_("a statement that takes none"))
    ]


def _actors(snapshot: Snapshot) -> list[Choice]:
    return [
        Choice(each.key, each.name, detail=" · ".join((words.actor_kind(each.kind), *each.aliases)))
        for each in snapshot.actors
    ]


def _undated(_snapshot: Snapshot) -> list[Choice]:
    return [Choice(NEVER_SAID, _("Undated"))]


def _conditions(snapshot: Snapshot) -> list[Choice]:
    told = ConditionWords(snapshot.factors)
    found = []
    for factor in snapshot.factors:
        found += [
            Choice(f"{factor.key}.{value.key}", told.value(factor.id, value.id), detail=factor.name)
            for value in factor.values
        ]
        text = _("{factor}: in any case").format(factor=told.factor(factor.id))
        found.append(Choice(f"{factor.key}.", text, detail=factor.name))
    return found


def _issues(snapshot: Snapshot) -> list[Choice]:
    return [Choice(each.key, each.name) for each in snapshot.issues]


def _acts(_snapshot: Snapshot) -> list[Choice]:
    return [Choice(each.value, words.act(each)) for each in SpeechAct] + [Choice("none", _("Not given"))]


def _sources(snapshot: Snapshot) -> list[Choice]:
    return [
        Choice(each.key, each.title.strip() or _("Untitled"), detail=each.publisher.strip())
        for each in snapshot.sources
    ] + [Choice("none", _("Unsourced"))]


def _reliabilities(_snapshot: Snapshot) -> list[Choice]:
    graded = [Choice(each.value, each.value, detail=words.reliability(each)) for each in Reliability]
    return [*graded, Choice("none", _("not graded"))]


def _credibilities(_snapshot: Snapshot) -> list[Choice]:
    graded = [Choice(str(each), str(each), detail=words.credibility(each)) for each in range(1, 7)]
    return [*graded, Choice("none", _("not graded"))]


def _states(_snapshot: Snapshot) -> list[Choice]:
    return [Choice(each.value, words.position_state(each)) for each in PositionState]


def _notes(_snapshot: Snapshot) -> list[Choice]:
    return [Choice("some", _("there")), Choice("none", _("missing"))]


def _is_stance(register: Register, _op: str, values: tuple[str, ...]) -> Mask:
    wanted = [Stance.of(value) for value in values if value != "none"]
    found = register.any_position(np.isin(register.columns.stance, wanted))
    found |= (register.many == 0) & ("none" in values)
    return found


def _is_holder(register: Register, _op: str, values: tuple[str, ...]) -> Mask:
    places = [place for place, each in enumerate(register.snapshot.actors) if each.key in values]
    bare = (register.many == 0) & np.isin(register.holder, places)
    found: Mask = register.any_position(np.isin(register.holder_of, places)) | bare | register.joined_by(places)
    return found


def _is_speaker(register: Register, _op: str, values: tuple[str, ...]) -> Mask:
    places = [place for place, each in enumerate(register.snapshot.actors) if each.key in values]
    return np.isin(register.speaker, places)


def _is_said(register: Register, op: str, values: tuple[str, ...]) -> Mask:
    said = register.said
    found: Mask = said == UNDATED
    if values == (NEVER_SAID,):
        return found
    moment = Moment.parse(values[0])
    first = said >= moment.first
    if op == SINCE:
        return first
    wanted: Mask = ~(first | found) if op == BEFORE else first & (said < moment.end)
    return wanted


def _holds_when(register: Register, _op: str, values: tuple[str, ...]) -> Mask:
    named: list[int] = []
    masks: list[Mask] = []
    for factor in register.snapshot.factors:
        named += [value.id for value in factor.values if f"{factor.key}.{value.key}" in values]
        if f"{factor.key}." in values:
            masks.append(register.unconditional(factor.id))
    return register.any_position(union([*masks, register.naming(named)], len(register.columns.id)))


def _is_on(register: Register, _op: str, values: tuple[str, ...]) -> Mask:
    ids = [each.id for each in register.snapshot.issues if each.key in values]
    return register.any_position(np.isin(register.columns.issue_id, ids))


def _is_act(register: Register, _op: str, values: tuple[str, ...]) -> Mask:
    codes = [each.code for each in SpeechAct if each.value in values] + ([-1] if "none" in values else [])
    return np.isin(register.act, codes)


def _is_source(register: Register, _op: str, values: tuple[str, ...]) -> Mask:
    quoted = register.snapshot.quotations
    ids = {each.id for each in register.snapshot.sources if each.key in values}
    said = {said for said, source in zip(quoted.statement, quoted.source, strict=True) if source in ids}
    found: Mask = np.isin(register.id, list(said))
    found |= (register.quotations == 0) & ("none" in values)
    return found


def _is_reliability(register: Register, _op: str, values: tuple[str, ...]) -> Mask:
    codes = [each.code for each in Reliability if each.value in values] + ([-1] if "none" in values else [])
    return np.isin(register.reliability, codes)


def _is_credibility(register: Register, _op: str, values: tuple[str, ...]) -> Mask:
    return np.isin(register.credibility, [0 if each == "none" else int(each) for each in values if _graded(each)])


def _is_state(register: Register, _op: str, values: tuple[str, ...]) -> Mask:
    codes = [each.code for each in PositionState if each.value in values]
    return register.any_position(np.isin(register.columns.state, codes))


def _is_noted(register: Register, _op: str, values: tuple[str, ...]) -> Mask:
    return register.noted if values == ("some",) else ~register.noted


def _graded(value: str) -> bool:
    return value == "none" or value in "123456"
