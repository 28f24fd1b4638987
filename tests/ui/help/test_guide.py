"""使用说明 in the real window: parts, links, words that are looked for, help about the page in front."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEventLoop, Qt
from PySide6.QtGui import QFontMetricsF, QImage, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog

from briefing.domain.place import Place
from briefing.ui.backups.dialog import BackupsDialog
from briefing.ui.help.guide import GuidePage, guide_folder
from briefing.ui.help.guide_document import CHARACTERS, SIZE
from briefing.ui.help.guide_text import Hit
from briefing.ui.theme import Appearance
from tests.ui.conftest import Sit
from tests.ui.driver import TARGETS, Person

Key = Qt.Key
Alt = Qt.KeyboardModifier.AltModifier


class Reader:
    """A person at the guide."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def page(self) -> GuidePage:
        return self.person.window.guide_page

    def help(self) -> None:
        self.person.shortcut("guide")
        self.settle()

    def settle(self) -> None:
        """Until the text is laid out and its pictures have come; laying out may ask for pictures anew."""
        still = 0
        while still < 4:
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 5)
            still = still + 1 if self.page.view.ready and not self.person.program.tasks.busy else 0

    def begin(self) -> None:
        """As after another start, at the first page."""
        theme = self.person.program.theme
        theme.set_scale(1.0)
        theme.set_appearance(Appearance.LIGHT)
        self.person.window.resize(1366, 768)
        self.page.field.clear()
        self.person.window.palette_box.dismiss()
        self.person.window.activateWindow()
        self.person.program.navigator.go(None)
        self.settle()
        self.person.window.outline.focus_tree()

    def open(self, target: str) -> None:
        self.page.open(target)
        self.settle()

    @property
    def text(self) -> str:
        return self.page.view.toPlainText()

    @property
    def rows(self) -> list[str]:
        found = self.page.list
        return [found.item(number).text() for number in range(found.count())]

    @property
    def top(self) -> str:
        """The line at the top of what is seen."""
        view = self.page.view
        return view.cursorForPosition(view.viewport().rect().topLeft()).block().text()

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.person.focused(), key, modifier)
        self.settle()

    def look_for(self, words: str) -> None:
        self.person.shortcut("filter")
        self.page.field.clear()
        self.person.type(words)
        self.settle()


@pytest.fixture(scope="module")
def seated(qapp: QApplication, seeded: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Person]:
    """One program for all: nothing here changes the library."""
    folder = tmp_path_factory.mktemp("reading")
    library = Path(shutil.copy(seeded, folder / "library.db"))
    person = Person(qapp, library, folder / "window.ini")
    yield person.start()
    person.leave()


@pytest.fixture
def reader(seated: Person) -> Reader:
    reader = Reader(seated)
    reader.begin()
    return reader


def first(reader: Reader) -> None:
    """Open the guide with its first part."""
    reader.help()
    reader.open("first")


def test_at_the_first_time_it_opens_with_the_first_ten_minutes(reader: Reader) -> None:
    assert reader.page.part == ""
    reader.help()
    assert reader.person.window.page is reader.page
    assert reader.text.startswith("头十分钟")
    assert reader.rows[:2] == ["开始", "头十分钟"]
    assert "#" not in reader.text
    assert "**" not in reader.text
    reader.press(Key.Key_Escape)
    assert reader.person.window.start_page.isVisible()


@pytest.mark.parametrize(
    ("command", "part"),
    [("backups", "backups"), ("doctor", "diagnosis"), ("all_briefings", "briefing"), ("source", "reading")],
)
@pytest.mark.usefixtures("dialogs")
def test_from_a_dialog_it_leads_to_what_is_said_of_it(reader: Reader, command: str, part: str) -> None:
    reader.person.open("精准务实抓招商")
    reader.person.window.menus.actions[command].trigger()
    reader.person.settle()
    assert QApplication.activeModalWidget() is not None
    reader.press(Key.Key_F1)
    assert QApplication.activeModalWidget() is None
    assert reader.person.window.page is reader.page
    assert reader.page.part == part


