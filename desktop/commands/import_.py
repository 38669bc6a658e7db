"""``rapporteur import CASE FILE…``: texts become sources, a case file is merged in."""

import argparse
import contextlib
from pathlib import Path
from typing import Any

from db.case import Case
from db.drafts import Contents
from db.errors import CaseNotFound, RapporteurError
from desktop import words
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.exchange import incoming
from desktop.exchange.case_faults import CaseFaults
from desktop.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help=_("plain text, or a case as .json"))
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Takes every file that can be taken; one that cannot does not stop the others."""
    progress, outcomes = terminal.Progress(), []
    with contextlib.ExitStack() as stack:
        work = Import(options, stack)
        for number, path in enumerate(options.files, 1):
            progress(_("Importing"), number, len(options.files))
            outcome = work.outcome(path)
            progress.end()
            outcomes.append(outcome)
            if not options.json:
                _tell(outcome)
    if options.json:
        terminal.document(outcomes)
    return 0 if all(outcome["done"] for outcome in outcomes) else 1


class Import:
    """Takes files into a case, which is made when the first one can be taken and there is none."""

    def __init__(self, options: argparse.Namespace, stack: contextlib.ExitStack) -> None:
        self._options = options
        self._stack = stack
        self._case: Case | None = None
        try:
            self._case = stack.enter_context(taken.for_writing(options))
        except CaseNotFound:
            if options.case.suffix.lower() != ".rapporteur":
                raise

    def outcome(self, path: Path) -> dict[str, Any]:
        """What became of a file."""
        try:
            loaded = incoming.load(path)
            case, new = self._opened(path, loaded)
            try:
                return {"file": str(path), "done": True, **_took(incoming.take(case, path.name, loaded))}
            except BaseException:
                if new:
                    self._forget()
                raise
        except CaseFaults as error:
            return {"file": str(path), "done": False, "faults": list(error.faults)}
        except RapporteurError as error:
            return {"file": str(path), "done": False, "faults": [words.error(error)]}

    def _opened(self, path: Path, loaded: Any) -> tuple[Case, bool]:
        """The case, and whether it was made for this file."""
        if self._case is not None:
            return self._case, False
        title = loaded.case.title if isinstance(loaded, Contents) else self._options.case.stem
        author = taken.author(self._options)
        self._case = self._stack.enter_context(Case.create(self._options.case, title=title, author=author))
        return self._case, True

    def _forget(self) -> None:
        """Takes back a case that was made for nothing."""
        if self._case is not None:
            path = self._case.path
            self._case.close()
            self._case = None
            path.unlink(missing_ok=True)


def _took(outcome: incoming.Taken) -> dict[str, Any]:
    """What was taken, as a program reads it."""
    if outcome.merged is not None:
        return {"as": "case", "added": outcome.merged.added}
    plain = outcome.plain
    told: dict[str, Any] = {"as": "source", "title": outcome.title, "same_as": outcome.same_as}
    if plain is not None:
        told |= {"characters": len(plain.text), "encoding": plain.encoding, "guessed": plain.guessed}
    return told


def _tell(outcome: dict[str, Any]) -> None:
    name = terminal.clean(outcome["file"])
    if not outcome["done"]:
        for fault in outcome["faults"]:
            terminal.told(f"{name}: {terminal.clean(fault)}")
    elif outcome["as"] == "case":
        print(f"{name}: {_merged(outcome['added'])}")
    else:
        print(f"{name}: {_read(outcome)}")


def _merged(added: dict[str, int]) -> str:
    if not added:
        return _("everything in it was there already; nothing was added.")
    counts = words.listing([_counted(kind, number) for kind, number in added.items()])
    return _("merged in; added {counts}.").format(counts=counts)


def _read(outcome: dict[str, Any]) -> str:
    if outcome["same_as"]:
        return _("the same text is there already as “{title}”; nothing was added.").format(
            title=terminal.clean(outcome["same_as"])
        )
    told = words.count(outcome["characters"], "a new source of {n} character", "a new source of {n} characters")
    if outcome["guessed"]:
        told += _("; read as {encoding}, a guess from its bytes: look whether the letters are right")
    elif outcome["encoding"] != "utf-8":
        told += _("; read as {encoding}")
    return told.format(encoding=outcome["encoding"]) + "."


def _counted(kind: str, number: int) -> str:
    return {
        "actors": words.count(number, "{n} actor", "{n} actors"),
        "affiliations": words.count(number, "{n} affiliation", "{n} affiliations"),
        "issues": words.count(number, "{n} issue", "{n} issues"),
        "factors": words.count(number, "{n} factor", "{n} factors"),
        "exclusions": words.count(number, "{n} exclusion", "{n} exclusions"),
        "scenarios": words.count(number, "{n} scenario", "{n} scenarios"),
        "sources": words.count(number, "{n} source", "{n} sources"),
        "statements": words.count(number, "{n} statement", "{n} statements"),
        "links": words.count(number, "{n} link", "{n} links"),
        "assessments": words.count(number, "{n} assessment", "{n} assessments"),
        "notes": words.count(number, "{n} note", "{n} notes"),
    }[kind]
