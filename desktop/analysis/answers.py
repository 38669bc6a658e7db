"""Cells and reasons as the JSON that programs get, with the ids of exchange files."""

from collections.abc import Sequence
from typing import Any

from db.records import Statement
from desktop.analysis.cells import Cell, Comparison, Reason


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


def cell_json(cell: Cell, comparison: Comparison) -> dict[str, Any]:
    """One cell."""
    members = cell.by_members
    return {
        "actor": comparison.actor(cell.actor).key,
        "scenario": comparison.scenario(cell.scenario).key,
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
    }


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
