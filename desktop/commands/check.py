"""``rapporteur check CASE``: is the file sound, is the history true, does every quotation stand where it should.

What can be repaired is, when asked for; of a file that cannot be opened any more what can be saved is.
"""

import argparse
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

from db import integrity, mending, verifying
from db.case import Case
from db.errors import CaseDamaged
from db.integrity import Finding
from db.mending import Mended
from db.salvage import salvage
from desktop import words
from desktop.analysis.cells import Comparison
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    parser.add_argument("--repair", action="store_true", help=_("repair what can be repaired without any loss"))
    parser.add_argument(
        "--save",
        metavar="FILE",
        type=Path,
        default=None,
        help=_("of a damaged case, save what can be saved to this new file"),
    )
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Tells what is wrong; the status is 1 when something is."""
    if options.save is not None:
        return _save(options)
    mended = _repaired(options) if options.repair else Mended(0, 0, False)
    found, remarks = _examined(options)
    if options.json:
        terminal.document(
            {
                "sound": not found,
                "repaired": mended.quotations + mended.rows + mended.index,
                "findings": [_as_json(each) for each in found],
                "remarks": [_as_json(each) for each in remarks],
            }
        )
    else:
        _print(found, remarks, mended)
    return 1 if found else 0


def _examined(options: argparse.Namespace) -> tuple[tuple[Finding, ...], tuple[Finding, ...]]:
    """What is wrong, and what is only worth knowing; a case that is too bad to be opened is looked at by a child."""
    try:
        with taken.for_reading(options) as case:
            found = integrity.check(case)
            return found, () if found else _remarks(case)
    except CaseDamaged:
        found = verifying.look_at(options.case)
        if not found or found[0].code == "structure":
            raise
        return found, ()


def _repaired(options: argparse.Namespace) -> Mended:
    with taken.for_writing(options) as case:
        return mending.mend(case, _("Repair"))


def _save(options: argparse.Namespace) -> int:
    """Saves what can be saved; the status is 1 when something was lost."""
    report = salvage(options.case, options.save)
    if options.json:
        told = {"saved": str(report.path), "whole": report.whole, "tables": [asdict(each) for each in report.tables]}
        terminal.document(told)
        return 0 if report.whole else 1
    kept = sum(each.kept for each in report.tables)
    print(
        words.count(kept, "Saved {n} row to {path}.", "Saved {n} rows to {path}.").replace("{path}", str(report.path))
    )
    print(_("Its history begins anew; the damaged file was left as it is."))
    for each in report.tables:
        if not each.whole:
            terminal.told(words.lost(each.table, each.odd, each.alone, each.gaps))
    return 0 if report.whole else 1


def _remarks(case: Case) -> tuple[Finding, ...]:
    """What is no fault, and still worth knowing."""
    aside = [Finding("left-aside", {"what": words.listing(list(case.left_aside))})] if case.left_aside else []
    bare = Comparison(case.snapshot()).bare_subjects
    return (*aside, *(Finding("bare-subject", {"issue": issue.name}) for issue in bare))


def _as_json(finding: Finding) -> dict[str, object]:
    told = words.finding(finding.code, finding.facts)
    return {"code": finding.code, "told": told, "repairable": finding.repairable} | finding.facts


def _print(found: Sequence[Finding], remarks: Sequence[Finding], mended: Mended) -> None:
    for told in words.mended(mended.rows, mended.quotations, mended.index):
        print(told)
    for each in found:
        terminal.told(terminal.clean(words.finding(each.code, each.facts)))
    for each in remarks:
        print(terminal.clean(words.finding(each.code, each.facts)))
    if not found:
        print(_("The case is sound, its history is true, and every quotation stands where it should."))
    elif any(each.repairable for each in found):
        terminal.told(_("What can be repaired without any loss is, by: rapporteur check CASE --repair"))
