"""The sample case as a file, and a place in memory where the system has one."""

import contextlib
import shutil
import tempfile
from pathlib import Path

import pytest

import resources
from db import child
from desktop.exchange import case_json

MEMORY = Path("/dev/shm")


@pytest.fixture(scope="session")
def sample(tmp_path_factory):
    path = tmp_path_factory.mktemp("sample") / "Sample.rapporteur"
    case_json.create(path, resources.text("sample", "sample.json"))
    return path


@pytest.fixture
def quick_folder(tmp_path):
    """For what is not about the disk."""
    if not MEMORY.is_dir():
        yield tmp_path
        return
    folder = Path(tempfile.mkdtemp(dir=MEMORY))
    yield folder
    with contextlib.suppress(OSError):
        shutil.rmtree(folder)


@pytest.fixture(autouse=True)
def quiet(monkeypatch):
    """What the child reports has nobody to hear it here."""
    monkeypatch.setattr(child, "report", lambda _share: None)
