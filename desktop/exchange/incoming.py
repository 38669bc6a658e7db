"""Files that come into a case: documents become sources, a case file is merged in, comments come back as notes.

``load`` reads and checks a file, without any case; ``take`` puts what was loaded into one, as one action;
``take_files`` does both for many files, and one that fails does not stop the others.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from itertools import groupby
from pathlib import Path

from db import sources
from db.case import Case, Editing
from db.drafts import Contents
from db.errors import ChildCancelled, WorldError
from db.records import Source
from desktop.exchange import case_json, foreign_marks, marks, returned
from desktop.exchange.case_faults import CaseFaults
from desktop.exchange.case_merge import Merged
from desktop.exchange.documents.document import Document
from desktop.exchange.documents.reading import Reader
from desktop.exchange.documents.text import load as read_bytes
from desktop.words import _, count

CASES = (".json",)
"""Suffixes of files that hold whole cases."""

SUFFIXES = (
    *(".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".xml", ".pdf", ".docx", ".odt", ".rtf", ".epub", ".eml"),
    *CASES,
)
"""What is taken of a folder: files of these kinds; named one by one, any file is tried."""

MOST_FROM_FOLDER = 5_000
AT_ONCE = 200
"""The most documents of one action."""
BYTES_AT_ONCE = 64 << 20
"""The most bytes of documents that wait for their action."""


@dataclass(frozen=True, slots=True)
class Brief:
    """A brief of ours: its text, and what colleagues wrote in it."""

    document: Document
    returned: returned.Returned


Loaded = Contents | Document | Brief
Progress = Callable[[str, int, int], None]
"""Told which file is being read, how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Taken:
    """What became of a file.

    ``merged`` of a case file; of a document its ``source``, or the one it is the same as; ``back`` of a brief.
    """

    merged: Merged | None = None
    back: returned.TakenBack | None = None
    document: Document | None = field(default=None, repr=False)
    source: int | None = None
    same_as: str | None = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: it was taken, or there was a fault."""

    path: Path
    taken: Taken | None = None
    fault: WorldError | None = None


def load(
    reader: Reader,
    path: Path,
    *,
    password: str | None = None,
    encoding: str = "",
    cancel: Callable[[], bool] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Loaded:
    """What a file holds.

    Raises:
        CaseFaults: a case file with faults.
        NotADocument: a file that cannot become a source; PasswordNeeded when it is encrypted.
    """
    if path.suffix.lower() in CASES:
        return case_json.parse(read_bytes(path))
    document = reader.read(path, password=password, encoding=encoding, cancel=cancel, progress=progress)
    if any(each.code == "brief" for each in document.notices):
        return Brief(document, returned.returned(document.data, password=password, cancel=cancel))
    return document


def take(case: Case, loaded: Sequence[tuple[Path, Loaded]], *, keep_same: bool = False) -> list[Outcome]:
    """Takes what was loaded into the case, as one action; a case file that contradicts the case is left out.

    A text that is in the case already is no new source, unless ``keep_same`` says so.
    """
    outcomes: list[Outcome] = []
    with case.change(_label(loaded), kind="import") as editing:
        for new, alike in groupby(loaded, _New(editing, loaded, keep_same)):
            part = list(alike)
            outcomes += _added(editing, part) if new else [_outcome(case, *each, keep_same) for each in part]
    return outcomes


def take_files(
    case: Case,
    paths: Iterable[Path],
    *,
    passwords: Mapping[Path, str] | None = None,
    encoding: str = "",
    progress: Progress | None = None,
    cancel: Callable[[], bool] | None = None,
) -> list[Outcome]:
    """Reads files and takes them into the case; folders give what they hold.

    Args:
        case: a case that can be written.
        paths: files and folders.
        passwords: those of encrypted files.
        encoding: a person's choice for texts.
        progress: told how far it is.
        cancel: asked now and then whether to stop; what was taken so far stays.
    """
    listed = expanded(paths)
    with ExitStack() as stack:
        intake = _Intake(case, stack.enter_context(Reader()), passwords or {}, encoding, cancel)
        for number, path in enumerate(listed):
            if cancel is not None and cancel():
                break
            if progress is not None:
                progress(path.name, number, len(listed))
            intake.add(path)
        intake.flush()
    return intake.outcomes


def expanded(paths: Iterable[Path]) -> list[Path]:
    """Files as they are; of folders the documents and case files in them."""
    found: list[Path] = []
    for path in paths:
        if path.is_dir():
            held = (each for each in path.rglob("*") if each.suffix.lower() in SUFFIXES and each.is_file())
            found.extend(sorted(held)[:MOST_FROM_FOLDER])
        else:
            found.append(path)
    return found


def size_of(loaded: Loaded | None) -> int:
    """The bytes of a document that waits for its action."""
    document = document_of(loaded)
    return 0 if document is None else len(document.data)


def document_of(loaded: Loaded | None) -> Document | None:
    """The document that was loaded, if it was one."""
    if isinstance(loaded, Brief):
        return loaded.document
    return loaded if isinstance(loaded, Document) else None


class _Intake:
    """Gathers what was loaded until there is enough for an action."""

    def __init__(
        self,
        case: Case,
        reader: Reader,
        passwords: Mapping[Path, str],
        encoding: str,
        cancel: Callable[[], bool] | None,
    ) -> None:
        self.outcomes: list[Outcome] = []
        self._case, self._reader, self._passwords, self._encoding = case, reader, passwords, encoding
        self._cancel = cancel
        self._waiting: list[tuple[Path, Loaded]] = []
        self._size = 0

    def add(self, path: Path) -> None:
        """Reads a file."""
        password = self._passwords.get(path)
        try:
            loaded = load(self._reader, path, password=password, encoding=self._encoding, cancel=self._cancel)
        except ChildCancelled:
            return
        except WorldError as fault:
            self.outcomes.append(Outcome(path, fault=fault))
            return
        if isinstance(loaded, Contents):
            self.flush()
        self._waiting.append((path, loaded))
        self._size += size_of(loaded)
        if isinstance(loaded, Contents) or len(self._waiting) >= AT_ONCE or self._size >= BYTES_AT_ONCE:
            self.flush()

    def flush(self) -> None:
        """Takes what waits into the case."""
        waiting, self._waiting, self._size = self._waiting, [], 0
        if waiting:
            self.outcomes.extend(take(self._case, waiting))


def _label(loaded: Sequence[tuple[Path, Loaded]]) -> str:
    if len(loaded) == 1:
        return _("Import {name}").format(name=loaded[0][0].name)
    return count(len(loaded), "Import {n} file", "Import {n} files")


class _New:
    """Tells which of some files are plainly new sources: those with a text that nothing before them has."""

    def __init__(self, editing: Editing, loaded: Sequence[tuple[Path, Loaded]], keep_same: bool) -> None:
        digests = {each.digest for _path, each in loaded if isinstance(each, Document)}
        self._seen = set() if keep_same else sources.known_texts(editing, digests)
        self._keep_same = keep_same

    def __call__(self, one: tuple[Path, Loaded]) -> bool:
        """Asked of one after another."""
        document = one[1]
        if not isinstance(document, Document):
            return False
        seen = document.digest in self._seen
        self._seen.add(document.digest)
        return self._keep_same or not seen


def _added(editing: Editing, loaded: Sequence[tuple[Path, Loaded]]) -> list[Outcome]:
    """Adds documents that are new."""
    documents = [(path, each) for path, each in loaded if isinstance(each, Document)]
    language = editing.info().language
    numbers = sources.add_all(editing, [_source(each, language) for _path, each in documents])
    return [
        Outcome(path, Taken(document=each, source=number))
        for (path, each), number in zip(documents, numbers, strict=True)
    ]


def _source(document: Document, language: str) -> sources.NewSource:
    """The source that a document becomes; ``language`` is the case's, for one that shows none."""
    said = document.proposal
    return sources.NewSource(
        title=said.title,
        text=document.text,
        language=said.language or language,
        kind=said.kind,
        publisher=said.publisher,
        author=said.author,
        published=said.published,
        url=said.url,
        original=document.data,
        pages=None if document.pages is None else document.pages.packed(),
        file=document.name,
        encoding=document.encoding,
    )


