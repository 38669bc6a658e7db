"""``rapporteur explain CASE ACTOR SCENARIO``: one cell, down to the words it rests on."""

import argparse
from collections.abc import Sequence
from typing import TypeVar

from db import statements as record
from db.records import Actor, Factor, Scenario, Value
from desktop.analysis import answers
from desktop.analysis.cells import Comparison
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.commands.cell_page import Page
from desktop.words import _

Named = TypeVar("Named", Actor, Scenario, Factor, Value)


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    parser.add_argument("actor", metavar="ACTOR", help=_("the id or the name of an actor"))
    parser.add_argument("scenario", metavar="SCENARIO", help=_("the id or the name of a scenario"))
    taken.takes_date(parser)
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Prints the cell with its reasons."""
    with taken.for_reading(options) as case:
        comparison = Comparison(case.snapshot(), options.as_of)
        actor = found(options.actor, comparison.actors, _("actor"))
        scenario = found(options.scenario, comparison.scenarios, _("scenario"))
        positions = tuple(reason.position for reason in comparison.reasons(actor.id, scenario.id))
        with case.read() as reading:
            said = record.of_positions(reading, positions)
    if options.json:
        terminal.document(answers.explain(comparison, actor.id, scenario.id, said))
    else:
        page = Page(comparison, said, terminal.width(), terminal.style())
        for line in page.lines(actor, scenario):
            print(line.rstrip())
    return 0


def found(given: str, things: Sequence[Named], kind: str) -> Named:
    """The thing with this id, or else the only one with this name; Refused when there is none."""
    for thing in things:
        if thing.key == given:
            return thing
    same = [thing for thing in things if given.casefold() in {name.casefold() for name in _names(thing)}]
    if len(same) == 1:
        return same[0]
    if same:
        told = _("{given} names more than one {kind}; say which by its id: {known}")
        raise taken.Refused(told.format(given=given, kind=kind, known=taken.known(thing.key for thing in same)))
    told = _("There is no {kind} {given} in this case; known: {known}")
    raise taken.Refused(told.format(given=given, kind=kind, known=taken.known(thing.key for thing in things)))


def _names(thing: Actor | Scenario | Factor | Value) -> tuple[str, ...]:
    if isinstance(thing, Actor):
        return (thing.name, thing.short, *thing.aliases)
    if isinstance(thing, Factor):
        return (thing.name, thing.short)
    return (thing.name, thing.name.removeprefix("…").strip())
