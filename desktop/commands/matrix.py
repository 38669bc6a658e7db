"""``rapporteur matrix CASE``: who stands where, as a table, as CSV or as JSON."""

import argparse
import sys
from collections.abc import Iterator

from db.moments import Moment
from db.vocabulary import Headline
from desktop import words
from desktop.analysis import answers
from desktop.analysis.cells import Comparison
from desktop.commands import cell_words, table, terminal
from desktop.commands import options as taken
from desktop.commands.cell_words import Told
from desktop.exchange import csv_table
from desktop.words import _


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    taken.takes_date(parser)
    forms = parser.add_mutually_exclusive_group()
    forms.add_argument("--json", action="store_true", help=_("print one JSON document"))
    forms.add_argument("--csv", action="store_true", help=_("print comma-separated values, for a spreadsheet"))


def run(options: argparse.Namespace) -> int:
    """Prints the matrix."""
    with taken.for_reading(options) as case:
        comparison = Comparison(case.snapshot(), options.as_of)
    if options.json:
        terminal.document(answers.matrix(comparison))
    elif options.csv:
        _write_csv(comparison)
    else:
        for line in _page(comparison):
            print(line)
    return 0


def _page(comparison: Comparison) -> Iterator[str]:
    style = terminal.style()
    for line in terminal.wrapped(terminal.clean(comparison.snapshot.case.title), terminal.width()):
        yield style(line, "bold")
    yield from terminal.wrapped(as_of(comparison.as_of), terminal.width())
    yield ""
    if not comparison.actors or not comparison.scenarios:
        yield _("There is nothing to compare yet: a matrix takes actors and scenarios.")
        return
    cells = _cells(comparison)
    heads = [table.Head(scenario.key, scenario.name) for scenario in comparison.scenarios]
    yield from table.lines([actor.name for actor in comparison.actors], heads, cells, terminal.width(), style)
    yield ""
    for line in _legend([told for row in cells for told in row]):
        yield from terminal.wrapped(line, terminal.width())


def as_of(date: Moment | None) -> str:
    """The date as of which the record was read, in a line."""
    return _("As of {date}").format(date=words.date(date)) if date else _("Nothing in it is dated")


def _cells(comparison: Comparison) -> list[list[Told]]:
    return [
        [cell_words.told(comparison.cell(actor.id, scenario.id)) for scenario in comparison.scenarios]
        for actor in comparison.actors
    ]


def _legend(told: list[Told]) -> Iterator[str]:
    """What the marks mean; of those that are rare only the ones that were used."""
    yield "   ".join(f"{words.plain(headline)} {words.stance(headline).lower()}" for headline in Headline)
    marks, remarks = {each.mark for each in told}, {remark for each in told for remark in each.remarks}
    if any(mark.endswith(")?") and mark != cell_words.EITHER for mark in marks):
        yield _("(+)? depends on a factor that the scenario leaves open")
    if cell_words.EITHER in marks:
        yield _("(+/-)? depends on such a factor, and may fall on either side")
    if cell_words.IMPOSSIBLE in marks:
        yield _("x what the scenario sets cannot go together")
    if _("mixed") in remarks:
        yield _("mixed: for on one issue, against on another")
    if _("dissent") in remarks:
        yield _("dissent: a lower voice says the opposite")
    if any(remark.startswith("[") for remark in remarks):
        yield _("[Opposes] the analyst's own assessment")
    yield _("Silence is not consent, not rejection and not neutrality.")


def _write_csv(comparison: Comparison) -> None:
    rows = [[_("Actor"), *(scenario.name for scenario in comparison.scenarios)]]
    for actor, told in zip(comparison.actors, _cells(comparison), strict=True):
        rows.append([actor.name, *(each.word for each in told)])
    sys.stdout.write(csv_table.written(rows))
