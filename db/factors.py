"""Issues, factors with their values, and exclusions."""

from sqlalchemy import select

from db.clauses import clause, factors_of_values, grouped
from db.reading import Reading
from db.records import Clause, Exclusion, Factor, Issue, Value
from db.schema import ExclusionRow, ExclusionValueRow, FactorRow, IssueRow, NeedRow, NeedValueRow, ValueRow


def issues(reading: Reading) -> tuple[Issue, ...]:
    """All listed issues, in the case's order."""
    rows = reading.rows(select(IssueRow.__table__).order_by(IssueRow.place, IssueRow.id))
    return tuple(Issue(row.id, row.uid, row.key, row.name) for row in rows)


def read(reading: Reading) -> tuple[Factor, ...]:
    """All factors, in the case's order."""
    rows = reading.rows(select(FactorRow.__table__).order_by(FactorRow.place, FactorRow.id))
    values, needs = _values(reading), _needs(reading)
    return tuple(
        Factor(
            id=row.id,
            uid=row.uid,
            key=row.key,
            name=row.name,
            short=row.short,
            issue=row.issue,
            ordered=row.ordered,
            several=row.several,
            needs=needs.get(row.id, ()),
            values=values.get(row.id, ()),
        )
        for row in rows
    )


def exclusions(reading: Reading) -> tuple[Exclusion, ...]:
    """All exclusions, in the case's order."""
    rows = reading.rows(select(ExclusionRow.__table__).order_by(ExclusionRow.id))
    named = grouped(
        reading.tuples(
            select(ExclusionValueRow.exclusion, ExclusionValueRow.value, ExclusionValueRow.holds).order_by(
                ExclusionValueRow.exclusion, ExclusionValueRow.id
            )
        )
    )
    factors = factors_of_values(reading)
    return tuple(Exclusion(row.id, row.uid, clause(named.get(row.id, ()), factors), row.reason) for row in rows)


def _values(reading: Reading) -> dict[int, tuple[Value, ...]]:
    asked = select(ValueRow.factor, ValueRow.id, ValueRow.uid, ValueRow.key, ValueRow.name)
    rows = reading.tuples(asked.order_by(ValueRow.factor, ValueRow.place, ValueRow.id))
    return {factor: tuple(Value(*row) for row in found) for factor, found in grouped(rows).items()}


def _needs(reading: Reading) -> dict[int, tuple[Clause, ...]]:
    rows = reading.tuples(select(NeedRow.factor, NeedRow.id).order_by(NeedRow.factor, NeedRow.place, NeedRow.id))
    if not rows:
        return {}
    asked = select(NeedValueRow.need, NeedValueRow.value, NeedValueRow.holds)
    named = grouped(reading.tuples(asked.order_by(NeedValueRow.need, NeedValueRow.id)))
    factors = factors_of_values(reading)
    return {
        factor: tuple(clause(named.get(need, ()), factors) for (need,) in found)
        for factor, found in grouped(rows).items()
    }