def _outcome(case: Case, path: Path, loaded: Loaded, keep_same: bool) -> Outcome:
    """Takes a file that may be no new source; what it did is taken back when it contradicts the case."""
    try:
        with case.change(_("Import {name}").format(name=path.name), kind="import") as editing:
            return Outcome(path, _taken(editing, loaded, keep_same))
    except CaseFaults as fault:
        return Outcome(path, fault=fault)


def _taken(editing: Editing, loaded: Loaded, keep_same: bool) -> Taken:
    if isinstance(loaded, Contents):
        return Taken(merged=case_json.merge(editing, loaded))
    if isinstance(loaded, Brief):
        if loaded.returned.case == editing.info().uid:
            return Taken(back=returned.take_back(editing, loaded.returned))
        loaded = loaded.document  # of another case: it may be quoted like any document
    same = None if keep_same else sources.same_text(editing, loaded.digest)
    if same is not None:
        back = _marked_copy(editing, same, loaded)
        return Taken(back=back) if back is not None else Taken(document=loaded, source=same.id, same_as=_named(same))
    (number,) = sources.add_all(editing, [_source(loaded, editing.info().language)])
    return Taken(document=loaded, source=number)


def _named(source: Source) -> str:
    return source.title or source.key


def _marked_copy(editing: Editing, same: Source, loaded: Document) -> returned.TakenBack | None:
    """What became of the marks in another copy of a PDF that is a source; None when it has none of its own."""
    original = sources.original(editing, same.id) or b""
    if loaded.pages is None or loaded.data == original:
        return None
    known = {mark.key for mark in _marks(original, loaded.text, same)}
    found = [mark for mark in _marks(loaded.data, loaded.text, same) if mark.key not in known]
    if not found:
        return None
    added = foreign_marks.take(editing, same.id, found)
    whole = sum(1 + len(mark.answers) for mark in found)
    return returned.TakenBack(added, whole - added, (), (), _named(same))


def _marks(data: bytes, text: str, source: Source) -> Sequence[foreign_marks.ForeignMark]:
    """The marks in a file; none where they cannot be read, since the text of it is known already."""
    try:
        return foreign_marks.foreign(marks.read(data), text, source.uid) if data else ()
    except WorldError:
        return ()
