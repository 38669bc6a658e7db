"""The commands of the Code menu: what the coding keys do, on the view that is shown; off where they do nothing."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject

from desktop.actions import Actions
from desktop.views.workbench import Workbench
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.views.matrix import Matrix
    from desktop.views.sources import Sources
    from desktop.views.statements import Statements

Deed = tuple[Callable[[], bool], Callable[[], object]]
"""Whether it would do something now, and what it does."""


class CodingMenu(QObject):
    """Asks and does on behalf of the menu."""

    def __init__(self, parent: QObject, workspace: Workspace, bench: Workbench, actions: Actions) -> None:
        super().__init__(parent)
        self._workspace, self._bench, self._actions = workspace, bench, actions
        self._deeds: dict[str, Deed] = {**self._words(), **self._suggestions(), **self._form(), **self._elsewhere()}

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What each command does."""
        return {name: do for name, (_able, do) in self._deeds.items()}

    def make_ready(self) -> None:
        """Turns each command on or off, as things are."""
        there = self._workspace.path is not None
        for name, (able, _do) in self._deeds.items():
            self._actions[name].setEnabled(there and able())

    def _words(self) -> dict[str, Deed]:
        return {
            "code_words": (lambda: self._chosen() and self._writable(), lambda: self._sources().page.chosen.code()),
            "code_sentence": (self._reads, lambda: self._sources().page.chosen.select_sentence()),
            "code_note": (self._notes, self._note),
            "code_cite": (self._chosen, lambda: self._sources().hand.cite()),
        }

    def _suggestions(self) -> dict[str, Deed]:
        def suggested() -> bool:
            return self._reads() and bool(self._sources().side.form.suggestions.rows)

        def at_one() -> bool:
            return suggested() and self._sources().side.form.suggestions.current is not None

        def does(letter: str) -> Callable[[], object]:
            return lambda: self._sources().coding.letter(letter)

        return {
            "code_suggestion": (lambda: at_one() and self._writable(), does("A")),
            "code_skip": (at_one, does("X")),
            "code_next": (suggested, does("J")),
            "code_previous": (suggested, does("K")),
        }

    def _form(self) -> dict[str, Deed]:
        def codes() -> bool:
            return self._bench.name() == "sources" and self._sources().side.form.active()

        return {
            "code_save": (codes, lambda: self._sources().side.form.save()),
            "code_save_on": (codes, lambda: self._sources().side.form.save(go_on=True)),
            "code_guess": (codes, lambda: self._sources().side.form.fields.take_guess()),
        }

    def _elsewhere(self) -> dict[str, Deed]:
        def listed() -> bool:
            return self._bench.name() == "statements" and bool(self._statements().model.rowCount())

        def at_cell() -> bool:
            return self._bench.name() == "matrix" and self._matrix().table.currentIndex().isValid()

        return {
            "code_filter": (lambda: self._bench.name() == "statements", lambda: self._statements().command("F")),
            "code_condition": (lambda: listed() and self._writable(), lambda: self._statements().command("C")),
            "code_assess": (lambda: at_cell() and self._writable(), lambda: self._matrix().assess()),
            "code_what_if": (at_cell, lambda: self._matrix().what_if()),
        }

    def _notes(self) -> bool:
        """Whether a note can be written on something in the view."""
        return self._writable() and (self._reads() or self._bench.name() in ("statements", "matrix"))

    def _note(self) -> None:
        if self._bench.name() == "statements":
            self._statements().command("N")
        elif self._bench.name() == "matrix":
            self._matrix().note()
        elif self._chosen():
            self._sources().page.chosen.note()
        else:
            self._sources().hand.note(None, None)

    def _writable(self) -> bool:
        return not self._workspace.read_only

    def _reads(self) -> bool:
        """Whether a source is read."""
        return self._bench.name() == "sources" and self._sources().source() is not None

    def _chosen(self) -> bool:
        """Whether words of a source are selected."""
        return self._reads() and not self._sources().page.selection.empty

    def _sources(self) -> "Sources":
        return cast("Sources", self._bench.named("sources"))

    def _statements(self) -> "Statements":
        return cast("Statements", self._bench.named("statements"))

    def _matrix(self) -> "Matrix":
        return cast("Matrix", self._bench.named("matrix"))
