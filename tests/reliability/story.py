"""Edits, undoes, redoes, goes back, closes, opens and crashes in any order; a plain list of pages says what must be."""

import random
import shutil
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, settings
from hypothesis import strategies as some
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy import text

from db import history, replay, search
from db.case import Case
from tests.db.edits import EDITS, held
from tests.db.edits import do as edit

NAMES = sorted(EDITS)
LOOK = 8
"""Steps after which the whole history is looked at."""


class Story:
    """A case, and what it must hold: the pages before and after the present one, as undo and redo should turn them."""

    def __init__(self, sample, folder):
        self.path = folder / "story.rapporteur"
        shutil.copyfile(sample, self.path)
        self.case = Case.open(self.path, author="ann")
        self.pages, self.later = [self._page()], []
        self.after = {self._last(): self.pages[0]}
        self.told = True
        """Whether ``later`` is all that can be redone; after going back only the case knows."""
        self.steps = 0

    def _page(self):
        page = held(self.case)
        (row,) = page["case"]
        return page | {"case": row[:2]}

    def _last(self):
        with self.case.read() as reading:
            return history.entries(reading, most=1)[0].id

    def edit(self, name, seed):
        changes = self._replace(seed) if name == "replace" else edit(self.case, random.Random(seed), name)
        if changes is not None and changes.ids:
            self.pages.append(self._page())
            self.later, self.told = [], True
            self.after[self._last()] = self.pages[-1]

    def _replace(self, seed):
        """A row in place of another one, which SQLite does in one statement."""
        with self.case.change("replace") as editing:
            asked = (
                "INSERT OR REPLACE INTO note SELECT id, uid, key, statement, position, actor, scenario, factor, issue,"
            )
            rest = ' source, start, "end", :body, author, at, tags, NULL, done FROM note ORDER BY id LIMIT 1'
            editing.connection.execute(text(asked + rest), {"body": f"replaced {seed}"})
        return editing.changes

    def undo(self):
        if len(self.pages) > 1:
            self.case.undo()
            self.later.append(self.pages.pop())
            self.after[self._last()] = self.pages[-1]

    def redo(self):
        if self.told:
            assert (self.case.can_redo() is None) == (not self.later)
        if self.later:
            self.case.redo()
            self.pages.append(self.later.pop())
            self.after[self._last()] = self.pages[-1]

    def go_back(self, seed):
        entry = random.Random(seed).choice(sorted(self.after))
        self.case.go_back(entry)
        assert self._page() == self.after[entry]
        self.pages, self.later, self.told = [self.after[entry]], [], False

    def reopen(self):
        self.case.close()
        self.case = Case.open(self.path, author="ann")

    def look(self):
        self.steps += 1
        assert self._page() == self.pages[-1]
        if self.steps % LOOK == 0:
            self.examine()

    def examine(self):
        with self.case.read() as reading:
            assert replay.broken_seal(reading.connection) is None
            assert list(replay.contradictions(reading.connection)) == []
            assert not search.stale(reading.connection)

    def end(self):
        self.case.close()


class _Crashed(Exception):
    """The process is gone."""


def crash(story, seed):
    """A copy of the file as it is while a change is open; the copy is what goes on."""
    copy = story.path.with_name("crashed.rapporteur")
    try:
        with story.case.change("Never done") as editing:
            editing.describe(title=f"never {seed}")
            edit(story.case, random.Random(seed), "coding.save")
            for ending in ("", "-journal"):
                beside = story.path.with_name(story.path.name + ending)
                if beside.exists():
                    shutil.copyfile(beside, copy.with_name(copy.name + ending))
            raise _Crashed
    except _Crashed:
        pass
    story.case.close()
    for ending in ("", "-journal"):
        found, place = copy.with_name(copy.name + ending), story.path.with_name(story.path.name + ending)
        if found.exists():
            shutil.move(found, place)
    story.case = Case.open(story.path, author="ann")


def tell(story, draw, steps):
    """A story by chance alone."""
    for _n in range(steps):
        chance = draw.random()
        if chance < 0.45:
            story.edit("replace" if draw.random() < 0.1 else draw.choice(NAMES), draw.randrange(10**6))
        elif chance < 0.65:
            story.undo()
        elif chance < 0.85:
            story.redo()
        elif chance < 0.90:
            story.go_back(draw.randrange(10**6))
        elif chance < 0.95:
            story.reopen()
        else:
            crash(story, draw.randrange(10**6))
        story.look()
    story.examine()


def machine(sample):
    """The story as hypothesis tells it, which shortens what goes wrong."""

    class Machine(RuleBasedStateMachine):
        def __init__(self):
            super().__init__()
            self.folder = tempfile.TemporaryDirectory()
            self.story = Story(sample, Path(self.folder.name))

        @rule(name=some.sampled_from([*NAMES, "replace"]), seed=some.integers(0, 10**6))
        def edit(self, name, seed):
            self.story.edit(name, seed)

        @rule()
        def undo(self):
            self.story.undo()

        @rule()
        def redo(self):
            self.story.redo()

        @rule(seed=some.integers(0, 10**6))
        def go_back(self, seed):
            self.story.go_back(seed)

        @rule()
        def reopen(self):
            self.story.reopen()

        @rule(seed=some.integers(0, 10**6))
        def crash(self, seed):
            crash(self.story, seed)

        @invariant()
        def as_the_pages_say(self):
            self.story.look()

        def teardown(self):
            self.story.examine()
            self.story.end()
            self.folder.cleanup()

    return Machine


def run(sample, examples, steps, *, derandomize=True):
    """So many stories of so many steps; an error tells the shortest one that goes wrong."""
    how = settings(
        max_examples=examples, stateful_step_count=steps, deadline=None, derandomize=derandomize, database=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    run_state_machine_as_test(machine(sample), settings=how)
