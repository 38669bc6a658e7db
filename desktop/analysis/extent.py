"""How many worlds there are: of the whole case, and of the factors that a question leaves aside."""

from collections.abc import Collection
from math import prod

from desktop.analysis.rules import Rules
from desktop.analysis.speeches import layout
from desktop.analysis.tensors import Tensor, Words

MOST_WORLDS = 1 << 28
"""The most worlds that are looked at one by one."""


class TooLarge(Exception):
    """There are too many worlds to be looked at: ``worlds`` of them, ``most`` allowed. ``within`` tells that no change
    of up to so many factors does what was asked for; None when nothing is known.
    """

    def __init__(self, worlds: int, most: int, within: int | None = None) -> None:
        self.worlds, self.most, self.within = worlds, most, within
        super().__init__(f"{worlds} worlds, {most} allowed")


def bounded(tensor: Tensor, most: int = MOST_WORLDS) -> Tensor:
    """The layout again; TooLarge when it has more worlds than allowed."""
    if tensor.size > most:
        raise TooLarge(tensor.size, most)
    return tensor


class Extent:
    """Counts of consistent worlds, by the components that rules tie together."""

    def __init__(self, rules: Rules) -> None:
        self._rules = rules
        self._known: dict[int, tuple[int, dict[int, list[int]]]] = {}

    @property
    def worlds(self) -> int:
        """All combinations, ``n/a`` being one more value."""
        return prod(full.bit_count() for full in self._rules.full)

    @property
    def consistent(self) -> int:
        """Those that no rule forbids; TooLarge when a component has too many."""
        return self.beyond(()) if () not in self._rules.forbidden else 0

    def beyond(self, places: Collection[int]) -> int:
        """The consistent worlds over all factors but some, which must be whole components or tied to nothing."""
        numbers = [n for n, each in enumerate(self._rules.components) if each.places[0] not in places]
        free = [place for place, n in enumerate(self._rules.component_of) if n < 0 and place not in places]
        return prod(self._component(n)[0] for n in numbers) * prod(
            self._rules.full[place].bit_count() for place in free
        )

    def share(self, place: int) -> tuple[int, list[int]]:
        """Of the consistent worlds of what a factor is tied to, how many there are and how many have each value."""
        number = self._rules.component_of[place]
        if number < 0:
            size = self._rules.full[place].bit_count()
            return size, [1] * size
        count, by_place = self._component(number)
        return count, by_place[place]

    def _component(self, number: int) -> tuple[int, dict[int, list[int]]]:
        if number not in self._known:
            component = self._rules.components[number]
            forbidden = [cube for cube in self._rules.forbidden if cube and cube[0][0] in component.places]
            tensor = bounded(layout(self._rules, forbidden))
            plane = tensor.clear(tensor.full(), forbidden)
            sizes = {p: self._rules.full[p].bit_count() for p in component.places if p not in tensor.axis}
            free = prod(sizes.values())
            count = tensor.count(plane) * free
            told = {place: [each * free for each in counts] for place, counts in by_value(tensor, plane).items()}
            told |= {place: [count // size] * size for place, size in sizes.items()}
            self._known[number] = (count, told)
        return self._known[number]


def by_value(tensor: Tensor, plane: Words) -> dict[int, list[int]]:
    """How many worlds of a plane have each value, by factor and in the values' order."""
    found = {}
    for place, counts in tensor.marginals(plane).items():
        domain = tensor.domains[tensor.axis[place]]
        values = sorted(
            (bit, count // mask.bit_count())
            for mask, count in zip(domain, counts, strict=True)
            for bit in range(mask.bit_length())
            if mask >> bit & 1
        )
        found[place] = [count for _, count in values]
    return found
