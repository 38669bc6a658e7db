"""What a person does to what goes together: the pairs that cannot, and what a factor needs."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject

from db.records import Clause, Factor
from desktop.views import factor_edits as edits
from desktop.widgets.clause_panel import ClausePanel, can_be_picked
from desktop.words import _
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.views.field_hand import FieldHand


class RuleHand(QObject):
    """Part of the hand of a view; a panel asks for the values."""

    def __init__(self, workspace: Workspace, hand: "FieldHand") -> None:
        super().__init__(hand)
        self._workspace, self._hand = workspace, hand
        self._clauses: ClausePanel | None = None
        self._taking: Callable[[Any], None] | None = None

    def edit_rule(self, rule: int) -> None:
        """Asks what cannot go together; 0: a new pair."""
        snapshot = self._hand.snapshot()
        old = next((each for each in snapshot.exclusions if each.id == rule), None)
        if self._workspace.read_only or (rule and old is None):
            return
        if old is not None and not can_be_picked(snapshot.factors, old.when):
            self._hand.refused.emit(_("This rule says more than can be picked here; it can be deleted"))
            return
        self._ask_clause(
            _("What cannot go together"),
            _("Pick values of two or more factors. Several values of one factor are alternatives."),
            old.when if old else (),
            lambda when, reason: self._hand.do(edits.save_rule(rule, when, reason)),
            reason=old.reason if old else "",
            least=2,
        )

    def remove_rule(self, rule: int) -> None:
        """Lets values go together again."""
        if not self._workspace.read_only:
            self._hand.do(edits.remove_rule(rule))
            self._hand.gone.emit(_("A pair may go together again"))

    def edit_need(self, factor: int, place: int) -> None:
        """Asks for a clause of what a factor needs; -1: one more."""
        found = self._hand.factor(factor)
        if found is None or self._workspace.read_only:
            return
        old: Clause = found.needs[place] if 0 <= place < len(found.needs) else ()
        others = [each for each in self._hand.snapshot().factors if each.id not in self._needing(factor)]
        if not can_be_picked(self._hand.snapshot().factors, old):
            self._hand.refused.emit(_("This condition says more than can be picked here; it can be deleted"))
            return

        def save(when: Clause, _reason: str) -> None:
            clauses = list(found.needs)
            clauses[place : place + 1] = [when] if 0 <= place < len(clauses) else []
            needs = tuple(clauses if 0 <= place < len(found.needs) else (*clauses, when))
            self._hand.do(edits.change_factor(factor, _("Say what a factor needs"), needs=needs))

        hint = _("Pick values; of several factors all must hold. Several values of one factor are alternatives.")
        title = _("{name} applies only with …").format(name=found.name)
        self._ask_clause(title, hint, old, save, factors=others)

    def remove_need(self, factor: int, place: int) -> None:
        """Takes away a clause of what a factor needs."""
        found = self._hand.factor(factor)
        if found is not None and 0 <= place < len(found.needs):
            needs = tuple(each for number, each in enumerate(found.needs) if number != place)
            self._hand.do(edits.change_factor(factor, _("Say what a factor needs"), needs=needs))

    def _needing(self, factor: int) -> set[int]:
        """A factor, and those that need it, however indirectly: it cannot need them."""
        found, more = {factor}, True
        while more:
            more = False
            for each in self._hand.snapshot().factors:
                needs = {condition.factor for clause in each.needs for condition in clause}
                if each.id not in found and needs & found:
                    found.add(each.id)
                    more = True
        return found

    def _ask_clause(
        self,
        title: str,
        hint: str,
        clause: Clause,
        save: Callable[[Clause, str], None],
        *,
        factors: list[Factor] | None = None,
        reason: str | None = None,
        least: int = 1,
    ) -> None:
        if self._clauses is None:
            self._clauses = ClausePanel(self._hand.window())
            self._clauses.saved.connect(lambda when, why: self._taking((when, why)) if self._taking else None)
        self._taking = lambda both: save(*both)
        listed = self._hand.snapshot().factors if factors is None else factors
        self._clauses.ask(self._hand.anchor(), title, hint, listed, clause, reason, least)
