"""Many statements put right at once: what they have in common, what is to be changed, and what comes of each.

Adding a value never narrows a position that holds in any case of its factor; only ``narrow`` does, which names factors.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np

from db.moments import UNDATED, Moment
from db.records import Clause, Condition, Factor, Position, Quotation, Statement
from db.vocabulary import PositionState, SpeechAct, Stance
from desktop.models.register import Mask, Register, Rows
from desktop.words import count

Value = tuple[int, int]
"""The ids of a factor and of one of its values."""

OF_STATEMENT = ("speaker", "act", "said_on", "venue")
OF_POSITION = ("stance", "holder", "issue", "state")
OF_QUOTATION = ("credibility",)


@dataclass(frozen=True)
class Common:
    """What some statements have: for each field the values, the most frequent first; for each value of a factor how
    many statements name it, and for each factor how many name it and how many hold in any case of it.
    """

    count: int
    fields: Mapping[str, tuple[Any, ...]]
    naming: Mapping[Value, int]
    narrowed: Mapping[int, int]
    unconditional: Mapping[int, int]
    positions: int
    several: int
    """How many take more than one position."""
    bare: int
    """How many take none."""

    @classmethod
    def of(cls, register: Register, rows: Rows) -> "Common":
        """What the statements on these rows have."""
        columns, chosen = register.columns, np.zeros(len(register), np.bool_)
        chosen[rows] = True
        places = np.flatnonzero(chosen[columns.statement])
        conditions = _Conditions(register, chosen, places)
        return cls(
            count=len(rows),
            fields=_fields(register, rows, places),
            naming=conditions.naming,
            narrowed=conditions.narrowed,
            unconditional=conditions.unconditional,
            positions=len(places),
            several=int((register.many[rows] > 1).sum()),
            bare=int((register.many[rows] == 0).sum()),
        )


@dataclass(frozen=True)
class Edit:
    """What is to be changed: fields by name, values added (True) or taken away (False), and the factors whose added
    values narrow also what holds in any case. ``on`` is the issue whose positions are meant; None: all positions.
    """

    fields: Mapping[str, Any] = field(default_factory=dict)
    values: Mapping[Value, bool] = field(default_factory=dict)
    narrow: frozenset[int] = frozenset()
    on: int | None = None

    def __bool__(self) -> bool:
        return bool(self.fields or self.values)

    def of_positions(self) -> bool:
        """Whether positions are changed."""
        return bool(self.values) or any(name in self.fields for name in OF_POSITION)


def applied(edit: Edit, statement: Statement, factors: Mapping[int, Factor]) -> Statement:
    """A statement after an edit; the same object when nothing in it is new."""
    said = {name: edit.fields[name] for name in OF_STATEMENT if name in edit.fields}
    found = replace(
        statement,
        **said,
        quotations=tuple(_regraded(edit, each) for each in statement.quotations),
        positions=tuple(_repositioned(edit, each, factors) for each in statement.positions),
    )
    return statement if found == statement else found


def label(edit: Edit, many: int) -> str:
    """An edit as the history shows it."""
    changed = [*edit.fields, *(["values"] if edit.values else [])]
    if len(changed) != 1:
        return count(many, "Change {n} statement", "Change {n} statements")
    (which,) = changed
    if which == "stance":
        return count(many, "Set the stance of {n} statement", "Set the stance of {n} statements")
    if which != "values":
        return count(many, "Change {n} statement", "Change {n} statements")
    if all(edit.values.values()):
        return count(many, "Add a condition to {n} statement", "Add a condition to {n} statements")
    return count(many, "Change the conditions of {n} statement", "Change the conditions of {n} statements")


def note_label(many: int) -> str:
    """A note on some statements as the history shows it."""
    return count(many, "Note on {n} statement", "Note on {n} statements")


def removal(many: int) -> str:
    """Taking some statements away, as the history shows it."""
    return count(many, "Delete {n} statement", "Delete {n} statements")


def pressed(edit: Edit, common: Common, value: Value) -> Edit:
    """What pressing a value leads to: it goes to all, to none, and back to what it was."""
    has, here = common.naming.get(value, 0), edit.values.get(value)
    full = has > 0 and has == common.narrowed[value[0]]
    if here is None:
        wanted: bool | None = not full
    elif here and has and not full:
        wanted = False
    else:
        wanted = None
    return with_value(edit, common, value, wanted)


def with_value(edit: Edit, common: Common, value: Value, wanted: bool | None) -> Edit:
    """An edit with a value added, taken away, or left as it is. Where no statement names the factor, there is nothing
    to add to: the value becomes a condition of all.
    """
    values = {each: to for each, to in edit.values.items() if each != value}
    if wanted is not None:
        values[value] = wanted
    factor = value[0]
    adds = any(to for (of, _value), to in values.items() if of == factor)
    narrow = edit.narrow - {factor}
    if adds and (factor in edit.narrow or not common.narrowed.get(factor)):
        narrow |= {factor}
    return replace(edit, values=values, narrow=narrow)


def narrowing(edit: Edit, factor: int, on: bool) -> Edit:
    """An edit that narrows also what holds in any case of a factor, or not."""
    return replace(edit, narrow=edit.narrow | {factor} if on else edit.narrow - {factor})


def _regraded(edit: Edit, quotation: Quotation) -> Quotation:
    return replace(quotation, credibility=edit.fields["credibility"]) if "credibility" in edit.fields else quotation


def _repositioned(edit: Edit, position: Position, factors: Mapping[int, Factor]) -> Position:
    if edit.on is not None and (position.issue or 0) != edit.on:
        return position
    told = {name: edit.fields[name] for name in OF_POSITION if name in edit.fields}
    return replace(position, **told, regions=reconditioned(edit, position.regions, factors))


def reconditioned(edit: Edit, regions: tuple[Clause, ...], factors: Mapping[int, Factor]) -> tuple[Clause, ...]:
    """The regions of a position after an edit of values."""
    before = regions or ((),)
    after = tuple(dict.fromkeys(_clause(edit, each, factors) for each in before))
    if after == before:
        return regions
    return after if all(after) else ()


def _clause(edit: Edit, clause: Clause, factors: Mapping[int, Factor]) -> Clause:
    found = [_condition(edit, each, factors) for each in clause]
    named = {each.factor for each in clause if each.part is None}
    for factor in factors:
        added = tuple(value for value in _values(factors[factor]) if edit.values.get((factor, value)))
        if added and factor in edit.narrow and factor not in named:
            found.append(Condition(factor, added))
    return tuple(each for each in found if each is not None)


def _condition(edit: Edit, condition: Condition, factors: Mapping[int, Factor]) -> Condition | None:
    """A condition after an edit; None when nothing of it is left."""
    factor = condition.factor
    if condition.part is not None:
        gone = condition.holds == (True,) and edit.values.get((factor, condition.part)) is False
        return None if gone else condition
    wanted = {value: edit.values.get((factor, value), value in condition.values) for value in _values(factors[factor])}
    if all(wanted[value] == (value in condition.values) for value in wanted):
        return condition
    left = tuple(value for value in wanted if wanted[value])
    return Condition(factor, left) if left else None


def _values(factor: Factor) -> Sequence[int]:
    return [value.id for value in factor.values]


def _fields(register: Register, rows: Rows, places: Rows) -> dict[str, tuple[Any, ...]]:
    columns, actors = register.columns, [actor.id for actor in register.snapshot.actors]
    quoted = np.isin(register.snapshot.quotations.statement, register.id[rows])
    grades = np.array(register.snapshot.quotations.credibility, np.int64)[quoted]
    moments = Counter(zip(register.said[rows].tolist(), columns.precision[rows].tolist(), strict=True))
    return {
        "speaker": tuple(actors[place] for place in _frequent(register.speaker[rows])),
        "act": tuple(None if code < 0 else SpeechAct.by_code(code) for code in _frequent(register.act[rows])),
        "said_on": tuple(
            None if first == UNDATED else Moment.of(first, precision)
            for (first, precision), _n in moments.most_common()
        ),
        "credibility": tuple(grade or None for grade in _frequent(grades)),
        "stance": tuple(Stance(code) for code in _frequent(columns.stance[places])),
        "holder": tuple(actors[place] for place in _frequent(register.holder_of[places])),
        "issue": tuple(issue or None for issue in _frequent(columns.issue_id[places])),
        "state": tuple(PositionState.by_code(code) for code in _frequent(columns.state[places])),
    }


def _frequent(values: Rows) -> list[int]:
    found, many = np.unique(values, return_counts=True)
    return [int(found[place]) for place in np.argsort(-many, kind="stable")]


class _Conditions:
    """How many of some statements name each value, name each factor, and hold in any case of it."""

    def __init__(self, register: Register, chosen: Mask, places: Rows) -> None:
        columns, factors = register.columns, register.snapshot.factors
        ids = np.array(sorted(factor.id for factor in factors), np.int64)
        values = {value.id: factor.id for factor in factors for value in factor.values}
        rows = np.flatnonzero(chosen[register.statement_of_condition] & (register.condition_holds != 0))
        statement = register.statement_of_condition[rows]
        factor = np.searchsorted(ids, register.condition_factor[rows])
        named = _per_key(register.condition_value[rows], statement, len(register))
        self.naming = {(values[value], value): many for value, many in named.items()}
        self.narrowed = {int(ids[place]): many for place, many in _per_key(factor, statement, len(register)).items()}
        size = max(1, len(ids))
        clauses = np.unique(register.clause_of_condition[rows] * size + factor)
        positions, many = np.unique(
            register.position_of_clause[clauses // size] * size + clauses % size, return_counts=True
        )
        full = positions[many == columns.clauses[positions // size]]
        whole, many = np.unique(columns.statement[full // size] * size + full % size, return_counts=True)
        always = np.bincount(whole[many == register.many[whole // size]] % size, minlength=size)
        taking = len(np.unique(columns.statement[places]))
        self.unconditional = {int(each): taking - int(always[place]) for place, each in enumerate(ids)}


def _per_key(keys: Rows, statement: Rows, size: int) -> dict[int, int]:
    """In how many statements each key is."""
    pairs = np.unique(keys * max(1, size) + statement)
    found, many = np.unique(pairs // max(1, size), return_counts=True)
    return dict(zip(found.tolist(), many.tolist(), strict=True))


def ids_of(register: Register, rows: Iterable[int]) -> tuple[int, ...]:
    """The ids of the statements on some rows."""
    return tuple(int(register.id[row]) for row in rows)
