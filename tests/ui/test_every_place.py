"""What holds on every page: nothing is cut, everything has a name, whatever the size of window and text."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QPushButton,
    QScrollBar,
    QStyle,
    QTextBrowser,
    QWidget,
)

from briefing.charts.screen import ChartView
from briefing.domain.place import Place
from briefing.preferences.setting import Page
from briefing.ui.annotate.card import NoteCard
from briefing.ui.check.page import FINDINGS
from briefing.ui.detail.cards import HeadlineCard
from briefing.ui.detail.item_text import ItemText
from briefing.ui.detail.section_list import SectionRow
from briefing.ui.parts import Caveat, Clickable, Elided
from briefing.ui.theme import Appearance
from tests.ui.driver import RESULTS, TARGETS, Person, visible


def write(person: Person) -> None:
    person.open("改造升级传统产业")
    person.window.notes.write()


def correct(person: Person) -> None:
    person.open("精准务实抓招商")
    person.window.item_page.choose_first()
    person.shortcut("correct")


def findings(person: Person) -> None:
    person.shortcut("check")
    person.window.check_page.show_part(FINDINGS)


def preview(person: Person) -> None:
    person.open("新增城镇就业4.3万")
    person.shortcut("preview")


def open_note(person: Person) -> None:
    person.shortcut("notes")
    page = person.window.notes_page
    page.choose(next(note.id for note in page.shown if "80%" in note.quote))
    person.keys(page.view, Qt.Key.Key_Return)


GOING: dict[str, Callable[[Person], None]] = {
    "start": lambda person: person.go(None),
    "targets": lambda person: person.go(Place(TARGETS)),
    "results": lambda person: person.go(Place(RESULTS)),
    "part": lambda person: person.go(Place(TARGETS, (1,))),
    "section": lambda person: person.go(Place(RESULTS, (0, 5))),
    "item": lambda person: person.open("精准务实抓招商"),
    "item with most notes": lambda person: person.open("锚定建设“两区两城两高地”"),
    "bare item": lambda person: person.open("改造升级传统产业"),
    "writing": write,
    "compare": lambda person: person.shortcut("compare"),
    "correcting": correct,
    "figures to look at": lambda person: person.shortcut("check"),
    "findings": findings,
    "preview": preview,
    "notes": lambda person: person.shortcut("notes"),
    "note open in its row": open_note,
    "bin": lambda person: person.desk.notes.open_bin(),
    "briefing": lambda person: person.shortcut("briefings"),
    "guide": lambda person: person.shortcut("guide"),
    "settings": lambda person: person.desk.preferences.open(),
    "settings of faces": lambda person: person.desk.preferences.open(Page.FACES),
    "settings of backups": lambda person: person.desk.preferences.open(Page.BACKUP),
    "settings of printing": lambda person: person.desk.preferences.open(Page.PRINT),
    "search": lambda person: person.desk.search.open("就业"),
    "notice": lambda person: person.window.notice.say("出了一件事，可以这样办。" * 6, "撤销", lambda: None),
}
LOOKS = [(1366, 768, 1.0), (1024, 640, 1.0), (1366, 768, 1.5), (1024, 640, 1.5)]


@pytest.fixture(scope="module")
def everywhere(qapp: QApplication, seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """One program for all: nothing here changes the library."""
    folder = tmp_path_factory.mktemp("everywhere")
    library = Path(shutil.copy(seeded, folder / "library.db"))
    person = Person(qapp, library, folder / "window.ini")
    yield person.start()
    person.leave()


@pytest.fixture(params=LOOKS, ids=lambda look: f"{look[0]}x{look[1]} at {look[2]}")
def place(request: pytest.FixtureRequest, everywhere: Person) -> Iterator[Callable[[str], Person]]:
    width, height, scale = request.param
    everywhere.window.resize(width, height)
    everywhere.program.theme.set_scale(scale)

    def went(name: str) -> Person:
        GOING[name](everywhere)
        everywhere.settle()
        return everywhere

    yield went
    tidy(everywhere)


def cut(label: QLabel) -> str:
    """What does not fit of a label, in words; empty when it is whole."""
    if not label.text() or isinstance(label, Elided):
        return ""
    size, margins = label.size(), label.contentsMargins()
    if label.wordWrap():
        needed = QSize(0, label.heightForWidth(size.width()))
        longest = max(label.fontMetrics().horizontalAdvance(char) for char in label.text())
        needed.setWidth(longest + margins.left() + margins.right())
    else:
        needed = label.sizeHint()
    if size.width() < needed.width() or size.height() < needed.height():
        return f"{label.text()[:20]!r} has {size.toTuple()}, wants {needed.toTuple()}"
    return ""


def outside(widget: QWidget) -> bool:
    """Whether part of it lies beside its parent, where nobody can scroll to."""
    parent = widget.parentWidget()
    return parent is not None and not parent.rect().adjusted(-1, -1, 1, 1).contains(widget.geometry())


def described(widget: QWidget) -> str:
    words = widget.text() if isinstance(widget, QLabel | QAbstractButton) else widget.accessibleName()
    return f"{type(widget).__name__} {words[:24]!r} {widget.geometry().getRect()}"


def too_small(window: QWidget) -> list[str]:
    """Buttons and boxes whose words do not fit."""
    found = []
    for button in visible(window, QAbstractButton):
        words = button.fontMetrics().horizontalAdvance(button.text().replace("&&", "&"))
        if isinstance(button, QCheckBox):
            words += button.style().pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, button)
        if button.text() and (button.width() < words or button.height() < button.fontMetrics().height()):
            found.append(described(button))
    return found


def wrong(window: QWidget) -> list[str]:
    """All that is cut, and all that lies where nobody can scroll to."""
    kinds = (QAbstractButton, QLabel, ItemText, HeadlineCard, SectionRow, ChartView, NoteCard, Caveat)
    gone = [described(widget) for kind in kinds for widget in visible(window, kind) if outside(widget)]
    return [*(words for label in visible(window, QLabel) if (words := cut(label))), *too_small(window), *gone]


@pytest.mark.parametrize("name", GOING)
def test_nothing_is_cut_or_out_of_sight(place: Callable[[str], Person], name: str) -> None:
    assert wrong(place(name).window) == []


@pytest.mark.parametrize("name", ["start", "results", "item with most notes", "preview"])
def test_nothing_is_cut_when_text_grows_while_one_looks(everywhere: Person, name: str) -> None:
    everywhere.window.resize(1366, 768)
    everywhere.program.theme.set_scale(1.0)
    GOING[name](everywhere)
    everywhere.settle()
    everywhere.program.theme.set_scale(1.5)
    everywhere.settle()
    found = wrong(everywhere.window)
    tidy(everywhere)
    assert found == []


def tidy(person: Person) -> None:
    """Put away what lies over the page; the text keeps its size, for a change of it is dear."""
    person.window.palette_box.dismiss()
    person.window.notice.hide()
    person.window.notes.close_editor()


@pytest.mark.parametrize("name", GOING)
def test_every_control_has_a_name_and_the_keyboard_is_somewhere(everywhere: Person, name: str) -> None:
    GOING[name](everywhere)
    everywhere.settle()
    kinds = (
        QAbstractButton,
        QLineEdit,
        QPlainTextEdit,
        QTextBrowser,
        QComboBox,
        QAbstractSpinBox,
        QProgressBar,
        QAbstractItemView,
        ChartView,
        Clickable,
        NoteCard,
        ItemText,
    )
    nameless = [
        f"{type(widget).__name__} {widget.objectName()} in {type(widget.parent()).__name__}"
        for kind in kinds
        for widget in visible(everywhere.window, kind)
        if not widget.accessibleName() and not isinstance(widget, QHeaderView) and not said_by_itself(widget)
    ]
    seen = everywhere.focused().isVisible()
    tidy(everywhere)
    assert nameless == []
    assert seen


def said_by_itself(widget: QWidget) -> bool:
    """Qt reads a button's or box's own text where no other name was given."""
    return isinstance(widget, QAbstractButton) and bool(widget.text().strip())


@pytest.mark.parametrize("appearance", [Appearance.DARK, Appearance.LIGHT])
def test_every_page_follows_the_theme_while_it_is_shown(everywhere: Person, appearance: Appearance) -> None:
    everywhere.window.resize(1366, 768)
    everywhere.program.theme.set_scale(1.0)
    for name in ("start", "targets", "section", "item", "compare", "guide"):
        GOING[name](everywhere)
        everywhere.program.theme.set_appearance(appearance)
        everywhere.settle()
        page = everywhere.window.page
        image = page.grab().toImage()
        corner = image.pixelColor(2, image.height() // 2).name().upper()
        colours = everywhere.program.theme.colours
        assert corner in (colours.paper, colours.raised, colours.side), name


@pytest.mark.parametrize("name", ["item", "section"])
def test_what_is_pressed_is_large_enough(everywhere: Person, name: str) -> None:
    everywhere.program.theme.set_scale(1.0)
    GOING[name](everywhere)
    everywhere.settle()
    low = [
        described(button)
        for button in visible(everywhere.window, QPushButton)
        if button.property("role") not in ("link", "crumb") and button.height() < 32
    ]
    assert low == []


def test_pages_never_scroll_sideways(everywhere: Person) -> None:
    everywhere.window.resize(1024, 640)
    for scale in (1.0, 1.5):
        everywhere.program.theme.set_scale(scale)
        for name in ("start", "targets", "section", "item", "compare"):
            GOING[name](everywhere)
            everywhere.settle()
            bars = visible(everywhere.window.page, QScrollBar)
            sideways = [bar for bar in bars if bar.orientation() is Qt.Orientation.Horizontal and bar.maximum() > 0]
            if name not in ("item", "section"):
                assert sideways == [], (name, scale)
    everywhere.program.theme.set_scale(1.0)
