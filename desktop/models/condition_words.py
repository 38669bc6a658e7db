"""Conditions in few words, for chips in tight places: *Ongoing*, *On land / At sea*, *Force: None*."""

from collections import Counter
from collections.abc import Sequence

from db.records import Condition, Factor
from desktop.words import _

LONGEST = 28
"""Characters of a chip."""


class ConditionWords:
    """Names values by themselves where the case has no other value of that name, else after their factor."""

    def __init__(self, factors: Sequence[Factor]) -> None:
        named = Counter(value.name.casefold() for factor in factors for value in factor.values)
        self._alone = {name for name, many in named.items() if many == 1} - _plain_answers()
        self._factors = {factor.id: factor for factor in factors}
        self._values = {value.id: value.name for factor in factors for value in factor.values}

    def factor(self, factor: int) -> str:
        """A factor in few words."""
        found = self._factors[factor]
        return found.short or found.name

    def value(self, factor: int, value: int) -> str:
        """A value in few words."""
        name = self._values[value]
        return name if name.casefold() in self._alone else f"{self.factor(factor)}: {name}"

    def condition(self, condition: Condition) -> str:
        """A condition in few words."""
        if condition.part is not None:
            name = self.value(condition.factor, condition.part)
            if condition.holds == (True,):
                return name
            told = _("not {value}") if condition.holds == (False,) else _("{value} or not")
            return told.format(value=name)
        names = [self._values[value] for value in condition.values]
        told = " / ".join(names)
        alone = all(name.casefold() in self._alone for name in names)
        return told if alone else f"{self.factor(condition.factor)}: {told}"


def short(text: str) -> str:
    """A text cut where a chip ends."""
    return text if len(text) <= LONGEST else text[: LONGEST - 1].rstrip() + "…"


def _plain_answers() -> set[str]:
    return {_("Yes").casefold(), _("No").casefold(), _("None").casefold()}
