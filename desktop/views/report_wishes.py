"""What another screen wished to be in the brief, as choices."""

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from desktop.reports.options import Options

BESIDE = {"pair": "pairs", "shift": "shifts", "since": "since"}
"""What is set side by side, by the name of the choice that holds it."""


def granted(options: "Options", wish: dict[str, Any], known: Iterable[int]) -> "Options":
    """The choices with what was wished for: its part is in, and first among its like.

    Args:
        options: the choices until now.
        wish: a ``pair`` of parties, a ``shift`` between two scenarios, ``since`` a date and in which scenario; or
            ``scenarios``. All by id.
        known: the ids of all scenarios, in their order.
    """
    part = "scenarios" if "scenarios" in wish else "sides"
    parts = options.parts if part in options.parts else (*options.parts, part)
    chosen = replace(options, parts=parts)
    beside: dict[str, Any] = {choice: (tuple(wish[name]),) for name, choice in BESIDE.items() if name in wish}
    chosen = replace(chosen, **beside)
    if "scenarios" in wish:
        first = tuple(wish["scenarios"])
        rest = tuple(known) if chosen.scenarios is None else chosen.scenarios
        chosen = replace(chosen, scenarios=(*first, *(each for each in rest if each not in first)))
    return chosen
