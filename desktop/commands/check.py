"""``rapporteur check CASE``: is the file sound, does every quotation stand where it should; what can be repaired."""

import argparse
from collections.abc import Sequence

from db import integrity
from db.integrity import Finding
from desktop import words
from desktop.analysis.cells import Comparison
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    parser.add_argument("--repair", action="store_true", help=_("repair what can be repaired without any loss"))
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Tells what is wrong; the status is 1 when something is."""
    moved = _repaired(options) if options.repair else 0
    with taken.for_reading(options) as case:
        found = integrity.check(case)
        remarks = () if found else _remarks(Comparison(case.snapshot()))
    if options.json:
        terminal.document(
            {
                "sound": not found,
                "repaired": moved,
                "findings": [_as_json(each) for each in found],
                "remarks": [_as_json(each) for each in remarks],
            }
        )
    else:
        _print(found, remarks, moved)
    return 1 if found else 0


def _repaired(options: argparse.Namespace) -> int:
    with taken.for_writing(options) as case, case.change(_("Repair quotations")) as editing:
        return integrity.repair(editing)


def _remarks(comparison: Comparison) -> tuple[Finding, ...]:
    """What is no fault, and still worth knowing."""
    return tuple(Finding("bare-subject", {"issue": issue.name}) for issue in comparison.bare_subjects)


def _as_json(finding: Finding) -> dict[str, object]:
    told = words.finding(finding.code, finding.facts)
    return {"code": finding.code, "told": told, "repairable": finding.repairable} | finding.facts


def _print(found: Sequence[Finding], remarks: Sequence[Finding], moved: int) -> None:
    if moved:
        print(words.count(moved, "{n} quotation was put in its place.", "{n} quotations were put in their places."))
    for each in found:
        terminal.told(terminal.clean(words.finding(each.code, each.facts)))
    for each in remarks:
        print(terminal.clean(words.finding(each.code, each.facts)))
    if not found:
        print(_("The case is sound, and every quotation stands where it should."))
    elif any(each.repairable for each in found):
        terminal.told(_("What stands elsewhere can be put in its place: rapporteur check CASE --repair"))
