"""Who can be named as a speaker: found by a part of any name, and for whom each of them spoke on a day."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from db.folding import fold
from db.moments import Moment
from db.records import Actor, Affiliation
from db.vocabulary import ActorKind, Standing
from desktop import words
from desktop.words import _

MOST = 8
"""So many are offered at once."""


@dataclass(frozen=True, slots=True)
class Offer:
    """An actor that fits what was typed; ``also`` is the other name by which it was found."""

    actor: Actor
    detail: str
    also: str = ""


class Speakers:
    """The actors of a record, the most heard first.

    Args:
        actors: in the case's order.
        affiliations: who speaks for whom.
        heard: how many statements each actor has made, by id.
    """

    def __init__(
        self, actors: Sequence[Actor], affiliations: Sequence[Affiliation], heard: Mapping[int, int] | None = None
    ) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._affiliations = tuple(affiliations)
        self._heard = heard or {}
        self._names = {actor.id: [(fold(name), name) for name in names(actor)] for actor in actors}

    def __contains__(self, actor: int | None) -> bool:
        return actor in self._actors

    def actor(self, actor: int) -> Actor:
        """An actor by id; KeyError for an unknown one."""
        return self._actors[actor]

    def name(self, actor: int | None) -> str:
        """The name of an actor; empty for none."""
        return self._actors[actor].name if actor is not None and actor in self._actors else ""

    def offers(self, typed: str, day: Moment | None, first: Sequence[int] = ()) -> tuple[Offer, ...]:
        """Those that fit, best first: names that begin so, then words of names, then any part of a name.

        Args:
            typed: a part of a name, in any of its scripts.
            day: when it was said, which tells for whom each of them spoke.
            first: who is named near the words, or was quoted last: of equals these come first, in this order.
        """
        asked = fold(typed).split()
        ranked = []
        for place, actor in enumerate(self._actors.values()):
            fit = self._fit(actor.id, asked)
            if fit is not None:
                rank, also = fit
                heard = -self._heard.get(actor.id, 0)
                near = first.index(actor.id) if actor.id in first else len(first)
                ranked.append((rank, near, heard, place, Offer(actor, self.detail(actor, day), also)))
        return tuple(entry[-1] for entry in sorted(ranked, key=lambda entry: entry[:4])[:MOST])

    def named(self, text: str) -> Actor | None:
        """The actor of exactly this name, in any of its scripts."""
        wanted = fold(text).split()
        found = (
            actor for number, actor in self._actors.items() if any(n.split() == wanted for n, _t in self._names[number])
        )
        return next(found, None) if wanted else None

    def detail(self, actor: Actor, day: Moment | None) -> str:
        """For whom an actor spoke on a day, and as what; else what kind of actor it is."""
        best = spoken_for(self._affiliations, actor.id, day)
        if best is None:
            return words.actor_kind(actor.kind)
        return " · ".join(part for part in (best.role, self.name(best.of)) if part)

    def holders(self, speaker: int, day: Moment | None) -> tuple[int, ...]:
        """For whom somebody can have spoken on a day: whom it would be held to have spoken for first, then the
        others, then itself.
        """
        found = [each.of for each in standing_of(self._affiliations, speaker, day)]
        return tuple(dict.fromkeys([*found, speaker]))

    def speaks(self, speaker: int, holder: int, day: Moment | None) -> bool:
        """Whether what somebody said on a day can count for an actor."""
        return holder == speaker or any(each.of == holder for each in standing_of(self._affiliations, speaker, day))

    def held_by(self, speaker: int, day: Moment | None) -> int:
        """Whose a position of a speaker is when nothing else is said."""
        return self.holders(speaker, day)[0]

    def _fit(self, actor: int, asked: Sequence[str]) -> tuple[int, str] | None:
        """How well the names of an actor fit, and the other name that does; None when none does."""
        best: tuple[int, str] | None = None
        for place, (folded, name) in enumerate(self._names[actor]):
            if all(word in folded for word in asked):
                rank = _rank(folded, asked)
                if best is None or rank < best[0]:
                    best = (rank, name if place else "")
        return best


def names(actor: Actor) -> tuple[str, ...]:
    """All names of an actor, the preferred one first."""
    return tuple(dict.fromkeys(name for name in (actor.name, actor.short, *actor.aliases) if name))


def standing_of(affiliations: Iterable[Affiliation], member: int, day: Moment | None) -> tuple[Affiliation, ...]:
    """The affiliations by which somebody spoke for another actor on a day, the highest standing first.

    Without a day: all that it ever held.
    """
    found = [
        each
        for each in affiliations
        if each.member == member and each.standing is not Standing.NONE and _holds(each, day)
    ]
    return tuple(sorted(found, key=lambda each: -each.standing.code))


def spoken_for(affiliations: Iterable[Affiliation], member: int, day: Moment | None) -> Affiliation | None:
    """The affiliation that tells for whom somebody spoke on a day, if for anybody."""
    return next(iter(standing_of(affiliations, member, day)), None)


def kinds() -> tuple[tuple[ActorKind, str], ...]:
    """The kinds a new actor can be of, with their words."""
    return tuple((kind, words.actor_kind(kind)) for kind in ActorKind)


def guessed_kind(name: str) -> ActorKind:
    """What a new actor most likely is: a person, unless a word of the name tells of a body."""
    telling = {fold(word) for word in _("ministry government council commission party union group office").split()}
    return ActorKind.ORGANISATION if telling & set(fold(name).split()) else ActorKind.PERSON


def _holds(affiliation: Affiliation, day: Moment | None) -> bool:
    if day is None:
        return True
    begun = affiliation.since is None or affiliation.since.first <= day.first
    return begun and (affiliation.until is None or day.first < affiliation.until.first)


def _rank(folded: str, asked: Sequence[str]) -> int:
    if not asked or folded.startswith(asked[0]):
        return 0
    return 1 if any(word.startswith(asked[0]) for word in folded.split()) else 2
