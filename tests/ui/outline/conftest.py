from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.ui.outline.pane import OutlinePane
from briefing.ui.theme import Appearance, Theme
from briefing.ui.theme.style import apply
from tests.ui import samples

INITIALS = {"优化就业创业服务": "yhjycyfw", "精准务实抓招商": "jzwszzs", "主要预期目标": "zyyqmb"}


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme()
    made.set_appearance(Appearance.LIGHT)
    apply(qapp, made)
    yield made
    qapp.setStyleSheet("")


@pytest.fixture
def pane(qtbot: QtBot, theme: Theme) -> OutlinePane:
    made = OutlinePane(theme)
    qtbot.addWidget(made)
    made.resize(320, 728)
    made.allow_import(allowed=True)
    made.set_contents(samples.both())
    made.set_initials(INITIALS)
    with qtbot.waitExposed(made):
        made.show()
    return made
