"""What the analysis hands out: cells, and the reasons of single positions. Ids are the database's."""

from dataclasses import dataclass

from db.vocabulary import CellKind, Headline, Stance, Verdict, Why


@dataclass(frozen=True, slots=True)
class ByMembers:
    """Where the members of a silent coalition stand: ``for``, ``against``, ``neutral`` or ``divided``; how many of them
    are on record, of how many members that are no persons.
    """

    side: str
    on_record: int
    members: int


@dataclass(frozen=True, slots=True)
class Gist:
    """What the matrix shows of a cell; the fields are those of ``Cell``."""

    kind: CellKind
    headlines: tuple[Headline, ...] = ()
    dissent: bool = False
    mixed: bool = False
    by_members: ByMembers | None = None
    could_turn: bool = False


@dataclass(frozen=True, slots=True)
class Cell:
    """Where an actor stands in a scenario.

    ``headlines`` are all that some completion has, the worst first; ``profile`` the same for each addressed issue (by
    key) on which something applies; ``depends_on`` keys of compiled factors. The rest are ids of positions in the
    case's order. ``could_turn``: the cell is firm, but a position of the other side might apply. ``bounded``: there are
    too many completions to look at, ``headlines``, ``profile`` and ``depends_on`` are all that could be, and what rests
    on single completions (``decisive``, ``mixed``, ``dissent``) is left out.
    """

    actor: int
    scenario: int
    kind: CellKind
    headlines: tuple[Headline, ...] = ()
    profile: tuple[tuple[str, tuple[Headline, ...]], ...] = ()
    depends_on: tuple[str, ...] = ()
    dissent: bool = False
    mixed: bool = False
    by_members: ByMembers | None = None
    assessed: Stance | None = None
    applies: tuple[int, ...] = ()
    might: tuple[int, ...] = ()
    fails: tuple[int, ...] = ()
    elsewhere: tuple[int, ...] = ()
    decisive: tuple[int, ...] = ()
    attributed: tuple[int, ...] = ()
    could_turn: bool = False
    bounded: bool = False


@dataclass(frozen=True, slots=True)
class ConditionResult:
    """One condition against a scenario: the values it names, those that are left, and ``met``, ``failed`` or ``open``;
    ``factor`` is the key of a compiled factor.
    """

    factor: str
    values: tuple[str, ...]
    scenario: tuple[str, ...]
    result: str


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a position counts in a cell, or does not. ``conditions`` are one list per cube: any of them may hold.
    ``by`` is the position that outdoes it.
    """

    position: int
    statement: int
    speaker: int
    holder: int
    issue: str
    stance: Stance
    verdict: Verdict
    conditions: tuple[tuple[ConditionResult, ...], ...]
    why: Why
    by: int | None
