"""The way back: comments that a colleague made in an exported brief, in any program, as notes on what they sit on.

A brief names the places of its cells, statements and scenarios (see ``reports.annotate``); a comment belongs to the
place it covers, else to the nearest, else to the scenario of its page. Read ``returned`` first, then ``take_back``.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import NAMESPACE_URL, uuid5

from db import actors, factors, notes, scenarios, sources, statements
from db.case import Editing
from db.records import Note, NoteTarget
from desktop.exchange import marks
from desktop.exchange.marks import Box, Mark, Marked, Place
from desktop.words import _, count

SCHEME = "rapporteur:"
"""How the names of the places of a brief begin."""

REACH = 40.0
"""Points that a comment may be away from the place it is on."""

HELD = 0.5
"""How much of a comment must lie on a place for a smaller place to win over a larger one."""

_NAME = re.compile(r"rapporteur:(case|actor|scenario|statement|source|factor|cell)\.([0-9a-zA-Z.-]+?)\.(\d+)")
_SECTION = re.compile(r"s\d+")
_OWN = "urn:uuid:"


@dataclass(frozen=True, slots=True)
class Subject:
    """What a comment is on: a kind, and the identities for good; a cell has an actor's and a scenario's."""

    kind: str
    uids: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment that found its place.

    Attributes:
        key: the same for the same comment whenever it comes back.
        on: what it is on.
        author: who wrote it; may be empty.
        at: when; may be empty.
        body: what was written.
        answers: the identity of the note or assessment of the case that it answers or changes; may be empty.
        answers_key: the key of another comment of this file that it answers; may be empty.
        words: the words beneath.
        page: from 0.
    """

    key: str
    on: Subject
    author: str
    at: str
    body: str
    answers: str
    answers_key: str
    words: str
    page: int


@dataclass(frozen=True, slots=True)
class Returned:
    """What came back.

    ``case`` is the identity of the case that the brief is of, empty when the file is no brief; ``unplaced`` are
    comments that are on nothing the brief names; ``unchanged`` counts the comments that the brief had when it left.
    """

    case: str
    comments: tuple[Comment, ...]
    unplaced: tuple[Mark, ...]
    unchanged: int


@dataclass(frozen=True, slots=True)
class TakenBack:
    """What became of the comments: how many became notes, were there already, or are on what the case has not."""

    added: int
    known: int
    lost: tuple[Comment, ...]
    unplaced: tuple[Mark, ...]
    source: str = ""
    """The title of the source of which the file is another copy; empty when it is a brief."""


@dataclass(frozen=True, slots=True)
class _Spot:
    """A place of the brief on a page."""

    on: Subject
    page: int
    box: Box


def returned(data: bytes, *, password: str | None = None, cancel: Callable[[], bool] | None = None) -> Returned:
    """What a colleague wrote in a brief.

    Raises:
        PasswordNeeded: the file is encrypted.
        NotADocument: it is no PDF that can be read.
        ChildCancelled: ``cancel`` said so.
    """
    return placed(marks.read(data, password=password, cancel=cancel))


def is_brief(marked: Marked) -> bool:
    """Whether a file is a brief of some case."""
    return bool(_case(marked.places))


def placed(marked: Marked) -> Returned:
    """The comments of a file with what they are on."""
    spots = _spots(marked.places)
    sections = _sections(marked.places, spots)
    comments, unplaced = [], []
    keys = {number: _key(mark) for number, mark in enumerate(marked.marks)}
    heads = marks.roots(marked.marks)
    for number, mark in enumerate(marked.marks):
        if mark.own or not mark.contents:
            continue
        on = _subject(marked.marks[heads[number]], spots, sections)
        if on is None:
            unplaced.append(mark)
        else:
            comments.append(_comment(marked.marks, keys, number, on))
    unchanged = sum(mark.own for mark in marked.marks)
    return Returned(_case(marked.places), tuple(comments), tuple(unplaced), unchanged)


def take_back(editing: Editing, found: Returned) -> TakenBack:
    """Makes notes of comments; what is in the case already is left as it is.

    Args:
        editing: the change that they are part of.
        found: what came back.
    """
    subjects = _Subjects(editing)
    there = notes.read(editing)
    keys = {note.key: note.id for note in there}
    uids = {note.uid: note.id for note in there}
    said = {(note.on, note.author, note.body) for note in there}
    added = known = 0
    lost = []
    for comment in found.comments:
        target = subjects.target(comment.on)
        if target is None:
            lost.append(comment)
        elif comment.key in keys or (target, comment.author, comment.body) in said:
            known += 1
        else:
            head = uids.get(comment.answers) or keys.get(comment.answers_key)
            note = Note(0, "", target, comment.body, comment.author, comment.at or None, (), comment.key, head)
            keys[comment.key] = notes.save(editing, note)
            said.add((target, comment.author, comment.body))
            added += 1
    return TakenBack(added, known, tuple(lost), found.unplaced)


