"""What the views of the record ask of the case and change in it, on the worker: statements read, found, put right."""

from collections.abc import Callable, Collection, Mapping, Sequence

from db import coding, history, notes, query, restating, search, statements
from db.case import Case, Editing
from db.errors import WorldError
from db.folding import end_place, fold, place
from db.records import Factor, Note, NoteTarget, Quotation, Statement
from db.search import Place
from db.vocabulary import Kind
from desktop.analysis.cells import Comparison
from desktop.analysis.supposing import supposed
from desktop.models.asking import Asked, Lines, Tab, count
from desktop.models.bulk import Edit, applied
from desktop.models.foresight import Foresight, foreseen
from desktop.models.register import Register
from desktop.models.statement_rows import Told

Factors = Mapping[int, Factor]

PUT_RIGHT_AT_ONCE = 1_000
"""So many statements are edited before it is asked whether to go on."""
AT_ONCE = 500
"""So many statements are taken away by one question."""


def told(case: Case, ids: Collection[int], find: str, *, added: bool) -> dict[int, Told]:
    """What the table shows of some statements beyond what arrays tell; ``added`` also who added them."""
    with case.read() as reading:
        found = statements.read(reading, tuple(ids))
        authors = history.authors(reading, Kind.STATEMENT, tuple(ids)) if added else {}
    wanted = query.parse(find, typing=True)
    return {each.id: _told(each, wanted, authors.get(each.id, "")) for each in found}


def found(case: Case, find: str) -> list[int] | None:
    """The ids of the statements in which something is found; None when nothing is asked for."""
    wanted = query.parse(find, typing=True)
    if wanted.empty and not wanted.none_of:
        return None
    with case.read() as reading:
        if not wanted.empty:
            return search.ids(reading, find, Place.QUOTATION)
        refused = {
            number
            for term in wanted.none_of
            for number in search.ids(reading, f'"{" ".join(term.words)}"', Place.QUOTATION)
        }
        return [number for number in _all(case) if number not in refused]


def lines(case: Case, register: Register, asked: Asked) -> Lines:
    """The lines of the table."""
    return Lines.of(register, asked, found(case, asked.find))


def counts(case: Case, register: Register, tabs: Sequence[Tab]) -> tuple[int, ...]:
    """How many statements each saved view has."""
    return tuple(count(register, tab.asked, found(case, tab.asked.find)) for tab in tabs)


def read(case: Case, ids: Collection[int]) -> tuple[Statement, ...]:
    """Some statements."""
    with case.read() as reading:
        return statements.read(reading, tuple(ids))


def foresee(case: Case, comparison: Comparison, ids: Collection[int], edit: Edit) -> Foresight:
    """What an edit of some statements would move in the matrix."""
    factors = {factor.id: factor for factor in comparison.snapshot.factors}
    new = [after for each in read(case, ids) if (after := applied(edit, each, factors)) is not each]
    return foreseen(comparison, *supposed(comparison.snapshot, new)) if new else Foresight()


class EditStopped(WorldError):
    """Somebody asked an edit of many statements to stop: none of it is kept."""

    default = "edit-stopped"


def put_right(
    editing: Editing,
    ids: Collection[int],
    edit: Edit,
    factors: Factors,
    stopped: Callable[[], bool] = lambda: False,
) -> None:
    """Edits some statements; EditStopped when ``stopped`` says so meanwhile."""
    listed = tuple(ids)
    for start in range(0, len(listed), PUT_RIGHT_AT_ONCE):
        if stopped():
            raise EditStopped
        before = statements.read(editing, listed[start : start + PUT_RIGHT_AT_ONCE])
        after = [applied(edit, each, factors) for each in before]
        restating.restate(editing, [pair for pair in zip(before, after, strict=True) if pair[0] is not pair[1]])
    if stopped():
        raise EditStopped


def remove(editing: Editing, ids: Collection[int]) -> None:
    """Takes some statements away; a question to the database may name only so many."""
    listed = tuple(ids)
    for start in range(0, len(listed), AT_ONCE):
        coding.remove(editing, listed[start : start + AT_ONCE])


def note(editing: Editing, ids: Collection[int], body: str) -> None:
    """Writes a note on each of some statements."""
    for each in ids:
        on = NoteTarget(statement=each)
        notes.save(editing, Note(id=0, uid="", on=on, body=body, author="", at=None, tags=()))


def _told(statement: Statement, wanted: query.Query, author: str) -> Told:
    first = statement.quotations[0] if statement.quotations else None
    words = _plain(first)
    return Told(
        words=words,
        hits=() if wanted.empty else _hits(words, wanted),
        quotation=first,
        others=tuple(map(_plain, statement.quotations[1:])),
        venue=statement.venue,
        added=author,
    )


def _plain(quotation: Quotation | None) -> str:
    """Words in one paragraph."""
    return "" if quotation is None else " ".join(quotation.exact.split())


def _hits(text: str, wanted: query.Query) -> tuple[tuple[int, int], ...]:
    spans = ((place(text, each.start()), end_place(text, each.end())) for each in wanted.hits().finditer(fold(text)))
    return tuple(span for span in spans if span[0] < span[1])


def _all(case: Case) -> Sequence[int]:
    return case.snapshot().statements.id
