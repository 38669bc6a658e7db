import copy
import json

import pytest

import resources

SMALL = {
    "format": "rapporteur-case",
    "version": 1,
    "case": {"title": "Small"},
    "actors": [
        {"id": "R", "name": "R", "kind": "state"},
        {"id": "head", "name": "Head of R", "kind": "person"},
    ],
    "affiliations": [{"member": "head", "of": "R", "standing": "binds", "from": "2024"}],
    "issues": [{"id": "force", "name": "Foreign force"}],
    "factors": [
        {"id": "H", "name": "Hostilities", "values": [{"id": "on", "name": "On"}, {"id": "off", "name": "Off"}]},
        {
            "id": "F",
            "name": "Force",
            "issue": "force",
            "several": True,
            "values": [{"id": "land", "name": "Land"}, {"id": "sea", "name": "Sea"}],
        },
        {
            "id": "M",
            "name": "Mandate",
            "needs": [{"F": ["land", "sea"]}],
            "values": [{"id": "un", "name": "UN"}, {"id": "none", "name": "None"}],
        },
    ],
    "exclusions": [{"when": {"H": ["on"], "M": ["un"]}}],
    "scenarios": [
        {"id": "s1", "name": "First", "sets": {"H": ["off"], "F": ["land"]}},
        {"id": "s2", "name": "Second", "parent": "s1", "sets": {"F.sea": ["no", "yes"], "H": None}},
    ],
    "sources": [
        {
            "id": "doc",
            "title": "Doc",
            "text": "We say no. They say yes. We say no.",
            "skipped": [{"start": 11, "end": 24}],
        }
    ],
    "statements": [
        {
            "id": "st1",
            "speaker": "head",
            "said_on": "2025-09",
            "quotations": [{"source": "doc", "start": 0, "end": 10, "exact": "We say no."}],
            "positions": [{"id": "p1", "holder": "R", "stance": "rejects", "regions": [{"F": ["sea", "land"]}]}],
        },
        {"id": "st2", "speaker": "R", "positions": [{"id": "p2", "issue": "H", "stance": "accepts"}]},
    ],
    "links": [{"kind": "supersedes", "position": "p2", "target": "p1"}],
    "assessments": [{"actor": "R", "scenario": "s1", "stance": "opposes"}],
    "notes": [
        {"on": {"source": "doc", "start": 0, "end": 2}, "body": "Look.", "id": "n1"},
        {"body": "On the case."},
        {"body": "I have looked.", "reply_to": "n1", "done": True},
    ],
    "views": [{"kind": "statements", "name": "Recent", "body": {"since": "2025"}}],
}


@pytest.fixture
def small():
    """A small case as a JSON value, with something of everything; free to be changed."""
    return copy.deepcopy(SMALL)


@pytest.fixture
def sample():
    """The sample case as a JSON value."""
    return json.loads(resources.text("sample", "sample.json"))
