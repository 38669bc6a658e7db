"""Contradictions and gaps as a list of sentences, each with the place where something can be done about it.

``found`` works on the analysis and belongs on a worker.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from db.records import NoteTarget
from desktop import words
from desktop.analysis import contradictions
from desktop.analysis.cells import Comparison
from desktop.words import _, count

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
GAP = Qt.ItemDataRole.UserRole
"""The Gap of a row; a heading has none."""

MOST = 200
"""Of one kind at most so many are listed."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A sentence, and what it is about."""

    text: str
    on: NoteTarget
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Section:
    """Gaps of one kind; ``more`` are those that are not listed."""

    title: str
    gaps: tuple[Gap, ...]
    more: int = 0


def found(comparison: Comparison) -> tuple[Section, ...]:
    """All sections that have something in them."""
    teller = _Teller(comparison)
    gaps = contradictions.gaps(comparison)
    sections = (
        _section(_("Words that pull both ways"), [teller.pull(each) for each in contradictions.pulls(comparison)]),
        _section(_("Members on different sides"), [teller.parting(e) for e in contradictions.divergences(comparison)]),
        _section(_("Scenarios nobody has spoken to"), [teller.quiet(each) for each in gaps.quiet]),
        _section(_("Parties silent throughout"), [teller.silent(each) for each in gaps.silent]),
        _section(_("Said without a condition"), [teller.unconditional(each) for each in gaps.unconditional]),
        _section(_("Resting on one statement of low grade"), [teller.thin(*each) for each in gaps.thin]),
        _section(_("Subjects that no scenario addresses"), list(teller.bare())),
    )
    return tuple(section for section in sections if section.gaps)


def _section(title: str, gaps: Sequence[Gap]) -> Section:
    return Section(title, tuple(gaps[:MOST]), max(0, len(gaps) - MOST))


class _Teller:
    """Puts what was found into sentences."""

    def __init__(self, comparison: Comparison) -> None:
        self._comparison = comparison
        snapshot = comparison.snapshot
        numbers = dict(zip(snapshot.statements.id, snapshot.statements.number, strict=True))
        pairs = zip(snapshot.positions.id, snapshot.positions.statement, strict=True)
        self._statements = dict(pairs)
        self._numbers = numbers

    def pull(self, pull: contradictions.Pull) -> Gap:
        """Two positions."""
        told = _("{actor}: no. {first} and no. {second} pull both ways on “{issue}”.")
        world = ", ".join(f"{factor}: {value}" for factor, value in pull.world) or _("in any case")
        text = told.format(
            actor=self._comparison.actor(pull.actor).name,
            first=self._number(pull.first),
            second=self._number(pull.second),
            issue=pull.issue,
        )
        return Gap(
            text, NoteTarget(statement=self._statements[pull.second]), _("Both hold: {world}").format(world=world)
        )

    def parting(self, each: contradictions.Divergence) -> Gap:
        """Members apart."""
        told = _("{coalition}, {scenario}: {against} against, {favouring} for.")
        text = told.format(
            coalition=self._comparison.actor(each.coalition).name,
            scenario=self._comparison.scenario(each.scenario).name,
            against=words.listing([self._comparison.actor(a).name for a in each.against]),
            favouring=words.listing([self._comparison.actor(a).name for a in each.favouring]),
        )
        return Gap(text, NoteTarget(actor=each.coalition, scenario=each.scenario))

    def quiet(self, scenario: int) -> Gap:
        """A scenario without words."""
        return Gap(self._comparison.scenario(scenario).name, NoteTarget(scenario=scenario))

    def silent(self, actor: int) -> Gap:
        """A party without words."""
        return Gap(self._comparison.actor(actor).name, NoteTarget(actor=actor))

    def unconditional(self, position: int) -> Gap:
        """A position without a condition."""
        text = _("No. {n} holds in any case; most others on its issue name a condition.")
        return Gap(text.format(n=self._number(position)), NoteTarget(statement=self._statements[position]))

    def thin(self, actor: int, scenario: int, position: int) -> Gap:
        """A cell on one weak statement."""
        told = _("{actor}, {scenario}: no. {n} alone decides, and its grade is low.")
        text = told.format(
            actor=self._comparison.actor(actor).name,
            scenario=self._comparison.scenario(scenario).name,
            n=self._number(position),
        )
        return Gap(text, NoteTarget(actor=actor, scenario=scenario))

    def bare(self) -> Iterator[Gap]:
        """Issues that no factor expresses."""
        for issue in self._comparison.bare_subjects:
            text = _("“{issue}”: no factor belongs to it, so no scenario addresses it.").format(issue=issue.name)
            yield Gap(text, NoteTarget(issue=issue.id))

    def _number(self, position: int) -> int:
        return self._numbers[self._statements[position]]


class GapsModel(QAbstractListModel):
    """Headings and gaps, one after another."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Gap | str] = []

    def show(self, sections: Sequence[Section]) -> None:
        """Shows other sections."""
        self.beginResetModel()
        self._rows = []
        for section in sections:
            many = len(section.gaps) + section.more
            self._rows.append(f"{section.title}  {many}")
            self._rows.extend(section.gaps)
            if section.more:
                self._rows.append(count(section.more, "{n} more of this kind", "{n} more of this kind"))
        self.endResetModel()

    def total(self) -> int:
        """How many gaps are listed."""
        return sum(isinstance(row, Gap) for row in self._rows)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """Headings and gaps."""
        return 0 if parent.isValid() else len(self._rows)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        there = index.isValid() and isinstance(self._rows[index.row()], Gap)
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable if there else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row, and its Gap."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == GAP:
            return row if isinstance(row, Gap) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.text if isinstance(row, Gap) else row
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{row.text} {row.detail}".strip() if isinstance(row, Gap) else row
        return None
