"""The columns of the matrix: the scenarios, each followed by its branches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from db.records import Scenario, Snapshot
from db.vocabulary import ActorKind
from desktop.words import _


@dataclass(frozen=True, slots=True)
class Column:
    """A scenario as a column. ``branch`` is the id of the scenario from which it comes, itself included, and ``label``
    that one's name when others come from it too; ``squares`` tell which factors it sets, in the case's order. Its
    ``number`` is its place in the sheet; the heading of a branch has none (-1).
    """

    scenario: int
    place: int
    title: str
    branch: int
    label: str
    squares: tuple[bool, ...]
    number: int = -1
    key: str = ""

    @property
    def heading(self) -> bool:
        """Whether it is the heading of a branch, where scenarios are rows."""
        return self.number < 0

    @property
    def depth(self) -> int:
        """None stands below another one."""
        return 0

    @property
    def kind(self) -> ActorKind | None:
        """None: it is no actor."""
        return None

    @property
    def speakers(self) -> int:
        """Nothing can be opened below it."""
        return 0

    @property
    def opened(self) -> bool:
        """It is not open."""
        return False


def columns_of(snapshot: Snapshot) -> tuple[Column, ...]:
    """The scenarios, each followed by its branches."""
    places = {scenario.id: place for place, scenario in enumerate(snapshot.scenarios)}
    children: dict[int | None, list[Scenario]] = {}
    for scenario in snapshot.scenarios:
        parent = scenario.parent if scenario.parent in places else None
        children.setdefault(parent, []).append(scenario)
    factors = snapshot.factors
    sizes = {factor.id: len(factor.values) for factor in factors if not factor.several and not factor.needs}
    found: list[Column] = []
    for root in children.get(None, ()):
        label = root.name if root.id in children else ""
        nothing = {factor.id: frozenset[int]() for factor in factors}
        waiting = [(root, _set_by(root, sizes, nothing))]
        while waiting:
            scenario, setting = waiting.pop()
            squares = tuple(map(bool, setting.values()))
            place = places[scenario.id]
            names = (scenario.name, root.id, label)
            found.append(Column(scenario.id, place, *names, squares, len(found), scenario.key))
            branches = reversed(children.get(scenario.id, ()))
            waiting.extend((branch, _set_by(branch, sizes, setting)) for branch in branches)
    return tuple(found)


def _set_by(
    scenario: Scenario, sizes: Mapping[int, int], parents: Mapping[int, frozenset[int]]
) -> Mapping[int, frozenset[int]]:
    """For each factor what is set of it, on top of the parent's: the value of a several factor, or 0 for all of it."""
    found = dict(parents)
    for setting in scenario.sets:
        part = {setting.part or 0}
        free = setting.opened or (setting.part is None and len(setting.values) == sizes.get(setting.factor))
        if not free:
            found[setting.factor] |= part
        else:
            found[setting.factor] = found[setting.factor] - part if setting.part else frozenset()
    return found


def with_headings(columns: Iterable[Column]) -> list[Column]:
    """Scenarios as rows: a heading where another branch begins that has several, and where one ends."""
    found: list[Column] = []
    before: Column | None = None
    for column in columns:
        begins = before is None or before.branch != column.branch
        after_branch = before is not None and bool(before.label)
        if begins and (column.label or after_branch):
            title = column.label or _("Other scenarios")
            found.append(Column(0, -1, title, column.branch, column.label, ()))
        before = column
        found.append(column)
    return found
