"""Files on their way into the case: read beside it, one after another, then taken in as few actions as can be.

The person goes on working meanwhile; every file tells how far it is and what became of it, and some want a word: a
password, or whether a text that is there already is to be kept twice.
"""

import threading
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from db.errors import ChildCancelled, WorldError
from desktop import words
from desktop.jobs import Telling, Worker
from desktop.models import languages
from desktop.words import _, count
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.desk import Outcome
    from desktop.exchange.documents.document import Document
    from desktop.exchange.documents.reading import Reader
    from desktop.exchange.incoming import Loaded

T = TypeVar("T")

AT_ONCE = 200
"""The most files of one action."""
BYTES_AT_ONCE = 64 << 20
"""The most bytes that wait for their action."""


class Stage(StrEnum):
    """How far a file is."""

    WAITING = "waiting"
    READING = "reading"
    TAKING = "taking"
    ADDED = "added"
    SAME = "same"
    LOCKED = "locked"
    FAILED = "failed"
    STOPPED = "stopped"


_OVER = (Stage.ADDED, Stage.SAME, Stage.LOCKED, Stage.FAILED, Stage.STOPPED)
_OTHERWISE = "language-said-otherwise"
NEEDS_A_WORD = (Stage.SAME, Stage.LOCKED)


@dataclass(eq=False)
class Item:
    """A file, or a text that was pasted: what it is called, how far it is, what is told of it.

    ``share`` is how much of it is read, from 0 to 1; ``source`` the id of the source that it became; ``scanned`` tells
    that it has pictures and no text; ``tongues`` are the languages that it reads like and that it says it has, where
    these are two.
    """

    path: Path
    name: str
    stage: Stage = Stage.WAITING
    told: str = ""
    details: str = ""
    share: float = 0.0
    source: int | None = None
    scanned: bool = False
    tongues: tuple[str, ...] = ()
    data: bytes | None = field(default=None, repr=False)
    password: str | None = field(default=None, repr=False)
    loaded: "Loaded | None" = field(default=None, repr=False)


