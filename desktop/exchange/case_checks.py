"""What the keys of a case file must say together: anchors, factors, targets, parents, numbers."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from db.drafts import Contents, IssueDraft, PositionDraft, ViewDraft
from db.quoting import find
from db.vocabulary import SITUATION
from desktop.exchange.case_faults import Faults, Place, listed, shown
from desktop.exchange.case_known import Known
from desktop.exchange.case_shape import TARGETS

MOST_VALUES = 16
"""The most values of a factor that has one of them at a time."""


def anchor(fields: dict[str, Any], given: Any, place: Place, known: Known, faults: Faults) -> None:
    """Puts a quotation's span where its exact words stand; a fault when they stand nowhere in the source."""
    text, exact = known.texts.get(fields["source"] or ""), fields["exact"]
    if text is None or not exact or not isinstance(fields["prefix"], str) or not isinstance(fields["suffix"], str):
        return
    start, end = fields["start"], fields["end"]
    if start is None or end is None or (end - start == len(exact) and text[start:end] == exact):
        return
    found = find(text, exact, fields["prefix"], fields["suffix"], near=start)
    if found is None:
        where = f"characters {given['start']} to {given['end']} of the source {shown(fields['source'])} read"
        message = f"{where} {shown(text[start : min(end, start + 100)])}, and the exact words stand nowhere in it"
        if exact in text:
            message += " with this prefix and suffix"
        faults.add((place, "exact"), message)
    else:
        fields["start"], fields["end"] = found, found + len(exact)


def factor(fields: dict[str, Any], place: Place, faults: Faults) -> None:
    """Checks how many values a factor has, and that no two have the same id."""
    values = fields["values"]
    if values is None:
        return
    first: dict[str, int] = {}
    for index, value in enumerate(values):
        if value is not None and value.key is not None and first.setdefault(value.key, index) != index:
            where = (((place, "values"), index), "id")
            faults.add(where, f"the id {shown(value.key)} is taken by values[{first[value.key]}]")
    least, most = (1, None) if fields["several"] else (2, MOST_VALUES)
    count = len(values)
    if count < least:
        faults.add((place, "values"), f"expected {least} values or more, found {count or 'an empty list'}")
    elif most is not None and count > most:
        faults.add((place, "values"), f"expected {most} values or fewer, found {count}")


def span(fields: dict[str, Any], place: Place, faults: Faults) -> None:
    """Checks that a span holds something."""
    if fields["start"] is not None and fields["end"] is not None and fields["start"] >= fields["end"]:
        faults.add((place, "end"), "a span ends after its start")


def target(fields: dict[str, Any], place: Place, known: Known, faults: Faults) -> None:
    """Checks what a note is on: one thing, a cell, or a span of a source."""
    named = tuple(name for name, value in fields.items() if value is not None)
    if named not in TARGETS:
        faults.add(place, f"a note is on one thing, a cell or a span; it cannot name {listed(named)} together")
    elif "start" in named:
        length = len(known.texts.get(fields["source"], ""))
        if not fields["start"] < fields["end"] <= length:
            faults.add(place, f"the source {shown(fields['source'])} has {length} characters and no such span")


def check(contents: Contents, faults: Faults) -> None:
    """Checks what only the whole case can tell: parents that lead back, and numbers given twice.

    There may be faults already: what could not be read is None here.
    """
    _check_parents({"scenarios": contents.scenarios, "notes": contents.notes}, faults)
    _check_views(contents.views or (), faults)
    numbers: dict[int, int] = {}
    for index, statement in enumerate(contents.statements or ()):
        if statement is None or statement.number is None:
            continue
        first = numbers.setdefault(statement.number, index)
        if first != index:
            place = (((None, "statements"), index), "number")
            faults.add(place, f"the number {statement.number} is taken by statements[{first}]")


def _check_views(views: Iterable[ViewDraft | None], faults: Faults) -> None:
    seen: dict[tuple[str, str], int] = {}
    for index, view in enumerate(views):
        if view is not None and seen.setdefault((view.kind, view.name), index) != index:
            place = (((None, "views"), index), "name")
            faults.add(place, f"the name {shown(view.name)} is taken by views[{seen[view.kind, view.name]}]")


def _check_parents(sections: Mapping[str, Iterable[Any] | None], faults: Faults) -> None:
    """Every ring of parents is told once, at the first scenario or note in it."""
    for section, word, told in (("scenarios", "parent", "parents"), ("notes", "reply_to", "answers")):
        parents: dict[str, str | None] = {}
        places: dict[str, int] = {}
        for index, each in enumerate(sections[section] or ()):
            if each is not None and each.key is not None and each.key not in places:
                places[each.key], parents[each.key] = index, getattr(each, word)
        for ring in _rings(parents):
            place = (((None, section), places[ring[0]]), word)
            faults.add(place, f"the {told} lead back: {listed(ring, ' > ')}")


def _rings(parents: Mapping[str, str | None]) -> Iterator[list[str]]:
    """Every ring of a chain, from its first link back to it."""
    done: set[str] = set()
    for key in parents:
        way: dict[str, None] = {}
        step: str | None = key
        while step is not None and step in parents and step not in done and step not in way:
            way[step] = None
            step = parents[step]
        if step is not None and step in way:
            yield [*list(way)[list(way).index(step) :], step]
        done.update(way)


def completed(contents: Contents, known: Known) -> Contents:
    """The contents with every issue listed that something names, also one that a factor makes of itself."""
    listed_issues = {issue.key for issue in contents.issues}
    named = {position.issue for statement in contents.statements for position in statement.positions}
    named |= {factor.issue for factor in contents.factors} | {note.on.issue for note in contents.notes}
    made = [key for key in known.implied if key in named and key not in listed_issues]
    issues = (*contents.issues, *(IssueDraft(key, known.implied[key]) for key in made))
    if SITUATION in named and SITUATION not in listed_issues:
        return replace(contents, issues=issues, statements=tuple(_on_the_whole(each) for each in contents.statements))
    return replace(contents, issues=issues)


def _on_the_whole(statement: Any) -> Any:
    """A statement whose positions on the situation name no issue, which says the same."""
    return replace(statement, positions=tuple(_without_issue(each) for each in statement.positions))


def _without_issue(position: PositionDraft) -> PositionDraft:
    return replace(position, issue=None) if position.issue == SITUATION else position
