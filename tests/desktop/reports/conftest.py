"""Cases for the tests of reports: made of JSON, by way of a case file, as in the program."""

import json
from dataclasses import dataclass

import pytest

import resources
from db import statements as record
from db.case import Case
from desktop.analysis.cells import Comparison
from desktop.exchange import case_json
from desktop.reports.brief import Options, build


@dataclass(frozen=True)
class Made:
    """A comparison and the statements it is of."""

    comparison: Comparison
    statements: tuple

    def brief(self, **options):
        return build(self.comparison, self.statements, Options(**options))


def make(folder, content):
    path = folder / "case.rapporteur"
    case_json.create(path, content if isinstance(content, str) else json.dumps(content), overwrite=True)
    with Case.open(path, read_only=True) as case, case.read() as reading:
        return Made(Comparison(case.snapshot()), record.read(reading))


@pytest.fixture
def made(tmp_path):
    """Makes a comparison of a case given as its JSON content."""
    return lambda content: make(tmp_path, content)


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The sample case."""
    return make(tmp_path_factory.mktemp("sample"), resources.text("sample", "sample.json"))


@pytest.fixture
def small():
    """The content of a small case: statements as (holder, stance, region[, day]) on one issue with two factors."""
    return _small


def _small(*said, actors=("R", "U", "C"), scenarios=None, **more):
    text = "Said. " * (len(said) + 1)
    return {
        "format": "rapporteur-case",
        "version": 1,
        "case": {"title": "Small", "as_of": "2025-09-06"},
        "actors": [{"id": key, "name": key, "kind": "state"} for key in actors],
        "issues": [{"id": "force", "name": "The force"}],
        "factors": [
            {"id": "H", "name": "Hostilities", "values": [{"id": "o", "name": "Ongoing"}, {"id": "c", "name": "Over"}]},
            {
                "id": "L",
                "name": "Land",
                "issue": "force",
                "values": [{"id": "no", "name": "No"}, {"id": "yes", "name": "Yes"}],
            },
        ],
        "scenarios": scenarios
        or [
            {"id": "now", "name": "Troops now", "sets": {"H": ["o"], "L": ["yes"]}},
            {"id": "later", "name": "Troops later", "sets": {"H": ["c"], "L": ["yes"]}},
            {"id": "talk", "name": "Only a ceasefire", "sets": {"H": ["c"]}},
        ],
        "sources": [{"id": "s", "title": "Source", "text": text, "reliability": "B", "published": "2025-09-05"}],
        "statements": [
            {
                "id": f"st{number}",
                "number": number,
                "speaker": holder,
                "said_on": day[0] if day else f"2025-09-0{number}",
                "quotations": [
                    {"source": "s", "start": 6 * number, "end": 6 * number + 4, "exact": "Said", "credibility": 2}
                ],
                "positions": [
                    {"id": f"p{number}", "holder": holder, "issue": "force", "stance": stance, "regions": [region]}
                ],
            }
            for number, (holder, stance, region, *day) in enumerate(said, 1)
        ],
    } | more
