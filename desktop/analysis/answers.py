"""Cells and reasons as the JSON that programs get, with the ids of exchange files."""

from collections.abc import Sequence
from typing import Any

from db.records import Statement
from desktop.analysis.agreement import Agreement
from desktop.analysis.cells import Cell, Comparison, Reason
from desktop.analysis.exploration import Exploration, unwatched
from desktop.analysis.extent import TooLarge
from desktop.analysis.moves import MOST_CHANGES, Turn, Way
from desktop.analysis.pareto import MOST_BEST
from desktop.analysis.premises import NONE
from desktop.analysis.zone import Watch


def matrix(comparison: Comparison) -> dict[str, Any]:
    """The whole matrix."""
    return {
        "as_of": None if comparison.as_of is None else comparison.as_of.text,
        "actors": [actor.key for actor in comparison.actors],
        "scenarios": [scenario.key for scenario in comparison.scenarios],
        "cells": [
            cell_json(comparison.cell(actor.id, scenario.id), comparison)
            for actor in comparison.actors
            for scenario in comparison.scenarios
        ],
    }


def explain(comparison: Comparison, actor: int, scenario: int, said: Sequence[Statement]) -> dict[str, Any]:
    """One cell with its reasons; ``said`` are the statements that take the positions it tells of."""
    statements = {statement.id: statement for statement in said}
    return {
        "cell": cell_json(comparison.cell(actor, scenario), comparison),
        "positions": [
            reason_json(reason, comparison, statements[reason.statement])
            for reason in comparison.reasons(actor, scenario)
        ],
    }


def explore(exploration: Exploration, watch: Watch = unwatched, *, best: bool = False) -> dict[str, Any]:
    """What if: the zone of agreement, and the smallest changes. What has more worlds than can be looked at is null, and
    ``capped`` then says what, and at how many. With ``best`` the best combinations of stances that are open, too.
    """
    capped: list[dict[str, Any]] = []
    found: dict[str, Any] = {"worlds": exploration.extent.worlds, "consistent": None}
    try:
        found["consistent"] = exploration.extent.consistent
        agreement = exploration.agreement(watch)
        found |= agreement_json(agreement, exploration.comparison)
    except TooLarge as large:
        agreement = None
        found |= dict.fromkeys(ZONE)
        capped.append({"what": "zone", "worlds": large.worlds, "most": large.most})
    found["flips"] = []
    for actor in exploration.comparison.actors:
        try:
            turns = exploration.turns(actor.id)
        except TooLarge as large:
            within = {} if large.within is None else {"within": large.within}
            capped.append({"what": "flips", "actor": actor.key, "worlds": large.worlds, "most": large.most} | within)
            continue
        found["flips"] += [turn_json(turn, exploration.comparison) for turn in turns]
        if not all(turn.complete for turn in turns):
            capped.append({"what": "changes", "actor": actor.key, "most": MOST_CHANGES})
    nearest = None if agreement is None else exploration.nearest(agreement)
    if nearest is not None:
        found["to_zone"] = {"size": nearest.size, "changes": [way_json(way) for way in nearest.ways]}
        if not nearest.complete:
            capped.append({"what": "to_zone", "most": MOST_CHANGES})
    else:
        found["to_zone"] = None
    if best and agreement is not None:
        found["best"], complete = best_json(agreement, exploration.comparison)
        capped += [] if complete else [{"what": "best", "most": MOST_BEST}]
    return found | ({"capped": capped} if capped else {})


ZONE = ("not_rejected", "blocks", "values", "for_all", "for_some", "all_silent", "least_rejected")


def agreement_json(agreement: Agreement, comparison: Comparison) -> dict[str, Any]:
    """The zone of agreement."""
    least = agreement.least_rejected()
    return {
        "not_rejected": agreement.not_rejected,
        "blocks": [
            {"when": {factor: list(values) for factor, values in block.when}, "worlds": block.worlds}
            for block in agreement.blocks()
        ],
        "values": agreement.values(),
        "for_all": agreement.for_all,
        "for_some": agreement.for_some,
        "all_silent": agreement.all_silent,
        "least_rejected": None
        if least is None
        else {"worlds": least.worlds, "by": [comparison.actor(actor).key for actor in least.by]},
    }


def best_json(agreement: Agreement, comparison: Comparison) -> tuple[list[dict[str, Any]], bool]:
    """The combinations of the parties' stances that no other open one outdoes; and whether these are all."""
    found, complete = agreement.best()
    keys = [comparison.actor(actor).key for actor in agreement.parties]
    return [
        {"stances": dict(zip(keys, (each.word for each in one.headlines), strict=True)), "worlds": one.worlds}
        for one in found
    ], complete


def turn_json(turn: Turn, comparison: Comparison) -> dict[str, Any]:
    """The smallest changes after which an actor has one other headline."""
    return {
        "actor": comparison.actor(turn.actor).key,
        "size": turn.size,
        "changes": [way_json(way) for way in turn.ways],
        "headline": turn.headline.word,
    }


def way_json(way: Way) -> dict[str, list[str]]:
    """One set of changes: the old and the new value of each factor."""
    return {change.factor: [change.old, change.new] for change in way.changes}


def cell_json(cell: Cell, comparison: Comparison) -> dict[str, Any]:
    """One cell."""
    members = cell.by_members
    return {
        "actor": comparison.actor(cell.actor).key,
        "scenario": None if cell.scenario == NONE else comparison.scenario(cell.scenario).key,
        "kind": cell.kind.value,
        "headlines": [headline.word for headline in cell.headlines],
        "profile": {issue: [headline.word for headline in stances] for issue, stances in cell.profile},
        "depends_on": list(cell.depends_on),
        "dissent": cell.dissent,
        "mixed": cell.mixed,
        "by_members": None
        if members is None
        else {"side": members.side, "on_record": members.on_record, "members": members.members},
        "assessed": None if cell.assessed is None else cell.assessed.word,
        "applies": [comparison.position_key(position) for position in cell.applies],
        "might": [comparison.position_key(position) for position in cell.might],
        "fails": [comparison.position_key(position) for position in cell.fails],
        "elsewhere": [comparison.position_key(position) for position in cell.elsewhere],
        "decisive": [comparison.position_key(position) for position in cell.decisive],
        "attributed": [comparison.position_key(position) for position in cell.attributed],
    } | ({"bounded": True} if cell.bounded else {})


def reason_json(reason: Reason, comparison: Comparison, statement: Statement) -> dict[str, Any]:
    """One position of an explained cell, with the statement that takes it."""
    sources = {source.id: source.key for source in comparison.snapshot.sources}
    return {
        "id": comparison.position_key(reason.position),
        "statement": statement.key,
        "speaker": comparison.actor(reason.speaker).key,
        "holder": comparison.actor(reason.holder).key,
        "issue": reason.issue,
        "stance": reason.stance.word,
        "verdict": reason.verdict.value,
        "conditions": [
            [
                {
                    "factor": condition.factor,
                    "values": list(condition.values),
                    "scenario": list(condition.scenario),
                    "result": condition.result,
                }
                for condition in clause
            ]
            for clause in reason.conditions
        ],
        "why": reason.why.value,
        "by": None if reason.by is None else comparison.position_key(reason.by),
        "quotations": [
            {
                "source": sources[quotation.source],
                "start": quotation.start,
                "end": quotation.end,
                "exact": quotation.exact,
            }
            for quotation in statement.quotations
        ],
    }
