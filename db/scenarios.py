"""Scenarios and what they set."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from sqlalchemy import select

from db.clauses import grouped
from db.columns import new_uid
from db.errors import BadRequest, NotThere
from db.reading import Editing, Reading
from db.records import Scenario, Setting
from db.schema import ScenarioRow, SettingRow, SettingValueRow
from db.vocabulary import Kind


def read(reading: Reading) -> tuple[Scenario, ...]:
    """All scenarios, in the case's order."""
    rows = reading.rows(select(ScenarioRow.__table__).order_by(ScenarioRow.place, ScenarioRow.id))
    sets = _settings(reading)
    return tuple(
        Scenario(
            id=row.id,
            uid=row.uid,
            key=row.key,
            name=row.name,
            parent=row.parent,
            sets=sets.get(row.id, ()),
            date=row.date,
            description=row.description,
        )
        for row in rows
    )


def _settings(reading: Reading) -> dict[int, tuple[Setting, ...]]:
    asked = select(SettingRow.scenario, SettingRow.id, SettingRow.factor, SettingRow.part, SettingRow.opened)
    rows = reading.tuples(asked.order_by(SettingRow.scenario, SettingRow.place, SettingRow.id))
    values = select(SettingValueRow.setting, SettingValueRow.value, SettingValueRow.holds)
    named = grouped(reading.tuples(values.order_by(SettingValueRow.setting, SettingValueRow.id)))
    return {
        scenario: tuple(
            _setting(factor, part, bool(opened), named.get(number, [])) for number, factor, part, opened in found
        )
        for scenario, found in grouped(rows).items()
    }


def _setting(factor: int, part: int | None, opened: bool, named: list[tuple[int, ...]]) -> Setting:
    if part is None:
        return Setting(factor, values=tuple(value for value, _holds in named), opened=opened)
    return Setting(factor, part=part, holds=tuple(bool(holds) for _value, holds in named), opened=opened)


def save(editing: Editing, scenario: Scenario) -> int:
    """Adds a scenario when its id is 0, else writes it; returns its id.

    Raises:
        BadRequest: it would be a branch of itself.
    """
    known = {each.id: each for each in read(editing)}
    _check_ring(known, scenario)
    values = {
        "key": scenario.key or new_uid(),
        "name": scenario.name,
        "parent": scenario.parent,
        "date": scenario.date,
        "description": scenario.description,
    }
    if not scenario.id:
        values["place"] = editing.next_place(ScenarioRow)
    number = editing.save(ScenarioRow, scenario.id, **values)
    before = known[number].sets if number in known else ()
    if scenario.sets != before:
        _write_settings(editing, number, scenario.sets)
    return number


def remove(editing: Editing, scenario: int) -> None:
    """Takes a scenario away with its assessments and notes; its branches stay, and keep what they had from it."""
    known = {each.id: each for each in read(editing)}
    if scenario not in known:
        raise NotThere(kind=Kind.SCENARIO, id=scenario)
    gone = known[scenario]
    for branch in known.values():
        if branch.parent == scenario:
            sets = laid_over(gone.sets, branch.sets)
            save(editing, replace(branch, parent=gone.parent, sets=sets, date=branch.date or gone.date))
    editing.drop(ScenarioRow, (scenario,))


def reorder(editing: Editing, ids: Sequence[int]) -> None:
    """Puts scenarios in this order."""
    editing.reorder(ScenarioRow, ids)


def laid_over(below: Iterable[Setting], above: Iterable[Setting]) -> tuple[Setting, ...]:
    """What two layers set together; where both speak of the same, ``above`` does."""
    upper = tuple(above)
    whole = {setting.factor for setting in upper if setting.part is None}
    parts = {(setting.factor, setting.part) for setting in upper}
    kept = (each for each in below if each.factor not in whole and (each.factor, each.part) not in parts)
    return (*kept, *upper)


def _check_ring(known: dict[int, Scenario], scenario: Scenario) -> None:
    step = scenario.parent
    while step is not None:
        if step == scenario.id:
            raise BadRequest("parents-ring", scenario=scenario.name)
        step = known[step].parent if step in known else None


def _write_settings(editing: Editing, scenario: int, sets: Iterable[Setting]) -> None:
    old = select(SettingRow.id).where(SettingRow.scenario == scenario)
    editing.drop(SettingRow, [number for (number,) in editing.tuples(old)])
    for place, each in enumerate(sets):
        row = {"scenario": scenario, "place": place, "factor": each.factor, "part": each.part, "opened": each.opened}
        setting = editing.put(SettingRow, **row)
        named = [(value, -1) for value in each.values]
        if each.part is not None:
            named = [(each.part, int(holds)) for holds in each.holds]
        values = [{"setting": setting, "value": value, "holds": holds} for value, holds in named]
        editing.put_all(SettingValueRow, values)