def told(back: TakenBack) -> str:
    """What became of the comments, in a sentence or two."""
    parts = []
    if back.source and back.added:
        told = count(back.added, "{n} mark became a note on “{{title}}”", "{n} marks became notes on “{{title}}”")
        parts.append(told.format(title=back.source))
    elif back.added:
        parts.append(
            count(back.added, "{n} comment of this brief became a note", "{n} comments of this brief became notes")
        )
    if back.known:
        parts.append(count(back.known, "{n} was there already", "{n} were there already"))
    lost = len(back.lost) + len(back.unplaced)
    if lost:
        parts.append(count(lost, "{n} is on nothing in this case", "{n} are on nothing in this case"))
    if back.source and not back.added:
        parts.append(_("the text is there already as “{title}”").format(title=back.source))
    return "; ".join(parts) if parts else _("this brief came back without new comments")


def left_out(back: TakenBack) -> list[str]:
    """The words of the comments that found no place in the case."""
    return [comment.body for comment in back.lost] + [mark.contents for mark in back.unplaced]


class _Subjects:
    """Finds the things of a case by their identities for good."""

    def __init__(self, editing: Editing) -> None:
        self._known: dict[str, dict[str, int]] = {
            "actor": {one.uid: one.id for one in actors.read(editing)},
            "scenario": {one.uid: one.id for one in scenarios.read(editing)},
            "statement": {one.uid: one.id for one in statements.read(editing)},
            "source": {one.uid: one.id for one in sources.read(editing)},
            "factor": {one.uid: one.id for one in factors.read(editing)},
        }

    def target(self, on: Subject) -> NoteTarget | None:
        """What a note on it is on; None when the case has it not."""
        if on.kind == "case":
            return NoteTarget()
        kinds = ("actor", "scenario") if on.kind == "cell" else (on.kind,)
        found = {kind: self._known[kind].get(uid) for kind, uid in zip(kinds, on.uids, strict=False)}
        return None if None in found.values() or len(found) != len(kinds) else NoteTarget(**found)


def _case(places: Sequence[Place]) -> str:
    return next((match[2] for place in places if (match := _NAME.fullmatch(place.name)) and match[1] == "case"), "")


def _spots(places: Sequence[Place]) -> list[_Spot]:
    found = []
    for place in places:
        match = _NAME.fullmatch(place.name)
        if match is not None and place.box is not None:
            found.append(_Spot(Subject(match[1], tuple(match[2].split("."))), place.page, place.box))
    return found


def _sections(places: Sequence[Place], spots: Sequence[_Spot]) -> list[tuple[int, Subject | None]]:
    """The first page of each part of the brief, and the scenario that it is on, if it is on one."""
    found: list[tuple[int, Subject | None]] = []
    for place in places:
        if place.box is None and not place.name.startswith(SCHEME):
            own = [spot for spot in spots if spot.page == place.page and spot.on.kind == "scenario"]
            heading = max(own, key=lambda spot: spot.box[3], default=None)
            is_section = _SECTION.fullmatch(place.name) and heading is not None
            found.append((place.page, heading.on if is_section and heading else None))
    return sorted(found, key=lambda one: one[0])


def _subject(mark: Mark, spots: Sequence[_Spot], sections: Sequence[tuple[int, Subject | None]]) -> Subject | None:
    """What a mark is on: the smallest place that holds most of it, else the nearest one, else its page's scenario."""
    here = [spot for spot in spots if spot.page == mark.page]
    box = _around(mark.boxes)
    holding = [spot for spot in here if _shared(mark.boxes, spot.box) >= HELD * sum(map(_area, mark.boxes))]
    if holding:
        return min(holding, key=lambda spot: _area(spot.box)).on
    touching = [spot for spot in here if _shared(mark.boxes, spot.box) > 0]
    if touching:
        return max(touching, key=lambda spot: _shared(mark.boxes, spot.box)).on
    near = min(here, key=lambda spot: _distance(box, spot.box), default=None)
    if near is not None and _distance(box, near.box) <= REACH:
        return near.on
    before = [on for page, on in sections if page <= mark.page]
    return before[-1] if before else None


def _comment(found: Sequence[Mark], keys: dict[int, str], number: int, on: Subject) -> Comment:
    mark = found[number]
    above = None if mark.answers is None else found[mark.answers]
    ours = above if above is not None and (above.own or above.edited) else mark if mark.edited else None
    answers = ours.name.removeprefix(_OWN) if ours is not None else ""
    answers_key = keys[mark.answers] if mark.answers is not None and not answers else ""
    return Comment(keys[number], on, mark.author, mark.at, mark.contents, answers, answers_key, mark.words, mark.page)


def _key(mark: Mark) -> str:
    """The same for the same comment with the same words; by its name, else by where it is and who made it."""
    who = mark.name or f"{mark.page} {mark.kind} {mark.author} {[round(part) for part in _around(mark.boxes)]}"
    return str(uuid5(NAMESPACE_URL, f"{SCHEME}{who}\n{' '.join(mark.contents.split())}"))


def _around(boxes: Sequence[Box]) -> Box:
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def _area(box: Box) -> float:
    return max(0.01, (box[2] - box[0]) * (box[3] - box[1]))


def _shared(boxes: Sequence[Box], other: Box) -> float:
    """The area that boxes have in common with another one."""
    return sum(
        max(0.0, min(box[2], other[2]) - max(box[0], other[0]))
        * max(0.0, min(box[3], other[3]) - max(box[1], other[1]))
        for box in boxes
    )


def _distance(one: Box, other: Box) -> float:
    across = max(one[0] - other[2], other[0] - one[2], 0.0)
    along = max(one[1] - other[3], other[1] - one[3], 0.0)
    return float((across**2 + along**2) ** 0.5)
