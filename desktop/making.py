"""Makes the views of the window ahead of their being wanted; one wanted meanwhile is made to its end at once."""

import importlib
from collections.abc import Callable, Iterator

from desktop.jobs import at_once
from desktop.loading import in_parts
from desktop.screens import Screen, screens
from desktop.views.view import View
from desktop.views.workbench import Workbench
from desktop.workspace import Workspace


class Making:
    """Puts each view into the workbench, once. ``connect`` leads it to the rest of the window."""

    def __init__(self, bench: Workbench, workspace: Workspace, connect: Callable[[str, View], object]) -> None:
        self._bench = bench
        self._workspace = workspace
        self._connect = connect
        self._begun: dict[str, Iterator[None]] = {}

    def ahead(self, name: str) -> Iterator[None]:
        """Loads what a view needs and makes it, a little in a step."""
        screen = _named(name)
        yield from in_parts(f"desktop.views.{screen.module}")
        yield from self._steps(screen)

    def at_once(self, name: str) -> None:
        """Makes a view that is wanted now, or what is still to be made of it."""
        at_once(self._steps(_named(name)))

    def finish(self) -> None:
        """Makes to their end what was begun: parts that have no place yet would be taken down on any thread."""
        for steps in self._begun.values():
            at_once(steps)

    def _steps(self, screen: Screen) -> Iterator[None]:
        if screen.name not in self._begun:
            self._begun[screen.name] = self._made(screen)
        return self._begun[screen.name]

    def _made(self, screen: Screen) -> Iterator[None]:
        """The parts of a view, its inspector, then the whole."""
        view = yield from _view_of(screen).made_in_steps(self._workspace, self._bench.views)
        yield
        self._bench.put_inspector(view)
        yield
        self._connect(screen.name, view)
        self._bench.add(screen.name, view)


def _named(name: str) -> Screen:
    return next(each for each in screens() if each.name == name)


def _view_of(screen: Screen) -> type[View]:
    view: type[View] = getattr(importlib.import_module(f"desktop.views.{screen.module}"), screen.view)
    return view
