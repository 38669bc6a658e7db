"""The error tree. An error carries a code and facts; ``desktop/words.py`` makes the sentence that a person reads.

RapporteurError
├── WorldError             the world's fault: told in one sentence, the program goes on
│   ├── CaseNotFound       case-not-found: there is no file at ``path``
│   ├── CaseExists         case-exists: there is a file at ``path`` already
│   ├── NotACase           not-a-case, is-a-folder, wrong-suffix (``suffix``): ``path`` is something else
│   ├── CaseNewer          case-newer: made by a newer Rapporteur (``version``, ``known``)
│   ├── CaseDamaged        case-damaged: the database is not sound (``detail``)
│   ├── CaseLocked         case-locked: somebody else is writing in it
│   │                      case-held: open elsewhere (``author``, ``host``, ``since``); case-taken-over: no longer ours
│   ├── CaseMoved          case-moved: the file was moved, replaced or deleted while it was open
│   ├── ReadOnly           case-read-only: the file cannot be written, or was opened for reading
│   ├── FolderNotWritable  folder-not-writable: ``folder`` takes no new files
│   ├── NoAccess           no-access: the file cannot be read
│   ├── DiskFull           disk-full: nothing was lost; the last edit was not saved
│   ├── DiskFault          disk-fault: reading or writing failed (``detail``)
│   ├── UndoConflict       undo-conflict: the record is not as the history says (``label``); nothing was undone
│   ├── BackupFailed       backup-failed: the copy was not sound (``detail``); the backups before it were kept
│   ├── MigrationFailed    migration-failed: the older case is as it was (``detail``)
│   └── ChildFailed        a child process gave no result
│       ├── ChildCancelled     child-cancelled: somebody asked it to stop
│       ├── ChildTimedOut      child-timed-out: after ``seconds``
│       └── ChildOutOfMemory   child-out-of-memory: more than ``memory`` bytes
└── RequestError           ours: the caller asked for something impossible
    ├── BadRequest         bad-request and the like: a value, id or key that cannot be (``detail``)
    ├── NotThere           not-there: no ``kind`` with this ``id``
    ├── KeyTaken           key-taken: something of this kind has this ``key`` already
    ├── StillUsed          still-used: something else refers to it, or it refers to nothing (``detail``)
    ├── EditOutsideChange  edit-outside-change: writing without ``Case.change``
    ├── NothingToUndo      nothing-to-undo, nothing-to-redo, history-trimmed: there is no such step
    ├── WrongThread        wrong-thread: a case belongs to the thread that opened it
    └── CaseClosed         case-closed: it was closed before
"""

from typing import Any, ClassVar


class RapporteurError(Exception):
    """Something went wrong that has a name.

    Args:
        code: which case of the class it is; without it the class's own code.
        **facts: what a sentence about it needs, such as ``path``.
    """

    default: ClassVar[str] = "failed"

    def __init__(self, code: str | None = None, /, **facts: Any) -> None:
        self.code = code or self.default
        self.facts = facts
        super().__init__(self.code)

    def __str__(self) -> str:
        told = ", ".join(f"{name}={value}" for name, value in self.facts.items())
        return f"{self.code} ({told})" if told else self.code


class WorldError(RapporteurError):
    """The world's fault."""


class CaseNotFound(WorldError):
    """There is no such file."""

    default = "case-not-found"


class CaseExists(WorldError):
    """There is a file already, and nobody asked to replace it."""

    default = "case-exists"


class NotACase(WorldError):
    """The file is something else."""

    default = "not-a-case"


class CaseNewer(WorldError):
    """A newer Rapporteur made the file."""

    default = "case-newer"


class CaseDamaged(WorldError):
    """The database is not sound."""

    default = "case-damaged"


class CaseLocked(WorldError):
    """Somebody else is writing."""

    default = "case-locked"


class CaseMoved(WorldError):
    """The file under the open case is no longer the one at its path."""

    default = "case-moved"


class ReadOnly(WorldError):
    """The case cannot be written."""

    default = "case-read-only"


class FolderNotWritable(WorldError):
    """The folder takes no new files, so nothing can be made or saved in it."""

    default = "folder-not-writable"


class NoAccess(WorldError):
    """The file may not be read."""

    default = "no-access"


class DiskFull(WorldError):
    """No space left; the edit was rolled back."""

    default = "disk-full"


class DiskFault(WorldError):
    """Reading or writing failed."""

    default = "disk-fault"


class UndoConflict(WorldError):
    """What is to be undone is not there as the history says."""

    default = "undo-conflict"


class BackupFailed(WorldError):
    """A backup was made and found not to be sound; it was thrown away."""

    default = "backup-failed"


class MigrationFailed(WorldError):
    """An older case could not be brought up to date; it was left as it was."""

    default = "migration-failed"


class ChildFailed(WorldError):
    """A child process ended without a result."""

    default = "child-failed"


class ChildCancelled(ChildFailed):
    """Somebody asked the child process to stop."""

    default = "child-cancelled"


class ChildTimedOut(ChildFailed):
    """The child process took too long."""

    default = "child-timed-out"


class ChildOutOfMemory(ChildFailed):
    """The child process wanted too much memory."""

    default = "child-out-of-memory"


class RequestError(RapporteurError):
    """The caller's fault."""

    default = "bad-request"


class BadRequest(RequestError):
    """A value, id or key that cannot be."""

    default = "bad-request"


class NotThere(RequestError):
    """There is no such thing in the case."""

    default = "not-there"


class KeyTaken(RequestError):
    """Another thing of this kind has this key."""

    default = "key-taken"


class StillUsed(RequestError):
    """A reference would lead nowhere."""

    default = "still-used"


class EditOutsideChange(RequestError):
    """Somebody wrote without ``Case.change``."""

    default = "edit-outside-change"


class NothingToUndo(RequestError):
    """There is no step to undo, or to redo."""

    default = "nothing-to-undo"


class WrongThread(RequestError):
    """A case was used from a thread that is not its own."""

    default = "wrong-thread"


class CaseClosed(RequestError):
    """The case, or the reading, is over."""

    default = "case-closed"
