"""Charts on a screen that is not there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from briefing.charts.screen import ChartView
from briefing.charts.spec import ChartSpec


@pytest.fixture
def show(qtbot: QtBot, qapp: QApplication) -> Callable[..., ChartView]:
    """Shows a chart in a window of its own and hands the view back."""

    def showing(spec: ChartSpec | None, width: int = 700) -> ChartView:
        view = ChartView()
        qtbot.addWidget(view)
        font = view.font()
        font.setFamily("Noto Sans SC")
        view.setFont(font)
        view.set_spec(spec)
        view.resize(width, max(view.heightForWidth(width), 1))
        with qtbot.waitExposed(view):
            view.show()
        return view

    return showing
