"""Factors, values and sets of changes in words, for What if."""

from collections.abc import Sequence

from desktop import words
from desktop.analysis.cells import Comparison
from desktop.analysis.factors import CompiledFactor
from desktop.analysis.moves import Way
from desktop.words import _


def value_names(factor: CompiledFactor) -> dict[str, str]:
    """The names of everything that a factor can be, by the keys, ``n/a`` last."""
    named = [getattr(value, "name", "") or value.key for value in factor.values]
    named += [_("not applicable")] if factor.optional else []
    return dict(zip(factor.keys(factor.full), named, strict=True))


def either(names: Sequence[str]) -> str:
    """One of several: *a*, *a or b*, *a, b or c*."""
    if len(names) < 2:
        return "".join(names)
    return _("{first} or {last}").format(first=", ".join(names[:-1]), last=names[-1])


class Names:
    """The names of a case's factors and values."""

    def __init__(self, comparison: Comparison) -> None:
        self.factors = {each.key: each.name for each in comparison.factors}
        self._values = {each.key: value_names(each) for each in comparison.factors}

    def value(self, factor: str, key: str) -> str:
        """The name of a value."""
        return self._values[factor][key]

    def values(self, factor: str, keys: Sequence[str]) -> str:
        """What a factor is, when it is one of some values."""
        return f"{self.factors[factor]}: {either([self.value(factor, key) for key in keys])}"

    def way(self, way: Way) -> str:
        """What changes, and what is no longer there then."""
        told = " + ".join(self.values(each.factor, (each.new,)) for each in way.changes)
        if not way.gone:
            return told
        gone = words.listing([self.factors[each] for each in way.gone])
        return _("{changes} (then without: {factors})").format(changes=told, factors=gone)
