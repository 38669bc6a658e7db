"""Two parties, two scenarios or two dates side by side, as rows that are drawn.

``Pairs.of_…`` work on the analysis and belong on a worker; ``worded`` adds the words of the statements behind them.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.moments import UNDATED, Moment
from db.records import Position, Quotation, Statement
from db.vocabulary import ActorKind, CellKind
from desktop import words
from desktop.analysis import comparison as side_by_side
from desktop.analysis.cells import Cell, Comparison
from desktop.analysis.comparison import Pairing, Shift
from desktop.models import looks
from desktop.models.sheet import code_of
from desktop.words import _, as_tooltip, count

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW = Qt.ItemDataRole.UserRole
"""The PairRow of a row."""

LONGEST = 400
"""Characters of a quotation that are drawn at most."""


@dataclass(frozen=True, slots=True)
class Half:
    """A cell as it is drawn on one side: ``said`` are the newest words that decide it, ``by`` who said them when."""

    actor: int
    scenario: int
    mark: str
    word: str
    fill: str = ""
    frame: str = ""
    stripes: bool = False
    tally: int = 0
    step: int | None = None
    positions: tuple[int, ...] = ()
    said: str = ""
    by: str = ""
    quotation: Quotation | None = None


@dataclass(frozen=True, slots=True)
class PairRow:
    """A row: its title, both sides, how far they are apart; ``because`` and ``through`` tell what makes a move."""

    title: str
    left: Half
    right: Half
    apart: str
    sure: bool
    differs: bool
    kind: ActorKind | None = None
    through_position: int | None = None
    because: str = ""
    through: str = ""


@dataclass(frozen=True)
class Pairs:
    """What is shown: the names of both sides, what is to be said first, the rows."""

    comparison: Comparison
    names: tuple[str, str]
    summary: tuple[tuple[str, str], ...]
    rows: tuple[PairRow, ...]
    differences: tuple[tuple[str, str, str], ...] = ()
    finding: tuple[str, ...] = field(default=())

    @classmethod
    def of_parties(cls, comparison: Comparison, one: int, other: int) -> "Pairs":
        """Two actors in every scenario."""
        pairings = side_by_side.two_parties(comparison, one, other)
        names = (comparison.actor(one).name, comparison.actor(other).name)
        rows = [
            _row(scenario.name, pairing, comparison)
            for scenario, pairing in zip(comparison.scenarios, pairings, strict=True)
        ]
        return cls(
            comparison, names, _counts(pairings), tuple(rows), finding=tuple(_findings(comparison, pairings, names))
        )

    @classmethod
    def of_scenarios(cls, comparison: Comparison, one: int, other: int) -> "Pairs":
        """Every party in two scenarios."""
        shifts = side_by_side.two_scenarios(comparison, one, other)
        names = (comparison.scenario(one).name, comparison.scenario(other).name)
        told = tuple(
            (factor, _values(left), _values(right))
            for factor, left, right in side_by_side.differences(comparison, one, other)
        )
        return cls(comparison, names, _moved(shifts), _shift_rows(comparison, shifts), told)

    @classmethod
    def of_dates(cls, comparison: Comparison, since: Moment | None, scenario: int) -> "Pairs":
        """Every party in one scenario, as of an earlier date and as of the one in force."""
        before = comparison.at(since)
        shifts = side_by_side.two_dates(before, comparison, scenario)
        names = (words.date(before.as_of), words.date(comparison.as_of))
        new = len(side_by_side.said_between(comparison, before.as_of, comparison.as_of))
        told = (str(new), count(new, "statement said since", "statements said since"))
        return cls(comparison, names, (*_moved(shifts), told), _shift_rows(comparison, shifts))

    def positions(self) -> tuple[int, ...]:
        """The positions whose words are shown."""
        found = {each for row in self.rows for half in (row.left, row.right) for each in half.positions}
        found |= {row.through_position for row in self.rows if row.through_position is not None}
        return tuple(sorted(found))

    def worded(self, statements: Iterable[Statement]) -> "Pairs":
        """The same with the words of these statements."""
        known = {position.id: (statement, position) for statement in statements for position in statement.positions}
        names = {actor.id: actor.name for actor in self.comparison.actors}
        return replace(self, rows=tuple(_worded(row, known, names) for row in self.rows))


class PairsModel(QAbstractListModel):
    """The rows of a pair; all of them, or only those where the two sides differ."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PairRow, ...] = ()
        self._shown: list[PairRow] = []
        self._only_differing = False

    def show(self, rows: Sequence[PairRow]) -> None:
        """Shows other rows."""
        self._rows = tuple(rows)
        self._fill()

    def show_only_differing(self, only: bool) -> None:
        """Whether rows whose sides say the same are hidden."""
        self._only_differing = only
        self._fill()

    def row(self, number: int) -> PairRow | None:
        """A row; None beyond the end."""
        return self._shown[number] if 0 <= number < len(self._shown) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """The rows."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A row, and what it says."""
        row = self.row(index.row()) if index.isValid() else None
        if row is None:
            return None
        if role == ROW:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            parts = (row.title, row.left.word, row.right.word, row.apart, row.because, row.through)
            return ", ".join(part for part in parts if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            told = (row.title, row.left.said, row.right.said, row.because, row.through)
            return as_tooltip("\n".join(part for part in told if part))
        if role == Qt.ItemDataRole.AccessibleDescriptionRole:
            return " / ".join(part for part in (row.left.said, row.right.said) if part)
        return None

    def _fill(self) -> None:
        self.beginResetModel()
        self._shown = [row for row in self._rows if row.differs or not self._only_differing]
        self.endResetModel()


def _row(title: str, pairing: Pairing, comparison: Comparison) -> PairRow:
    left, right = _half(pairing.left, comparison), _half(pairing.right, comparison)
    return PairRow(title, left, right, _apart(pairing), pairing.sure, pairing.differs)


def _half(cell: Cell, _comparison: Comparison) -> Half:
    look = looks.look(code_of(cell), False)
    tally = len(cell.applies) + (len(cell.might) if cell.kind is CellKind.OPEN else 0)
    shown = cell.decisive or cell.might
    place = side_by_side.step(cell)
    return Half(
        cell.actor, cell.scenario, look.mark, look.word, look.fill, look.frame, look.stripes, tally, place, shown
    )


def _apart(pairing: Pairing) -> str:
    if pairing.apart is None:
        if pairing.left.kind is pairing.right.kind is CellKind.SILENT:
            return _("both silent")
        return _("one side silent")
    told = count(pairing.apart, "{n} step", "{n} steps") if pairing.apart else _("the same")
    return told if pairing.sure else f"{told}?"


def _counts(pairings: Sequence[Pairing]) -> tuple[tuple[str, str], ...]:
    opposed = sum(each.opposed for each in pairings)
    together = sum(each.together for each in pairings)
    depends = sum(each.open for each in pairings)
    silent = sum(each.one_silent and not each.open for each in pairings)
    return (
        (str(opposed), _("on opposite sides")),
        (str(together), _("on the same side")),
        (str(depends), count(depends, "depends on an open factor", "depend on an open factor")),
        (str(silent), _("one of them silent, or both")),
    )


def _findings(comparison: Comparison, pairings: Sequence[Pairing], names: tuple[str, str]) -> Iterable[str]:
    """Two sentences on what stands out."""
    named = dict(zip((each.id for each in comparison.scenarios), comparison.scenarios, strict=True))
    sure = [each for each in pairings if each.sure and each.apart]
    if sure:
        widest = max(sure, key=lambda each: each.apart or 0)
        told = _("{first} and {second} are furthest apart on “{scenario}”.")
        yield told.format(first=names[0], second=names[1], scenario=named[widest.left.scenario].name)
    shared = [named[each.left.scenario].name for each in pairings if each.together]
    if shared:
        yield _("They are on one side on {scenarios}.").format(
            scenarios=words.listing([f"“{each}”" for each in shared[:3]])
        )
    if all(each.left.kind is CellKind.SILENT for each in pairings):
        yield _("{actor} is silent throughout.").format(actor=names[0])
    if all(each.right.kind is CellKind.SILENT for each in pairings):
        yield _("{actor} is silent throughout.").format(actor=names[1])


def _moved(shifts: Sequence[Shift]) -> tuple[tuple[str, str], ...]:
    moving = sum(each.moves for each in shifts)
    told = count(len(shifts), "of {n} party moves", "of {n} parties move")
    return ((str(moving), told),)


def _shift_rows(comparison: Comparison, shifts: Sequence[Shift]) -> tuple[PairRow, ...]:
    return tuple(
        replace(
            _row(comparison.actor(each.actor).name, each.pairing, comparison),
            kind=comparison.actor(each.actor).kind,
            through_position=each.through,
            because="" if each.moves else _("no change on the record"),
            through=_("through {factors}").format(factors=words.listing(list(each.factors))) if each.factors else "",
        )
        for each in shifts
    )


def _values(names: tuple[str, ...]) -> str:
    return " / ".join(names) if names else _("Left open")


Known = Mapping[int, tuple[Statement, Position]]


def _worded(row: PairRow, known: Known, names: Mapping[int, str]) -> PairRow:
    because = row.because
    if row.through_position is not None and row.through_position in known:
        because = _by(known[row.through_position][0], names)
    return replace(row, left=_said(row.left, known, names), right=_said(row.right, known, names), because=because)


def _said(half: Half, known: Known, names: Mapping[int, str]) -> Half:
    found = [known[each][0] for each in half.positions if each in known]
    if not found:
        return half
    newest = max(found, key=_age)
    quotation = next(iter(newest.quotations), None)
    said = "" if quotation is None else words.quoted(" ".join(quotation.exact.split())[:LONGEST])
    return replace(half, said=said, by=_by(newest, names), quotation=quotation)


def _by(statement: Statement, names: Mapping[int, str]) -> str:
    return ", ".join((names.get(statement.speaker, ""), words.date(statement.said_on)))


def _age(statement: Statement) -> tuple[int, int]:
    return (UNDATED if statement.said_on is None else statement.said_on.first), statement.number
