"""Results beside targets, theme by theme."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QSignalSpy, QTest
from PySide6.QtWidgets import QListWidget, QPushButton
from pytestqt.qtbot import QtBot

from briefing.domain.comparison import Indicator
from briefing.ui.compare.themes import ThemeList
from briefing.ui.theme import Theme
from tests.ui.driver import RESULTS, TARGETS, Person, visible

Indicators = tuple[Indicator, ...]


def rows(listing: ThemeList) -> list[str]:
    view = listing.findChildren(QListWidget)[0]
    return [str(view.item(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(view.count())]


def test_themes_are_listed_with_their_counts(theme: Theme, qtbot: QtBot, indicators: Indicators) -> None:
    listing = ThemeList(theme)
    qtbot.addWidget(listing)
    listing.set_indicators(indicators)
    assert rows(listing)[0] == f"全部，{len(indicators)} 项"
    assert "就业民生，2 项" in rows(listing)
    assert sum(int(row.split("，")[1].split(" ")[0]) for row in rows(listing)[1:]) == len(indicators)


def test_choosing_a_theme_by_keys_tells_it_and_a_refresh_keeps_it(
    theme: Theme, qtbot: QtBot, indicators: Indicators
) -> None:
    listing = ThemeList(theme)
    qtbot.addWidget(listing)
    listing.set_indicators(indicators)
    listing.show()
    told = QSignalSpy(listing.theme_chosen)
    view = listing.findChildren(QListWidget)[0]
    QTest.keyClick(view, Qt.Key.Key_End)
    assert told.at(0) == [indicators[-1].theme]
    listing.set_indicators(indicators)
    assert listing.current == indicators[-1].theme
    assert told.count() == 1


def test_the_tab_leads_there_and_a_figure_leads_to_its_item(person: Person, indicators: Indicators) -> None:
    person.press("对照", person.window.left)
    person.settle()
    page = person.window.compare_page
    jobs = next(i for i in indicators if "就业" in i.name)
    for figure, key in ((jobs.target, TARGETS), (jobs.results[0], RESULTS)):
        person.shortcut("compare")
        person.settle()
        page.detail.charts.figure_clicked.emit(figure.ref)
        person.settle()
        place = person.program.navigator.place
        assert place is not None
        assert (place.report_key, place.item) == (key, figure.item)
        (tab,) = [b for b in visible(person.window.left, QPushButton) if b.text() == "报告"]
        assert tab.isChecked()


def test_tabs_change_with_arrows(person: Person) -> None:
    first, second, third, fourth = [b for b in visible(person.window.left, QPushButton) if b.property("role") == "tab"]
    first.setFocus()
    QTest.keyClick(first, Qt.Key.Key_Right)
    person.settle()
    assert second.isChecked()
    assert person.window.page is person.window.compare_page
    second.setFocus()
    QTest.keyClick(second, Qt.Key.Key_Right)
    person.settle()
    assert third.isChecked()
    third.setFocus()
    QTest.keyClick(third, Qt.Key.Key_Right)
    person.settle()
    assert fourth.isChecked()
