"""``rapporteur suggest CASE SOURCE``: what may be quotations in a source, who says them, and why it is suggested."""

import argparse
from collections.abc import Mapping, Sequence
from typing import Any

from db import actors, sources, statements
from db.records import Actor, Source
from desktop import words
from desktop.commands import options as taken
from desktop.commands import terminal
from desktop.exchange.suggestions.suggest import Speech, Suggestion, suggest
from desktop.words import _

HALF = 2
"""A suggestion is coded, or skipped, when more than one part in so many of it is."""


def arguments(parser: argparse.ArgumentParser) -> None:
    """What it takes."""
    taken.takes_case(parser)
    parser.add_argument("source", metavar="SOURCE", help=_("the id or the title of a source"))
    taken.takes_json(parser)


def run(options: argparse.Namespace) -> int:
    """Prints what is not coded yet, in reading order."""
    with taken.for_reading(options) as case, case.read() as reading:
        source = _found(options.source, sources.read(reading))
        known = {each.id: each for each in actors.read(reading)}
        text = sources.text(reading, source.id)
        affiliations = actors.affiliations(reading)
        coded = [
            (each.start, each.end)
            for statement in statements.read(reading)
            for each in statement.quotations
            if each.source == source.id
        ]
    found = suggest(text, tuple(known.values()), source.language, affiliations)
    left = [each for each in found if not _covered(each, [*coded, *source.skipped])]
    if options.json:
        terminal.document([_as_json(each, known) for each in left])
    else:
        _print(left, known)
    return 0


def _found(given: str, listed: Sequence[Source]) -> Source:
    """The source with this id, or else the only one with this title; Refused when there is none."""
    for source in listed:
        if source.key == given:
            return source
    same = [source for source in listed if source.title.casefold() == given.casefold()]
    if len(same) == 1:
        return same[0]
    told = _("More than one source is called {given}; say which by its id: {known}") if same else ""
    told = told or _("There is no source {given} in this case; known: {known}")
    raise taken.Refused(told.format(given=given, known=taken.known(source.key for source in same or listed)))


def _covered(suggestion: Suggestion, spans: Sequence[tuple[int, int]]) -> bool:
    size = suggestion.end - suggestion.start
    return any(HALF * (min(end, suggestion.end) - max(start, suggestion.start)) > size for start, end in spans)


def _as_json(suggestion: Suggestion, known: Mapping[int, Actor]) -> dict[str, Any]:
    speaker = known.get(suggestion.speaker) if suggestion.speaker is not None else None
    return {
        "start": suggestion.start,
        "end": suggestion.end,
        "exact": suggestion.exact,
        "speaker": None if speaker is None else speaker.key,
        "speaker_name": suggestion.name if speaker is None else speaker.name,
        "speech": str(suggestion.speech),
        "why": _why(suggestion),
    }


def _print(found: Sequence[Suggestion], known: Mapping[int, Actor]) -> None:
    style = terminal.style()
    for each in found:
        told = _as_json(each, known)
        exact = " ".join(terminal.clean(each.exact).split())
        for line in terminal.wrapped(words.quoted(exact) if each.speech is Speech.DIRECT else exact, terminal.width()):
            print(line.rstrip())
        name = told["speaker_name"] or _("speaker unknown")
        print(f"  {style(terminal.clean(name), 'bold')}  {style(terminal.clean(told['why']), 'dim')}")
    if not found:
        print(_("Nothing was found that is not coded yet."))


def _why(suggestion: Suggestion) -> str:
    why = suggestion.why
    return words.suggested(why.found, why.sign, why.cue, str(why.by or ""), why.mention)
