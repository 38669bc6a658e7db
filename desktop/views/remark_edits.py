"""What the analyst's hand changes in the case, on the worker; and how it is shown."""

from collections.abc import Callable, Iterable, Iterator

from db import assessments, notes
from db.case import Editing
from db.records import Assessment, Note
from desktop import words
from desktop.widgets.hand import Remark
from desktop.words import _

Edit = Callable[[Editing], None]


def save_assessment(assessment: Assessment) -> Edit:
    """Adds or writes a judgement."""

    def edit(editing: Editing) -> None:
        assessments.save(editing, assessment)

    return edit


def remove_assessment(number: int) -> Edit:
    """Takes a judgement away."""
    return lambda editing: assessments.remove(editing, number)


def save_note(note: Note) -> Edit:
    """Adds or writes a note."""

    def edit(editing: Editing) -> None:
        notes.save(editing, note)

    return edit


def remove_note(number: int) -> Edit:
    """Takes a note away, with what answers it."""
    return lambda editing: notes.remove(editing, number)


def remarks_of(judged: Iterable[Assessment], noted: Iterable[Note], writable: bool) -> list[Remark]:
    """Judgements before notes, each note followed by what answers it; with tools where the case can be written."""
    judgements = [_judgement(each, writable) for each in judged]
    return judgements + [_note(each, deep, writable) for each, deep in threads(noted)]


def threads(listed: Iterable[Note]) -> Iterator[tuple[Note, int]]:
    """Notes in the order given, each followed by its answers, the oldest first; and how deep each answer is."""
    known = list(listed)
    there = {each.id for each in known}
    answers: dict[int | None, list[Note]] = {}
    for each in known:
        answers.setdefault(each.reply_to if each.reply_to in there else None, []).append(each)
    waiting = [(each, 0) for each in reversed(answers.get(None, []))]
    while waiting:
        note, deep = waiting.pop()
        yield note, deep
        later = sorted(answers.get(note.id, []), key=lambda each: (each.at or "", each.id), reverse=True)
        waiting.extend((each, deep + 1) for each in later)


def _judgement(assessment: Assessment, writable: bool) -> Remark:
    signed = (words.confidence(assessment.confidence), assessment.author, at(assessment.at))
    return Remark(
        title=_("Assessment"),
        icon="pencil-line",
        text=assessment.rationale.strip(),
        signed=" · ".join(part for part in signed if part),
        mark=assessment.stance.word,
        word=words.stance(assessment.stance),
        kind="assessment",
        id=assessment.id,
        tools=("edit", "remove") if writable else (),
    )


def _note(note: Note, deep: int, writable: bool) -> Remark:
    signed = (note.author, at(note.at), ", ".join(note.tags))
    return Remark(
        title=_("Answer") if deep else _("Note"),
        icon="sticky-note",
        text=note.body.strip(),
        signed=" · ".join(part for part in signed if part),
        kind="note",
        id=note.id,
        tools=("reply", "done", "edit", "remove") if writable else (),
        depth=deep,
        done=note.done,
    )


def at(moment: str | None) -> str:
    """When something was written."""
    return words.date(moment) if moment else ""
