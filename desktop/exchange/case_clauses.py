"""Conditions as the file writes them: factors with values, in clauses and in what scenarios set."""

from typing import Any

from db.drafts import ClauseDraft, ConditionDraft, SettingDraft
from desktop.exchange.case_faults import Faults, Place, listed, shown
from desktop.exchange.case_known import Known, KnownFactor

HOLDS = {"no": False, "yes": True}
"""The values of ``F.v``, one value of a several factor taken as a factor of its own."""


class Clauses:
    """Reads conditions, in the case's order whatever the file's."""

    def __init__(self, known: Known, faults: Faults) -> None:
        self._known = known
        self._faults = faults

    def clause(self, thing: dict[str, Any], place: Place) -> ClauseDraft:
        """What an object of conditions says."""
        found = []
        for name in thing:
            factor, part = self._factor(name, (place, name))
            if factor is None:
                continue
            key = name.partition(".")[0]
            values = self._values(thing[name], (place, name), factor, part)
            order = (factor.place, _order(factor, part))
            if part is None:
                found.append((order, ConditionDraft(key, values)))
            else:
                found.append((order, ConditionDraft(key, (), part, tuple(HOLDS[value] for value in values))))
        return tuple(condition for _, condition in sorted(found, key=lambda pair: pair[0]))

    def settings(self, thing: dict[str, Any], place: Place) -> tuple[SettingDraft, ...]:
        """What an object of ``sets`` says."""
        found = []
        for name, value in thing.items():
            factor, part = self._factor(name, (place, name))
            if factor is None:
                continue
            key = name.partition(".")[0]
            order = (factor.place, _order(factor, part))
            if value is None:
                found.append((order, SettingDraft(key, part=part, opened=True)))
                continue
            none_holds = factor.several and part is None
            values = self._values(value, (place, name), factor, part, empty=none_holds)
            if part is None:
                found.append((order, SettingDraft(key, values)))
            else:
                found.append((order, SettingDraft(key, (), part, tuple(HOLDS[value] for value in values))))
        return tuple(setting for _, setting in sorted(found, key=lambda pair: pair[0]))

    def _factor(self, name: str, place: Place) -> tuple[KnownFactor | None, str | None]:
        """The factor that a key names, and which of its values when it is ``F.v``."""
        key, dot, part = name.partition(".")
        factor = self._known.factors.get(key)
        if factor is None:
            self._faults.add(place, f"unknown factor {shown(key)}; known: {listed(self._known.factors)}")
            return None, None
        if not dot:
            return factor, None
        if not factor.several:
            self._faults.add(place, f'{shown(key)} is not a factor with "several": none of its values is a factor')
            return None, None
        if factor.values is not None and part not in factor.values:
            self._faults.add(place, f"unknown value {shown(part)}; known: {listed(factor.values)}")
            return None, None
        return factor, part

    def _values(
        self, value: Any, place: Place, factor: KnownFactor, part: str | None, *, empty: bool = False
    ) -> tuple[str, ...]:
        """The values named for a factor, in its order."""
        known = factor.values if part is None else dict.fromkeys(HOLDS, 0)
        if type(value) is not list:
            self._faults.add(place, f"expected a list of values, found {shown(value)}")
            return ()
        if not value and not empty:
            self._faults.add(place, "expected a value at least, found an empty list")
        good: dict[str, None] = {}
        for index, name in enumerate(value):
            if type(name) is not str:
                self._faults.add((place, index), f"expected the id of a value, found {shown(name)}")
            elif known is not None and name not in known:
                self._faults.add(place, f"unknown value {shown(name)}; known: {listed(known)}")
            elif name in good:
                self._faults.add(place, f"the value {shown(name)} stands twice")
            else:
                good[name] = None
        return tuple(good) if known is None else tuple(name for name in known if name in good)


def _order(factor: KnownFactor, part: str | None) -> int:
    """A factor itself comes before its values taken as factors, and these in its order."""
    return -1 if part is None else (factor.values or {}).get(part, 0)