class Intake(QObject):
    """Everything that was given to the case since the list was cleared."""

    listed = Signal()
    """There are other items."""
    moved = Signal(int)
    """An item is farther: its number."""
    taken = Signal(int)
    """A pasted text became a source: its id."""
    ended = Signal()
    """Nothing is under way any more."""

    def __init__(self, workspace: Workspace, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[Item] = []
        self._workspace = workspace
        self._worker = Worker("documents", self)
        self._telling = Telling(self)
        self._telling.told.connect(self._progress)
        self._reader: Reader | None = None
        self._reading: Item | None = None
        self._loaded: list[Item] = []
        self._halt = threading.Event()
        workspace.opened.connect(self.clear)
        workspace.closed.connect(self.clear)
        workspace.failed.connect(self._fail_taken)
        workspace.at_end(self.end)

    def busy(self) -> bool:
        """Whether anything is under way."""
        return any(item.stage not in _OVER for item in self.items)

    def counts(self) -> tuple[int, int, int]:
        """How many files are done, want a word, and are under way."""
        done = sum(item.stage in (Stage.ADDED, Stage.FAILED, Stage.STOPPED) for item in self.items)
        asking = sum(item.stage in NEEDS_A_WORD for item in self.items)
        return done, asking, len(self.items) - done - asking

    def add(self, paths: Sequence[Path]) -> None:
        """Takes files and folders in."""
        self._halt.clear()

        def answer(found: list[Path]) -> None:
            self.items += [Item(path, path.name) for path in found]
            self.listed.emit()
            self._go_on()

        self._worker.do(lambda: _expanded(paths), self._of_this_case(answer))

    def add_text(self, title: str, text: str) -> None:
        """Takes a text in that was pasted."""
        self._halt.clear()
        self.items.append(Item(Path(), title, data=text.encode("utf-8", "replace")))
        self.listed.emit()
        self._go_on()

    def unlock(self, number: int, password: str) -> None:
        """Reads an encrypted file with a password, which is forgotten after that."""
        item = self.items[number]
        item.password, item.stage, item.told = password, Stage.WAITING, ""
        self._halt.clear()
        self.moved.emit(number)
        self._go_on()

    def keep_both(self, number: int) -> None:
        """Makes a source of a text that is there already."""
        item = self.items[number]
        if item.stage is Stage.SAME and item.loaded is not None:
            self._take([item], keep_same=True)

    def leave(self, number: int) -> None:
        """Leaves out a file that wants a word."""
        self._tell(self.items[number], Stage.STOPPED, _("Left out."))

    def stop(self) -> None:
        """Stops: what was read so far is kept, the rest is left."""
        self._halt.set()
        for item in self.items:
            if item.stage is Stage.WAITING:
                self._tell(item, Stage.STOPPED, _("Stopped before it was read."))
        if self._reading is None:
            self._flush()

    def clear(self) -> None:
        """Forgets everything, as with another case."""
        if not self.items:
            return
        self._halt.set()
        self._halt = threading.Event()
        self.items, self._loaded, self._reading = [], [], None
        self._worker.do(self._close_reader)
        self.listed.emit()

    def end(self) -> None:
        """Ends the reader and the thread, at the end of the program."""
        self._halt.set()
        self._worker.stop(last=self._close_reader)

    def _go_on(self) -> None:
        """Reads the next file; takes in what was read when there is none, or enough."""
        if self._reading is not None:
            return
        item = next((each for each in self.items if each.stage is Stage.WAITING), None)
        size = sum(_size(each.loaded) for each in self._loaded)
        if item is None or len(self._loaded) >= AT_ONCE or size >= BYTES_AT_ONCE:
            self._flush()
        if item is None:
            self._worker.do(self._close_reader)
            return
        self._reading = item
        self._tell(item, Stage.READING, _("Reading …"))
        row, halt = self.items.index(item), self._halt

        def read(loaded: "Loaded") -> None:
            self._read(item, loaded)

        def failed(error: BaseException) -> None:
            self._refuse(item, error)

        work = partial(self._load, item, row, halt)
        self._worker.do(work, self._of_this_case(read), self._of_this_case(failed))

    def _load(self, item: Item, row: int, halt: threading.Event) -> "Loaded":
        """Runs on the worker."""
        from desktop.exchange import incoming
        from desktop.exchange.documents.reading import Reader

        if self._reader is None:
            self._reader = Reader()
        if item.data is not None:
            return _pasted(self._reader, item)
        return incoming.load(
            self._reader,
            item.path,
            password=item.password,
            cancel=halt.is_set,
            progress=lambda share: self._telling.tell(str(row), round(share * 1000), 1000),
        )

    def _read(self, item: Item, loaded: "Loaded") -> None:
        self._reading = None
        item.loaded, item.password, item.share = loaded, None, 1.0
        self._tell(item, Stage.TAKING, _("Read."))
        self._loaded.append(item)
        self._go_on()

    def _refuse(self, item: Item, error: BaseException) -> None:
        if not isinstance(error, WorldError):
            self._reading = None
            self._tell(item, Stage.FAILED, _("It could not be read."))
            raise error
        self._reading, item.password = None, None
        if isinstance(error, ChildCancelled):
            self._tell(item, Stage.STOPPED, _("Stopped while it was read."))
        elif error.code.startswith("password-"):
            wrong = error.code == "password-wrong"
            self._tell(item, Stage.LOCKED, _("This is not its password.") if wrong else _("Protected with a password."))
        else:
            item.details = "\n".join(getattr(error, "faults", ()))
            self._tell(item, Stage.FAILED, words.error(error))
        self._go_on()

    def _flush(self) -> None:
        ready, self._loaded = self._loaded, []
        if ready:
            self._take(ready)
        elif not self.busy():
            self.ended.emit()

    def _take(self, ready: list[Item], *, keep_same: bool = False) -> None:
        for item in ready:
            self._tell(item, Stage.TAKING, _("Read."))
        loaded = [(item.path, item.loaded) for item in ready if item.loaded is not None]
        self._workspace.take_loaded(loaded, lambda outcomes: self._settle(ready, outcomes), keep_same=keep_same)

    def _settle(self, ready: list[Item], outcomes: "tuple[Outcome, ...]") -> None:
        for item, outcome in zip(ready, outcomes, strict=True):
            self._tell_outcome(item, outcome)
        if not self.busy():
            self.ended.emit()

    def _tell_outcome(self, item: Item, outcome: "Outcome") -> None:
        document, pasted = _document(item.loaded), item.data is not None
        item.source, item.details = outcome.source, outcome.details
        if outcome.same_as is not None:
            told = _("The same text is already in this case, as “{title}”.").format(title=outcome.same_as)
            self._tell(item, Stage.SAME, told)
            return
        item.loaded = item.data = None
        if not outcome.done:
            self._tell(item, Stage.FAILED, outcome.told)
            return
        if outcome.source is not None and document is not None:
            item.scanned = any(each.code == "pages-all-without-text" for each in document.notices)
            item.tongues = _tongues(document)
            self._tell(item, Stage.ADDED, _facts(document))
        else:
            self._tell(item, Stage.ADDED, outcome.told)
        if pasted and outcome.source is not None:
            self.taken.emit(outcome.source)

    def settle(self, row: int, language: str) -> None:
        """It was said which language a source has: that is asked no more."""
        item = self.items[row]
        item.tongues = ()
        self._tell(item, Stage.ADDED, _("{language}, as you said.").format(language=languages.name(language)))

    def _fail_taken(self, told: str, _details: str) -> None:
        """The case could not take what was read, such as when the disk is full."""
        for item in self.items:
            if item.stage is Stage.TAKING and item not in self._loaded:
                self._tell(item, Stage.FAILED, told)

    def _tell(self, item: Item, stage: Stage, told: str) -> None:
        item.stage, item.told = stage, told
        if item in self.items:
            self.moved.emit(self.items.index(item))

    def _progress(self, row: str, done: int, total: int) -> None:
        if self._reading is not None and int(row) < len(self.items) and self.items[int(row)] is self._reading:
            self._reading.share = done / total
            self.moved.emit(int(row))

    def _close_reader(self) -> None:
        """Runs on the worker."""
        reader, self._reader = self._reader, None
        if reader is not None:
            reader.close()

    def _of_this_case(self, answer: Callable[[T], None]) -> Callable[[T], None]:
        """An answer that is dropped when there is another case by then."""
        halt = self._halt

        def unless_stale(found: T) -> None:
            if halt is self._halt:
                answer(found)

        return unless_stale


def _expanded(paths: Sequence[Path]) -> list[Path]:
    from desktop.exchange import incoming

    return incoming.expanded(paths)


def _size(loaded: "Loaded | None") -> int:
    from desktop.exchange import incoming

    return incoming.size_of(loaded)


def _document(loaded: "Loaded | None") -> "Document | None":
    from desktop.exchange import incoming

    return incoming.document_of(loaded)


def _pasted(reader: "Reader", item: Item) -> "Document":
    """A pasted text as a document: what it says itself is guessed as of any text, its title was given."""
    read = reader.read(item.data or b"", "pasted.txt", encoding="utf-8")
    return replace(read, name="", encoding="", guessed=False, proposal=replace(read.proposal, title=item.name))


def _facts(document: "Document") -> str:
    """What a new source is, in a line: pages, language, encoding, and what a person should know."""
    parts = [count(document.pages.count, "{n} page", "{n} pages")] if document.pages is not None else []
    if document.proposal.language:
        parts.append(languages.name(document.proposal.language))
    told = ", ".join(parts)
    if document.guessed:
        read_as = _("read as {encoding}: look whether the letters are right").format(encoding=document.encoding)
        told = ", ".join(part for part in (told, read_as) if part)
    notices = [words.notice(each.code, _with_names(each.code, each.facts)) for each in document.notices]
    return " ".join([f"{told}." if told else _("Added."), *notices])


def _tongues(document: "Document") -> tuple[str, ...]:
    """The languages that a document reads like and says it has, where these are two."""
    for each in document.notices:
        if each.code == _OTHERWISE:
            return str(each.facts["read"]), str(each.facts["said"])
    return ()


def _with_names(code: str, facts: Mapping[str, object]) -> Mapping[str, object]:
    """Languages by their names instead of their tags."""
    return {key: languages.name(str(tag)) for key, tag in facts.items()} if code == _OTHERWISE else facts
