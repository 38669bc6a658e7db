"""View > Theme and View > Text size at work: what is chosen holds at once, and is kept."""

from collections.abc import Callable, Mapping
from functools import partial

from PySide6.QtCore import QObject, Signal

from desktop import theme
from desktop.actions import Actions
from desktop.settings import Settings
from desktop.theme import SCALES, Appearance


class LookChoice(QObject):
    """Keeps the ticks in the menu in step with the look in force; ``scaled`` tells the size of text in per cent."""

    scaled = Signal(int)

    def __init__(self, parent: QObject, settings: Settings, commands: Actions) -> None:
        super().__init__(parent)
        self._settings = settings
        self._commands = commands
        theme.current().changed.connect(self.tell)

    def handlers(self) -> Mapping[str, Callable[[], object]]:
        """What the commands of the look do, by id."""
        return {
            **{f"theme_{each}": partial(self._choose_theme, each) for each in Appearance},
            **{f"scale_{each}": partial(self._choose_scale, each) for each in SCALES},
            "larger": lambda: self._scale_by(1),
            "smaller": lambda: self._scale_by(-1),
            "usual": lambda: self._choose_scale(100),
        }

    def tell(self) -> None:
        """Ticks what is in force."""
        scale = theme.current().scale
        self._commands[f"theme_{theme.current().appearance}"].setChecked(True)
        if scale in SCALES:
            self._commands[f"scale_{scale}"].setChecked(True)
        self.scaled.emit(scale)

    def _choose_theme(self, appearance: Appearance) -> None:
        self._settings.appearance = appearance
        theme.current().choose(appearance)

    def _choose_scale(self, percent: int) -> None:
        self._settings.scale = percent
        theme.current().set_scale(percent)

    def _scale_by(self, step: int) -> None:
        there = [each for each in SCALES if (each - theme.current().scale) * step > 0]
        if there:
            self._choose_scale(min(there) if step > 0 else max(there))
