"""What is entered into the coding form and not saved is kept in the case, and survives the end of the program."""

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QLineEdit

from db.records import Snapshot
from desktop.models.coding import Draft, fitted
from desktop.models.unfinished import CodingTyped

if TYPE_CHECKING:
    from desktop.views.coding_form import CodingForm

Key = tuple[str, int, int, int]
"""What is coded: new words by source and span, or a saved statement by id."""


class Keeping(QObject):
    """Between a form and the keeper of the case."""

    def __init__(self, form: "CodingForm") -> None:
        super().__init__(form)
        self._form = form
        for line in self._lines():
            line.textEdited.connect(lambda _text: self.typed())

    def typed(self) -> None:
        """Something was entered."""
        key = self._form.key
        if key is not None and not self._form.workspace.read_only:
            self._form.workspace.keeper.typed(_name(key), partial(self._read, key))

    def over(self, key: Key) -> None:
        """It is saved."""
        self._form.workspace.keeper.over(_name(key))

    def recall(self, key: Key, kept: dict[Key, Draft]) -> None:
        """What is kept of some words, from an earlier day too, is put to what the form keeps; or is thrown away by now.

        In a case that cannot be written the form alone keeps it.
        """
        workspace = self._form.workspace
        if workspace.read_only or workspace.snapshot is None:
            return
        workspace.keeper.settle()
        found = workspace.keeper.kept(_name(key))
        if not isinstance(found, CodingTyped):
            kept.pop(key, None)
        elif key not in kept:
            kept[key] = fitting(found.draft, workspace.snapshot)

    def whole(self) -> Draft:
        """The draft with what still stands in a line that was not left."""
        form, sight = self._form, self._form.sight
        venue, announces, translator = (line.text().strip() for line in self._lines())
        if sight is None:
            return form.draft
        draft = replace(form.draft, venue=venue).with_point(sight.point, announces=announces)
        if sight.quoted is not None:
            draft = draft.with_quotation(sight.quotation, translator=translator)
        return draft

    def _read(self, key: Key) -> CodingTyped | None:
        form = self._form
        entered = form.touched or any(line.isModified() for line in self._lines())
        draft = self.whole() if key == form.key and entered else form.kept(key)
        return None if draft is None else CodingTyped(draft, **_place(key))

    def _lines(self) -> tuple[QLineEdit, ...]:
        fields = self._form.fields
        return fields.facts.venue, fields.more.announces, fields.more.translator


def fitting(draft: Draft, snapshot: Snapshot) -> Draft:
    """The draft without what the record no longer has: it may be another one than when this was typed."""
    sources, issues = ({each.id for each in listed} for listed in (snapshot.sources, snapshot.issues))
    positions = set(snapshot.positions.id)
    draft = replace(
        fitted(draft, snapshot.actors, snapshot.factors),
        quotations=tuple(each for each in draft.quotations if each.source in sources),
        ends=tuple(each for each in draft.ends if each.target in positions),
    )
    for place, point in enumerate(draft.points):
        if point.about is not None and point.about.issue is not None and point.about.issue not in issues:
            draft = draft.with_point(place, about=None)
    return draft


def _place(key: Key) -> dict[str, int]:
    kind, first, start, end = key
    return {"statement": first} if kind == "statement" else {"source": first, "start": start, "end": end}


def _name(key: Key) -> str:
    return CodingTyped(Draft(), **_place(key)).name