def test_a_dialog_that_is_at_work_stays(reader: Reader, dialogs: list[QDialog]) -> None:
    reader.person.window.menus.actions["backups"].trigger()
    reader.person.settle()
    (dialog,) = dialogs
    assert isinstance(dialog, BackupsDialog)
    before = reader.person.window.page
    dialog.wait("正在备份……")
    reader.press(Key.Key_F1)
    assert dialog.isVisible()
    assert reader.person.window.page is before
    dialog.fail("没有成。")
    reader.press(Key.Key_F1)
    assert QApplication.activeModalWidget() is None
    assert reader.page.part == "backups"


@pytest.mark.parametrize(
    ("command", "part"),
    [("compare", "compare"), ("check", "check"), ("notes", "notes"), ("briefings", "briefing"), ("settle", "exchange"),
     ("confirm", "confirming"), ("hand_on", "exchange")],
)  # fmt: skip
def test_f1_opens_what_it_says_of_the_page_in_front(reader: Reader, command: str, part: str) -> None:
    reader.person.window.menus.actions[command].trigger()
    reader.person.settle()
    reader.help()
    assert reader.page.part == part


def test_f1_knows_pages_of_reports_the_preview_the_search_and_an_open_editor(reader: Reader) -> None:
    person = reader.person
    person.open("精准务实抓招商")
    reader.help()
    assert reader.page.part == "reading"
    reader.press(Key.Key_Escape)
    person.shortcut("write")
    reader.help()
    assert reader.page.part == "writing"
    reader.press(Key.Key_Escape)
    reader.press(Key.Key_Escape)
    person.shortcut("preview")
    person.settle()
    reader.help()
    assert reader.page.part == "printing"
    person.go(Place(TARGETS))
    person.desk.search.open("就业")
    person.settle()
    reader.help()
    assert reader.page.part == "search"
    assert person.window.palette_box.isHidden()


def test_a_heading_is_led_to(reader: Reader) -> None:
    reader.help()
    reader.open("exchange#处理冲突")
    assert reader.top in ("", "处理冲突")
    assert reader.page.view.verticalScrollBar().value() > 0


