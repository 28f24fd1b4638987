"""The theme in force: colours, faces and the text scale, and word of every change."""

from __future__ import annotations

from enum import StrEnum

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication

from briefing.locate import noto_folder
from briefing.ui.theme.colours import DARK, LIGHT, Colours

SCALES = (0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0)
"""The steps of Ctrl + and Ctrl −."""


class Appearance(StrEnum):
    """Which theme a person asked for."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


class Theme(QObject):
    """Colours, faces and sizes that every widget takes from here.

    Sizes in the design are pixels at 100 %; ``px`` scales them. ``changed`` follows any change, after
    which whoever paints by hand lays out anew.
    """

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._appearance = Appearance.SYSTEM
        self._scale = 1.0
        self._serif_family = _load("NotoSerifSC-Regular.otf")
        self._sans_family = _load("NotoSansSC-Regular.otf")
        self._colours = self._pick()
        hints = QGuiApplication.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)

    @property
    def colours(self) -> Colours:
        """The colours in force."""
        return self._colours

    @property
    def appearance(self) -> Appearance:
        """What was asked for."""
        return self._appearance

    @property
    def scale(self) -> float:
        """The text scale; 1.0 is 100 %."""
        return self._scale

    @property
    def sans_family(self) -> str:
        """The face the application speaks in."""
        return self._sans_family

    @property
    def serif_family(self) -> str:
        """The face the reports speak in."""
        return self._serif_family

    def set_appearance(self, appearance: Appearance) -> None:
        """Follow the system, or stay light or dark."""
        self._appearance = appearance
        self._follow_system()

    def set_scale(self, scale: float) -> None:
        """Set the text scale to the nearest step of ``SCALES``."""
        nearest = min(SCALES, key=lambda step: abs(step - scale))
        if nearest != self._scale:
            self._scale = nearest
            self.changed.emit()

    def step_scale(self, steps: int) -> None:
        """One step larger (1) or smaller (-1)."""
        at = SCALES.index(self._scale) + steps
        self.set_scale(SCALES[max(0, min(at, len(SCALES) - 1))])

    def px(self, pixels: float) -> int:
        """A measure of the design at the present text scale."""
        return round(pixels * self._scale)

    def sans(self, pixels: float, *, bold: bool = False) -> QFont:
        """The application's face at a size of the design."""
        return self._font(self._sans_family, pixels, bold)

    def serif(self, pixels: float, *, bold: bool = False) -> QFont:
        """The reports' face at a size of the design, unhinted (hinting thins its strokes unevenly)."""
        font = self._font(self._serif_family, pixels, bold)
        font.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
        return font

    def colour(self, role: str) -> QColor:
        """A colour by its role's name in ``Colours``."""
        return QColor(getattr(self._colours, role))

    def _font(self, family: str, pixels: float, bold: bool) -> QFont:
        font = QFont(family)
        font.setPixelSize(max(1, self.px(pixels)))
        font.setBold(bold)
        return font

    def _pick(self) -> Colours:
        if self._appearance is Appearance.SYSTEM:
            dark = QGuiApplication.styleHints().colorScheme() is Qt.ColorScheme.Dark
        else:
            dark = self._appearance is Appearance.DARK
        return DARK if dark else LIGHT

    def _follow_system(self) -> None:
        colours = self._pick()
        if colours is not self._colours:
            self._colours = colours
            self.changed.emit()


def _load(file_name: str) -> str:
    """Register one of the open faces with Qt and return its family; the system's face where that fails."""
    number = QFontDatabase.addApplicationFont(str(noto_folder() / file_name))
    families = QFontDatabase.applicationFontFamilies(number) if number >= 0 else []
    return families[0] if families else QGuiApplication.font().family()
