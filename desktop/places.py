"""Where the program keeps what is no case: which cases this machine knows, and their backups. Knows no Qt."""

import os
import sys
from pathlib import Path

FOLDER = "RAPPORTEUR_SETTINGS"
"""The environment variable that names one folder for all of it."""


def kept() -> Path:
    """The folder of what the program keeps for a person on this machine."""
    named = os.environ.get(FOLDER)
    if named:
        return Path(named).expanduser().absolute()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "Rapporteur"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "Rapporteur"
    data = os.environ.get("XDG_DATA_HOME", "")
    return (Path(data) if os.path.isabs(data) else Path.home() / ".local" / "share") / "rapporteur"


def known(folder: Path) -> Path:
    """The file with the cases that this machine knows."""
    return folder / "known.json"


def backups(folder: Path) -> Path:
    """The folder of all backups."""
    return folder / "backups"


def looks(folder: Path) -> Path:
    """The folder of copies that are looked at; each is there for some seconds."""
    return folder / "looks"
