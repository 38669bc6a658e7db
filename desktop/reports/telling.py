"""What the sentences of the findings are made of: names with their footnotes, scenarios, verbs."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from db.records import Actor, Scenario
from db.vocabulary import Headline
from desktop.reports.fields import either_of
from desktop.reports.pieces import Piece, Rich, name, refs, titles
from desktop.reports.record import Record
from desktop.words import _, count

SHOWN = 3
"""How many scenarios a sentence names before it only counts them."""

_ADJECTIVES = (Headline.CONTESTED, Headline.NEUTRAL, Headline.SILENT)


@dataclass(frozen=True, slots=True)
class Finding:
    """One sentence; ``kind`` tells what it is about, ``numbers`` the statements that it rests on."""

    kind: str
    sentence: Rich
    numbers: tuple[int, ...]


Later = Callable[[], Finding]
"""A finding that is put into words when it is wanted: of very many only the weightiest are."""


def told(record: Record, actor: Actor, where: Iterable[Scenario], issue: str | None = None) -> Rich:
    """An actor's name with the statements that decide it there."""
    return (name(record.actor_name(actor.id)), *refs(resting(record, [actor], where, issue)))


def resting(
    record: Record, actors: Iterable[Actor], where: Iterable[Scenario], issue: str | None = None
) -> tuple[int, ...]:
    """The statements that decide these cells, or their stance on one issue."""
    chosen = list(where)
    return record.numbers({p for actor in actors for s in chosen for p in record.deciding(actor, s, issue)})


def few(record: Record, scenarios: Sequence[Scenario]) -> Rich:
    """The names of scenarios."""
    return titles(record.full_name(scenario) for scenario in scenarios)


def few_or_count(record: Record, scenarios: Sequence[Scenario]) -> Rich:
    """The names of scenarios, or how many they are."""
    if len(scenarios) <= SHOWN:
        return few(record, scenarios)
    return (Piece(count(len(scenarios), "{n} scenario", "{n} scenarios")),)


def verb(headline: Headline, actors: int) -> str:
    """A stance as a verb: *rejects*, *reject*."""
    one, many = {
        Headline.REJECTS: (_("rejects"), _("reject")),
        Headline.OPPOSES: (_("opposes"), _("oppose")),
        Headline.ACCEPTS: (_("accepts"), _("accept")),
        Headline.SUPPORTS: (_("supports"), _("support")),
    }[headline]
    return one if actors == 1 else many


def be(actors: int) -> str:
    """*is* or *are*."""
    return _("is") if actors == 1 else _("are")


def be_for(actors: int) -> str:
    """*is for* or *are for*."""
    return _("is for") if actors == 1 else _("are for")


def outcomes(headlines: Sequence[Headline], actors: int = 1) -> str:
    """What an open cell may say, as verbs: *rejects or is silent*."""
    are = be(actors)
    told = [
        {
            Headline.CONTESTED: _("{be} contested"),
            Headline.NEUTRAL: _("{be} neutral"),
            Headline.SILENT: _("{be} silent"),
        }[headline].format(be=are)
        if headline in _ADJECTIVES
        else verb(headline, actors)
        for headline in headlines
    ]
    return either_of(told)


def factor_names(record: Record, keys: Iterable[str]) -> list[str]:
    """The names of compiled factors."""
    known = {factor.key: factor.name for factor in record.comparison.factors}
    return [known.get(key, key) for key in keys]
