"""Exploration, literally: every world looked at, every pair of worlds compared; written apart from the fast code."""

from collections import Counter
from fractions import Fraction
from functools import cache
from itertools import product

from tests.desktop.analysis.oracle import NA, ORDER, SIGN, Oracle

FOR = {"accepts", "supports"}
START = "*"
RANK = {"rejects": 0, "contested": 1, "opposes": 2, "neutral": 3, "silent": 3, "accepts": 4, "supports": 5}


class Literal(Oracle):
    """The answers of ``explore --json``, and more of them; a scenario ``*`` is laid over the one to start from."""

    def __init__(self, case, start=None, sets=None, block=None, threshold="rejects"):
        laid = {"id": START, "name": START, "parent": start, "sets": sets or {}, "date": None}
        super().__init__({**case, "scenarios": [*case["scenarios"], laid]})
        flagged = [each["id"] for each in case["actors"] if each.get("can_block")]
        parties = flagged or [each["id"] for each in case["actors"] if each["kind"] != "person"]
        self.parties = parties if block is None else [each["id"] for each in case["actors"] if each["id"] in block]
        self.threshold = SIGN[threshold]
        self.everywhere = [issue for issue in self.issues if self.expressed[issue]]
        for slow in ("headline", "blocks"):
            setattr(self, slow, cache(getattr(self, slow)))

    def headline(self, actor, world):
        return self.in_world(actor, self.everywhere, self.living(actor, START), world)[0]

    def blocks(self, actor, world):
        for issue in self.everywhere:
            stance, deciding, words, _ = self.on_issue(actor, issue, self.living(actor, START), world)
            if stance == "contested":
                reached = min(SIGN[self.positions[p]["stance"]] for p in words[deciding])
            else:
                reached = SIGN.get(stance, 0)
            if reached <= self.threshold:
                return True
        return False

    def zone(self):
        return [w for w in range(len(self.worlds)) if not any(self.blocks(a, w) for a in self.parties)]

    def answer(self, flips=True):
        zone = self.zone()
        words = [[self.headline(a, w) for a in self.parties] for w in range(len(self.worlds))]
        good = [all(h in FOR or h in ("silent", "neutral") for h in each) for each in words]
        all_for = [all(h in FOR for h in each) for each in words]
        some = [g and any(h in FOR for h in each) and not a for g, each, a in zip(good, words, all_for, strict=True)]
        total = 1
        for values in self.values.values():
            total *= len(values)
        return {
            "worlds": total,
            "consistent": len(self.worlds),
            "not_rejected": len(zone),
            "values": {
                name: {value: sum(self.worlds[w][name] == value for w in zone) for value in values}
                for name, values in self.values.items()
            },
            "for_all": sum(all_for),
            "for_some": sum(some),
            "all_silent": sum(all(h == "silent" for h in each) for each in words),
            "least_rejected": None if zone else self.least(),
            "flips": self.flips() if flips else None,
            "to_zone": self.to_zone(zone),
            "best": self.best(),
        }

    def blocking(self, world):
        return tuple(a for a in self.parties if self.blocks(a, world))

    def least(self):
        fewest = min((len(self.blocking(w)) for w in range(len(self.worlds))), default=None)
        there = [self.blocking(w) for w in range(len(self.worlds)) if len(self.blocking(w)) == fewest]
        return {"worlds": len(there), "by": [a for a in self.parties if any(a in each for each in there)]}

    def leaving(self):
        fewest = min((len(self.blocking(w)) for w in range(len(self.worlds))), default=None)
        return {each for each in map(self.blocking, range(len(self.worlds))) if len(each) == fewest}

    def differing(self, one, other):
        """The factors that differ between two worlds, changes to and from n/a apart, with both values."""
        pairs = [(name, self.worlds[one][name], self.worlds[other][name]) for name in self.values]
        return tuple((n, a, b) for n, a, b in pairs if a != b and NA not in (a, b))

    def nearest(self, starts, targets, weights):
        """The least cost from some worlds to others, and all sets of changes of that cost."""
        best, found = None, set()
        for one, other in product(starts, targets):
            changes = self.differing(one, other)
            cost = sum(weights.get(name, 1) for name, _, _ in changes)
            if best is None or cost < best:
                best, found = cost, set()
            if cost == best:
                found.add(changes)
        return best, [{name: [a, b] for name, a, b in each} for each in sorted(found, key=self.order)]

    def order(self, changes):
        names = list(self.values)
        return [(names.index(n), self.values[n].index(a), self.values[n].index(b)) for n, a, b in changes]

    def flips(self, weights=(), actors=None):
        starts, issues, found = self.completions(START), self.addressed(START), []
        for actor in self.actors if actors is None else actors:
            said = [self.in_world(actor, issues, self.living(actor, START), w)[0] for w in range(len(self.worlds))]
            cell = {said[w] for w in starts}
            ways = {}
            for headline in ORDER:
                targets = [w for w, each in enumerate(said) if each == headline]
                if starts and targets and headline not in cell:
                    ways[headline] = self.nearest(starts, targets, dict(weights))
            least = min((size for size, _ in ways.values()), default=None)
            for headline, (size, changes) in ways.items():
                if size == least:
                    found.append({"actor": actor, "size": size, "changes": changes, "headline": headline})
        return found

    def to_zone(self, zone, weights=()):
        starts = self.completions(START)
        if not starts or not zone:
            return None
        if set(starts) & set(zone):
            return {"size": 0, "changes": []}
        size, changes = self.nearest(starts, zone, dict(weights))
        return {"size": size, "changes": changes}

    # more than the command tells

    def blocked(self):
        """In how many worlds each party blocks, and alone blocks."""
        sets = [self.blocking(w) for w in range(len(self.worlds))]
        return {a: (sum(a in each for each in sets), sum(each == (a,) for each in sets)) for a in self.parties}

    def vectors(self):
        """The combinations of headlines in the zone, with their worlds, and whether none is better."""
        counts = Counter(tuple(self.headline(a, w) for a in self.parties) for w in self.zone())
        return {each: (many, not any(self.better(other, each) for other in counts)) for each, many in counts.items()}

    def best(self):
        """The combinations that none is better than, the most common first."""
        found = sorted((-many, [ORDER.index(h) for h in each]) for each, (many, best) in self.vectors().items() if best)
        return [
            {"stances": dict(zip(self.parties, [ORDER[h] for h in each], strict=True)), "worlds": -many}
            for many, each in found
        ]

    def better(self, one, other):
        pairs = [(a, b) for a, b in zip(one, other, strict=True) if a != b]
        return bool(pairs) and all(RANK[a] > RANK[b] for a, b in pairs)

    def pivots(self, actor):
        """In what share of the worlds a change of each factor alone changes the headline."""
        turned = Counter()
        for one in range(len(self.worlds)):
            factors = {
                self.differing(one, other)[0][0]
                for other in range(len(self.worlds))
                if len(self.differing(one, other)) == 1 and self.headline(actor, one) != self.headline(actor, other)
            }
            turned.update(factors)
        return {name: Fraction(many, len(self.worlds)) for name, many in turned.items()}

    # blocks

    def in_block(self, when):
        return {w for w, world in enumerate(self.worlds) if all(world[name] in values for name, values in when.items())}

    def is_prime(self, when):
        """Whether every further value brings a world outside the zone."""
        zone = set(self.zone())
        for name, values in when.items():
            for value in self.values[name]:
                if value not in values and self.in_block({**when, name: [value]}) <= zone:
                    return False
        return True
