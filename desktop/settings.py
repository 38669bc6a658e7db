"""What the program remembers of a person: looks, layout, recent cases. One folder, which ``RAPPORTEUR_SETTINGS`` names.

A settings file that cannot be read counts as none, and one that cannot be written is no trouble: the work is in cases.
"""

import contextlib
import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from PySide6.QtCore import QByteArray, QSettings, QStandardPaths

from desktop.theme import SCALES, Appearance

FOLDER = "RAPPORTEUR_SETTINGS"
"""The environment variable that names the folder; the sample case goes there too then."""


class Settings:
    """The settings in a folder."""

    def __init__(self, folder: Path | None = None) -> None:
        self.folder = folder or _folder()
        self._store = QSettings(str(self.folder / "settings.ini"), QSettings.Format.IniFormat)

    @property
    def appearance(self) -> Appearance:
        """Light, dark, or as the system has it."""
        kept = str(self._store.value("appearance", Appearance.SYSTEM))
        return Appearance(kept) if kept in set(Appearance) else Appearance.SYSTEM

    @appearance.setter
    def appearance(self, value: Appearance) -> None:
        self._store.setValue("appearance", str(value))

    @property
    def scale(self) -> int:
        """The size of text in per cent."""
        try:
            kept = int(str(self._store.value("scale", 100)))
        except ValueError:
            return 100
        return max(SCALES[0], min(SCALES[-1], kept))

    @scale.setter
    def scale(self, value: int) -> None:
        self._store.setValue("scale", value)

    @property
    def report(self) -> str:
        """The choices of the last brief, as ``reports.presets`` writes them; empty when there was none."""
        return str(self._store.value("report", ""))

    @report.setter
    def report(self, value: str) -> None:
        self._store.setValue("report", value)

    @property
    def keys(self) -> dict[str, str]:
        """The keys that were changed, by what they do."""
        try:
            kept = json.loads(str(self._store.value("keys", "{}")))
        except ValueError:
            return {}
        return {name: key for name, key in kept.items() if isinstance(key, str)} if isinstance(kept, dict) else {}

    @keys.setter
    def keys(self, value: Mapping[str, str]) -> None:
        self._store.setValue("keys", json.dumps(dict(value), ensure_ascii=False))

    def shown(self, part: str) -> bool:
        """Whether a part of the window, such as the sidebar, is shown whole."""
        return str(self._store.value(f"shown/{part}", "true")).lower() == "true"

    def set_shown(self, part: str, shown: bool) -> None:
        """Remembers whether a part of the window is shown whole."""
        self._store.setValue(f"shown/{part}", "true" if shown else "false")

    def layout(self, part: str) -> QByteArray | None:
        """The kept geometry or state of a part of the window."""
        kept = self._store.value(f"layout/{part}")
        return kept if isinstance(kept, QByteArray) else None

    def set_layout(self, part: str, state: QByteArray) -> None:
        """Keeps the geometry or state of a part of the window."""
        self._store.setValue(f"layout/{part}", state)

    def sizes(self, part: str) -> dict[str, int]:
        """Kept sizes of a part of the window, by name."""
        try:
            kept = json.loads(str(self._store.value(f"sizes/{part}", "{}")))
        except ValueError:
            return {}
        return {str(name): size for name, size in kept.items() if type(size) is int} if isinstance(kept, dict) else {}

    def set_sizes(self, part: str, sizes: Mapping[str, int]) -> None:
        """Keeps sizes of a part of the window."""
        self._store.setValue(f"sizes/{part}", json.dumps(dict(sizes)))

    def last_folder(self) -> Path:
        """Where a person last opened or saved something."""
        kept = Path(str(self._store.value("folder", "")))
        return kept if kept.is_dir() and kept != Path() else self.documents()

    def set_last_folder(self, folder: Path) -> None:
        """Remembers where a person opened or saved something."""
        self._store.setValue("folder", str(folder))

    def documents(self) -> Path:
        """Where a person keeps documents."""
        if os.environ.get(FOLDER):
            return self.folder
        kept = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return Path(kept) if kept and Path(kept).is_dir() else Path.home()

    def read_list(self, name: str) -> list[dict[str, Any]]:
        """A kept list of plain objects; empty when there is none that can be read."""
        try:
            kept = json.loads((self.folder / f"{name}.json").read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return []
        return [each for each in kept if isinstance(each, dict)] if isinstance(kept, list) else []

    def write_list(self, name: str, items: list[dict[str, Any]]) -> None:
        """Keeps a list of plain objects; the old one stays until the new one is complete."""
        new = self.folder / f"{name}.json.new"
        with contextlib.suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True)
            new.write_text(json.dumps(items, ensure_ascii=False, indent=1), encoding="utf-8")
            new.replace(self.folder / f"{name}.json")

    def save(self) -> None:
        """Writes what was set."""
        self._store.sync()


def _folder() -> Path:
    named = os.environ.get(FOLDER)
    if named:
        return Path(named).expanduser().absolute()
    return Path(QStandardPaths.writableLocation(QStandardPaths.StandardLocation.AppConfigLocation))
