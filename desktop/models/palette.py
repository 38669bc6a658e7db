"""What the command palette offers: commands, actors, scenarios and statements that fit what was typed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from db.records import Quotation
from db.vocabulary import ActorKind, Wording
from desktop import keymap, words
from desktop.actions import Command
from desktop.words import _, folded

if TYPE_CHECKING:
    from db.records import Actor, Scenario, Snapshot, Statement

OFFER = Qt.ItemDataRole.UserRole
"""The Offer of a row; a heading has none."""

MOST_OF_A_KIND = 6
Index = QModelIndex | QPersistentModelIndex


class Kind(StrEnum):
    """What is offered, in the order in which it is shown when something was typed."""

    SCENARIO = "scenario"
    ACTOR = "actor"
    STATEMENT = "statement"
    SOURCE = "source"
    NOTE = "note"
    COMMAND = "command"


PREFIXES = {">": Kind.COMMAND, "@": Kind.ACTOR, "#": Kind.STATEMENT}
"""The first letter that asks for one kind alone."""

ACTOR_ICONS = {
    ActorKind.PERSON: "user",
    ActorKind.STATE: "landmark",
    ActorKind.ORGANISATION: "building-2",
    ActorKind.COALITION: "users",
    ActorKind.GROUP: "users-round",
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One thing that can be opened or run.

    ``target`` is a command's id, or the id of an actor, scenario or statement; ``hits`` are the half-open spans of
    ``title`` that fit what was typed; ``mark`` is the stance mark of a statement, which is painted instead of an icon.
    """

    kind: Kind
    target: str | int
    title: str
    detail: str = ""
    icon: str = ""
    mark: str = ""
    keys: str = ""
    quotation: Quotation | None = None
    hits: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """Words that were found: those round them, the spans of ``excerpt`` that fit, and where they stand in a source."""

    id: int
    excerpt: str
    hits: tuple[tuple[int, int], ...]
    start: int = 0
    end: int = 0
    in_title: bool = False

    def passage(self) -> Quotation:
        """The words as a passage that nobody has coded, to be looked at."""
        return Quotation(0, "", 0, self.id, self.start, self.end, "", "", "", Wording.VERBATIM, None)


