"""The open case as the window sees it: a worker that owns the file, and signals when something is new.

Views read ``snapshot``, ``comparison`` and ``grid`` at once and ``ask`` for the rest. All database work, and the heavy
imports it needs, happen on the worker's thread; answers come on the window's.
"""

import getpass
import threading
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from db.errors import CaseClosed, NotThere, WorldError
from db.moments import UNDATED, Moment
from desktop import words
from desktop.custody import Custody
from desktop.jobs import Task, Telling, Worker
from desktop.keeping import Keeper
from desktop.looking import Looking
from desktop.words import _

if TYPE_CHECKING:
    from db.case import Case, Editing
    from db.records import Snapshot, Statement
    from desktop.analysis.cells import Comparison, Grid
    from desktop.desk import Desk, Outcome, State
    from desktop.exchange.incoming import Loaded
    from desktop.exchange.suggestions.suggest import Suggestion
    from desktop.reports.export import Written
    from desktop.reports.options import Options

T = TypeVar("T")


class Workspace(QObject):
    """One case at a time, or none."""

    opened = Signal()
    """A case is there, with its snapshot, comparison and grid."""
    closed = Signal()
    """There is no case any more."""
    renewed = Signal()
    """The record was edited, and ``changed`` and ``compared`` will be sent: for what is to be painted first."""
    compared = Signal()
    """Snapshot, comparison and grid are new; sent after ``opened`` and after ``changed`` too."""
    changed = Signal(object)
    """What an edit touched, as Changes; snapshot, comparison and grid are those after it."""
    failed = Signal(str, str)
    """Something could not be done: a sentence, and details or nothing."""
    saved = Signal()
    """Something was written after all that ``failed`` before: the trouble is over."""
    held = Signal(object, str)
    """A case could not be opened for writing, since somebody else has it open: its path, and a sentence."""
    refused = Signal(object, str)
    """A case could not be opened: its path, and a sentence; ``fault`` says why."""
    busy = Signal(str, int, int)
    """What is going on, how much of it is done, of how much (0: unknown)."""
    idle = Signal()
    """Nothing that takes long is going on."""

    def __init__(self, author: str | None = None, parent: QObject | None = None, *, kept: Path | None = None) -> None:
        """``kept`` is the folder for backups and for which cases are known here; without it there are none."""
        super().__init__(parent)
        self._kept = kept
        self.author = _user() if author is None else author
        self.path: Path | None = None
        self.read_only = False
        self.arrival = ""
        self.fault = ""
        """The code of what failed last, until something is written again."""
        self.snapshot: Snapshot | None = None
        self.comparison: Comparison | None = None
        self.grid: Grid | None = None
        self._desk: Desk | None = None
        self._worker = Worker("case", self)
        self._printer = Worker("brief", self)
        self._explorer = Worker("explorer", self)
        self._aside = Worker("aside", self)
        self._looking = Looking(self)
        self._telling = Telling(self)
        self._telling.told.connect(self.busy)
        self._generation = 0
        self._under_way = 0
        self._stop_export: threading.Event | None = None
        self._at_end: list[Callable[[], object]] = []
        self._merging = False
        self.keeper = Keeper(self._keep, self)
        """What is being typed and not saved."""
        self.custody = Custody(self, kept)
        """Backups, rescue and verification."""

    def at_end(self, end: Callable[[], object]) -> None:
        """Has something that works beside the case ended with the program."""
        self._at_end.append(end)

    def prepare(self, ready: Callable[[], None]) -> None:
        """Loads what a case will need, so that the first one opens at once."""
        self._do(lambda desk: desk, lambda _desk: ready())
        self._do(lambda desk: desk.prepare())

    def open(self, path: Path, *, read_only: bool = False, take_over: bool = False) -> None:
        """Opens a case; the one that is open stays when that fails (``refused``, or ``held`` by somebody else).

        Args:
            path: where it is.
            read_only: only to look at it.
            take_over: take it from whoever has it open.
        """
        self.keeper.settle()
        what = _("Opening {name}").format(name=path.name)
        self._do(
            lambda desk: desk.open(path, self.author, read_only=read_only, take_over=take_over),
            self._show,
            partial(self._refuse, path),
            what,
        )

    def create(self, path: Path, title: str, *, overwrite: bool = False) -> None:
        """Makes an empty case and opens it."""
        what = _("Making {name}").format(name=path.name)
        self._do(lambda desk: desk.create(path, title, self.author, overwrite=overwrite), self._show, what=what)

    def open_sample(self, path: Path) -> None:
        """Opens the sample case at this path, where it is written first when there is none."""
        what = _("Opening the sample case")
        self._do(lambda desk: desk.open_sample(path, self.author), self._show, what=what)

    def create_beside(self, file: Path) -> None:
        """Makes an empty case beside a file and opens it."""
        what = _("Making a case beside {name}").format(name=file.name)
        self._do(lambda desk: desk.create_beside(file, self.author), self._show, what=what)

    def take_loaded(
        self,
        loaded: Sequence[tuple[Path, "Loaded"]],
        done: Callable[[tuple["Outcome", ...]], None],
        *,
        keep_same: bool = False,
    ) -> None:
        """Takes files that were read already into the open case, as one action."""

        def answer(result: tuple["State | None", tuple["Outcome", ...]]) -> None:
            self._renew(result[0])
            done(result[1])

        self._do(lambda desk: desk.take(loaded, keep_same=keep_same), self._while_open(answer), lasting=True)

    def close(self) -> None:
        """Closes the case, if one is open."""
        if self.path is not None:
            self.keeper.settle()
            self._forget()
            self._do(lambda desk: desk.close())
            self.closed.emit()

    def set_as_of(self, moment: Moment | None) -> None:
        """Reads the record as of a date; None for the latest one in the record."""
        if moment is None and self.read_only:
            moment = self.latest()  # the case's own date cannot be taken back
        self._do(lambda desk: desk.read_as_of(moment), self._renew)

    def set_counting(self, reliabilities: Sequence[str], credibilities: Sequence[int]) -> None:
        """Counts only statements of some grades, A to F and 1 to 6; empty: all of them."""
        self._do(lambda desk: desk.count_only(reliabilities, credibilities), self._renew)

    def change(
        self,
        label: str,
        edit: Callable[["Editing"], None],
        *,
        merge: str = "",
        done: Callable[[], object] | None = None,
    ) -> None:
        """One action on the case; ``edit`` runs on the worker. What is typed into one place may ``merge``.

        ``done`` is called when it is saved; when it ``failed``, it is not.
        """
        self._merging = bool(merge)
        self._do(lambda desk: desk.change(label, edit, merge), partial(self._written, done), lasting=True)

    def mark(self, label: str, done: Callable[[], object]) -> None:
        """Names the record as it is now in its history; ``done`` is called when that is saved."""
        self._do(lambda desk: desk.mark(label), partial(self._written, done), lasting=True)

    def settle(self) -> None:
        """The focus leaves: what is typed is kept now, and what is typed next is another step."""
        self.keeper.settle()
        if self._merging and self.path is not None:
            self._merging = False
            self._do(lambda desk: desk.settle())

    def at_desk(
        self,
        work: Callable[["Desk"], T],
        answer: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        what: str = "",
    ) -> None:
        """Lets the worker do something at the desk; for the parts of the workspace itself."""
        self._do(work, answer, failed, what)

    def undo(self, done: Callable[[str], None] | None = None) -> None:
        """Takes the last action back; its name is told, nothing when there was none."""
        self._do(lambda desk: desk.undo(), partial(self._turned, done), lasting=True)

    def redo(self, done: Callable[[str], None] | None = None) -> None:
        """Does again what was undone last; its name is told, nothing when there was none."""
        self._do(lambda desk: desk.redo(), partial(self._turned, done), lasting=True)

    def go_back(self, action: int, done: Callable[[], None]) -> None:
        """Makes the record what it was after an action of the history, by steps that can be undone."""

        def answer(state: "State | None") -> None:
            self._renew(state)
            done()

        self._do(lambda desk: desk.go_back(action), self._while_open(answer))

    def rehearse(
        self, edit: Callable[["Editing"], None], answer: Callable[[tuple["Comparison", "Comparison"]], None]
    ) -> None:
        """The comparison as it is, and as an edit would make it, of which nothing is kept."""
        self._do(lambda desk: desk.rehearse(edit), self._while_open(answer))

    def explore(
        self, work: Callable[[], T], answer: Callable[[T], None], failed: Callable[[BaseException], None]
    ) -> Task:
        """A long search that needs no case, only what was compared; beside everything else, and it can be stopped."""
        return self._explorer.do(work, answer, failed)

    def ask(self, question: Callable[["Case"], T], answer: Callable[[T], None]) -> None:
        """Asks the case something on the worker; the answer is dropped when another case is there by then."""
        self._do(lambda desk: desk.ask(question), self._while_open(answer))

    def show_first(self, work: Callable[[], T], answer: Callable[[T], None]) -> None:
        """Works out what is painted next, before all that waits for the worker; nothing of the case is in reach."""
        self._do(lambda _desk: work(), self._while_open(answer), first=True)

    def aside(self, work: Callable[[], T], answer: Callable[[T], None]) -> Task:
        """Does some work beside the case, such as looking through a long text; nothing of the case is in reach."""
        return self._aside.do(work, self._while_open(answer))

    def statements(self, position_ids: Iterable[int], answer: Callable[[tuple["Statement", ...]], None]) -> None:
        """The statements of some positions, with their words."""
        ids = tuple(position_ids)
        self._do(lambda desk: desk.statements(ids), self._while_open(answer))

    def quoting(self, source_id: int, answer: Callable[[tuple["Statement", ...]], None]) -> None:
        """The statements whose words are quoted from a source."""
        self._do(lambda desk: desk.quoting(source_id), self._while_open(answer))

    def all_statements(self, answer: Callable[[tuple["Statement", ...]], None]) -> None:
        """All statements of the case, with their words."""
        self._do(lambda desk: desk.all_statements(), self._while_open(answer))

    def source_text(self, source_id: int, answer: Callable[[str], None]) -> None:
        """The text of a source."""
        self._do(lambda desk: desk.source_text(source_id), self._while_open(answer))

    def suggestions(self, source_id: int, answer: Callable[[tuple["Suggestion", ...], bool], None]) -> None:
        """What looks like a quotation in the text of a source, portion by portion, and whether that was all.

        It is looked for beside the case, in one source at a time.
        """
        snapshot = self.snapshot
        found = [each for each in snapshot.sources if each.id == source_id] if snapshot is not None else []
        if snapshot is None or not found:
            return
        generation = self._generation

        def take(portion: tuple["Suggestion", ...], last: bool) -> None:
            if generation == self._generation:
                answer(portion, last)

        def leave(error: BaseException) -> None:
            if not isinstance(error, NotThere):  # it was deleted meanwhile
                self.tell(error)

        def look(text: str) -> None:
            self._looking.look(text, snapshot, found[0].language, take)

        self._do(lambda desk: desk.source_text(source_id), self._while_open(look), leave)

    def skip_suggestion(self, source_id: int, start: int, end: int) -> None:
        """Remembers that what is suggested at a span of a source is not wanted."""
        self._do(lambda desk: desk.skip_suggestion(source_id, start, end), self._renew)

    def unskip_suggestions(self, source_id: int) -> None:
        """Forgets what was not wanted in a source."""
        self._do(lambda desk: desk.unskip_suggestions(source_id), self._renew)

    def export_case(self, path: Path, done: Callable[[Path], None]) -> None:
        """Writes the whole case as JSON."""
        self._do(lambda desk: desk.export(path), done, what=_("Writing {name}").format(name=path.name))

    def export_brief(self, path: Path, done: Callable[["Written"], None], options: "Options | None" = None) -> None:
        """Writes the annotated brief as PDF, beside everything else; one at a time. ``stop_export`` stops it."""
        comparison = self.comparison
        if comparison is None or self._stop_export is not None:
            return
        stop = self._stop_export = threading.Event()
        self.begin(_("Writing the brief"))

        def answer(written: "Written") -> None:
            self._stop_export = None
            self.end()
            done(written)

        def failed(error: BaseException) -> None:
            self._stop_export = None
            self.end()
            self.tell(error)

        def write(found: tuple[tuple["Statement", ...], str]) -> None:
            brief = partial(_write_brief, comparison, found, path, options, self._telling.tell, stop.is_set)
            self._printer.do(brief, answer, failed)

        self._do(lambda desk: desk.ask(_for_brief), write, failed)

    def stop_export(self) -> None:
        """Asks the brief under way to stop; nothing is left of it."""
        if self._stop_export is not None:
            self._stop_export.set()

    def exporting(self) -> bool:
        """Whether a brief is being written."""
        return self._stop_export is not None

    def shut(self) -> None:
        """Ends everything, at the end of the program; waits for what the case has under way."""
        self.stop_export()
        self.keeper.settle()
        self.custody.end()
        self._forget()
        for end in self._at_end:
            end()
        self._printer.stop()
        self._explorer.stop()
        self._aside.stop()
        self._looking.stop()
        self._worker.stop(last=lambda: self._at_desk(lambda desk: desk.close()))

    def latest(self) -> Moment | None:
        """The date of the latest statement in the record."""
        said = self.snapshot.statements if self.snapshot is not None else None
        if said is None or not said.id:
            return None
        first, precision = max(zip(said.said, said.precision, strict=True))
        return Moment.of(first, precision) if first != UNDATED else None

    def left_out(self) -> int:
        """How many statements are not read because they were said after the date in force."""
        if self.snapshot is None or self.comparison is None or self.comparison.as_of is None:
            return 0
        return int((self.comparison.record.columns.said >= self.comparison.as_of.end).sum())

    def _do(
        self,
        work: Callable[["Desk"], T],
        answer: Callable[[T], None] | None = None,
        failed: Callable[[BaseException], None] | None = None,
        what: str = "",
        *,
        lasting: bool = False,
        first: bool = False,
    ) -> None:
        """Lets the worker do something at the desk.

        ``what`` is told meanwhile when it may take long; what is ``lasting`` is done also when the program ends, and
        ``first`` before all that waits. What else is asked of a case that is closed by then is dropped, as its answer
        would be.
        """

        def succeeded(result: T) -> None:
            if what:
                self.end()
            if answer is not None:
                answer(result)

        def unsuccessful(error: BaseException) -> None:
            if what:
                self.end()
            if lasting or not isinstance(error, CaseClosed):
                (failed or self.tell)(error)

        if what:
            self.begin(what)
        self._worker.do(lambda: self._at_desk(work), succeeded, unsuccessful, lasting=lasting, first=first)

    def _at_desk(self, work: Callable[["Desk"], T]) -> T:
        """Runs on the worker; the first call loads the database and the analysis."""
        if self._desk is None:
            from desktop.desk import Desk

            self._desk = Desk(self._kept)
        return work(self._desk)

    def _while_open(self, answer: Callable[[T], None]) -> Callable[[T], None]:
        """An answer that is dropped when the case it is about is no longer the open one."""
        generation = self._generation

        def unless_stale(result: T) -> None:
            if generation == self._generation:
                answer(result)

        return unless_stale

    def _show(self, state: "State") -> None:
        self._generation += 1
        self._looking.leave()
        self._take(state)
        self.arrival, self.fault = state.arrival, ""
        self.keeper.begin(state.unfinished)
        self.opened.emit()
        self.compared.emit()

    def show(self, state: "State") -> None:
        """Another case is at the desk; for the parts of the workspace itself."""
        self._show(state)

    def renew(self, state: "State | None") -> None:
        """The case at the desk is another one; for the parts of the workspace itself."""
        self._renew(state)

    def _written(self, done: Callable[[], object] | None, state: "State | None") -> None:
        if done is not None:
            done()
        if self.fault:
            self.fault = ""
            self.saved.emit()
        self._renew(state)

    def _keep(self, name: str, body: str) -> None:
        """Keeps what is being typed; that this fails is told once, not with every letter."""
        path = self.path
        if path is None or self.read_only:
            return

        def failed(error: BaseException) -> None:
            if not isinstance(error, WorldError) or not self.fault:
                self.tell(error)

        self._do(lambda desk: desk.keep(path, name, body), None, failed, lasting=True)

    def _renew(self, state: "State | None") -> None:
        if state is None or self.path != state.path:
            return
        self._take(state)
        if state.changes is not None:
            self.renewed.emit()
            self.changed.emit(state.changes)
        self.compared.emit()

    def _turned(self, done: Callable[[str], None] | None, turned: tuple["State | None", str]) -> None:
        self._renew(turned[0])
        if done is not None:
            done(turned[1])

    def _take(self, state: "State") -> None:
        self.path, self.read_only = state.path, state.read_only
        self.snapshot, self.comparison, self.grid = state.snapshot, state.comparison, state.grid

    def _forget(self) -> None:
        self._generation += 1
        self._looking.leave()
        self.path = self.snapshot = self.comparison = self.grid = None
        self.read_only = False
        self.keeper.forget()

    def _refuse(self, path: Path, error: BaseException) -> None:
        if not isinstance(error, WorldError):
            raise error
        self.fault = error.code
        signal = self.held if error.code == "case-held" else self.refused
        signal.emit(path, words.error(error))

    def tell(self, error: BaseException) -> None:
        """The world's faults are told in the window; ours are errors of the program."""
        if not isinstance(error, WorldError):
            raise error
        self.fault = error.code
        self.failed.emit(words.error(error), "\n".join(getattr(error, "faults", ())))

    def begin(self, what: str) -> None:
        """Tells that something goes on that may take long."""
        self._under_way += 1
        self.busy.emit(what, 0, 0)

    def end(self) -> None:
        """It is over."""
        self._under_way -= 1
        if self._under_way == 0:
            self.idle.emit()


def _for_brief(case: "Case") -> tuple[tuple["Statement", ...], str]:
    """All statements, and the seal of the record; runs on the case's worker."""
    from db import history, statements

    with case.read() as reading:
        return statements.read(reading), history.seal(reading)


def _write_brief(
    comparison: "Comparison",
    found: tuple[tuple["Statement", ...], str],
    path: Path,
    options: "Options | None",
    tell: Callable[[str, int, int], None],
    stopped: Callable[[], bool],
) -> "Written":
    """Runs beside the case's own worker."""
    from desktop.reports.export import write_brief
    from desktop.reports.options import Options

    statements, seal = found
    sealed = replace(options or Options(), seal=seal)
    return write_brief(comparison, statements, path, options=sealed, progress=tell, cancel=stopped)


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""
