"""Correcting, confirming, adding and removing figures on the item's page, with a real library behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit

from briefing.domain.figure import Figure, Trust
from briefing.domain.quantity import Bound
from briefing.domain.span import Span
from briefing.ui.correct.bar import CorrectionBar
from briefing.ui.correct.editor import FigureEditor
from briefing.ui.detail.item_page import ItemPage
from tests.ui.conftest import Sit
from tests.ui.driver import TARGETS, Person, click, visible

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
RECRUIT = "精准务实抓招商"


class Desk:
    """An item's figures, as a person settles them."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def page(self) -> ItemPage:
        return self.person.window.item_page

    @property
    def bar(self) -> CorrectionBar:
        return self.page.correction

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Those of the item that is open, as the library has them now."""
        item = self.page.item
        assert item is not None
        return self.person.contents[TARGETS].figures_of((item,))

    def figure(self, raw: str) -> Figure:
        return next(figure for figure in self.figures if figure.raw == raw)

    def take(self, raw: str) -> None:
        """Click a figure in the text."""
        click(self.page.text, self.page.text.box_of(self.figure(raw).text_span).center().toPoint())

    def line(self, name: str) -> QLineEdit:
        return next(field for field in visible(self.bar, QLineEdit) if field.accessibleName() == name)

    def combo(self, name: str) -> QComboBox:
        return next(field for field in visible(self.bar, QComboBox) if field.accessibleName() == name)

    def save(self) -> None:
        self.person.keys(self.line("数值"), Key.Key_Return, modifier=Control)
        self.person.settle()

    def editing(self) -> bool:
        return bool(visible(self.bar, FigureEditor))

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in visible(self.bar, QLabel))


@pytest.fixture
def desk(person: Person) -> Desk:
    person.open(RECRUIT)
    return Desk(person)


def test_nothing_is_offered_before_a_figure_is_in_hand(desk: Desk) -> None:
    assert not desk.bar.isVisibleTo(desk.page)
    desk.take("2000亿元")
    assert desk.bar.isVisibleTo(desk.page)
    assert desk.says("≥2000亿元")


def test_a_correction_is_kept_shown_everywhere_and_can_be_taken_back(desk: Desk) -> None:
    desk.take("2000亿元")
    desk.person.press("更正这个数据")
    desk.line("数值").setText("2100")
    desk.save()
    figure = desk.figure("2000亿元")
    assert (figure.quantity.words, figure.trust, figure.corrected) == (
        "≥2100亿元",
        Trust.CORRECTED,
        frozenset({"value"}),
    )
    assert not desk.editing()
    assert desk.says("已更正；原识别为：数值 2000 · 本机 · 今天")
    tip = desk.page.text.tip(figure)
    assert "原识别为：数值 2000" in tip
    assert "本机 · 今天" in tip
    row = next(at for at, row in enumerate(desk.page.table.rows) if row.figure.ref == figure.ref)
    spoken = desk.page.table.model().index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "已更正" in spoken
    assert desk.person.window.menus.actions["undo"].text() == "撤销“更正数据”"
    desk.person.shortcut("undo")
    desk.person.settle()
    assert desk.figure("2000亿元").quantity.words == "≥2000亿元"
    assert desk.figure("2000亿元").trust is Trust.READ


def test_every_field_can_be_corrected(desk: Desk) -> None:
    desk.take("80%")
    desk.person.shortcut("correct")
    desk.line("主体").setText("当年开工率")
    bound, kind = desk.combo("界限"), desk.combo("类型")
    bound.setCurrentIndex(bound.findText("区间"))
    kind.setCurrentIndex(kind.findText("占比"))
    desk.line("上限").setText("85")
    desk.line("单位").setText("%")
    desk.line("年份").setText("2027")
    desk.person.press("性质：实绩")
    desk.save()
    figure = desk.figure("80%")
    assert (figure.subject, figure.quantity.bound, figure.quantity.number) == ("当年开工率", Bound.RANGE, "80-85")
    assert (figure.measure.label, figure.year, figure.nature.value) == ("占比", 2027, "actual")


def test_what_cannot_be_kept_is_said_in_a_sentence_and_stays_in_the_editor(desk: Desk) -> None:
    desk.take("2000亿元")
    desk.person.shortcut("correct")
    desk.line("数值").setText("两千")
    desk.save()
    assert desk.says("数值不是一个数，请重新填写。")
    assert desk.editing()
    assert desk.figure("2000亿元").trust is Trust.READ
    desk.line("数值").setText("2100")
    assert not desk.says("数值不是一个数")


def test_saving_without_a_change_only_closes(desk: Desk) -> None:
    desk.take("2000亿元")
    desk.person.shortcut("correct")
    desk.save()
    assert not desk.editing()
    assert desk.figure("2000亿元").trust is Trust.READ
    assert not desk.person.desk.store.undo_name


def test_escape_asks_once_before_typed_words_are_lost(desk: Desk) -> None:
    desk.take("2000亿元")
    desk.person.shortcut("correct")
    desk.person.keys(desk.line("数值"), Key.Key_Escape)
    assert not desk.editing()
    desk.person.shortcut("correct")
    desk.line("数值").setText("9")
    desk.person.keys(desk.line("数值"), Key.Key_Escape)
    assert desk.editing()
    assert desk.says("再按一次 Esc 放弃所写内容")
    desk.person.keys(desk.line("数值"), Key.Key_Escape)
    assert not desk.editing()
    assert desk.page.table.hasFocus()


def test_a_correction_left_half_written_stands_there_when_one_comes_back(desk: Desk) -> None:
    desk.take("2000亿元")
    desk.person.shortcut("correct")
    desk.line("数值").setText("2100")
    desk.person.open("改造升级传统产业")
    assert "没有保存" in desk.person.sentence
    desk.person.open(RECRUIT)
    assert not desk.editing()
    desk.take("2000亿元")
    desk.person.shortcut("correct")
    assert desk.line("数值").text() == "2100"


def test_confirming_takes_the_doubt_away(desk: Desk) -> None:
    desk.take("1000个")
    desk.person.press("确认无误")
    desk.person.settle()
    assert desk.figure("1000个").trust is Trust.CONFIRMED
    assert desk.says("已确认 · 本机 · 今天")
    assert desk.person.desk.store.undo_name == "确认数据"


def test_a_removed_figure_leaves_page_and_tree_and_the_notice_brings_it_back(desk: Desk) -> None:
    def counted() -> int:
        return len(desk.person.contents[TARGETS].figures)

    before = counted()
    desk.take("1000个")
    desk.person.press("移除这个数据")
    desk.person.settle()
    assert [figure.raw for figure in desk.figures] == ["2000亿元", "80%"]
    assert counted() == before - 1
    assert not desk.bar.isVisibleTo(desk.page)
    assert desk.person.sentence == "数据已移除。"
    desk.person.press("撤销", desk.person.window.notice)
    desk.person.settle()
    assert counted() == before


def test_selected_words_become_a_figure(desk: Desk) -> None:
    desk.take("2000亿元")
    desk.person.press("移除这个数据")
    desk.person.settle()
    item = desk.page.item
    assert item is not None
    at = item.text.index("签约金额2000亿元")
    desk.page.text.select(Span(at, at + 10))
    desk.person.press("添加为数据…")
    assert desk.says("添加“2000亿元”")
    assert (desk.line("数值").text(), desk.line("单位").text()) == ("2000", "亿元")
    desk.save()
    assert desk.figure("2000亿元").quantity.words == "≥2000亿元"
    assert desk.page.text.selection is None
    assert desk.bar.figure == desk.figure("2000亿元")


def test_words_without_a_number_become_a_figure_that_a_person_fills_in(desk: Desk) -> None:
    item = desk.page.item
    assert item is not None
    at = item.text.index("全年")
    desk.page.text.select(Span(at, at + 2))
    desk.person.shortcut("add_figure")
    assert desk.line("主体").hasFocus()
    desk.line("主体").setText("招商天数")
    desk.line("数值").setText("365")
    desk.line("单位").setText("天")
    desk.save()
    figure = desk.figure("全年")
    assert (figure.trust, figure.quantity.words, figure.subject) == (Trust.ADDED, "365天", "招商天数")
    assert "人工添加" in desk.page.text.tip(figure)
    desk.person.shortcut("undo")
    desk.person.settle()
    assert "全年" not in [figure.raw for figure in desk.figures]


def test_the_keyboard_alone_corrects_and_removes(desk: Desk) -> None:
    desk.person.press("更正数据…")
    table = desk.page.table
    assert table.hasFocus()
    desk.person.keys(table, Key.Key_Down, Key.Key_Return)
    assert desk.line("数值").hasFocus()
    desk.person.type("2200")
    desk.save()
    assert desk.figure("2000亿元").quantity.number == "2200"
    assert table.hasFocus()
    desk.person.keys(table, Key.Key_Delete)
    desk.person.settle()
    assert "2000亿元" not in [figure.raw for figure in desk.figures]


def test_corrections_are_there_the_next_day(sit: Sit) -> None:
    first = sit()
    first.open(RECRUIT)
    desk = Desk(first)
    desk.take("2000亿元")
    first.shortcut("correct")
    desk.line("单位").setText("万元")
    desk.save()
    first.leave()
    second = sit()
    second.open(RECRUIT)
    assert Desk(second).figure("2000亿元").quantity.words == "≥2000万元"


def test_what_a_person_types_is_never_markup(desk: Desk) -> None:
    desk.take("2000亿元")
    desk.person.shortcut("correct")
    desk.line("主体").setText("<b>金额</b>")
    desk.save()
    assert "&lt;b&gt;" in desk.page.text.tip(desk.figure("2000亿元"))
