"""What an official and the staff do with the program, from opening it to the printed page."""

from __future__ import annotations

from pathlib import Path

from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QCheckBox, QLabel, QLineEdit, QPushButton, QSplitter, QTreeView, QWidget

from briefing.charts.screen import ChartView
from briefing.domain.place import Place
from briefing.ui.annotate.card import NoteCard
from briefing.ui.detail.cards import HeadlineCard
from briefing.ui.detail.evidence import Evidence
from briefing.ui.detail.figure_table import FigureModel
from briefing.ui.preview.page import PreviewPage
from briefing.ui.search.palette import SearchPalette
from briefing.ui.search.words import WordsLine
from briefing.ui.theme import Appearance
from tests.ui.conftest import Sit
from tests.ui.driver import RESULTS, TARGETS, Person, visible

Key = Qt.Key
JOBS = "新增城镇就业4.3万"


def search(person: Person, words: str) -> None:
    """Ctrl+K, then type; wait for what was found."""
    person.shortcut("search")
    line = visible(person.window, WordsLine)[0]
    assert line.hasFocus()
    line.clear()
    person.type(words)
    person.until(lambda: bool(line.result))
    person.settle()


def front(person: Person) -> QWidget:
    return person.window.page


def table(person: Person) -> list[list[str]]:
    model = person.window.item_page.table.findChildren(FigureModel)[0]
    return [
        [str(model.index(row, column).data()) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_from_the_first_look_to_the_printed_page(person: Person, tmp_path: Path) -> None:
    window = person.window
    assert person.rows()[0] == "2026 工作报告解读（下）"
    assert "两份报告已经读好" in [label.text() for label in visible(window.start_page, QLabel)]

    search(person, JOBS)
    QTest.keyClick(person.focused(), Key.Key_Return)
    person.settle()
    assert person.heading == "新增城镇就业4.3万以上"
    assert not visible(window, SearchPalette)
    assert table(person)[0][2:] == ["≥4.3万", "4.7万人", "≥−0.4万人"]
    assert any("2024 实绩原句" in label.text() for label in visible(window, QLabel))
    assert visible(window.item_page, ChartView)
    current = str(person.tree.currentIndex().data())
    assert current == "新增城镇就业4.3万以上"

    before = len(visible(window.notes, NoteCard))
    person.shortcut("write")
    person.type("引用前再核一次")
    QTest.keyClick(person.focused(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    person.settle()
    assert len(visible(window.notes, NoteCard)) == before + 1
    person.shortcut("undo")
    person.settle()
    assert len(visible(window.notes, NoteCard)) == before

    person.shortcut("preview")
    person.until(lambda: window.preview_page.sheets.count > 0)
    person.settle()
    person.desk.preview.export_to(tmp_path / "就业.pdf")
    person.settle()
    text = "".join(PdfReader(tmp_path / "就业.pdf").pages[0].extract_text().split())
    assert "4.3" in text
    assert "4.7" in text
    QTest.keyClick(person.focused(), Key.Key_Escape)
    person.settle()
    assert person.heading == "新增城镇就业4.3万以上"


def test_the_next_day_everything_is_where_it_was(sit: Sit) -> None:
    person = sit(size=None)
    # The screen of these tests is 800 pixels square: no wider window would be restored.
    person.window.resize(1024, 700)
    person.open(JOBS)
    person.tree.expand(person.tree.model().index(1, 0))
    person.program.theme.set_scale(1.25)
    person.program.theme.set_appearance(Appearance.DARK)
    person.settle()
    splitter = person.window.centralWidget()
    assert isinstance(splitter, QSplitter)
    splitter.setSizes([400, 624])
    rows, wide = person.rows(), person.window.left.width()
    person.leave()

    again = sit(size=None)
    assert again.heading == "新增城镇就业4.3万以上"
    assert again.rows() == rows
    assert again.program.theme.scale == 1.25
    assert again.program.theme.appearance is Appearance.DARK
    assert again.program.theme.colours.dark
    assert again.window.height() == 700
    assert again.window.left.width() == wide
    assert again.window.menus.actions["appearance-dark"].isChecked()


def test_settings_that_make_no_sense_do_no_harm(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text(
        "[text]\nscale=huge\n[theme]\nappearance=blue\n[window]\nplace=nowhere/9.9/xx\noutline={broken\ngeometry=1\n",
        encoding="utf-8",
    )
    person = sit()
    assert person.program.theme.scale == 1.0
    assert person.program.navigator.place is None
    assert front(person) is person.window.start_page


def test_a_place_of_a_report_that_is_gone_opens_the_first_page(sit: Sit, tmp_path: Path) -> None:
    (tmp_path / "window.ini").write_text("[window]\nplace=another-report/2.0/3\n", encoding="utf-8")
    person = sit()
    assert front(person) is person.window.start_page


def test_pinyin_initials_find_headings(person: Person) -> None:
    search(person, "jy")
    assert visible(person.window, SearchPalette)
    QTest.keyClick(person.focused(), Key.Key_Return)
    person.settle()
    assert person.program.navigator.place is not None
    page = person.window.page
    words = " ".join(label.text() for label in visible(page, QLabel)) + (
        person.window.item_page.text.accessibleDescription() if page is person.window.item_page else ""
    )
    assert "就业" in words


def test_a_hit_in_an_item_opens_it_with_the_words_marked(person: Person) -> None:
    plain = person.place("优化就业创业服务")
    person.go(plain)
    before = person.window.item_page.text.grab().toImage()
    person.go(None)
    search(person, "创业服务。稳定高校毕业生")
    QTest.keyClick(person.focused(), Key.Key_Return)
    person.settle()
    assert person.heading == "优化就业创业服务"
    assert person.window.item_page.text.grab().toImage() != before


def test_a_hit_in_an_annotation_opens_its_item_with_the_annotation_in_hand(person: Person) -> None:
    note = next(n for n in person.contents[TARGETS].annotations if n.kind == "slip" and n.item == 14)
    search(person, note.text[:14])
    QTest.keyClick(person.focused(), Key.Key_Return)
    person.settle()
    assert person.heading == "新增城镇就业4.3万以上"


def test_a_filter_narrows_the_tree_and_escape_gives_it_back(person: Person) -> None:
    whole = person.rows()
    person.shortcut("filter")
    person.type("jy")
    person.settle()
    assert "优化就业创业服务" in person.rows()
    assert "精准务实抓招商" not in person.rows()
    QTest.keyClick(person.focused(), Key.Key_Escape)
    person.settle()
    assert person.rows() == whole


def test_keys_alone_lead_from_the_tree_to_a_saved_page(person: Person) -> None:
    """Nothing here uses a mouse."""
    tree = person.tree
    assert tree.hasFocus()
    person.keys(tree, Key.Key_Home, Key.Key_Right, Key.Key_Down, Key.Key_Down, Key.Key_Return)
    person.settle()
    assert person.program.navigator.place == Place(TARGETS, (1,))
    person.keys(tree, Key.Key_Right, Key.Key_Return)
    person.settle()
    assert person.heading == "地区生产总值增长6%左右"
    person.shortcut("after")
    person.settle()
    assert person.heading == "固定资产投资增长6%以上"
    person.shortcut("back")
    person.settle()
    assert person.heading == "地区生产总值增长6%左右"
    person.shortcut("forward")
    person.settle()
    assert person.heading == "固定资产投资增长6%以上"
    person.shortcut("compare")
    person.settle()
    assert front(person) is person.window.compare_page
    person.shortcut("back")
    person.settle()
    person.shortcut("preview")
    person.until(lambda: person.window.preview_page.sheets.count > 0)
    person.settle()
    assert person.focused().isAncestorOf(person.window) or person.window.isAncestorOf(person.focused())
    QTest.keyClick(person.focused(), Key.Key_Escape)
    person.settle()
    assert front(person) is person.window.item_page


def test_tab_reaches_every_part_of_an_item_and_comes_round(person: Person) -> None:
    person.open(JOBS)
    start = person.focused()
    reached = [start]
    for _ in range(80):
        QTest.keyClick(person.focused(), Key.Key_Tab)
        if person.focused() is start:
            break
        reached.append(person.focused())
    else:
        raise AssertionError([type(widget).__name__ for widget in reached])
    page, window = person.window.item_page, person.window
    for part in (window.search_box, person.tree, page.text, page.table):
        assert part in reached
    assert any(isinstance(widget, NoteCard) for widget in reached)
    assert {"打印本条", "↓ 下一条", "＋ 写批注"} <= {w.text() for w in reached if isinstance(w, QPushButton)}


def test_the_keyboard_returns_to_the_words_after_a_note(person: Person) -> None:
    person.open(JOBS)
    text = person.window.item_page.text
    for last in ((Key.Key_Return, Qt.KeyboardModifier.ControlModifier), (Key.Key_Escape, None)):
        person.shortcut("write")
        if last[1]:
            person.type("记一笔")
        person.keys(person.focused(), last[0], modifier=last[1])
        person.settle()
        assert person.focused() is text


def test_leaving_a_note_half_written_for_the_tree_leaves_the_keyboard_there(person: Person) -> None:
    person.open(JOBS)
    person.shortcut("write")
    person.type("写了一半")
    person.tree.setFocus()
    person.keys(person.tree, Key.Key_Up, Key.Key_Return)
    person.settle()
    assert person.heading == "居民消费价格涨幅控制在2%左右"
    assert person.focused() is person.tree


def test_the_keyboard_is_never_left_on_what_is_gone(person: Person) -> None:
    for words in ("打开 2026 工作报告解读（下）", "打开 2024 工作报告解读"):
        person.shortcut("start")
        person.settle()
        (opener,) = [b for b in visible(person.window.start_page, QPushButton) if b.accessibleName() == words]
        opener.setFocus()
        QTest.keyClick(opener, Key.Key_Space)
        person.settle()
        focused = person.focused()
        assert person.window.page.isAncestorOf(focused) or focused is person.tree
        card = visible(person.window.report_page, HeadlineCard)[0]
        card.setFocus()
        QTest.keyClick(card, Key.Key_Return)
        person.settle()
        focused = person.focused()
        assert person.window.page.isAncestorOf(focused) or focused is person.tree
        step = visible(person.window.item_page.crumb, QPushButton)[-1]
        step.setFocus()
        QTest.keyClick(step, Key.Key_Space)
        person.settle()
        focused = person.focused()
        assert person.window.page.isAncestorOf(focused) or focused is person.tree


def test_evidence_leads_to_the_other_report_and_back(person: Person) -> None:
    person.open(JOBS)
    person.press("打开这一条", visible(person.window, Evidence)[0])
    person.settle()
    assert person.program.navigator.place == person.place("发放创业担保贷款5.7亿元", RESULTS)
    assert len(visible(person.window, Evidence)) == 2
    person.shortcut("back")
    person.settle()
    assert person.heading == "新增城镇就业4.3万以上"


def test_a_bar_of_a_chart_leads_to_its_sentence(person: Person) -> None:
    person.go(Place(TARGETS))
    report = person.contents[TARGETS]
    figure = next(f for f in report.figures if f.item == 14)
    (chart,) = visible(person.window.report_page, ChartView)
    chart.figure_clicked.emit(figure.ref)
    person.settle()
    assert person.heading == "新增城镇就业4.3万以上"
    assert person.window.item_page.table.currentIndex().row() == 0


def test_results_and_targets_are_compared_theme_by_theme(person: Person) -> None:
    person.shortcut("compare")
    person.settle()
    page = person.window.compare_page
    everything = page.table.model().rowCount()
    assert "相隔 2 年" in " ".join(label.text() for label in visible(page, QLabel))
    (field,) = visible(person.window.comparisons, QLineEdit)
    field.setFocus()
    person.type("就业")
    person.settle()
    assert 0 < page.table.model().rowCount() < everything
    person.window.left.show_tab(0)
    person.press("报告", person.window.left)
    person.settle()
    assert front(person) is person.window.start_page


def test_text_grows_and_shrinks_by_keys(person: Person) -> None:
    person.open(JOBS)
    sizes = [person.window.item_page.text.heightForWidth(600)]
    for name in ("larger", "larger", "smaller", "normal"):
        person.shortcut(name)
        person.settle()
        sizes.append(person.window.item_page.text.heightForWidth(600))
    assert sizes[0] < sizes[1] < sizes[2] > sizes[3]
    assert sizes[4] == sizes[0]


def test_the_guide_opens_and_closes(person: Person) -> None:
    person.open(JOBS)
    person.shortcut("guide")
    assert front(person) is person.window.guide_page
    QTest.keyClick(person.window.guide_page, Key.Key_Escape)
    person.settle()
    assert person.heading == "新增城镇就业4.3万以上"


def test_commands_that_make_no_sense_here_can_not_be_given(person: Person) -> None:
    actions = person.window.menus.actions
    here = {name for name, action in actions.items() if not action.isEnabled()}
    assert {"undo", "redo", "preview", "export", "source", "before", "after", "write", "back"} <= here
    person.open(JOBS)
    assert {name for name, action in actions.items() if not action.isEnabled()} == {"undo", "redo", "forward"}


def test_the_preview_offers_what_the_item_has(person: Person) -> None:
    person.open(JOBS)
    person.shortcut("preview")
    page = person.window.preview_page
    assert isinstance(page, PreviewPage)
    boxes = [box.text() for box in visible(page, QCheckBox)]
    assert boxes[:2] == ["数据表", "图"]
    assert len(boxes) == 4
    person.settle()


def test_the_tree_is_read_out(person: Person) -> None:
    tree = person.window.outline.findChildren(QTreeView)[0]
    assert tree.accessibleName()
    spoken = str(tree.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole))
    assert "2026" in spoken
