"""The contents of a brief as a person chooses them: every part and every scenario, on or off, and what it lacks.

``draft`` typesets what is chosen and tells all that should be known before it leaves the house.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Any, Protocol

from db.records import Statement
from desktop.analysis.cells import Comparison
from desktop.reports import need, typeset, weak
from desktop.reports.brief import Brief, build
from desktop.reports.brief import front as first_page
from desktop.reports.labels import labels
from desktop.reports.options import PARTS, Options
from desktop.reports.record import Record
from desktop.reports.scripts import lacking
from desktop.words import _, count


@dataclass(frozen=True, slots=True)
class Entry:
    """A part of the brief, or the section of a scenario in it.

    ``pages`` is 0 when it is off or not made yet, ``start`` its first page, from 0; ``lacks`` says in words why nothing
    of it is printed.
    """

    part: str
    scenario: int | None
    title: str
    on: bool
    pages: int
    lacks: str
    start: int = 0


@dataclass(frozen=True, slots=True)
class Draft:
    """A brief as it would be exported now."""

    pdf: bytes
    entries: tuple[Entry, ...]
    pages: int
    comments: int
    tagged: bool
    warnings: tuple[str, ...]
    shown: tuple[typeset.Shown, ...] = ()


class Asked(Protocol):
    """What typesets a request: a child, or the process itself."""

    def asked(self, request: dict[str, Any], *, cancel: Callable[[], bool] | None = None) -> typeset.Typeset:
        """What is made of a request."""


def draft(
    comparison: Comparison,
    statements: Sequence[Statement],
    options: Options,
    cancel: Callable[[], bool] | None = None,
    typesetter: "Asked | None" = None,
) -> Draft:
    """Typesets what is chosen, by a child that was started already, if one is given.

    Raises:
        ChildFailed: or one of its kinds, when there are no pages.
    """
    wanted, looked = _looked(comparison, statements, options)
    brief = build(comparison, statements, looked)
    done = _typeset(brief, typesetter, cancel)
    entries = tuple(_entries(Record(comparison, statements), brief, options, looked, done))
    warnings = (*_needs(wanted or need.need(brief)), *_weak(comparison, statements), *_shown(done))
    if looked is not options:
        warnings = (_only_begun(wanted or need.need(brief)), *warnings)
    return Draft(done.pdf, entries, done.pages, done.comments, done.tagged, warnings, done.shown)


def _looked(
    comparison: Comparison, statements: Sequence[Statement], options: Options
) -> tuple[need.Need | None, Options]:
    """What a large brief will need, and how much of it is made to be looked at."""
    if not need.is_large(comparison):
        return None, options
    wanted = need.foreseen(comparison, statements, options)
    long = wanted.pages > need.LOOKED_AT
    return wanted, need.beginning(comparison, options, wanted) if long else options


def front(
    comparison: Comparison,
    statements: Sequence[Statement],
    options: Options,
    typesetter: "Asked | None" = None,
) -> bytes:
    """The first page of a large brief before its findings are known, to be looked at meanwhile."""
    return _typeset(first_page(comparison, statements, options), typesetter, None).pdf


def cover(
    comparison: Comparison,
    statements: Sequence[Statement],
    options: Options,
    typesetter: "Asked | None" = None,
) -> bytes:
    """The first page alone, to be looked at while the others are made."""
    first = "cover" if options.has("cover") else next(iter(options.parts), "cover")
    return _typeset(build(comparison, statements, replace(options, parts=(first,))), typesetter, None).pdf


def _typeset(brief: Brief, typesetter: "Asked | None", cancel: Callable[[], bool] | None) -> typeset.Typeset:
    request = typeset.request_of(brief) | {"told": True}
    return typeset.asked(request, cancel=cancel) if typesetter is None else typesetter.asked(request, cancel=cancel)


def entries(comparison: Comparison, options: Options) -> tuple[Entry, ...]:
    """All that may be chosen, before anything is made: the chosen parts in their order, then the others."""
    told = labels() | _named()
    found: list[Entry] = []
    for part in (*options.parts, *(part for part in PARTS if part not in options.parts)):
        found.append(Entry(part, None, told[part], options.has(part), 0, ""))
        if part == "scenarios":
            found += [_scenario(comparison, options, id_) for id_ in _order(comparison, options)]
    return tuple(found)


def _named() -> dict[str, str]:
    """What the parts are called here; the rest are called as on the pages."""
    return {"cover": _("Cover and findings"), "matrix": _("Who stands where: the matrix"), "scenarios": _("Scenarios")}


def _order(comparison: Comparison, options: Options) -> list[int]:
    """The ids of the scenarios: those chosen in their order, then the others."""
    known = [scenario.id for scenario in Record(comparison, ()).scenarios]
    chosen = known if options.scenarios is None else [id_ for id_ in options.scenarios if id_ in known]
    return [*chosen, *(id_ for id_ in known if id_ not in chosen)]


def _scenario(comparison: Comparison, options: Options, id_: int) -> Entry:
    on = options.scenarios is None or id_ in options.scenarios
    return Entry("scenarios", id_, comparison.scenario(id_).name, on, 0, "")


def _entries(record: Record, brief: Brief, options: Options, looked: Options, done: typeset.Typeset) -> list[Entry]:
    """All that may be chosen, with the pages it takes as far as they are made."""
    starts, pages = done.starts, done.pages
    numbers = {scenario.id: f"s{number}" for number, scenario in enumerate(record.scenarios, 1)}
    begun = sorted({*starts.values(), pages})
    found = []
    for entry in entries(record.comparison, options):
        id_ = numbers[entry.scenario] if entry.scenario is not None else entry.part
        start = 0 if id_ == "cover" and options.parts[:1] == ("cover",) else starts.get(id_)
        size = 0 if start is None else next((after for after in begun if after > start), pages) - start
        lacks = _lacks(entry, brief) if entry.on and looked.has(entry.part) else ""
        found.append(replace(entry, pages=size, lacks=lacks, start=start or 0))
    return _summed(found)


def _summed(found: list[Entry]) -> list[Entry]:
    """The scenarios together have the pages of each."""
    told = [entry for entry in found if entry.scenario is not None and entry.pages]
    whole, first = sum(entry.pages for entry in told), min((entry.start for entry in told), default=0)
    return [
        replace(each, pages=whole, start=first) if each.part == "scenarios" and each.scenario is None else each
        for each in found
    ]


def _lacks(entry: Entry, brief: Brief) -> str:
    if entry.part in brief.parts:
        return ""
    return {
        "more": _("all findings are on the cover"),
        "scenarios": _("there is no scenario"),
        "sides": _("no two parties differ"),
        "moves": _("nobody takes a stance"),
        "agreement": _("there is no factor, or nobody who can block"),
        "remarks": _("there is no note and no assessment"),
    }.get(entry.part, "")


def _weak(comparison: Comparison, statements: Sequence[Statement]) -> list[str]:
    return [spot.sentence for spot in weak.spots(Record(comparison, statements))]


def _shown(done: typeset.Typeset) -> list[str]:
    told = []
    if done.replaced:
        scripts = ", ".join(lacking(done.replaced))
        told.append(_("No font has these, so codes stand in their place: {scripts}.").format(scripts=scripts))
    if not done.tagged:
        told.append(_("The pages could not be made accessible."))
    return told


def _only_begun(wanted: need.Need) -> str:
    told = count(wanted.pages, "The file will have about {n} page", "The file will have about {n} pages")
    return _("{told}: only the beginning is shown here, without the long lists and what takes long.").format(told=told)


def _needs(wanted: need.Need) -> list[str]:
    if need.fits(wanted, need.available()):
        return []
    told = count(wanted.pages, "About {n} page is more", "About {n} pages are more")
    return [_("{told} than this machine makes at once: the brief will be made in parts.").format(told=told)]
