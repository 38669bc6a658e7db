"""Colours, type and icons of the window, each declared once and read by name; light, dark, or as the system has it.

``color``, ``font`` and ``icon`` answer for the look in force; ``current().changed`` tells when that look is a new one.
Delegates and widgets that paint read tokens here, never style sheets. An unknown name is an error.
"""

import functools
import json
import string
import sys
from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QByteArray, QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QIcon, QPainter, QPalette, QPixmap, QStyleHints
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QStyleFactory

import resources


class Appearance(StrEnum):
    """What a person chooses in View > Theme."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


SCALES = (80, 90, 100, 110, 125, 150, 175, 200)
"""Text sizes on offer, in per cent."""

_BODY = 13.0
"""Pixels of body text at 96 dpi and 100 %."""

_SANS = ("Inter", "Noto Sans Arabic", "Noto Sans Hebrew", "Noto Sans Symbols2", "Droid Sans Fallback")
_SERIF = ("Source Serif 4", *_SANS[1:])

_ROLES: Mapping[str, tuple[float, QFont.Weight, bool]] = {
    # size as a ratio of body, weight, serif
    "meta": (0.85, QFont.Weight.Normal, False),
    "dense": (0.92, QFont.Weight.Normal, False),
    "body": (1.0, QFont.Weight.Normal, False),
    "strong": (1.0, QFont.Weight.DemiBold, False),
    "title": (1.15, QFont.Weight.DemiBold, False),
    "stance": (1.46, QFont.Weight.DemiBold, False),
    "welcome": (2.3, QFont.Weight.DemiBold, True),
    "lead": (1.35, QFont.Weight.Normal, True),
    "headline": (1.5, QFont.Weight.DemiBold, True),
    "quotation": (1.04, QFont.Weight.Normal, True),
    "reader": (1.27, QFont.Weight.Normal, True),
    "label": (0.81, QFont.Weight.DemiBold, False),
}

_PALETTE: Mapping[QPalette.ColorRole, str] = {
    QPalette.ColorRole.Window: "chrome",
    QPalette.ColorRole.Base: "base",
    QPalette.ColorRole.AlternateBase: "chrome",
    QPalette.ColorRole.Button: "base",
    QPalette.ColorRole.WindowText: "ink",
    QPalette.ColorRole.Text: "ink",
    QPalette.ColorRole.ButtonText: "ink",
    QPalette.ColorRole.BrightText: "onPrimary",
    QPalette.ColorRole.PlaceholderText: "ink3",
    QPalette.ColorRole.Highlight: "sel",
    QPalette.ColorRole.HighlightedText: "ink",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent",
    QPalette.ColorRole.LinkVisited: "accent",
    QPalette.ColorRole.Light: "base",
    QPalette.ColorRole.Midlight: "hair",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "field",
    QPalette.ColorRole.Shadow: "field",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "ink",
}
_FADED = (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText)


class Theme(QObject):
    """The look in force. ``changed`` is sent when colours or text sizes are new."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.appearance = Appearance.SYSTEM
        self.scale = 100
        self.dark = False
        self.tokens: Mapping[str, str] = _tokens(Appearance.LIGHT)
        self._renderers: dict[tuple[str, str], QSvgRenderer] = {}
        self._icons: dict[tuple[str, str, int], QIcon] = {}
        self._fonts: dict[str, QFont] = {}
        self._hints: QStyleHints | None = None  # kept: with its wrapper PySide would drop that of accessibility()

    def dress(self, app: QApplication, appearance: Appearance, scale: int) -> None:
        """Gives the application its style, fonts and colours, and follows the system from now on."""
        _register_fonts()
        app.setStyle(QStyleFactory.create("Fusion"))
        self._hints = hints = app.styleHints()
        hints.colorSchemeChanged.connect(self._follow)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow)
        self.appearance, self.scale = appearance, scale
        self._apply()

    def choose(self, appearance: Appearance) -> None:
        """Light, dark, or as the system has it; at once."""
        if appearance != self.appearance:
            self.appearance = appearance
            self._apply()

    def set_scale(self, percent: int) -> None:
        """The size of all text, in per cent of the system's."""
        percent = max(SCALES[0], min(SCALES[-1], percent))
        if percent != self.scale:
            self.scale = percent
            self._apply()

    def color(self, token: str) -> QColor:
        """The colour of a token; KeyError when there is none."""
        return QColor(self.tokens[token])

    def paper(self, token: str) -> QColor:
        """The colour of a token on paper, which is white in every look; KeyError when there is none."""
        return QColor(_tokens(Appearance.LIGHT)[token])

    def font(self, role: str) -> QFont:
        """The font of a role, with even figures; KeyError when there is none."""
        if role not in self._fonts:
            self._fonts[role] = self._made(role)
        return QFont(self._fonts[role])

    def icon(self, name: str, token: str = "ink2", size: int = 16) -> QIcon:  # noqa: S107 - a colour
        """An icon in a token's colour, sharp on every screen; it fades when disabled."""
        key = (name, token, size)
        if key not in self._icons:
            self._icons[key] = self._drawn(name, token, size)
        return self._icons[key]

    def renderer(self, name: str, token: str) -> QSvgRenderer:
        """The drawing of an icon in a token's colour, to paint at any size."""
        key = (name, token)
        if key not in self._renderers:
            drawing = resources.text("icons", f"{name}.svg").replace("currentColor", self.tokens[token])
            self._renderers[key] = _renderer(drawing.replace('stroke-width="2"', 'stroke-width="1.75"'))
        return self._renderers[key]

    def mark(self, name: str) -> QSvgRenderer:
        """The drawing of a stance mark, or of the logo, in the colours in force."""
        key = (name, "")
        if key not in self._renderers:
            self._renderers[key] = _renderer(_mark_drawing(name, self.tokens))
        return self._renderers[key]

    def high_contrast(self) -> bool:
        """Whether the system asks for more contrast: then fills give way to frames."""
        hints = self._hints
        return hints is not None and hints.accessibility().contrastPreference() == Qt.ContrastPreference.HighContrast

    def _follow(self) -> None:
        if self.appearance is Appearance.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        self.dark = _wants_dark(self.appearance)
        self.tokens = _tokens(Appearance.DARK if self.dark else Appearance.LIGHT)
        self._renderers.clear()
        self._icons.clear()
        self._fonts.clear()
        QApplication.setPalette(_palette(self.tokens))
        QApplication.setFont(self.font("body"))
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.setStyleSheet(string.Template(resources.text("themes", "window.qss")).substitute(self.tokens))
        self.changed.emit()

    def _made(self, role: str) -> QFont:
        ratio, weight, serif = _ROLES[role]
        font = QFont()
        font.setFamilies(_SERIF if serif else _SANS)
        font.setPointSizeF(_body_points() * ratio * self.scale / 100)
        font.setWeight(weight)
        font.setFeature(QFont.Tag("tnum"), 1)
        if role == "label":
            font.setCapitalization(QFont.Capitalization.AllUppercase)
            font.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 106)
        return font

    def _drawn(self, name: str, token: str, size: int) -> QIcon:
        icon = QIcon()
        for ratio in sorted({2.0, *(screen.devicePixelRatio() for screen in QGuiApplication.screens())}):
            normal = _pixmap(self.renderer(name, token), size, ratio)
            icon.addPixmap(normal, QIcon.Mode.Normal)
            icon.addPixmap(normal, QIcon.Mode.Selected)
            icon.addPixmap(_pixmap(self.renderer(name, token), size, ratio, opacity=0.4), QIcon.Mode.Disabled)
        return icon


