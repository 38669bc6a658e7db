"""``rapporteur undo CASE``: takes the last step back, also of an earlier day, or all since some point."""

import argparse

from db.case import Case
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    told = _("make the record what it was after this entry of the history")
    parser.add_argument("--to", metavar="NUMBER", type=int, default=None, help=told)
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Takes it back, and tells what."""
    with taken.for_writing(options) as case:
        changes = case.undo() if options.to is None else case.go_back(options.to)
        if options.json:
            terminal.document(outcome(case, changes.label))
        elif options.to is None:
            print(_("Undid: {label}.").format(label=terminal.clean(changes.label)))
        else:
            print(_("The record is what it was after entry {number}.").format(number=options.to))
    return 0


def outcome(case: Case, label: str) -> dict[str, str | None]:
    """What was done, and what could be done next, as a program reads it."""
    undo, redo = case.can_undo(), case.can_redo()
    return {"label": label, "undo": undo.label if undo else None, "redo": redo.label if redo else None}
