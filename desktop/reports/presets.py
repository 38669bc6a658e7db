"""Choices with a name: those that are shipped, and the form in which a reader's own are kept.

What only one case knows (scenarios, pairs, a seal) is no part of a preset.
"""

import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass, replace
from typing import Any

from db.records import SavedView
from desktop.reports.options import PAPERS, PARTS, Options
from desktop.words import _

KIND = "report"
"""The kind of saved views that presets are."""

KEPT = ("paper", "parts", "full", "notes", "assessments", "authors", "colour")
"""The choices that a preset holds."""


@dataclass(frozen=True, slots=True)
class Preset:
    """Choices with a name; ``id`` is known to commands."""

    id: str
    name: str
    options: Options


def shipped() -> tuple[Preset, ...]:
    """The presets that everybody has, the usual one first."""
    return (
        Preset("full", _("Everything"), Options()),
        Preset("short", _("Two pages"), Options(parts=("cover", "matrix"))),
        Preset(
            "record",
            _("The record alone"),
            Options(parts=tuple(part for part in PARTS if part != "remarks"), notes=False, assessments=False),
        ),
        Preset("print", _("For a printer without colour"), Options(colour=False, full=True)),
        Preset("unsigned", _("Without the analysts’ names"), Options(authors=False)),
    )


def kept(options: Options) -> dict[str, Any]:
    """The choices as plain data, to be kept."""
    told = asdict(options)
    return {key: told[key] for key in KEPT}


def own(views: Iterable[SavedView]) -> tuple[Preset, ...]:
    """The presets that were saved in a case."""
    return tuple(Preset(view.uid, view.name, read(view.body)) for view in views if view.kind == KIND)


def written(options: Options) -> str:
    """The choices as text, which ``read`` reads."""
    return json.dumps(kept(options))


def read(body: str) -> Options:
    """The choices that were kept; whatever is unknown or out of place is as usual."""
    try:
        told: Any = json.loads(body)
    except ValueError:
        return Options()
    if not isinstance(told, dict):
        return Options()
    usual = Options()
    found: dict[str, Any] = {
        key: told[key] for key in KEPT if isinstance(getattr(usual, key), bool) and isinstance(told.get(key), bool)
    }
    if told.get("paper") in PAPERS:
        found["paper"] = told["paper"]
    if isinstance(told.get("parts"), list):
        found["parts"] = tuple(part for part in told["parts"] if part in PARTS)
    return replace(usual, **found)