@functools.cache
def current() -> Theme:
    """The one theme of the program."""
    return Theme()


def color(token: str) -> QColor:
    """The colour of a token in the look in force."""
    return current().color(token)


def font(role: str) -> QFont:
    """The font of a role in the look in force."""
    return current().font(role)


def icon(name: str, token: str = "ink2", size: int = 16) -> QIcon:  # noqa: S107 - a colour
    """An icon in a token's colour in the look in force; ask again when the look changes."""
    return current().icon(name, token, size)


def _wants_dark(appearance: Appearance) -> bool:
    """Whether a look is dark now; the platform's own parts, such as title bars, are told too."""
    hints = QGuiApplication.styleHints()
    if appearance is Appearance.SYSTEM:
        hints.unsetColorScheme()
        return hints.colorScheme() == Qt.ColorScheme.Dark
    dark = appearance is Appearance.DARK
    hints.setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)
    return dark


@functools.cache
def _tokens(appearance: Appearance) -> Mapping[str, str]:
    colours: dict[str, str] = json.loads(resources.text("themes", f"{appearance}.json"))
    return colours


@functools.cache
def _marks() -> Mapping[str, list[dict[str, object]]]:
    marks: dict[str, list[dict[str, object]]] = json.loads(resources.text("marks", "marks.json"))
    return marks


def _palette(tokens: Mapping[str, str]) -> QPalette:
    palette = QPalette()
    for role, token in _PALETTE.items():
        palette.setColor(role, QColor(tokens[token]))
    for role in _FADED:
        faded = QColor(tokens["ink3"])
        faded.setAlphaF(0.6)
        palette.setColor(QPalette.ColorGroup.Disabled, role, faded)
    return palette


@functools.cache
def _register_fonts() -> None:
    for name in resources.names("fonts"):
        if name.endswith((".otf", ".ttf")):
            QFontDatabase.addApplicationFont(str(resources.path("fonts", name)))


def _body_points() -> float:
    """The point size of body text: 13 px at 96 dpi, or larger where the system's own text was made larger."""
    screen = QGuiApplication.primaryScreen()
    points = _BODY * 72 / (screen.logicalDotsPerInch() if screen else 96.0)
    system = QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont).pointSizeF()
    usual = 13.0 if sys.platform == "darwin" else 9.0 if sys.platform == "win32" else 11.0
    return points * max(1.0, min(2.0, system / usual))


def _mark_drawing(name: str, tokens: Mapping[str, str]) -> str:
    size = 32 if name == "logo" else 16
    drawn = "".join(_mark_path(path, tokens) for path in _marks()[name])
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}">{drawn}</svg>'


def _mark_path(path: Mapping[str, object], tokens: Mapping[str, str]) -> str:
    fill, stroke = (tokens.get(str(path[what]), "none") for what in ("fill", "stroke"))
    dash = path.get("dash", ())
    dashes = f' stroke-dasharray="{" ".join(map(str, dash))}"' if isinstance(dash, list) else ""
    line = f'stroke-width="{path.get("width", 1)}" stroke-linecap="{path.get("cap", "round")}" stroke-linejoin="round"'
    return f'<path d="{path["d"]}" fill="{fill}" stroke="{stroke}" {line}{dashes}/>'


def _renderer(drawing: str) -> QSvgRenderer:
    renderer = QSvgRenderer(QByteArray(drawing.encode()))
    renderer.setAspectRatioMode(Qt.AspectRatioMode.KeepAspectRatio)
    return renderer


def _pixmap(renderer: QSvgRenderer, size: int, ratio: float, opacity: float = 1.0) -> QPixmap:
    pixmap = QPixmap(QSize(round(size * ratio), round(size * ratio)))
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setOpacity(opacity)
    renderer.render(painter, QRectF(0, 0, pixmap.width(), pixmap.height()))
    painter.end()
    pixmap.setDevicePixelRatio(ratio)
    return pixmap
