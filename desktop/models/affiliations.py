"""Who speaks for whom and belongs to whom, as rows of an actor; and what is odd about their dates."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.moments import NEVER, UNDATED
from db.records import Actor, Affiliation
from db.vocabulary import Standing
from desktop import words
from desktop.words import _


class Side(StrEnum):
    """How an actor stands in an affiliation."""

    SPEAKS_FOR = "speaks for"
    MEMBER_OF = "member of"
    MEMBERS = "members"
    SPOKEN_FOR = "spoken for by"


@dataclass(frozen=True, slots=True)
class Belonging:
    """An affiliation as a row: the other actor, and what is odd about its dates."""

    affiliation: Affiliation
    other: int
    name: str
    odd: str


def rows(actor: int, actors: Sequence[Actor], affiliations: Sequence[Affiliation]) -> dict[Side, tuple[Belonging, ...]]:
    """The affiliations of an actor, those in force last first."""
    names = {each.id: each.name for each in actors}
    found: dict[Side, list[Belonging]] = {side: [] for side in Side}
    for each in sorted(affiliations, key=_since, reverse=True):
        if actor in (each.member, each.of):
            side, other = _side(actor, each)
            odd = oddity(each, affiliations)
            found[side].append(Belonging(each, other, names.get(other, ""), odd))
    return {side: tuple(listed) for side, listed in found.items()}


def oddity(affiliation: Affiliation, affiliations: Iterable[Affiliation]) -> str:
    """What is odd about the dates of an affiliation, in a sentence; empty when nothing is."""
    if affiliation.since is not None and affiliation.until is not None and affiliation.until <= affiliation.since:
        return _("Ends before it begins, so it never counts.")
    for each in affiliations:
        same = (each.member, each.of) == (affiliation.member, affiliation.of)
        if same and each.id != affiliation.id and _overlap(each, affiliation):
            return _("Overlaps with {other}: the higher standing counts.").format(other=told(each))
    if affiliation.since is None:
        return _("No first day: it counts from the beginning.")
    return ""


def told(affiliation: Affiliation) -> str:
    """An affiliation in few words: *President, 2012 to 2024*."""
    role = affiliation.role.strip() or words.standing(affiliation.standing)
    return f"{role}, {period(affiliation)}"


def period(affiliation: Affiliation) -> str:
    """When it holds."""
    since, until = affiliation.since, affiliation.until
    if since is None and until is None:
        return _("always")
    if until is None:
        return _("since {date}").format(date=words.date(since))
    if since is None:
        return _("until {date}").format(date=words.date(until))
    return _("{since} to {until}").format(since=words.date(since), until=words.date(until))


def in_short(actor: int, actors: Sequence[Actor], affiliations: Sequence[Affiliation]) -> str:
    """For whom an actor speaks now and as what, in few words."""
    found = rows(actor, actors, affiliations)
    now = [each for each in found[Side.SPEAKS_FOR] if each.affiliation.until is None] or found[Side.SPEAKS_FOR]
    if now:
        return ", ".join(part for part in (now[0].affiliation.role.strip(), now[0].name) if part)
    member = found[Side.MEMBER_OF]
    return _("member of {names}").format(names=words.listing([each.name for each in member])) if member else ""


def _side(actor: int, each: Affiliation) -> tuple[Side, int]:
    speaks = each.standing is not Standing.NONE
    if each.member == actor:
        return (Side.SPEAKS_FOR if speaks else Side.MEMBER_OF), each.of
    return (Side.SPOKEN_FOR if speaks else Side.MEMBERS), each.member


def _since(each: Affiliation) -> tuple[int, int]:
    return (each.since.first if each.since else UNDATED), each.id


def _overlap(one: Affiliation, other: Affiliation) -> bool:
    return _from(one) < _to(other) and _from(other) < _to(one)


def _from(each: Affiliation) -> int:
    return each.since.first if each.since else UNDATED


def _to(each: Affiliation) -> int:
    return each.until.first if each.until else NEVER
