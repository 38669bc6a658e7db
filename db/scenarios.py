"""Scenarios and what they set."""

from sqlalchemy import select

from db.clauses import grouped
from db.reading import Reading
from db.records import Scenario, Setting
from db.schema import ScenarioRow, SettingRow, SettingValueRow


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
