"""What somebody was typing and had not saved: into which form, where that belongs, and how it is kept in the case.

Each kind is a record. Its name is that of the place where it was typed, so that there is one for each place.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from db.records import NoteTarget, Snapshot, Unfinished
from db.vocabulary import Confidence, Stance
from desktop import words
from desktop.models.coding import Draft
from desktop.models.notes import About
from desktop.models.packing import Misfit, packed, unpacked
from desktop.words import _, count


@dataclass(frozen=True, slots=True)
class NoteTyped:
    """A note: a new one, an answer to one, or one that is edited (``note``)."""

    kind: ClassVar[str] = "note"
    on: NoteTarget
    title: str = ""
    body: str = ""
    tags: str = ""
    reply_to: int | None = None
    note: int = 0

    @property
    def cell(self) -> tuple[int | None, int | None]:
        """The cell it is on, by actor and scenario."""
        return self.on.actor, self.on.scenario

    @property
    def name(self) -> str:
        """Where it was typed."""
        return f"{self.kind} {packed(self.on)} {self.reply_to or 0} {self.note}"


@dataclass(frozen=True, slots=True)
class NotesTyped:
    """One note for each of several statements."""

    kind: ClassVar[str] = "notes"
    statements: tuple[int, ...]
    body: str = ""

    @property
    def name(self) -> str:
        """Where it was typed."""
        return f"{self.kind} {' '.join(map(str, self.statements[:50]))}"


@dataclass(frozen=True, slots=True)
class JudgementTyped:
    """The judgement of a cell: a new one, or one that is edited (``assessment``)."""

    kind: ClassVar[str] = "assessment"
    actor: int
    scenario: int
    assessment: int = 0
    stance: Stance | None = None
    confidence: Confidence | None = None
    rationale: str = ""

    @property
    def cell(self) -> tuple[int | None, int | None]:
        """The cell it is on, by actor and scenario."""
        return self.actor, self.scenario

    @property
    def name(self) -> str:
        """Where it was typed."""
        return f"{self.kind} {self.actor} {self.scenario} {self.assessment}"

    @property
    def body(self) -> str:
        """The words of it."""
        return self.rationale


@dataclass(frozen=True, slots=True)
class CodingTyped:
    """A statement while it is coded: new words of a source, or a saved ``statement``."""

    kind: ClassVar[str] = "coding"
    draft: Draft
    source: int = 0
    start: int = 0
    end: int = 0
    statement: int = 0

    @property
    def name(self) -> str:
        """Where it was typed."""
        return f"{self.kind} {self.source} {self.start} {self.end} {self.statement}"

    @property
    def body(self) -> str:
        """The words that are coded, and those of the analyst."""
        own = [point.comment for point in self.draft.points] + [point.announces for point in self.draft.points]
        quoted = [each.exact for each in self.draft.quotations]
        return "\n".join(part for part in (*own, *quoted) if part.strip())


@dataclass(frozen=True, slots=True)
class TextTyped:
    """The text of a source while it is put right: what the editor has in place of some code points of it."""

    kind: ClassVar[str] = "text"
    source: int
    digest: str
    start: int
    end: int
    body: str = ""

    @property
    def name(self) -> str:
        """Where it was typed."""
        return f"{self.kind} {self.source}"


@dataclass(frozen=True, slots=True)
class SourceTyped:
    """A text that is to become a source, with its title; there may be several, by ``number``."""

    kind: ClassVar[str] = "source"
    number: int
    title: str = ""
    body: str = ""

    @property
    def name(self) -> str:
        """Where it was typed."""
        return f"{self.kind} {self.number}"


Typed = NoteTyped | NotesTyped | JudgementTyped | CodingTyped | TextTyped | SourceTyped

KINDS: tuple[type[Typed], ...] = (NoteTyped, NotesTyped, JudgementTyped, CodingTyped, TextTyped, SourceTyped)


def body(typed: Typed) -> str:
    """How it is kept."""
    return packed(typed)


def typed_of(name: str, kept: str) -> Typed | None:
    """What was kept under a name; None when it is not of a kind that this version knows."""
    kind = next((each for each in KINDS if each.kind == name.partition(" ")[0]), None)
    if kind is None:
        return None
    try:
        found = unpacked(kind, kept)
    except Misfit:
        return None
    return found if found.name == name else None


def read(listed: tuple[Unfinished, ...]) -> tuple[tuple[Unfinished, Typed], ...]:
    """Those that can be opened again, the latest first."""
    found = ((each, typed_of(each.name, each.body)) for each in reversed(listed))
    return tuple((each, typed) for each, typed in found if typed is not None)


def belongs(typed: Typed, snapshot: Snapshot) -> str:
    """Where it belongs, in a few words."""
    about = About(snapshot)
    if isinstance(typed, NoteTyped):
        told = _("Answer to a note on {about}") if typed.reply_to else _("Note on {about}")
        return told.format(about=about.told(typed.on))
    if isinstance(typed, NotesTyped):
        return count(len(typed.statements), "Note on {n} statement", "Note on {n} statements")
    if isinstance(typed, JudgementTyped):
        return _("Assessment of {about}").format(
            about=about.told(NoteTarget(actor=typed.actor, scenario=typed.scenario))
        )
    if isinstance(typed, SourceTyped):
        return _("New source “{title}”").format(title=(typed.title or typed.body.strip())[:60])
    if isinstance(typed, TextTyped):
        return _("Text of {about}").format(about=about.told(NoteTarget(source=typed.source)))
    if typed.statement:
        return _("Coding of {about}").format(about=about.told(NoteTarget(statement=typed.statement)).casefold())
    return _("Statement in {about}").format(about=about.told(NoteTarget(source=typed.source)))


def when(at: str) -> str:
    """When it was typed, as people write it."""
    return words.date(datetime.fromisoformat(at).astimezone().strftime("%Y-%m-%dT%H:%M"))


def there(typed: Typed, snapshot: Snapshot) -> bool:
    """Whether what it belongs to is still in the record."""
    if isinstance(typed, SourceTyped):
        return True
    if isinstance(typed, NotesTyped):
        return not set(snapshot.statements.id).isdisjoint(typed.statements)
    if isinstance(typed, JudgementTyped):
        judged = not typed.assessment or any(each.id == typed.assessment for each in snapshot.assessments)
        return judged and _on(NoteTarget(actor=typed.actor, scenario=typed.scenario), snapshot)
    if isinstance(typed, TextTyped):
        return any(each.id == typed.source and each.digest == typed.digest for each in snapshot.sources)
    if isinstance(typed, CodingTyped):
        if typed.statement:
            return typed.statement in snapshot.statements.id
        return _on(NoteTarget(source=typed.source), snapshot)
    notes = {each.id for each in snapshot.notes}
    needed = {each for each in (typed.reply_to, typed.note) if each}
    return needed <= notes and _on(typed.on, snapshot)


def _on(on: NoteTarget, snapshot: Snapshot) -> bool:
    """Whether all that a note names is there."""
    named = (
        (on.statement, snapshot.statements.id),
        (on.position, snapshot.positions.id),
        (on.actor, [each.id for each in snapshot.actors]),
        (on.scenario, [each.id for each in snapshot.scenarios]),
        (on.factor, [each.id for each in snapshot.factors]),
        (on.issue, [each.id for each in snapshot.issues]),
        (on.source, [each.id for each in snapshot.sources]),
    )
    return all(number is None or number in ids for number, ids in named)
