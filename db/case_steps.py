"""What is done to an open case: changes, each one action of the log, and undo, redo and going back.

``Case`` is made of this, of ``db/case_file.py`` and of how a case is made, opened and closed (``db/case.py``).
"""

from collections.abc import Iterator
from contextlib import contextmanager

from db import log, search, stacks, timeline
from db.case_file import OpenFile, ended
from db.errors import BadRequest, NothingToUndo, StillUsed, UndoConflict
from db.reading import Editing, Reading
from db.records import Changes
from db.sqlite import triggers
from db.stacks import Stacks, Step


class Steps(OpenFile):
    """An open case that can be changed."""

    @contextmanager
    def change(self, label: str, *, kind: str = "edit", merge: str = "") -> Iterator[Editing]:
        """One action on the case, as the analyst would name it; an exception takes all of it back.

        Args:
            label: what is done, as the history will show it.
            kind: ``edit``, ``import`` and the like; ``view`` is no step for undo.
            merge: names what is being typed in, such as ``note 7 body``: what follows of the same within 30 seconds,
                and before ``settle``, becomes one step with it.

        Raises:
            ReadOnly: the case was opened for reading, or cannot be written.
            CaseLocked: somebody else is writing.
            CaseMoved: the file is no longer there, or another one is.
            DiskFull: nothing was lost; this change was not saved.
        """
        self._check_writable()
        if self._inside is None:
            with self._action(label, kind, merge) as editing:
                yield editing
        elif isinstance(self._inside, Editing):
            with self._part(self._inside, label, kind) as editing:
                yield editing
        else:
            raise BadRequest("change-inside-read", path=self.path)

    def settle(self) -> None:
        """Ends a step of typing: what is typed next is another one."""
        self._typing.end()

    def can_undo(self) -> Step | None:
        """What ``undo`` would take back; None when there is nothing."""
        steps = self._steps().undo
        return steps[-1] if steps else None

    def can_redo(self) -> Step | None:
        """What ``redo`` would do again; None when there is nothing."""
        steps = self._steps().redo
        return steps[-1] if steps else None

    def undo(self, steps: int = 1) -> Changes:
        """Takes back the last steps, also those of an earlier day.

        Raises:
            NothingToUndo: there are not so many.
            UndoConflict: the record is not as the history says; nothing was undone.
        """
        return self._turn(log.UNDO, steps)

    def redo(self, steps: int = 1) -> Changes:
        """Does again what was undone last; errors as ``undo``."""
        return self._turn(log.REDO, steps)

    def go_back(self, action: int) -> Changes:
        """Makes the record what it was after an action, by undoing, and doing again, what lies between.

        It can be the state of a branch that was undone and left. Every step on the way can be undone.

        Raises:
            NothingToUndo: the history does not tell that state, or no longer.
            UndoConflict: the record is not as the history says; nothing was changed.
        """
        with self.read() as reading:
            line = timeline.read(reading.connection)
        state = line.after(action)
        if state is None:
            raise NothingToUndo("history-trimmed", path=self.path)
        with self._turning(state.label) as editing:
            for turn in line.way(state):
                found = self._steps_in(editing)
                again = log.REDO if found.redo and found.redo[-1].id == turn.action else log.RETURN
                with self._step(log.UNDO if turn.up else again, turn.label, turn.action):
                    log.turn_back(editing.connection, [turn.action], self.path, turn.label)
        return editing.changes

    def mark(self, label: str) -> Changes:
        """Names the record as it is now: the history leads back to it, undo passes over it. Errors as ``change``.

        Args:
            label: its name.
        """
        self._check_writable()
        if self._inside is not None:
            raise BadRequest("change-inside-read", path=self.path)
        self._typing.end()
        with self._transaction(writing=True):
            action = log.begin(self._connection, kind=log.MARK, label=label, author=self.author)
            revision = log.revision(self._connection) + 1
            log.seal(self._connection, action, revision)
            log.count_up(self._connection, revision)
            self._check_file()
            self._connection.commit()
        if self._stacks is not None:
            self._stacks.revision = revision
        return Changes(label, revision)

    @contextmanager
    def _action(self, label: str, kind: str, merge: str) -> Iterator[Editing]:
        with self._transaction(writing=True):
            last = self._typing.resumed(self._connection, kind, merge, self.author)
            action = last or log.begin(self._connection, kind=kind, label=label, author=self.author)
            triggers.start(self._driver, action.id, kind)
            editing = self._editing(label, kind)
            with ended(editing), self._in(editing):
                yield editing
            if last is not None:
                log.compress(self._connection, action.id)
            if self._landed(editing, action):
                self._typing.go_on(merge, action.id, self.author)
                if last is None and self._stacks is not None:
                    self._stacks.note(kind, Step(action.id, label))

    @contextmanager
    def _part(self, outer: Editing, label: str, kind: str) -> Iterator[Editing]:
        outer.gather(triggers.take(self._driver))
        revision = outer.changes.revision
        editing = Editing(self._connection, label=label, kind=kind, author=self.author, revision=revision)
        with self._connection.begin_nested():
            with ended(editing), self._in(editing):
                yield editing
            editing.gather(triggers.take(self._driver))
        if editing.touched:
            editing.changes = Changes(label, revision + 1, editing.touched)
        outer.gather(editing.touched)

    @contextmanager
    def _turning(self, label: str) -> Iterator[Editing]:
        """A transaction for undo and its like: several actions with one commit, or none."""
        self._check_writable()
        if self._inside is not None:
            raise BadRequest("undo-inside", path=self.path)
        self._steps()
        self._typing.end()
        try:
            with self._transaction(writing=True):
                editing = self._editing(label, log.UNDO)
                with ended(editing), self._in(editing):
                    yield editing
                self._landed(editing)
        except BaseException as error:
            self._stacks = None  # they may have got ahead of what is in the file
            if isinstance(error, StillUsed):
                raise UndoConflict(path=self.path, label=label) from error
            raise

    def _turn(self, kind: str, steps: int) -> Changes:
        found = self._steps()
        if not 0 < steps <= len(found.of(kind)):
            raise NothingToUndo(f"nothing-to-{kind}", path=self.path)
        with self._turning(found.of(kind)[-steps].label) as editing:
            for _step in range(steps):
                target = self._steps_in(editing).of(kind)[-1]
                with self._step(kind, target.label, target.id):
                    log.turn_back(editing.connection, [target.id], self.path, target.label)
        return editing.changes

    @contextmanager
    def _step(self, kind: str, label: str, target: int) -> Iterator[None]:
        """One action of its own inside ``_turning``."""
        action = log.begin(self._connection, kind=kind, label=label, author=self.author, target=target)
        triggers.start(self._driver, action.id, kind)
        yield
        log.seal(self._connection, action, log.revision(self._connection) + 1)
        if self._stacks is not None:
            self._stacks.note(kind, Step(action.id, label))

    def _editing(self, label: str, kind: str) -> Editing:
        revision = log.revision(self._connection)
        return Editing(self._connection, label=label, kind=kind, author=self.author, revision=revision)

    def _landed(self, editing: Editing, action: log.Action | None = None) -> bool:
        """Commits what was edited, if anything was; ``action`` is sealed first."""
        editing.gather(triggers.take(self._driver))
        triggers.stop(self._driver)
        if not editing.touched:
            return False
        revision = editing.changes.revision + 1
        tables = None if action is None else log.seal(self._connection, action, revision)
        editing.changes = Changes(editing.label, revision, editing.touched, tables)
        search.sync(self._connection, editing.changes)
        log.count_up(self._connection, revision)
        self._check_file()
        self._connection.commit()
        if self._stacks is not None:
            self._stacks.revision = revision
        return True

    def _steps(self) -> Stacks:
        """What can be undone and redone; read from the log the first time, and when somebody else has written."""
        with self.read() as reading:
            return self._steps_in(reading)

    def _steps_in(self, reading: Reading) -> Stacks:
        revision = log.revision(reading.connection)
        if self._stacks is None or self._stacks.revision != revision:
            self._stacks = stacks.read(reading.connection, revision)
        return self._stacks
