"""Whether a draft can be saved: what is missing is said at its field, and the keyboard goes there."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from desktop.models import coding
from desktop.words import _

if TYPE_CHECKING:
    from desktop.views.coding_form import CodingForm


class Check(QObject):
    """Looks at one form."""

    def __init__(self, form: "CodingForm") -> None:
        super().__init__(form)
        self._form = form
        self._without_stance = False

    def forget(self) -> None:
        """Something was entered: what was allowed is asked again."""
        self._without_stance = False

    def complete(self) -> bool:
        """Whether nothing is missing."""
        fields = self._form.fields
        if self._form.workspace.read_only:
            fields.tell_fault(_("The case is open for reading: nothing can be saved in it."))
            return False
        allowed = self._without_stance
        if not (fields.facts.commit() and fields.more.commit()):
            return False
        self._without_stance = allowed
        typed = fields.speaker.typed()
        if self._form.draft.speaker is None or typed:
            told = _("“{name}” is nobody in this case yet: choose one below, or make a new actor.").format(name=typed)
            fields.speaker.complain(told if typed else _("Who said it? Type a part of a name."))
            return False
        return self._stances_complete()

    def _stances_complete(self) -> bool:
        form, draft = self._form, self._form.draft
        for place, point in enumerate(draft.points):
            if point.stance is None and not point.empty:
                form.show_part(point=place)
                form.fields.stance.complain(_("No stance yet: press a digit, 1 to 5."))
                return False
        spoken = any(point.stance is not None for point in draft.points)
        was_bare = draft.kept is not None and not draft.kept.positions
        if spoken or draft.act in coding.WITHOUT_STANCE or was_bare or self._without_stance:
            self._drop_empty()
            return True
        form.fields.stance.complain(
            _("No stance yet: press a digit, 1 to 5. Ctrl+Enter again saves it without a position.")
        )
        self._without_stance = True
        return False

    def _drop_empty(self) -> None:
        """Positions in which nothing is said are none."""
        form = self._form
        for place in reversed(range(len(form.draft.points))):
            if form.draft.points[place].stance is None and len(form.draft.points) > 1:
                form.draft = form.draft.without_point(place)
