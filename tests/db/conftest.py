"""Cases for the tests of the case file."""

import shutil

import pytest

import resources
from db.case import Case
from db.sqlite import connections
from desktop.exchange import case_json


@pytest.fixture(autouse=True)
def quick_disk(monkeypatch):
    """Nothing here is about power cuts, and waiting for the disk would be most of the time."""
    settings = [each for each in connections._SETTINGS if not each.startswith("synchronous")]
    monkeypatch.setattr(connections, "_SETTINGS", (*settings, "synchronous=OFF"))


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    """The sample case as a file, which nobody changes."""
    path = tmp_path_factory.mktemp("sample") / "Sample.rapporteur"
    case_json.create(path, resources.text("sample", "sample.json"))
    return path


@pytest.fixture
def case(tmp_path, sample):
    """The sample case, open for writing."""
    path = tmp_path / "Sample.rapporteur"
    shutil.copyfile(sample, path)
    with Case.open(path, author="ann") as opened:
        yield opened
