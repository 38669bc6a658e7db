"""Loads modules of the program one after another, so that nothing that goes on meanwhile is held up for long."""

import importlib
import re
import sys
from collections.abc import Iterator
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_FROM = re.compile(r"^from ((?:desktop|db|resources)[\w.]*) import ([\w, ]*)", re.MULTILINE)


def in_parts(name: str, begun: set[str] | None = None) -> Iterator[None]:
    """Loads a module after those of the program that it needs, one in a step; where no source is read, all at once."""
    begun = set() if begun is None else begun
    if name in sys.modules or name in begun:
        return
    begun.add(name)
    for needed in _needed(name):
        yield from in_parts(needed, begun)
    importlib.import_module(name)
    yield


def _needed(name: str) -> list[str]:
    """The modules of the program that stand in the imports at the head of one of them."""
    source = _source(name)
    if source is None:
        return []
    found = []
    for package, names in _FROM.findall(source.read_text(encoding="utf-8")):
        inside = [f"{package}.{each.split()[0]}" for each in names.split(",") if each.strip()]
        found += [each for each in (package, *inside) if _source(each) is not None]
    return found


def _source(name: str) -> Path | None:
    place = _ROOT.joinpath(*name.split("."))
    files = (place.with_suffix(".py"), place / "__init__.py")
    return next((each for each in files if each.is_file()), None)
