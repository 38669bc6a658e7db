"""Actors and their affiliations."""

from sqlalchemy import select

from db.reading import Reading
from db.records import Actor, Affiliation
from db.schema import ActorRow, AffiliationRow


def read(reading: Reading) -> tuple[Actor, ...]:
    """All actors, in the case's order."""
    rows = reading.rows(select(ActorRow.__table__).order_by(ActorRow.place, ActorRow.id))
    return tuple(
        Actor(
            id=row.id,
            uid=row.uid,
            key=row.key,
            name=row.name,
            short=row.short,
            kind=row.kind,
            aliases=row.aliases,
            can_block=row.can_block,
            description=row.description,
        )
        for row in rows
    )


def affiliations(reading: Reading) -> tuple[Affiliation, ...]:
    """All affiliations, in the case's order."""
    rows = reading.rows(select(AffiliationRow.__table__).order_by(AffiliationRow.id))
    return tuple(
        Affiliation(
            id=row.id,
            uid=row.uid,
            member=row.member,
            of=row.of,
            role=row.role,
            standing=row.standing,
            since=row.since,
            until=row.until,
        )
        for row in rows
    )
