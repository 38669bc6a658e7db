"""Who joins in a statement and who reported it, in a draft: actors by their ids, or by names that are new."""

from collections.abc import Iterable
from dataclasses import replace

from desktop.models import coding
from desktop.models.coding import Draft
from desktop.models.speakers import guessed_kind

Named = int | str | None
"""An actor's id, the name of a new one, or nobody."""


def with_parties(draft: Draft, named: Iterable[Named]) -> Draft:
    """A draft in which these join in the statement; nobody does when one of them is nobody."""
    named = tuple(named)
    draft, listed = _listed(draft, () if None in named else named)
    return replace(draft, parties=listed)


def with_link(draft: Draft, link: int, named: Iterable[Named]) -> Draft:
    """A draft in which somebody else, or nobody, stands at a link of the chain from the source to the speaker."""
    draft, listed = _listed(draft, named)
    chain = draft.reported_by
    return replace(draft, reported_by=(*chain[:link], *listed, *chain[link + 1 :]))


def _listed(draft: Draft, named: Iterable[Named]) -> tuple[Draft, tuple[int, ...]]:
    listed: list[int] = []
    for each in named:
        if isinstance(each, str):
            draft, number = coding.with_actor(draft, each, guessed_kind(each))
            listed.append(number)
        elif each is not None:
            listed.append(each)
    return draft, tuple(listed)