@dataclass(frozen=True, slots=True)
class FoundWords:
    """What the case found: statements, and words in sources and notes."""

    statements: "tuple[Statement, ...]" = ()
    sources: tuple[Hit, ...] = ()
    notes: tuple[Hit, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """What was typed: the words, and the one kind asked for, if any."""

    words: tuple[str, ...]
    kind: Kind | None

    @classmethod
    def parse(cls, text: str) -> "Query":
        """Reads what was typed."""
        stripped = text.strip()
        kind = PREFIXES.get(stripped[:1])
        return cls(tuple(folded(stripped[1:] if kind else stripped).split()), kind)

    def asks_for(self, kind: Kind) -> bool:
        """Whether things of a kind are wanted."""
        return self.kind in (None, kind)


class PaletteModel(QAbstractListModel):
    """Rows of headings and offers, best first."""

    def __init__(self) -> None:
        super().__init__()
        self._commands: tuple[Offer, ...] = ()
        self._nouns: tuple[Offer, ...] = ()
        self._found_words: dict[Kind, tuple[Offer, ...]] = {}
        self._rows: list[Offer | str] = []
        self.query = Query.parse("")

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """Headings and offers."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row, and its Offer."""
        if not index.isValid() or not 0 <= index.row() < len(self._rows):
            return None
        row = self._rows[index.row()]
        if role == OFFER:
            return row if isinstance(row, Offer) else None
        if role == Qt.ItemDataRole.DisplayRole:
            return row.title if isinstance(row, Offer) else row
        if role == Qt.ItemDataRole.AccessibleTextRole and isinstance(row, Offer):
            return ", ".join(part for part in (row.title, row.detail, row.keys) if part)
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        if index.isValid() and isinstance(self._rows[index.row()], Offer):
            return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return Qt.ItemFlag.NoItemFlags

    def set_commands(self, commands: Iterable[Command]) -> None:
        """The commands that can be run now."""
        self._commands = tuple(
            Offer(
                Kind.COMMAND,
                each.id,
                _command_title(each),
                icon=each.icon,
                keys=next(iter(keymap.current().hints(each)), ""),
            )
            for each in commands
        )

    def set_record(self, snapshot: "Snapshot | None") -> None:
        """The case whose scenarios and actors are offered, if one is open."""
        self._found_words = {}
        if snapshot is None:
            self._nouns = ()
            return
        self._nouns = (
            *(_scenario(each, snapshot) for each in snapshot.scenarios),
            *(_actor(each) for each in snapshot.actors),
        )

    def set_found(self, found: "FoundWords", snapshot: "Snapshot") -> None:
        """The statements, sources and notes that fit what was typed, as the case found them."""
        names = {actor.id: actor.short or actor.name for actor in snapshot.actors}
        titles = {source.id: source.title or _("Untitled") for source in snapshot.sources}
        self._found_words = {
            Kind.STATEMENT: tuple(_statement(each, names) for each in found.statements),
            Kind.SOURCE: tuple(_source(each, titles) for each in found.sources),
            Kind.NOTE: tuple(
                Offer(Kind.NOTE, each.id, each.excerpt, icon="sticky-note", hits=each.hits) for each in found.notes
            ),
        }
        self._fill()

    def ask(self, text: str) -> None:
        """Offers what fits a text; statements follow when the case has found them."""
        self.query = Query.parse(text)
        self._found_words = {}
        self._fill()

    def first(self) -> int:
        """The row of the first offer; -1 when there is none."""
        return next((place for place, row in enumerate(self._rows) if isinstance(row, Offer)), -1)

    def next(self, row: int, step: int) -> int:
        """The row of the next offer in a direction; the same when there is none."""
        there = row + step
        while 0 <= there < len(self._rows):
            if isinstance(self._rows[there], Offer):
                return there
            there += step
        return row

    def _fill(self) -> None:
        self.beginResetModel()
        self._rows = []
        for kind in Kind:
            if self.query.asks_for(kind):
                found = self._found(kind)
                self._rows += [_headings()[kind], *found] if found else []
        self.endResetModel()

    def _found(self, kind: Kind) -> list[Offer]:
        if not self.query.words and self.query.kind is None and kind is not Kind.COMMAND:
            return []
        if kind is Kind.STATEMENT:
            return [_marked(each, self.query.words) for each in self._found_words.get(kind, ())]
        if kind in (Kind.SOURCE, Kind.NOTE):
            return list(self._found_words.get(kind, ()))
        offers = self._commands if kind is Kind.COMMAND else [each for each in self._nouns if each.kind is kind]
        most = 200 if self.query.kind is kind or not self.query.words else MOST_OF_A_KIND
        ranked = [(rank(each, self.query.words), place, each) for place, each in enumerate(offers)]
        best = sorted((each for each in ranked if each[0] is not None), key=lambda each: (each[0], each[1]))
        return [_marked(offer, self.query.words) for _rank, _place, offer in best[:most]]


def rank(offer: Offer, asked: Sequence[str]) -> int | None:
    """How well an offer fits some words (0 best); None when one of them is not in it."""
    title, whole = folded(offer.title), folded(f"{offer.title} {offer.detail}")
    if not all(word in whole for word in asked):
        return None
    if not asked or title.startswith(asked[0]):
        return 0
    return 1 if f" {asked[0]}" in title else 2 if asked[0] in title else 3


def _marked(offer: Offer, asked: Sequence[str]) -> Offer:
    title = folded(offer.title)
    hits = [(title.find(word), len(word)) for word in asked]
    spans = tuple(sorted((start, start + length) for start, length in hits if start >= 0))
    return replace(offer, hits=spans)


def _headings() -> dict[Kind, str]:
    return {
        Kind.SCENARIO: _("Scenarios"),
        Kind.ACTOR: _("Actors"),
        Kind.STATEMENT: _("Statements"),
        Kind.SOURCE: _("Sources"),
        Kind.NOTE: _("Notes"),
        Kind.COMMAND: _("Commands"),
    }


def _command_title(command: Command) -> str:
    if command.submenu:
        return f"{command.submenu.replace('&', '')}: {command.name}"
    return command.name


def _scenario(scenario: "Scenario", snapshot: "Snapshot") -> Offer:
    factors = len(snapshot.factors)
    given = len({setting.factor for setting in scenario.sets if not setting.opened})
    if scenario.parent is not None:
        return Offer(Kind.SCENARIO, scenario.id, scenario.name, _("branch"), "git-branch")
    detail = _("{n} of {all} set").format(n=given, all=factors)
    return Offer(Kind.SCENARIO, scenario.id, scenario.name, detail, "shapes")


def _actor(actor: "Actor") -> Offer:
    detail = " · ".join((words.actor_kind(actor.kind), *actor.aliases[:2]))
    return Offer(Kind.ACTOR, actor.id, actor.name, detail, ACTOR_ICONS[actor.kind])


def _source(hit: "Hit", titles: dict[int, str]) -> Offer:
    """Words in a source, or its title."""
    title = titles.get(hit.id, "")
    if hit.end <= hit.start or hit.in_title:
        return Offer(Kind.SOURCE, hit.id, title, icon="book-open", hits=hit.hits)
    return Offer(Kind.SOURCE, hit.id, hit.excerpt, title, "book-open", hits=hit.hits, quotation=hit.passage())


def _statement(statement: "Statement", names: dict[int, str]) -> Offer:
    quotation = statement.quotations[0] if statement.quotations else None
    title = words.quoted(quotation.exact) if quotation else _("without words")
    said = words.date(statement.said_on)
    detail = f"{names.get(statement.speaker, '')}, {said} · #{statement.number}"
    mark = statement.positions[0].stance.name.lower() if statement.positions else "silent"
    return Offer(Kind.STATEMENT, statement.id, " ".join(title.split()), detail, "", mark, "", quotation)
