"""What several commands take: a case, a date, an author; and how a request is refused."""

import argparse
import getpass
from collections.abc import Iterable
from pathlib import Path

from db.case import Case
from db.known import Known
from db.moments import Moment
from desktop import places, words
from desktop.commands import terminal
from desktop.words import _


class Refused(Exception):
    """The request has a fault; each of ``faults`` is a sentence that a person can act on."""

    def __init__(self, *faults: str) -> None:
        self.faults = faults
        super().__init__(*faults)


def takes_case(parser: argparse.ArgumentParser) -> None:
    """The case that a command is about."""
    parser.add_argument("case", metavar="CASE", type=Path, help=_("a file that ends in .rapporteur"))


def takes_json(parser: argparse.ArgumentParser) -> None:
    """Whether it prints for programs."""
    parser.add_argument("--json", action="store_true", help=_("print one JSON document"))


def takes_force(parser: argparse.ArgumentParser) -> None:
    """Whether it may overwrite a file."""
    parser.add_argument("--force", action="store_true", help=_("replace a file that is there already"))


def takes_date(parser: argparse.ArgumentParser) -> None:
    """The date as of which the record is read."""
    text = _("read the record as of this date: 2025, 2025-09 or 2025-09-05")
    parser.add_argument("--as-of", metavar="DATE", type=_date, default=None, help=text)


def _date(text: str) -> Moment:
    try:
        return Moment.parse(text)
    except ValueError:
        told = _("{text} is no date; write it as 2025, 2025-09 or 2025-09-05").format(text=text)
        raise argparse.ArgumentTypeError(told) from None


def author(options: argparse.Namespace) -> str:
    """Who signs: ``--author``, else the system's user name."""
    if options.author is not None:
        return str(options.author)
    try:
        return getpass.getuser()
    except (KeyError, OSError, ImportError):
        return ""


def for_reading(options: argparse.Namespace) -> Case:
    """The case that is asked about; its file is not touched, and of one from elsewhere only what may cross is read."""
    return Case.open(options.case, read_only=True, known=here())


def for_writing(options: argparse.Namespace) -> Case:
    """The case that is changed, by its author; one from elsewhere is taken in first, and that is told."""
    case = Case.open(options.case, author=author(options), known=here())
    if case.arrival is not None:
        terminal.told(words.arrived(case.arrival.original.name, case.arrival.left))
    return case


def here() -> Known:
    """The cases that this machine knows."""
    return Known(places.known(places.kept()))


def known(names: Iterable[str]) -> str:
    """Names that could have been given, the first of them when there are many."""
    listed = list(names)
    rest = len(listed) - 20
    return ", ".join(listed[:20]) + (_(" and {n} more").format(n=rest) if rest > 0 else "")
