"""``rapporteur redo CASE``: does again what was undone last."""

import argparse

from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.commands.undo import outcome
from desktop.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Does it again, and tells what."""
    with taken.for_writing(options) as case:
        changes = case.redo()
        if options.json:
            terminal.document(outcome(case, changes.label))
        else:
            print(_("Did again: {label}.").format(label=terminal.clean(changes.label)))
    return 0
