"""A small case: two states, a coalition and their speakers against a force now, after a ceasefire, and a branch."""

import pytest

from desktop.analysis.cells import Comparison
from desktop.models.sheet import Sheet
from tests.desktop.analysis.build import snapshot

ACTORS = (
    {"id": "R", "name": "Russia", "kind": "state"},
    {"id": "U", "name": "Ukraine", "kind": "state"},
    {"id": "C", "name": "Coalition", "kind": "coalition"},
    {"id": "putin", "name": "Putin", "kind": "person"},
    {"id": "lavrov", "name": "Lavrov", "kind": "person"},
)


def said(number, speaker, stance, region, issue="force"):
    position = {"id": f"p{number}", "issue": issue, "stance": stance, "regions": [region]}
    return {"id": f"st{number}", "speaker": speaker, "said_on": f"2025-09-{number:02}", "positions": [position]}


def content(*statements, **more):
    return {
        "case": {},
        "actors": list(ACTORS),
        "affiliations": [
            {"member": "putin", "of": "R", "standing": "binds"},
            {"member": "lavrov", "of": "R", "standing": "binds"},
            {"member": "U", "of": "C", "standing": "none"},
        ],
        "issues": [{"id": "force", "name": "Foreign force"}],
        "factors": [
            {
                "id": "H",
                "name": "Hostilities",
                "values": [{"id": "ongoing", "name": "Ongoing"}, {"id": "ceasefire", "name": "Ceasefire"}],
            },
            {
                "id": "L",
                "name": "Force on land",
                "issue": "force",
                "values": [{"id": "no", "name": "No"}, {"id": "yes", "name": "Yes"}],
            },
        ],
        "scenarios": [
            {"id": "now", "name": "Troops now", "sets": {"H": ["ongoing"], "L": ["yes"]}},
            {"id": "later", "name": "Ceasefire", "sets": {"H": ["ceasefire"]}},
            {"id": "talks", "name": "Nothing but troops", "sets": {"L": ["yes"]}},
            {"id": "force", "name": "… with a force", "parent": "later", "sets": {"L": ["yes"]}},
        ],
        "statements": list(statements) or EVERYTHING,
        **more,
    }


EVERYTHING = [
    said(1, "putin", "rejects", {"L": ["yes"]}),
    said(2, "lavrov", "accepts", {"H": ["ceasefire"], "L": ["yes"]}),
    said(3, "U", "supports", {"H": ["ceasefire"], "L": ["yes"]}),
]


@pytest.fixture
def case():
    """The content of the case; other statements may be given, and other nouns by name."""
    return content


@pytest.fixture
def sheet():
    """The sheet of such a case."""
    return lambda *statements, **more: Sheet.of(Comparison(snapshot(content(*statements, **more))))
