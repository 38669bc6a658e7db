"""``rapporteur explore CASE``: what if; the smallest changes, and where agreement is possible."""

import argparse
from collections.abc import Callable, Sequence
from typing import TypeVar

from db.records import Factor, Setting, Value
from db.vocabulary import Stance
from desktop.analysis import answers
from desktop.analysis.cells import Comparison
from desktop.analysis.exploration import MOST_WEIGHT, Exploration
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.commands.explain import found
from desktop.commands.explore_page import Page
from desktop.words import _

ANSWERS = {"no": False, "yes": True}
WEIGHTS = [str(number) for number in range(1, MOST_WEIGHT + 1)]
T = TypeVar("T")


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    text = _("the scenario to start from, by its id or name; without it and --set, from everything")
    parser.add_argument("--from", dest="start", metavar="SCENARIO", default=None, help=text)
    text = _("leave a factor these values, on top of the scenario; can be given for several factors")
    parser.add_argument("--set", dest="sets", metavar="F=V[,V]", action="append", default=[], help=text)
    text = _("an actor that can block, by its id or name; without it those of the case that can")
    parser.add_argument("--block", metavar="ACTOR", action="append", default=None, help=text)
    text = _("the weakest stance that blocks: rejects, or opposes")
    parser.add_argument("--threshold", choices=("rejects", "opposes"), default="rejects", help=text)
    text = _("count a change of a factor as so many changes, because it is harder; can be given for several factors")
    parser.add_argument("--weigh", dest="weights", metavar="F=N", action="append", default=[], help=text)
    text = _("with --json: also the combinations of stances that are left open and that no other one outdoes")
    parser.add_argument("--best", action="store_true", help=text)
    taken.takes_date(parser)
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Prints what follows."""
    with taken.for_reading(options) as case:
        comparison = Comparison(case.snapshot(), options.as_of)
    exploration = asked(comparison, options)
    progress = terminal.Progress()

    def watch(done: int, of: int) -> None:
        progress(_("Looking at the combinations"), done, of)

    if options.json:
        answer = answers.explore(exploration, watch, best=options.best)
        progress.end()
        terminal.document(answer)
        return 0
    lines = list(Page(exploration, terminal.width(), terminal.style(), watch).lines())
    progress.end()
    for line in lines:
        print(line.rstrip())
    return 0


def asked(comparison: Comparison, options: argparse.Namespace) -> Exploration:
    """The question; Refused with every fault that it has."""
    faults: list[str] = []

    def tried(read: Callable[[str], T], given: Sequence[str]) -> list[T]:
        things = []
        for each in given:
            try:
                things.append(read(each))
            except taken.Refused as refused:
                faults.extend(refused.faults)
        return things

    start = [] if options.start is None else [options.start]
    scenarios = tried(lambda each: found(each, comparison.scenarios, _("scenario")).id, start)
    seen: set[str] = set()
    sets = tried(lambda each: setting(each, comparison.snapshot.factors, seen), options.sets)
    weights = dict(pair for each in tried(lambda each: weight(each, comparison), options.weights) for pair in each)
    blocking = tried(lambda each: found(each, comparison.actors, _("actor")).id, options.block or [])
    if faults:
        raise taken.Refused(*faults)
    scenario = scenarios[0] if scenarios else None
    named = None if options.block is None else blocking
    return Exploration(comparison, scenario, sets, named, Stance.of(options.threshold), weights=weights)


def setting(text: str, factors: Sequence[Factor], seen: set[str]) -> Setting:
    """What ``F=V,V`` sets: a factor's values, exactly the values of a several factor that hold, or with ``F.v=yes`` one
    of them. ``seen`` are the factors that were set before.

    Raises:
        Refused: it is none, or its factor has been set already.
    """
    name, separator, listed = text.partition("=")
    name = name.strip()
    if not separator or not name:
        raise taken.Refused(_("--set {text}: write it as factor=value, or factor=value,value").format(text=text))
    given = [each.strip() for each in listed.split(",") if each.strip()]
    if name in seen:
        raise taken.Refused(_("--set {text}: {factor} is set already").format(text=text, factor=name))
    seen.add(name)
    factor, part = _factor(name, factors)
    if not given and (part or not factor.several):
        raise taken.Refused(_("--set {text}: name at least one value").format(text=text))
    if part is not None:
        return Setting(factor.id, part=part.id, holds=tuple(dict.fromkeys(_answer(each, text) for each in given)))
    values = [found(each, factor.values, _("value")).id for each in given]
    return Setting(factor.id, tuple(dict.fromkeys(values)))


def weight(text: str, comparison: Comparison) -> list[tuple[str, int]]:
    """What ``F=N`` weighs: a factor, or every value of a several factor, or with ``F.v=N`` one of them.

    Raises:
        Refused: it is none, or weighs nothing or too much.
    """
    name, separator, given = text.partition("=")
    if not separator or not name.strip():
        raise taken.Refused(_("--weigh {text}: write it as factor=number").format(text=text))
    factor, part = _factor(name.strip(), comparison.snapshot.factors)
    if given.strip() not in WEIGHTS:
        told = _("--weigh {text}: give a number from {first} to {last}")
        raise taken.Refused(told.format(text=text, first=WEIGHTS[0], last=WEIGHTS[-1]))
    meant = [each for each in comparison.factors if each.factor == factor.id]
    return [(each.key, int(given)) for each in meant if part is None or each.part == part.id]


def _factor(name: str, factors: Sequence[Factor]) -> tuple[Factor, Value | None]:
    """A factor, or one value of a several factor named ``F.v``."""
    head, dot, tail = name.partition(".")
    for factor in factors:
        if dot and factor.several and factor.key == head:
            return factor, found(tail, factor.values, _("value"))
    return found(name, factors, _("factor")), None


def _answer(given: str, text: str) -> bool:
    if given not in ANSWERS:
        told = _("--set {text}: {given} is neither of {known}")
        raise taken.Refused(told.format(text=text, given=given, known=", ".join(ANSWERS)))
    return ANSWERS[given]