def test_links_lead_on_and_one_comes_back_to_where_one_was(reader: Reader) -> None:
    first(reader)
    view, bar = reader.page.view, reader.page.view.verticalScrollBar()
    bar.setValue(bar.maximum() // 2)
    before = bar.value()
    view.followed.emit("guide:troubles#换电脑")
    reader.settle()
    assert reader.page.part == "troubles"
    assert bar.value() > 0
    reader.press(Key.Key_Left, Alt)
    assert reader.page.part == "first"
    assert abs(bar.value() - before) <= 2
    reader.press(Key.Key_Right, Alt)
    assert reader.page.part == "troubles"
    assert reader.person.window.page is reader.page


def test_a_link_out_of_the_guide_or_to_nothing_leads_nowhere(reader: Reader) -> None:
    first(reader)
    for target in ("https://example.org/", "file:///etc/passwd", "guide:nothing", "notes"):
        reader.page.view.followed.emit(target)
        reader.settle()
        assert reader.page.part == "first"


def test_words_are_found_listed_and_marked(reader: Reader) -> None:
    first(reader)
    reader.look_for("冲突")
    assert reader.rows[0].startswith("找到 ")
    assert "与同事合批注 › 处理冲突" in reader.rows
    reader.press(Key.Key_Return)
    assert reader.page.part == "exchange"
    marks = reader.page.view.extraSelections()
    assert {mark.cursor.selectedText() for mark in marks} == {"冲突"}  # type: ignore[attr-defined]
    at = reader.page.list.currentRow()
    reader.press(Key.Key_F3)
    assert reader.page.list.currentRow() == at + 1
    reader.press(Key.Key_F3, Qt.KeyboardModifier.ShiftModifier)
    assert reader.page.list.currentRow() == at
    reader.look_for("甲乙丙丁戊")
    assert reader.rows == ["没有找到。换一个短一点的词。"]
    reader.press(Key.Key_Escape)
    assert reader.rows[:2] == ["开始", "头十分钟"]
    assert reader.page.view.extraSelections() == []
    assert reader.person.window.page is reader.page


def test_all_words_must_stand_in_one_paragraph_and_headings_come_first(reader: Reader) -> None:
    first(reader)
    reader.look_for("备份 恢复")
    hits: list[Hit] = [reader.page.list.item(n).data(Qt.ItemDataRole.UserRole) for n in range(1, len(reader.rows))]
    assert hits[0].title == "备份与恢复"
    for hit in hits:
        assert hit.part


def test_no_line_is_longer_than_can_be_read(reader: Reader) -> None:
    reader.person.window.resize(1920, 1080)
    reader.help()
    for part in ("first", "troubles", "keys"):
        reader.open(part)
        em, longest = QFontMetricsF(reader.person.program.theme.sans(SIZE)).horizontalAdvance("国"), 0.0
        block = reader.page.view.document().begin()
        while block.isValid():
            picture = any(form.format.isImageFormat() for form in block.textFormats())  # type: ignore[attr-defined]
            layout = block.layout()
            for number in range(0 if picture else layout.lineCount()):
                longest = max(longest, layout.lineAt(number).naturalTextWidth())
            block = block.next()
        assert 10 * em < longest <= (CHARACTERS + 0.01) * em, part


@pytest.mark.parametrize("size", [(1024, 640), (1366, 768), (1920, 1080)])
@pytest.mark.parametrize("scale", [1.0, 1.5])
def test_nothing_is_wider_than_the_window(reader: Reader, size: tuple[int, int], scale: float) -> None:
    reader.person.window.resize(*size)
    reader.person.program.theme.set_scale(scale)
    reader.help()
    for part in ("first", "reading", "keys"):
        reader.open(part)
        view = reader.page.view
        assert view.document().size().width() <= view.viewport().width() + 1, part


def test_pictures_come_after_the_text_and_fill_what_was_kept_for_them(reader: Reader) -> None:
    first(reader)
    wanted: list[str] = []
    link = reader.page.picture_wanted.connect(lambda name, _: wanted.append(name))
    reader.open("start")
    reader.page.picture_wanted.disconnect(link)
    assert "pictures/outline.png" in wanted
    for name in wanted:
        image = reader.page.view.document().resource(2, name)
        assert isinstance(image, QImage)
        assert image.width() > 200, name


def test_a_picture_says_in_words_what_it_shows(reader: Reader) -> None:
    first(reader)
    assert "首页：左边是目录，右边是可以做的事。" in reader.text


def test_the_guide_reads_nothing_but_its_own_pictures(reader: Reader) -> None:
    reader.help()
    image = reader.page.view.loadResource(2, "file:///etc/hostname")
    assert isinstance(image, QImage)
    assert (image.width(), image.height()) == (1, 1)


def test_every_key_of_the_menus_is_in_the_last_part(reader: Reader) -> None:
    reader.help()
    reader.open("keys")
    for action in reader.person.window.menus.actions.values():
        for keys in action.shortcuts():
            assert keys.toString() in reader.text, action.text()


def test_it_can_be_read_with_the_keyboard_alone(reader: Reader) -> None:
    first(reader)
    bar = reader.page.view.verticalScrollBar()
    reader.press(Key.Key_End)
    assert bar.value() == bar.maximum() > 0
    reader.press(Key.Key_Home)
    assert bar.value() == 0
    reader.page.list.setFocus()
    reader.press(Key.Key_Down)
    assert reader.page.part == "installing"
    reader.press(Key.Key_Return)
    assert reader.person.focused() is reader.page.view


def test_another_theme_and_size_keep_the_part_and_the_place(reader: Reader) -> None:
    reader.help()
    reader.open("troubles")
    bar = reader.page.view.verticalScrollBar()
    bar.setValue(bar.maximum())
    reader.person.program.theme.set_appearance(Appearance.DARK)
    reader.settle()
    assert reader.page.part == "troubles"
    assert bar.value() == bar.maximum() > 0
    cursor = QTextCursor(reader.page.view.document().firstBlock())
    assert cursor.block().text() == "怎么办"


def test_the_folder_of_the_guide_is_the_programs() -> None:
    assert (guide_folder() / "index.md").is_file()


def test_the_place_is_kept_until_the_next_day(sit: Sit) -> None:
    person = sit()
    reader = Reader(person)
    reader.help()
    reader.open("backups")
    reader.press(Key.Key_Escape)
    reader.help()
    assert reader.page.part == "backups"
    person.leave()
    again = Reader(sit(person.library))
    again.help()
    assert again.page.part == "backups"
