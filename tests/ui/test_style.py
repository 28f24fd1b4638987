"""What the style sheet draws can be seen in both themes (WCAG 2.2, 1.4.11: parts of controls at 3 to 1)."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication, QCheckBox, QRadioButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from briefing.ui.theme import Appearance, Theme
from briefing.ui.theme.style import apply

LEAST = 3.0


def luminance(colour: QColor) -> float:
    """Relative luminance as WCAG 2.2 defines it, 0 to 1."""
    parts = [colour.redF(), colour.greenF(), colour.blueF()]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def strongest_contrast(image: QImage, paper: QColor) -> float:
    """How far the pixel that stands out most is from the paper."""
    ground = luminance(paper)
    contrasts = []
    for x in range(image.width()):
        for y in range(image.height()):
            light, dark = sorted((luminance(image.pixelColor(x, y)), ground), reverse=True)
            contrasts.append((light + 0.05) / (dark + 0.05))
    return max(contrasts)


@pytest.mark.parametrize("appearance", [Appearance.LIGHT, Appearance.DARK])
@pytest.mark.parametrize("checked", [True, False], ids=["chosen", "not chosen"])
@pytest.mark.parametrize("control", [QRadioButton, QCheckBox])
def test_the_mark_of_a_choice_stands_out_from_the_paper(
    qapp: QApplication, qtbot: QtBot, theme: Theme, appearance: Appearance, checked: bool, control: type[QCheckBox]
) -> None:
    theme.set_appearance(appearance)
    apply(qapp, theme)
    page = QWidget()
    qtbot.addWidget(page)
    page.setObjectName("page")
    layout = QVBoxLayout(page)
    other, one = QRadioButton(), control()
    for each in (other, one):
        layout.addWidget(each)
    one.setChecked(checked)
    page.show()
    other.setFocus()
    assert strongest_contrast(one.grab().toImage(), theme.colour("paper")) >= LEAST
