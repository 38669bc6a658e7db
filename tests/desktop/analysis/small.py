"""Small cases written by hand: a state R with its speakers, a few factors, and what was said."""

from desktop.analysis.cells import Comparison
from tests.desktop.analysis.build import moment, snapshot

ACTORS = {
    "R": "state",
    "U": "state",
    "C": "coalition",
    "pres": "person",
    "minister": "person",
    "envoy": "person",
    "stranger": "person",
}
SPEAKERS = [
    {"member": "pres", "of": "R", "standing": "binds"},
    {"member": "minister", "of": "R", "standing": "binds"},
    {"member": "envoy", "of": "R", "standing": "speaks"},
]
H = {
    "id": "H",
    "name": "Hostilities",
    "issue": "force",
    "ordered": True,
    "values": ["ongoing", "ceasefire", "settlement"],
}
L = {"id": "L", "name": "Land", "issue": "force", "values": ["no", "yes"]}


def said(number, speaker, stance, *regions, on="2024-05-02", holder="R", parties=(), **more):
    """A statement with one position, ``p`` and its number; on force, unless it is said otherwise."""
    position = {"id": f"p{number}", "holder": holder, "issue": "force", "stance": stance, "regions": list(regions)}
    statement = {"id": f"st{number}", "speaker": speaker, "said_on": on, "parties": list(parties)}
    return {**statement, "positions": [position | more]}


def case(*statements, factors=(H, L), scenarios=None, **more):
    """A case of these statements; scenarios are given by what they set."""
    scenarios = scenarios or {"c": {"H": ["ceasefire"]}}
    return {
        "case": {},
        "actors": [{"id": key, "name": key.title(), "kind": kind} for key, kind in ACTORS.items()],
        "affiliations": SPEAKERS,
        "issues": [{"id": "force", "name": "Foreign force"}, {"id": "bare", "name": "Bare"}],
        "factors": [factor | {"values": [{"id": v, "name": v} for v in factor["values"]]} for factor in factors],
        "exclusions": [],
        "scenarios": [{"id": key, "name": key} | _scenario(sets) for key, sets in scenarios.items()],
        "statements": list(statements),
        **more,
    }


def _scenario(sets):
    return sets if "sets" in sets else {"sets": sets}


class Asked:
    """A comparison asked by the ids of the file."""

    def __init__(self, content, as_of=None):
        self.comparison = Comparison(snapshot(content), moment(as_of))
        self.actors = {each.key: each.id for each in self.comparison.actors}
        self.scenarios = {each.key: each.id for each in self.comparison.scenarios}

    def cell(self, scenario="c", actor="R"):
        return self.comparison.cell(self.actors[actor], self.scenarios[scenario])

    def headlines(self, scenario="c", actor="R"):
        return "/".join(each.word for each in self.cell(scenario, actor).headlines)

    def listed(self, name, scenario="c", actor="R"):
        return [self.comparison.position_key(each) for each in getattr(self.cell(scenario, actor), name)]

    def reasons(self, scenario="c", actor="R"):
        found = self.comparison.reasons(self.actors[actor], self.scenarios[scenario])
        return {self.comparison.position_key(each.position): each for each in found}

    def whys(self, scenario="c", actor="R"):
        """Why, and by which position, of everything the actor has a part in."""
        key = self.comparison.position_key
        found = self.reasons(scenario, actor).items()
        return {
            name: each.why.value if each.by is None else f"{each.why.value}: {key(each.by)}" for name, each in found
        }
