"""Whoever follows the guide's first part comes to a briefing that can be printed."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QLineEdit

from briefing.ui.help.guide import guide_folder
from briefing.ui.main_window import REPORTS
from tests.ui.driver import TARGETS, Person, visible

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
WORDS = "目标为4.3万人以上；2024年实绩4.7万人。"


def test_from_the_number_to_the_page(person: Person) -> None:
    text = (guide_folder() / "first.md").read_text(encoding="utf-8")
    assert WORDS in text

    # 二、找到这个数
    person.shortcut("search")
    person.type("就业")
    palette = person.window.palette_box
    person.until(lambda: palette.list_view.model().rowCount() > 2)
    person.settle()
    person.keys(person.focused(), Key.Key_Down)
    hit = palette.hit_at(palette.list_view.currentIndex())
    assert hit is not None
    assert hit.kind.label == "数据"
    person.keys(person.focused(), Key.Key_Return)
    person.settle()
    assert person.heading == "新增城镇就业4.3万以上"

    # 三、看懂这一页
    shown = " ".join(label.text() for label in visible(person.window.item_page, QLabel))
    assert "实绩原句" in shown

    # 四、写一条批注
    before = len(person.contents[TARGETS].annotations)
    person.shortcut("write")
    person.type(WORDS)
    QTest.keyClick(person.focused(), Key.Key_Return, Control)
    person.settle()
    assert len(person.contents[TARGETS].annotations) == before + 1

    # 五、放进简报
    person.shortcut("new_briefing")
    person.settle()
    title = next(each for each in visible(person.window, QLineEdit) if each.accessibleName() == "简报标题")
    assert title.placeholderText() == "点这里写简报标题"
    title.setFocus()
    person.type("就业情况")
    person.keys(title, Key.Key_Return)
    person.settle()
    person.window.left.tab_button(REPORTS).click()
    person.settle()
    assert person.heading == "新增城镇就业4.3万以上"
    person.shortcut("add_to_briefing")
    person.settle()
    assert person.sentence.startswith("已加入")

    # 六、打印
    person.shortcut("briefings")
    person.settle()
    current = person.desk.compose.current
    assert current is not None
    assert current.details.title == "就业情况"
    assert len(current.entries) == 1
    assert person.window.page is person.window.composer_page
    assert person.window.menus.actions["preview"].isEnabled()
