"""Cases for the tests of the case file."""

import pytest

import resources
from db.case import Case
from desktop.exchange import case_json


@pytest.fixture
def case(tmp_path):
    """The sample case, open for writing."""
    path = tmp_path / "Sample.rapporteur"
    case_json.create(path, resources.text("sample", "sample.json"))
    with Case.open(path, author="ann") as opened:
        yield opened
