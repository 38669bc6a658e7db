"""What shaping the model writes: issues, factors with their values, and exclusions.

Renaming is free. What statements use is never taken away: something else takes its place, or it stays.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import delete, func, select, update

from db import factors
from db.clauses import named
from db.columns import new_uid
from db.errors import BadRequest, NotThere, StillUsed
from db.reading import Editing, Reading
from db.records import Clause, Exclusion, Factor, Issue, Value
from db.schema import (
    EmphasisValueRow,
    ExclusionRow,
    ExclusionValueRow,
    FactorRow,
    IssueRow,
    NeedRow,
    NeedValueRow,
    NoteRow,
    PositionRow,
    RegionValueRow,
    SettingRow,
    SettingValueRow,
    ValueRow,
)

NAMING: tuple[tuple[type[Any], str], ...] = (
    (NeedValueRow, "need"),
    (ExclusionValueRow, "exclusion"),
    (SettingValueRow, "setting"),
    (RegionValueRow, "region"),
    (EmphasisValueRow, "position"),
)
"""The tables whose rows name values, and the column of what names them."""


def save_issue(editing: Editing, issue: Issue) -> int:
    """Adds an issue when its id is 0, else writes it; returns its id."""
    values: dict[str, Any] = {"key": issue.key or new_uid(), "name": issue.name}
    if not issue.id:
        values["place"] = editing.next_place(IssueRow)
    return editing.save(IssueRow, issue.id, **values)


def remove_issue(editing: Editing, issue: int, instead: int | None = None) -> None:
    """Takes an issue away; what was on it is on ``instead``, or on the situation as a whole."""
    for column in (FactorRow.issue, PositionRow.issue):
        editing.connection.execute(update(column.class_).where(column == issue).values({column.key: instead}))
    if instead is not None:
        editing.connection.execute(update(NoteRow).where(NoteRow.issue == issue).values(issue=instead))
    editing.drop(IssueRow, (issue,))


def reorder_issues(editing: Editing, ids: Sequence[int]) -> None:
    """Puts issues in this order."""
    editing.reorder(IssueRow, ids)


def save_factor(editing: Editing, factor: Factor) -> int:
    """Adds a factor when its id is 0, else writes it with its values and needs; returns its id.

    Values with the id 0 are added, in the order given.

    Raises:
        StillUsed: a value that is no longer given is named somewhere; see ``remove_value``.
    """
    values: dict[str, Any] = {
        "key": factor.key or new_uid(),
        "name": factor.name,
        "short": factor.short,
        "issue": factor.issue,
        "ordered": factor.ordered,
        "several": factor.several,
    }
    if not factor.id:
        values["place"] = editing.next_place(FactorRow)
    old = next((each for each in factors.read(editing) if each.id == factor.id), None)
    number = editing.save(FactorRow, factor.id, **values)
    _write_values(editing, number, old.values if old else (), factor.values)
    if factor.needs != (old.needs if old else ()):
        _write_needs(editing, number, factor.needs)
    return number


def remove_factor(editing: Editing, factor: int) -> None:
    """Takes a factor away, and out of every condition and setting that names it: each says less then.

    A clause that named nothing else holds in any case. A rule that named it goes: without it, it would forbid more.
    """
    ids = select(ValueRow.id).where(ValueRow.factor == factor)
    rules = editing.tuples(select(ExclusionValueRow.exclusion).where(ExclusionValueRow.value.in_(ids)).distinct())
    editing.drop(ExclusionRow, [rule for (rule,) in rules])
    used = [table for table, _owner in NAMING if _names_any(editing, table, ids)]
    for table in used:
        editing.connection.execute(delete(table).where(table.value.in_(ids)))
    editing.connection.execute(delete(SettingRow).where(SettingRow.factor == factor))
    editing.connection.execute(delete(NeedRow).where(NeedRow.id.not_in(select(NeedValueRow.need))))
    editing.drop(FactorRow, (factor,))


def replace_factor(editing: Editing, factor: int, instead: Mapping[int, int | None]) -> None:
    """Takes a factor away; whatever names its values names those given instead, all of one other factor.

    What names a value that nothing is given for, or names the other factor already, says less then, as when a factor
    is removed; so does what the other factor itself needs.

    Raises:
        NotThere: a value given instead is none of one other factor.
    """
    wanted = {new for new in instead.values() if new is not None}
    rows = editing.tuples(select(ValueRow.factor).where(ValueRow.id.in_(wanted)).distinct())
    if len(rows) != 1 or rows[0][0] == factor:
        raise NotThere(kind="value", id=min(wanted, default=0))
    other = int(rows[0][0])
    for table, owner in NAMING:
        _name_instead(editing, table, owner, instead, other)
    _set_instead(editing, factor, instead, other)
    remove_factor(editing, factor)


def reorder_factors(editing: Editing, ids: Sequence[int]) -> None:
    """Puts factors in this order."""
    editing.reorder(FactorRow, ids)


def remove_value(editing: Editing, value: int, instead: int | None = None) -> None:
    """Takes a value away; whatever named it names ``instead``, a value of the same factor.

    Raises:
        StillUsed: something names it, and nothing is to take its place.
        NotThere: ``instead`` is no other value of the factor.
    """
    used = [(table, owner) for table, owner in NAMING if _names_any(editing, table, (value,))]
    parts = editing.tuples(select(SettingRow.id).where(SettingRow.part == value))
    if instead is None and (used or parts):
        raise StillUsed(kind="value", id=value)
    if instead is not None:
        _check_sibling(editing, value, instead)
        for table, owner in used:
            _rename(editing, table, owner, value, instead)
        _rename_parts(editing, value, instead)
    editing.drop(ValueRow, (value,))


def split_value(editing: Editing, value: int, name: str, key: str | None = None) -> int:
    """Makes a second value beside one, named wherever that one is: whatever held under it holds under both.

    Raises:
        BadRequest: it is the value of a several factor that something names as a yes/no factor of its own.
    """
    row = editing.rows(select(ValueRow.__table__).where(ValueRow.id == value))
    if not row:
        raise NotThere(kind="value", id=value)
    _check_whole(editing, value)
    later = (ValueRow.factor == row[0].factor, ValueRow.place > row[0].place)
    editing.connection.execute(update(ValueRow).where(*later).values(place=ValueRow.place + 1))
    new = {"uid": new_uid(), "factor": row[0].factor, "place": row[0].place + 1, "key": key or new_uid(), "name": name}
    number = editing.put(ValueRow, **new)
    for table, owner in NAMING:
        owners = editing.tuples(select(getattr(table, owner)).where(table.value == value).order_by(table.id))
        editing.put_all(table, [{owner: each, "value": number, "holds": -1} for (each,) in owners])
    return number


def save_exclusion(editing: Editing, exclusion: Exclusion) -> int:
    """Adds a rule when its id is 0, else writes it; returns its id."""
    number = editing.save(ExclusionRow, exclusion.id, reason=exclusion.reason)
    old = next((each.when for each in factors.exclusions(editing) if each.id == number), ())
    if old != exclusion.when:
        _write_names(editing, ExclusionValueRow, "exclusion", number, exclusion.when)
    return number


def remove_exclusion(editing: Editing, exclusion: int) -> None:
    """Takes a rule away."""
    editing.drop(ExclusionRow, (exclusion,))


def uses(reading: Reading, value: int) -> dict[str, int]:
    """How many needs, exclusions, settings, conditions and emphases name a value."""
    return {
        owner: int(reading.connection.execute(select(func.count()).where(table.value == value)).scalar_one())
        for table, owner in NAMING
    }


def _names_any(editing: Editing, table: type[Any], values: Any) -> bool:
    return bool(editing.tuples(select(table.id).where(table.value.in_(values)).limit(1)))


def _write_values(editing: Editing, factor: int, old: Sequence[Value], new: Sequence[Value]) -> None:
    kept = {value.id for value in new}
    editing.drop(ValueRow, [value.id for value in old if value.id not in kept])
    there = {(value.id, place): value for place, value in enumerate(old)}
    for place, value in enumerate(new):
        if not value.id or there.get((value.id, place)) != value:
            row = {"factor": factor, "place": place, "key": value.key or new_uid(), "name": value.name}
            editing.save(ValueRow, value.id, **row)


def _write_needs(editing: Editing, factor: int, needs: Iterable[Clause]) -> None:
    rows = editing.tuples(select(NeedRow.id).where(NeedRow.factor == factor))
    editing.drop(NeedRow, [number for (number,) in rows])
    for place, clause in enumerate(needs):
        need = editing.put(NeedRow, factor=factor, place=place)
        _write_names(editing, NeedValueRow, "need", need, clause)


def _write_names(editing: Editing, table: type[Any], owner: str, number: int, clause: Clause) -> None:
    editing.connection.execute(delete(table).where(getattr(table, owner) == number))
    editing.put_all(table, [{owner: number, "value": value, "holds": holds} for value, holds in named(clause)])


def _check_sibling(editing: Editing, value: int, instead: int) -> None:
    rows = editing.tuples(select(ValueRow.factor).where(ValueRow.id.in_((value, instead))))
    if len(rows) != 2 or rows[0] != rows[1]:
        raise NotThere(kind="value", id=instead)


def _check_whole(editing: Editing, value: int) -> None:
    named_alone = any(
        editing.tuples(select(table.id).where(table.value == value, table.holds >= 0).limit(1)) for table, _ in NAMING
    )
    if named_alone or editing.tuples(select(SettingRow.id).where(SettingRow.part == value).limit(1)):
        raise BadRequest("value-named-alone", value=value)


def _rename(editing: Editing, table: type[Any], owner: str, value: int, instead: int) -> None:
    """Names one value for another; where both were named already, once is enough."""
    column = getattr(table, owner)
    both = select(column).where(table.value == instead, table.holds < 0)
    twice = (table.value == value, table.holds < 0, column.in_(both))
    editing.connection.execute(delete(table).where(*twice))
    alone = select(column).where(table.value == instead, table.holds >= 0)
    editing.connection.execute(delete(table).where(table.value == value, table.holds >= 0, column.in_(alone)))
    editing.connection.execute(update(table).where(table.value == value).values(value=instead))


def _rename_parts(editing: Editing, value: int, instead: int) -> None:
    """The same for settings of a value as a yes/no factor of its own."""
    taken = select(SettingRow.scenario).where(SettingRow.part == instead)
    editing.connection.execute(delete(SettingRow).where(SettingRow.part == value, SettingRow.scenario.in_(taken)))
    editing.connection.execute(update(SettingRow).where(SettingRow.part == value).values(part=instead))


def _name_instead(
    editing: Editing, table: type[Any], owner: str, instead: Mapping[int, int | None], other: int
) -> None:
    """Adds the values given instead to what names the others, as far as it can say that."""
    own = select(ValueRow.id).where(ValueRow.factor == other)
    column = getattr(table, owner)
    there = {number for (number,) in editing.tuples(select(column).where(table.value.in_(own)))}
    if table is NeedValueRow:
        there |= {number for (number,) in editing.tuples(select(NeedRow.id).where(NeedRow.factor == other))}
    found = editing.tuples(select(column, table.value, table.holds).where(table.value.in_(list(instead))))
    vague = {number for number, value, _holds in found if instead[value] is None}
    new = {(number, instead[value], holds) for number, value, holds in found if number not in there | vague}
    said = {number for number, _value, _holds in new}
    editing.connection.execute(delete(table).where(table.value.in_(list(instead)), column.in_(said)))
    editing.put_all(table, [{owner: number, "value": value, "holds": holds} for number, value, holds in sorted(new)])


def _set_instead(editing: Editing, factor: int, instead: Mapping[int, int | None], other: int) -> None:
    """Lets scenarios set the other factor, unless they say something of it already, or leave the factor open."""
    taken = select(SettingRow.scenario).where(SettingRow.factor == other)
    own = select(ValueRow.id).where(ValueRow.factor == other)
    named = select(SettingValueRow.setting).where(SettingValueRow.value.in_(own))
    row = SettingRow
    kept = (row.factor == factor, row.opened.is_(False), row.id.in_(named), row.scenario.not_in(taken))
    for number, part in editing.tuples(select(row.id, row.part).where(*kept)):
        values = {"factor": other, "part": None if part is None else instead[part]}
        editing.connection.execute(update(row).where(row.id == number).values(**values))
