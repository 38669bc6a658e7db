"""The side of the scenarios: what the current one comes to, or all about a factor."""

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.models.field import Field
from desktop.models.standing import Standing
from desktop.views import factor_edits as edits
from desktop.views import scenario_edits
from desktop.views.factor_page import FactorPage
from desktop.views.field_hand import FieldHand
from desktop.views.scenario_page import ScenarioPage
from desktop.widgets.blank import Blank
from desktop.widgets.field_drags import HEAD
from desktop.words import _


class ScenarioInspector(QStackedWidget):
    """The scenario is shown unless a factor was asked for."""

    left = Signal()
    """The page of a factor was left."""

    def __init__(self, hand: FieldHand, parent: QWidget | None = None) -> None:
        """It has its pages once ``make`` was gone through."""
        super().__init__(parent)
        self.factor: int | None = None
        self._hand = hand

    def make(self) -> Iterator[None]:
        """Makes its pages, one in a step."""
        self.nothing = Blank("shapes")
        self.nothing.tell(_("No scenario chosen"), _("Choose a scenario to see what it comes to."))
        self.addWidget(self.nothing)
        self.page = ScenarioPage(self)
        self.addWidget(self.page)
        yield
        self.factors = FactorPage(self)
        self.addWidget(self.factors)
        self._connect()

    def forget(self) -> None:
        """Another case, or none."""
        self.factor = None
        self.page.forget()
        self.factors.forget()

    def show_standing(self, standing: Standing, broken: tuple[str, ...], *, editable: bool) -> None:
        """What a scenario comes to."""
        self.page.show_scenario(standing, broken, editable=editable)
        if self.factor is None:
            self.setCurrentWidget(self.page)

    def show_page(self) -> None:
        """The scenario again."""
        self.factor = None
        self.setCurrentWidget(self.page if self._hand.scenario is not None else self.nothing)

    def renew_factor(self, field: Field, *, editable: bool) -> None:
        """All about the factor that was asked for, as the record has it now; nothing when it is gone."""
        row = next((row for row in field.rows if row.factor.id == self.factor), None)
        if row is None:
            self.factor = None
            return
        issue = next((each for each in field.issues if _expresses(each.id, each.factor, row.factor)), None)
        self.factors.show_factor(field.snapshot, row.factor, issue.name if issue else "", editable=editable)
        self.setCurrentWidget(self.factors)

    def _connect(self) -> None:
        hand, page, factors = self._hand, self.page, self.factors
        page.named.connect(lambda number, name: hand.do(scenario_edits.describe(number, name=name)))
        page.described.connect(
            lambda number, words: hand.do(scenario_edits.describe(number, words=words), f"scenario {number} words")
        )
        page.dated.connect(lambda number, date: hand.do(scenario_edits.date_scenario(number, date)))
        factors.named.connect(lambda number, name: hand.rename(number, HEAD, name))
        factors.shortened.connect(
            lambda number, short: hand.do(edits.change_factor(number, _("Shorten a factor"), short=short))
        )
        factors.orderedWanted.connect(
            lambda number, on: hand.do(edits.change_factor(number, _("Say whether values are in order"), ordered=on))
        )
        factors.severalWanted.connect(lambda number, on: hand.do(edits.allow_several(number, on)))
        factors.issueWanted.connect(lambda number: hand.issues.file(number, factors.issue.anchor()))
        factors.needWanted.connect(hand.rules.edit_need)
        factors.needRemoved.connect(hand.rules.remove_need)
        factors.removeWanted.connect(lambda number: hand.values.remove(number, HEAD))
        factors.left.connect(self.show_page)


def _expresses(issue: int | None, maker: int | None, factor: Any) -> bool:
    """Whether an issue is the one that a factor is about."""
    return bool(maker == factor.id if factor.issue is None else issue == factor.issue)
