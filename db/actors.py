"""Actors and their affiliations."""

from collections.abc import Sequence
from dataclasses import replace

from sqlalchemy import delete, func, select, union, update

from db.columns import new_uid
from db.errors import NotThere
from db.reading import Editing, Reading
from db.records import Actor, Affiliation
from db.schema import (
    ActorRow,
    AffiliationRow,
    AssessmentRow,
    NoteRow,
    PartyRow,
    PositionRow,
    ReporterRow,
    StatementRow,
)
from db.vocabulary import Kind


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


def save(editing: Editing, actor: Actor) -> int:
    """Adds an actor when its id is 0, else writes it; returns its id."""
    values = {
        "key": actor.key or new_uid(),
        "name": actor.name,
        "short": actor.short,
        "kind": actor.kind,
        "aliases": actor.aliases,
        "can_block": actor.can_block,
        "description": actor.description,
    }
    if not actor.id:
        values["place"] = editing.next_place(ActorRow)
    return editing.save(ActorRow, actor.id, **values)


def named_in(reading: Reading, actor: int) -> int:
    """How many statements name an actor, as speaker or reporter, as one that joins in, or as holder of a position."""
    asked = union(
        select(StatementRow.id).where(StatementRow.speaker == actor),
        *(
            select(table.statement).where(column == actor)
            for table, column in (
                (PartyRow, PartyRow.actor),
                (ReporterRow, ReporterRow.actor),
                (PositionRow, PositionRow.holder),
            )
        ),
    )
    return int(reading.connection.execute(select(func.count()).select_from(asked.subquery())).scalar_one())


def remove(editing: Editing, actor: int) -> None:
    """Takes an actor away with its affiliations, assessments and notes; StillUsed when a statement names it."""
    editing.drop(ActorRow, (actor,))


def reorder(editing: Editing, ids: Sequence[int]) -> None:
    """Puts actors in this order."""
    editing.reorder(ActorRow, ids)


def save_affiliation(editing: Editing, affiliation: Affiliation) -> int:
    """Adds an affiliation when its id is 0, else writes it; returns its id."""
    return editing.save(
        AffiliationRow,
        affiliation.id,
        member=affiliation.member,
        of=affiliation.of,
        role=affiliation.role,
        standing=affiliation.standing,
        since=affiliation.since,
        until=affiliation.until,
    )


def remove_affiliation(editing: Editing, affiliation: int) -> None:
    """Takes an affiliation away."""
    editing.drop(AffiliationRow, (affiliation,))


def merge(editing: Editing, keep: int, gone: int) -> None:
    """Makes two actors one: all that refers to ``gone`` refers to ``keep``, which takes over its names."""
    by_id = {actor.id: actor for actor in read(editing)}
    if keep not in by_id or gone not in by_id or keep == gone:
        raise NotThere(kind=Kind.ACTOR, id=gone if keep in by_id else keep)
    for column in _REFERENCES:
        table = column.class_
        editing.connection.execute(update(table).where(column == gone).values({column.key: keep}))
    _drop_doubles(editing)
    save(editing, _named_also(by_id[keep], by_id[gone]))
    editing.drop(ActorRow, (gone,))


_REFERENCES = (
    AffiliationRow.member,
    AffiliationRow.of,
    StatementRow.speaker,
    PartyRow.actor,
    ReporterRow.actor,
    PositionRow.holder,
    AssessmentRow.actor,
    NoteRow.actor,
)


def _drop_doubles(editing: Editing) -> None:
    """After a merge: nobody belongs to itself, or joins in a statement twice."""
    editing.connection.execute(delete(AffiliationRow).where(AffiliationRow.member == AffiliationRow.of))
    for table in (PartyRow, ReporterRow):
        first = select(func.min(table.id)).group_by(table.statement, table.actor)
        editing.connection.execute(delete(table).where(table.id.not_in(first)))


def _named_also(actor: Actor, other: Actor) -> Actor:
    names = dict.fromkeys((*actor.aliases, other.name, *other.aliases, *((other.short,) if other.short else ())))
    return replace(actor, aliases=tuple(name for name in names if name not in (actor.name, actor.short)))
