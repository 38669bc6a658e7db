"""The rows of the matrix: actors in groups, each with the speakers who may be opened below it."""

from collections import deque
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from db.records import Actor, Affiliation
from db.vocabulary import ActorKind, Standing
from desktop.models.layout import Group, Layout, ordered
from desktop.words import _

Path = tuple[int, ...]
"""The ids of an actor and of those it stands below, the outermost first."""

USUAL = Layout()


class Role(StrEnum):
    """The groups, in their order."""

    PARTY = "party"
    COALITION = "coalition"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Row:
    """A row: a heading (``path`` is empty), or an actor at a ``place`` in the case's list. ``speakers`` is how many
    can be opened below it; ``depth`` is 0 for an actor in a group of its own. ``label`` and ``branch`` are the name and
    the number of the group, ``key`` the actor's own.
    """

    title: str
    path: Path = ()
    place: int = -1
    kind: ActorKind | None = None
    speakers: int = 0
    opened: bool = False
    label: str = ""
    branch: int = 0
    key: str = ""

    @property
    def heading(self) -> bool:
        """Whether it is the heading of a group."""
        return not self.path

    @property
    def squares(self) -> tuple[bool, ...]:
        """None: an actor sets no factors."""
        return ()

    @property
    def depth(self) -> int:
        """How far it stands below an actor of a group."""
        return max(0, len(self.path) - 1)


class Outline:
    """All actors by group and speaker; ``rows`` draws it with some of them opened."""

    def __init__(self, actors: Sequence[Actor], affiliations: Iterable[Affiliation]) -> None:
        self._actors = {actor.id: actor for actor in actors}
        self._places = {actor.id: place for place, actor in enumerate(actors)}
        speaking: dict[int, list[int]] = {actor.id: [] for actor in actors}
        members: dict[int, list[int]] = {actor.id: [] for actor in actors}
        for each in affiliations:
            below = members if each.standing is Standing.NONE else speaking
            if each.member != each.of and each.member not in below[each.of]:
                below[each.of].append(each.member)
        self._speakers: Mapping[int, list[int]] = speaking
        self._paths: dict[int, Path] = {}
        self.groups = self._grouped(members)

    def path(self, actor: int) -> Path:
        """The place in the tree at which an actor stands, the outermost one; KeyError for an unknown actor."""
        return self._paths[actor]

    def rows(self, opened: Collection[Path], layout: Layout = USUAL) -> list[Row]:
        """The rows of a layout, with the speakers of the opened ones."""
        found: list[Row] = []
        for number, (title, listed) in enumerate(self.sections(layout)):
            if title:
                found.append(Row(title))
            for actor in listed:
                found.extend(self.branch((actor,), opened, title, number))
        return found

    def branch(self, path: Path, opened: Collection[Path], label: str = "", number: int = 0) -> Iterator[Row]:
        """The row at a path in a group, and those opened below it."""
        actor = self._actors[path[-1]]
        speakers = self._speakers_of(path)
        shown = bool(speakers) and path in opened
        place = self._places[actor.id]
        yield Row(actor.name, path, place, actor.kind, len(speakers), shown, label, number, actor.key)
        if shown:
            for speaker in speakers:
                yield from self.branch((*path, speaker), opened, label, number)

    def outermost(self, layout: Layout = USUAL) -> list[Actor]:
        """Those who can be chosen and ordered, also those left out: all who stand below nobody."""
        listed = [self._actors[actor] for group in self.groups.values() for actor in group]
        listed.sort(key=lambda actor: self._places[actor.id])
        return ordered(listed, layout.actors)

    def sections(self, layout: Layout) -> list[tuple[str, list[int]]]:
        """The groups that have somebody to show: the title (none when there are no groups), and the actors."""
        found = [(title, self._shown(listed, layout)) for title, listed in self._grouped_by(layout.group)]
        return [(title, listed) for title, listed in found if listed]

    def _grouped_by(self, group: Group) -> list[tuple[str, list[int]]]:
        if group is Group.ROLE:
            titles = self._titles()
            return [(titles[role], listed) for role, listed in self.groups.items()]
        everybody = self.outermost()
        if group is Group.NONE:
            return [("", [actor.id for actor in everybody])]
        named = kinds().items()
        return [(title, [actor.id for actor in everybody if actor.kind is kind]) for kind, title in named]

    def _shown(self, listed: Iterable[int], layout: Layout) -> list[int]:
        """Those of a group who are chosen, in their order."""
        chosen = [self._actors[each] for each in listed if self._actors[each].key not in layout.without_actors]
        return [actor.id for actor in ordered(chosen, layout.actors)]

    def _speakers_of(self, path: Path) -> list[int]:
        """Its speakers; nobody stands below itself."""
        return [each for each in self._speakers[path[-1]] if each not in path]

    def _grouped(self, members: Mapping[int, list[int]]) -> dict[Role, list[int]]:
        groups: dict[Role, list[int]] = {role: [] for role in Role}
        for actor in self._outermost():
            groups[self._role(actor)].append(actor)
        coalitions = list(groups[Role.COALITION])
        theirs = {member: None for each in coalitions for member in members[each]}
        with_members = [*coalitions, *(each for each in theirs if each in groups[Role.OTHER])]
        groups[Role.OTHER] = [each for each in groups[Role.OTHER] if each not in theirs]
        groups[Role.COALITION] = list(dict.fromkeys(with_members))
        return groups

    def _outermost(self) -> list[int]:
        """The actors that stand below nobody: all but those who speak for another, unless nobody leads to them."""
        below = {speaker for listed in self._speakers.values() for speaker in listed}
        found = [actor for actor in self._actors if actor not in below or self._stands_alone(actor)]
        self._reach(found)
        for actor in self._actors:
            if actor not in self._paths:
                found.append(actor)
                self._reach([actor])
        return sorted(found, key=self._places.__getitem__)

    def _reach(self, actors: Iterable[int]) -> None:
        """Notes the shortest way to everybody who can be reached from these."""
        ways: deque[Path] = deque((actor,) for actor in actors)
        while ways:
            way = ways.popleft()
            if way[-1] not in self._paths:
                self._paths[way[-1]] = way
                ways.extend((*way, speaker) for speaker in self._speakers[way[-1]])

    def _stands_alone(self, actor: int) -> bool:
        return self._actors[actor].kind in (ActorKind.STATE, ActorKind.COALITION)

    def _role(self, actor: int) -> Role:
        found = self._actors[actor]
        if found.kind is ActorKind.COALITION:
            return Role.COALITION
        if any(each.can_block for each in self._actors.values()):
            return Role.PARTY if found.can_block else Role.OTHER
        return Role.PARTY if found.kind is ActorKind.STATE else Role.OTHER

    def _titles(self) -> Mapping[Role, str]:
        blocking = any(actor.can_block for actor in self._actors.values())
        alone = not self.groups[Role.PARTY] and not self.groups[Role.COALITION]
        coalition = self.groups[Role.COALITION]
        kinds = {self._actors[each].kind for each in coalition}
        return {
            Role.PARTY: _("Parties that can block") if blocking else _("States"),
            Role.COALITION: _("Coalitions") if kinds == {ActorKind.COALITION} else _("Coalitions and members"),
            Role.OTHER: _("Actors") if alone else _("Others"),
        }


def kinds() -> Mapping[ActorKind, str]:
    """The headings of actors by kind, in their order."""
    return {
        ActorKind.STATE: _("States"),
        ActorKind.COALITION: _("Coalitions"),
        ActorKind.ORGANISATION: _("Organisations"),
        ActorKind.GROUP: _("Groups"),
        ActorKind.PERSON: _("Persons"),
    }
