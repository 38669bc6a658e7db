"""The stance marks and other drawings of the pages as SVG: one description for screen and paper."""

import json
from typing import Any

import resources

_GRID = {"logo": 32}


HIGHLIGHT = "#FBE6AE"
"""The colour of comments: the analyst's amber, light enough for words beneath."""

GREY = "#DDDDDD"
"""The same for a printer without colour."""

_WITHOUT_COLOUR = {
    "rej": "#1C1D20",
    "acc": "#1C1D20",
    "neu": "#1C1D20",
    "accent": "#1C1D20",
    "hand": "#3A3A3A",
    "handTint": "#F1F1F1",
    "handMark": "#8A8A8A",
}
"""Marks and words tell stances apart on paper without colour; the tints behind them only blur them."""

_BARE = ("rejCell", "oppCell", "neuCell", "accCell", "supCell")


def looks(*, colour: bool = True) -> dict[str, Any]:
    """What the template draws with: colours and marks, or marks alone."""
    colours = theme() if colour else theme() | _WITHOUT_COLOUR | dict.fromkeys(_BARE, "#FFFFFF")
    return {"theme": colours, "drawings": drawings(colours), "colour": colour}


def theme() -> dict[str, str]:
    """The colours of paper: those of the light theme, by token."""
    colours: dict[str, str] = json.loads(resources.text("themes", "light.json"))
    return colours


def drawings(colours: dict[str, str]) -> dict[str, str]:
    """Each mark as an SVG picture, by name; the note icon beside them."""
    marks: dict[str, list[dict[str, Any]]] = json.loads(resources.text("marks", "marks.json"))
    found = {name: _picture(paths, _GRID.get(name, 16), colours) for name, paths in marks.items()}
    found["note"] = _icon("sticky-note.svg", colours["hand"], colours["handTint"])
    found["pencil"] = _icon("pencil-line.svg", colours["hand"], "none")
    return found


def _picture(paths: list[dict[str, Any]], grid: int, colours: dict[str, str]) -> str:
    drawn = "".join(_path(path, colours) for path in paths)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {grid} {grid}">{drawn}</svg>'


def _path(path: dict[str, Any], colours: dict[str, str]) -> str:
    fill = colours.get(path.get("fill", "none"), "none")
    stroke = colours.get(path.get("stroke", "none"), "none")
    dash = f' stroke-dasharray="{" ".join(map(str, path["dash"]))}"' if "dash" in path else ""
    line = f'stroke-width="{path.get("width", 1)}" stroke-linecap="{path.get("cap", "round")}" stroke-linejoin="round"'
    return f'<path d="{path["d"]}" fill="{fill}" stroke="{stroke}" {line}{dash}/>'


def _icon(name: str, stroke: str, fill: str) -> str:
    drawing = resources.text("icons", name).replace("currentColor", stroke)
    return drawing.replace('fill="none"', f'fill="{fill}"', 1)
