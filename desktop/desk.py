"""What the workspace's worker does with the case, on its own thread; without Qt.

Loaded on that thread only, since the database and the analysis come with it: the window is on the screen by then.
"""

import contextlib
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from db import rehearsal, sources, statements, unfinished
from db.case import Case, Editing
from db.errors import CaseClosed, WorldError
from db.mending import Mended
from db.moments import Moment
from db.records import Changes, Snapshot, Statement, Unfinished
from db.vocabulary import Kind
from desktop import remembered, words
from desktop.analysis.cells import Comparison, Grid
from desktop.exchange import case_json, incoming, returned, sample
from desktop.vault import Vault
from desktop.words import _

T = TypeVar("T")
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class State:
    """The case as the window needs it after it was opened or changed; ``changes`` is None when it was opened.

    ``arrival`` tells what became of a case that came from elsewhere, ``unfinished`` what somebody was typing in it.
    """

    path: Path
    read_only: bool
    snapshot: Snapshot
    comparison: Comparison
    grid: Grid
    changes: Changes | None = None
    arrival: str = ""
    unfinished: tuple[Unfinished, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file that was to be imported, in one sentence, with details when there is more to say.

    ``source`` is the id of the new source; ``same_as`` the title of the source that has the same text.
    """

    name: str
    done: bool
    told: str
    details: str = ""
    source: int | None = None
    same_as: str | None = None


class Desk:
    """The open case and its comparison. Every method runs on the worker."""

    def __init__(self, kept: Path | None = None) -> None:
        """``kept`` is the folder of what the program keeps: without it every case is trusted and none is backed up."""
        self.vault = Vault(self, kept)
        self._known = self.vault.known
        self._case: Case | None = None
        self._state: State | None = None

    def prepare(self) -> None:
        """Has at hand what opening a case takes, before there is one."""
        rehearsal.rehearse()
        remembered.prepare()

    @property
    def case(self) -> Case:
        """The open case; CaseClosed when there is none."""
        if self._case is None:
            raise CaseClosed
        return self._case

    def open(self, path: Path, author: str, *, read_only: bool = False, take_over: bool = False) -> State:
        """Opens a case in place of the one that is open; that one stays when this one cannot be opened."""
        if self._state is not None and self._state.path == path.absolute():
            return self._state
        case = Case.open(path, author=author, read_only=read_only, take_over=take_over, known=self._known)
        return self._taken(case)

    def opened(self) -> Case | None:
        """The open case, if there is one."""
        return self._case

    def at(self, path: Path) -> Case | None:
        """The open case when it is the one at a path."""
        return self._case if self._case is not None and self._case.path == path.absolute() else None

    def create(self, path: Path, title: str, author: str, *, overwrite: bool) -> State:
        """Makes an empty case and opens it."""
        if self._state is not None and self._state.path == path.absolute():
            self.close()
        made = Case.create(path, title=title, author=author, overwrite=overwrite, known=self._known)
        return self._taken(made)

    def open_sample(self, path: Path, author: str) -> State:
        """Opens the sample case, which is written first when it is not there yet."""
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            sample.write(path, author, known=self._known)
        return self.open(path, author)

    def create_beside(self, file: Path, author: str) -> State:
        """Makes an empty case beside a file and opens it."""
        return self.create(_free_name(file), file.stem, author, overwrite=False)

    def take(
        self, loaded: Sequence[tuple[Path, incoming.Loaded]], *, keep_same: bool = False
    ) -> tuple[State | None, tuple[Outcome, ...]]:
        """Takes what was read from files into the case, as one action; no state when nothing is new."""
        before = self._revision()
        outcomes = tuple(map(_outcome, incoming.take(self.case, loaded, keep_same=keep_same)))
        return self._imported(before), outcomes

    def change(self, label: str, edit: Callable[[Editing], None], merge: str = "") -> State | None:
        """One action on the case; None when it changed nothing. ``merge`` as in ``Case.change``."""
        with self.case.change(label, merge=merge) as editing:
            edit(editing)
        return self._changed(editing.changes)

    def keep(self, path: Path, name: str, body: str) -> None:
        """Keeps what is being typed into the case at a path, or forgets it when there is nothing in it."""
        if self._state is None or self._state.path != path or self._state.read_only:
            return
        if body:
            unfinished.keep(self.case, name, body)
        else:
            unfinished.drop(self.case, name)

    def mark(self, label: str) -> State | None:
        """Names the record as it is now in its history."""
        state = self._state
        if state is None:
            raise CaseClosed
        changes = self.case.mark(label)
        snapshot = self.case.patched(state.snapshot, changes)
        return self._compared(snapshot, state.comparison.edited(snapshot, changes), changes)

    def settle(self) -> None:
        """What is typed next is another step."""
        if self._case is not None:
            self._case.settle()

    def undo(self) -> tuple[State | None, str]:
        """Takes the last action back; with its name, which is empty when there was none."""
        step = self.case.can_undo()
        return (None, "") if step is None else (self._changed(self.case.undo()), step.label)

    def redo(self) -> tuple[State | None, str]:
        """Does again what was undone last; with its name, which is empty when there was none."""
        step = self.case.can_redo()
        return (None, "") if step is None else (self._changed(self.case.redo()), step.label)

    def go_back(self, entry: int) -> State | None:
        """Makes the record what it was after an entry of the history; None when it is that already."""
        return self._changed(self.case.go_back(entry))

    def mend(self) -> tuple[State | None, Mended]:
        """Repairs what can be repaired without any loss, after a backup; with what that was."""
        before = self._revision()
        mended = self.vault.mend()
        return self._imported(before), mended

    def rehearse(self, edit: Callable[[Editing], None]) -> tuple[Comparison, Comparison]:
        """The comparison as it is, and as it would be after an edit, of which nothing is kept."""
        if self._state is None:
            raise CaseClosed
        before = self._state.comparison
        try:
            with self.case.change("") as editing:
                edit(editing)
                raise _Rehearsed(self.case.snapshot())
        except _Rehearsed as end:
            return before, before.edited(end.snapshot, Changes("", 0, dict.fromkeys(Kind, frozenset())))

    def read_as_of(self, moment: Moment | None) -> State | None:
        """Reads the record as of a date, which the case remembers if it can be written; None when it did already."""
        state = self._state
        if state is None:
            raise CaseClosed
        if state.read_only:
            return self._compared(state.snapshot, state.comparison.at(moment), None)
        with self.case.change(_("Read the record as of a date"), kind="view") as editing:
            if editing.info().as_of == moment:
                return None
            editing.describe(as_of=moment)
        return self._changed(editing.changes)

    def count_only(self, reliabilities: Sequence[str], credibilities: Sequence[int]) -> State | None:
        """Counts only statements of some grades, which the case remembers if it can be written."""
        state = self._state
        if state is None:
            raise CaseClosed
        letters, digits = tuple(reliabilities), tuple(map(str, credibilities))
        if state.read_only:
            case = replace(state.snapshot.case, reliabilities=letters, credibilities=digits)
            snapshot = replace(state.snapshot, case=case)
            return self._compared(snapshot, Comparison(snapshot, state.comparison.as_of, lens=True), None)
        with self.case.change(_("Count only some grades"), kind="view") as editing:
            editing.describe(reliabilities=letters, credibilities=digits)
        return self._changed(editing.changes)

    def statements(self, positions: Iterable[int]) -> tuple[Statement, ...]:
        """The statements of some positions, with their words."""
        with self.case.read() as reading:
            return statements.of_positions(reading, tuple(positions))

    def quoting(self, source: int) -> tuple[Statement, ...]:
        """The statements whose words are quoted from a source."""
        if self._state is None:
            raise CaseClosed
        quoted = self._state.snapshot.quotations
        ids = {said for said, place in zip(quoted.statement, quoted.source, strict=True) if place == source}
        with self.case.read() as reading:
            return statements.read(reading, ids)

    def all_statements(self) -> tuple[Statement, ...]:
        """All statements of the case, with their words."""
        with self.case.read() as reading:
            return statements.read(reading)

    def source_text(self, source: int) -> str:
        """The text of a source."""
        with self.case.read() as reading:
            return sources.text(reading, source)

    def skip_suggestion(self, source: int, start: int, end: int) -> State | None:
        """Remembers that what is suggested at a span is not wanted."""
        return self.change(_("Skip a suggestion"), lambda editing: sources.skip(editing, source, start, end))

    def unskip_suggestions(self, source: int) -> State | None:
        """Forgets what was not wanted in a source."""
        return self.change(_("Suggest again what was skipped"), lambda editing: sources.unskip(editing, source))

    def export(self, path: Path) -> Path:
        """Writes the whole case as JSON."""
        case_json.export_file(self.case, path)
        return path

    def ask(self, question: Callable[[Case], T]) -> T:
        """Anything else that is asked of the case."""
        return question(self.case)

    def close(self) -> None:
        """Closes the case, if one is open."""
        case, state, self._case, self._state = self._case, self._state, None, None
        if case is not None:
            if state is not None:
                with contextlib.suppress(WorldError):
                    remembered.keep(case, state.comparison)
            case.close()

    def _taken(self, case: Case) -> State:
        try:
            snapshot = case.snapshot()
            comparison = remembered.compared(case, snapshot)
            grid = comparison.grid()
            left = _left_in(case)
        except BaseException:
            case.close()
            raise
        self.close()
        self._case = case
        told = words.arrived(case.arrival.original.name, case.arrival.left) if case.arrival is not None else ""
        self._state = State(case.path, case.read_only, snapshot, comparison, grid, arrival=told, unfinished=left)
        return self._state

    def _changed(self, changes: Changes) -> State | None:
        if not changes.ids or self._state is None:
            return None
        snapshot = self.case.patched(self._state.snapshot, changes)
        return self._compared(snapshot, self._state.comparison.edited(snapshot, changes), changes)

    def _compared(self, snapshot: Snapshot, comparison: Comparison | None, changes: Changes | None) -> State:
        case = self.case
        compared = comparison or Comparison(snapshot, lens=True)
        self._state = State(case.path, case.read_only, snapshot, compared, compared.grid(), changes)
        return self._state

    def _imported(self, before: int) -> State | None:
        if self._revision() == before:
            return None
        everything = Changes(_("Import"), self._revision(), dict.fromkeys(Kind, frozenset()))
        return self._compared(self.case.snapshot(), None, everything)

    def _revision(self) -> int:
        with self.case.read() as reading:
            return reading.info().revision


def _left_in(case: Case) -> tuple[Unfinished, ...]:
    """What somebody was typing; not where it could not be gone on with."""
    if case.read_only:
        return ()
    with case.read() as reading:
        return unfinished.read(reading)


class _Rehearsed(Exception):
    """Takes an edit back after it was looked at."""

    def __init__(self, snapshot: Snapshot) -> None:
        super().__init__()
        self.snapshot = snapshot


def _outcome(became: incoming.Outcome) -> Outcome:
    if became.taken is not None:
        taken = became.taken
        details = "\n".join(returned.left_out(taken.back)) if taken.back is not None else ""
        return Outcome(became.path.name, True, _told(taken), details, source=taken.source, same_as=taken.same_as)
    fault = became.fault or WorldError()
    return Outcome(became.path.name, False, words.error(fault), "\n".join(getattr(fault, "faults", ())))


def _told(taken: incoming.Taken) -> str:
    """What became of a file, in one sentence."""
    if taken.merged is not None:
        return _("everything in it was there already") if taken.merged.nothing else _("merged in")
    if taken.back is not None:
        return returned.told(taken.back)
    if taken.same_as:
        return _("the same text is there already as “{title}”").format(title=taken.same_as)
    document = taken.document
    if document is not None and document.guessed:
        return _("a new source, read as {encoding}: look whether the letters are right").format(
            encoding=document.encoding
        )
    notices = [words.notice(each.code, each.facts) for each in document.notices] if document is not None else []
    return " ".join([_("a new source"), *(f"· {each}" for each in notices)])


def _free_name(beside: Path) -> Path:
    """A name for a new case in the folder of a file."""
    name = beside.with_suffix(".rapporteur")
    number = 2
    while name.exists():
        name = beside.with_name(f"{beside.stem} {number}.rapporteur")
        number += 1
    return name
