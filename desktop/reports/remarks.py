"""The analyst's notes and assessments: each with the place it belongs to and the words it is told with."""

from dataclasses import dataclass, field, replace

from db.records import Assessment, Note, NoteTarget
from db.vocabulary import Kind
from desktop import words
from desktop.reports.options import Options
from desktop.reports.pieces import Rich, name, phrase, text
from desktop.reports.record import Record
from desktop.words import _

Place = tuple[str, *tuple[int, ...]]
"""What a remark is on: a kind and ids, such as ``("cell", 1, 4)``."""

CASE: Place = ("case",)


@dataclass(frozen=True, slots=True)
class Remark:
    """A note or an assessment.

    ``id`` is short and unique in the brief (``n1``, ``a1``), ``uid`` is its identity for good, ``at`` an instant as in
    ``2025-09-06T09:12:00Z`` or empty, ``contents`` what a reader of comments sees, ``remarks`` its own id when nothing
    else in the brief stands for its subject, ``answers`` the notes that answer it, oldest first, ``named`` names its
    subject where it is told of at the end.
    """

    id: str
    uid: str
    assessment: bool
    label: str
    subject: Rich
    contents: str
    author: str
    at: str
    place: Place
    remarks: tuple[str, ...] = ()
    answers: tuple["Remark", ...] = ()
    named: str = ""


def collect(record: Record, chosen: Options) -> tuple[Remark, ...]:
    """All assessments and notes of a case, in its order, as far as they are wanted; names may be left out."""
    found: list[Remark] = []
    if chosen.assessments:
        found += [_assessment(record, one, place) for place, one in enumerate(record.case.assessments, 1)]
    if chosen.notes:
        found += _threads(record)
    return tuple(found if chosen.authors else [_unsigned(remark) for remark in found])


def _threads(record: Record) -> list[Remark]:
    """The notes, each with its answers and the answers to these."""
    notes = {note.id: (place, note) for place, note in enumerate(record.case.notes, 1)}
    answers: dict[int, list[Remark]] = {}
    roots: list[tuple[int, Note]] = []
    for place, note in notes.values():
        root = _root(note, notes)
        if root == note.id:
            roots.append((place, note))
        else:
            answers.setdefault(root, []).append(_note(record, note, place))
    return [
        replace(_note(record, note, place), answers=tuple(sorted(answers.get(note.id, ()), key=lambda one: one.at)))
        for place, note in roots
    ]


def _root(note: Note, notes: dict[int, tuple[int, Note]]) -> int:
    """The note at the head of a thread."""
    seen = {note.id}
    while note.reply_to in notes and note.reply_to not in seen:
        note = notes[note.reply_to][1]
        seen.add(note.id)
    return note.id


def _unsigned(remark: Remark) -> Remark:
    return replace(remark, author="", answers=tuple(replace(answer, author="") for answer in remark.answers))


@dataclass(slots=True)
class Anchors:
    """Hands out the ids of remarks to the words that they belong to, and knows which have found none."""

    remarks: tuple[Remark, ...]
    chosen: Options
    used: set[str] = field(default_factory=set)
    quoted: set[int] = field(default_factory=set)

    def on(self, kind: str, *ids: int) -> tuple[str, ...]:
        """The remarks on a thing, whenever it is named."""
        found = tuple(remark.id for remark in self.remarks if remark.place == (kind, *ids))
        self.used.update(found)
        return found

    def words(self, statement: int) -> tuple[str, ...]:
        """The remarks on a statement where its words are quoted first; nothing on later pages."""
        if statement in self.quoted:
            return ()
        self.quoted.add(statement)
        return self.on("statement", statement)

    def left(self) -> set[str]:
        """The ids of the remarks whose subject stands nowhere yet."""
        return {remark.id for remark in self.remarks} - self.used


def placed(remark: Remark) -> Remark:
    """The remark with its own line in the appendix as its place."""
    return replace(remark, remarks=(remark.id,))


def assessed(one: Assessment) -> str:
    """An assessment in short: *Opposes, low confidence*."""
    told = words.stance(one.stance)
    confidence = words.confidence(one.confidence)
    return f"{told}, {confidence[:1].lower()}{confidence[1:]}" if confidence else told


def signed(author: str, at: str | None) -> str:
    """Who wrote it and on which day, as far as that is known: *A. Analyst, 6 Sep 2025*."""
    return ", ".join(part for part in (author, words.date(at[:10]) if at else "") if part)


def _assessment(record: Record, one: Assessment, number: int) -> Remark:
    scenario = next(s for s in record.comparison.scenarios if s.id == one.scenario)
    subject = _cell_subject(record.actor_name(one.actor), record.full_name(scenario))
    contents = f"{_('Assessment')}: {assessed(one)}." + (f"\n{one.rationale}" if one.rationale else "")
    place: Place = ("cell", one.actor, one.scenario)
    label = _("a{number}").format(number=number)
    return Remark(f"a{number}", one.uid, True, label, subject, contents, one.author, one.at or "", place)


def _note(record: Record, one: Note, number: int) -> Remark:
    place, subject = _subject(record, one.on)
    label = _("n{number}").format(number=number)
    return Remark(f"n{number}", one.uid, False, label, subject, one.body, one.author, one.at or "", place)


def _cell_subject(actor: str, scenario: str) -> Rich:
    return phrase(_("{actor} in {scenario}"), actor=name(actor), scenario=name(scenario))


def _subject(record: Record, on: NoteTarget) -> tuple[Place, Rich]:
    """Where a note belongs, and that in words."""
    if on.position is not None or on.statement is not None:
        said = record.said_in.get(on.position) if on.position is not None else None
        statement = said.id if said else on.statement
        numbers = [s.number for s in record.statements if s.id == statement]
        return ("statement", statement or 0), text(_("No. {number}").format(number="".join(map(str, numbers)) or "?"))
    if on.actor is not None and on.scenario is not None:
        scenario = next(s for s in record.comparison.scenarios if s.id == on.scenario)
        subject = _cell_subject(record.actor_name(on.actor), record.full_name(scenario))
        return ("cell", on.actor, on.scenario), subject
    for kind, ids in _single(record):
        wanted = getattr(on, kind)
        if wanted is not None:
            return (kind, wanted), (name(ids.get(wanted, "?")),)
    return CASE, text(_("The case as a whole"))


def _single(record: Record) -> list[tuple[str, dict[int, str]]]:
    case = record.case
    return [
        (Kind.ACTOR.value, {actor.id: record.actor_name(actor.id) for actor in case.actors}),
        (Kind.SCENARIO.value, {s.id: record.full_name(s) for s in record.comparison.scenarios}),
        (Kind.SOURCE.value, {source.id: source.title for source in case.sources}),
        (Kind.FACTOR.value, {factor.id: factor.name for factor in case.factors}),
        (Kind.ISSUE.value, {issue.id: issue.name for issue in case.issues}),
    ]
