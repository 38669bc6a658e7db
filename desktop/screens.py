"""The screens of an open case, as data: the sidebar, the Go menu and the views themselves are made from it."""

from dataclasses import dataclass

from desktop.words import _


@dataclass(frozen=True, slots=True)
class Screen:
    """A screen: ``menu`` is its name with the letter marked, ``section`` its group in the sidebar; ``module`` and
    ``view`` say where its View is, which is loaded when the first case is opened; ``short`` fits into the sidebar.
    """

    name: str
    section: str
    menu: str
    icon: str
    keys: str
    module: str
    view: str
    short: str = ""

    @property
    def title(self) -> str:
        """The name of the screen."""
        return self.menu.replace("&", "")


def screens() -> tuple[Screen, ...]:
    """All screens, in the order of the work."""
    gaps = _("Contradictions")
    record, model, compare, write = _("Record"), _("Model"), _("Compare"), _("Write")
    return (
        Screen("sources", record, _("&Sources"), "book-open", "Ctrl+1", "sources", "Sources"),
        Screen("statements", record, _("S&tatements"), "quote", "Ctrl+2", "statements", "Statements"),
        Screen("actors", record, _("&Actors"), "users", "Ctrl+3", "actors", "Actors"),
        Screen("scenarios", model, _("S&cenarios"), "shapes", "Ctrl+4", "scenarios", "Scenarios"),
        Screen("matrix", compare, _("&Matrix"), "table-2", "Ctrl+5", "matrix", "Matrix"),
        Screen("sides", compare, _("Si&de by side"), "columns-2", "Ctrl+6", "side_by_side", "SideBySide"),
        Screen("what_if", compare, _("&What if"), "sliders-horizontal", "Ctrl+7", "what_if", "WhatIf"),
        Screen("gaps", compare, _("Contradictions and &gaps"), "triangle-alert", "Ctrl+Shift+G", "gaps", "Gaps", gaps),
        Screen("notes", write, _("&Notes"), "sticky-note", "F8", "notes", "Notes"),
        Screen("report", write, _("&Report"), "file-text", "Ctrl+P", "report", "Report"),
    )
