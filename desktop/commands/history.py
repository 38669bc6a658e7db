"""``rapporteur history CASE``: who did what, and when; of one entry what it was before and after."""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from db import history
from db.history import Detail, Entry
from desktop import history_words
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.commands.options import Refused
from desktop.words import _

MOST = 200
"""Rows of an entry that are printed for people."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    told = _("tell what this entry changed, before and after")
    parser.add_argument("--entry", metavar="NUMBER", type=int, default=None, help=told)
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Prints the entries, oldest first, or one of them."""
    with taken.for_reading(options) as case, case.read() as reading:
        entries = history.entries(reading)
        if options.entry is None:
            _tell(entries, as_json=options.json)
            return 0
        chosen = next((entry for entry in entries if entry.id == options.entry), None)
        if chosen is None:
            raise Refused(_("The history has no entry {number}.").format(number=options.entry))
        details = history.details(reading, chosen.id, most=None if options.json else MOST + 1)
    _tell_one(chosen, details, as_json=options.json)
    return 0


def _tell(entries: Sequence[Entry], *, as_json: bool) -> None:
    if as_json:
        terminal.document([_plain(entry) for entry in entries])
        return
    authors = max((terminal.columns(terminal.clean(entry.author)) for entry in entries), default=0)
    for entry in entries:
        author = terminal.filled(terminal.clean(entry.author), authors)
        print(f"{entry.id:>5}  {history_words.moment(entry)}  {author}  {_title(entry)}".rstrip())


def _title(entry: Entry) -> str:
    return terminal.clean(history_words.title(entry))


def _plain(entry: Entry) -> dict[str, Any]:
    """An entry as a program reads it."""
    told = {"id": entry.id, "kind": entry.kind, "label": entry.label, "author": entry.author, "at": entry.at}
    return told | {"target": entry.target, "revision": entry.revision}


def _tell_one(entry: Entry, details: Sequence[Detail], *, as_json: bool) -> None:
    if as_json:
        terminal.document(_plain(entry) | {"changes": [asdict(detail) for detail in details]})
        return
    print(f"{entry.id}  {history_words.moment(entry)}  {terminal.clean(entry.author)}  {_title(entry)}")
    if not entry.kept:
        print(_("What it did in detail is no longer kept."))
    for detail in details[:MOST]:
        thing = "" if detail.thing is None else f" {detail.thing}"
        print(
            f"  {history_words.kind(detail.kind)}{thing}: {detail.table.replace('_', ' ')} {history_words.done(detail)}"
        )
        for name, before, after in history_words.fields(detail):
            told = {"I": after, "D": before}.get(detail.op, f"{before or '–'} → {after or '–'}")
            print(f"      {name}: {terminal.clean(told)}")
    if len(details) > MOST:
        print(_("… and more; --json tells all of it."))
