"""``rapporteur import CASE FILE…``: documents become sources, a case file is merged in."""

import argparse
from pathlib import Path
from typing import Any

from db.case import Case
from db.errors import CaseNotFound, WorldError
from desktop import words
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.exchange import incoming, returned
from desktop.exchange.incoming import Outcome, Taken
from desktop.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    told = _("documents (text, HTML, PDF, DOCX, ODT, RTF, EPUB, mail), folders of them, or a case as .json")
    parser.add_argument("files", metavar="FILE", type=Path, nargs="+", help=told)
    parser.add_argument("--encoding", default="", help=_("the encoding of texts, instead of the one that is found"))
    parser.add_argument("--password", default=None, help=_("opens encrypted PDFs; it is not kept"))
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Takes every file that can be taken; one that cannot does not stop the others."""
    case, new = _opened(options)
    outcomes: list[Outcome] = []
    try:
        with case:
            outcomes = _taken(case, options)
    finally:
        if new and not any(each.taken is not None for each in outcomes):
            case.path.unlink(missing_ok=True)
    return _told(outcomes, as_json=options.json)


def _taken(case: Case, options: argparse.Namespace) -> list[Outcome]:
    progress = terminal.Progress()
    listed = incoming.expanded(options.files)
    try:
        return incoming.take_files(
            case,
            listed,
            passwords=dict.fromkeys(listed, options.password) if options.password is not None else None,
            encoding=options.encoding,
            progress=lambda name, done, total: progress(_("Importing {name}").format(name=name), done, total),
        )
    finally:
        progress.end()


def _opened(options: argparse.Namespace) -> tuple[Case, bool]:
    """The case, and whether it was made for these files."""
    try:
        return taken.for_writing(options), False
    except CaseNotFound:
        author, here = taken.author(options), taken.here()
        return Case.create(options.case, title=options.case.stem, author=author, known=here), True


def _told(outcomes: list[Outcome], *, as_json: bool) -> int:
    told = [_as_json(each) for each in outcomes]
    if as_json:
        terminal.document(told)
    else:
        for each in told:
            _tell(each)
    return 0 if all(each["done"] for each in told) else 1


def _as_json(outcome: Outcome) -> dict[str, Any]:
    """What became of a file, as a program reads it."""
    if outcome.taken is not None:
        return {"file": str(outcome.path), "done": True, **_took(outcome.taken)}
    faults = getattr(outcome.fault, "faults", ()) or (words.error(outcome.fault or WorldError()),)
    return {"file": str(outcome.path), "done": False, "faults": list(faults)}


def _took(outcome: Taken) -> dict[str, Any]:
    if outcome.merged is not None:
        return {"as": "case", "added": outcome.merged.added}
    if outcome.back is not None:
        back = outcome.back
        told = {"added": back.added, "known": back.known, "left_out": returned.left_out(back)}
        return {"as": "comments", **told, "told": returned.told(back)}
    document = outcome.document
    if document is None:
        return {"as": "nothing"}
    return {
        "as": "source",
        "title": document.proposal.title,
        "same_as": outcome.same_as,
        "format": document.format.value,
        "characters": len(document.text),
        "encoding": document.encoding,
        "guessed": document.guessed,
        "notices": [words.notice(each.code, each.facts) for each in document.notices],
    }


def _tell(outcome: dict[str, Any]) -> None:
    name = terminal.clean(outcome["file"])
    if not outcome["done"]:
        for fault in outcome["faults"]:
            terminal.told(f"{name}: {terminal.clean(fault)}")
    elif outcome["as"] == "case":
        print(f"{name}: {_merged(outcome['added'])}")
    elif outcome["as"] == "comments":
        _tell_comments(name, outcome)
    else:
        print(f"{name}: {_read(outcome)}")


def _tell_comments(name: str, outcome: dict[str, Any]) -> None:
    """What came back with a brief; words that are on nothing in the case are told in full, that nothing gets lost."""
    print(f"{name}: {outcome['told']}.")
    for comment in outcome["left_out"]:
        print(f"  “{terminal.clean(comment)}”")


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
    elif outcome["encoding"] not in ("", "utf-8"):
        told += _("; read as {encoding}")
    return " ".join([told.format(encoding=outcome["encoding"]) + ".", *outcome["notices"]])


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
        "views": words.count(number, "{n} saved view", "{n} saved views"),
    }[kind]
