from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import pytest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from briefing.domain.place import Place
from briefing.domain.search import Hit, HitKind
from briefing.domain.span import Span
from briefing.ui.search.palette import SearchPalette
from briefing.ui.search.words import WordsLine
from briefing.ui.theme import Appearance, Theme
from briefing.ui.theme.style import apply
from tests.ui import samples


def hit(kind: HitKind, text: str, word: str = "就业", **more: object) -> Hit:
    at = text.find(word)
    marks = (Span(at, at + len(word)),) if at >= 0 else ()
    return Hit(kind, Place(samples.LATER), text, marks, "2026 · 主要预期目标", **more)  # type: ignore[arg-type]


def hits() -> tuple[Hit, ...]:
    """What 就业 finds: an indicator, two items, a note."""
    indicator = samples.jobs_indicator()
    return (
        hit(HitKind.INDICATOR, "城镇新增就业", figures=(*indicator.results, indicator.target), indicator=indicator),
        hit(HitKind.ITEM, "新增城镇就业4.3万以上", figures=(samples.later().figures[0],)),
        hit(HitKind.ITEM, samples.JOBS),
        hit(HitKind.ANNOTATION, "原文没有写“人”,引用时照原文。"),
    )


@dataclass
class Scene:
    """A window with the palette over it and something else that can hold the focus."""

    window: QWidget
    palette: SearchPalette
    elsewhere: QLineEdit

    @property
    def words(self) -> WordsLine:
        return self.palette.findChildren(WordsLine)[0]

    @property
    def box(self) -> QWidget:
        parent = self.words.parentWidget()
        assert parent is not None
        return parent

    @property
    def listing(self) -> QListView:
        return self.palette.findChildren(QListView)[0]

    @property
    def current(self) -> str:
        return str(self.listing.currentIndex().data())

    def rows(self) -> list[str]:
        model = self.listing.model()
        return [model.index(row, 0).data() for row in range(model.rowCount())]

    def tabs(self) -> list[str]:
        buttons = self.palette.findChildren(QPushButton)
        return [button.text() for button in buttons if button.property("role") == "tab" and button.isVisible()]

    def answer(self, words: str, found: tuple[Hit, ...]) -> None:
        self.words.setText(words)
        self.palette.show_hits(words, found)


@pytest.fixture
def theme(qapp: QApplication) -> Iterator[Theme]:
    made = Theme()
    made.set_appearance(Appearance.LIGHT)
    apply(qapp, made)
    yield made
    qapp.setStyleSheet("")


@pytest.fixture
def scene(qtbot: QtBot, theme: Theme) -> Scene:
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(1366, 768)
    elsewhere = QLineEdit(window)
    made = Scene(window, SearchPalette(theme, window), elsewhere)
    with qtbot.waitExposed(window):
        window.show()
    window.activateWindow()
    elsewhere.setFocus()
    made.palette.open()
    return made
