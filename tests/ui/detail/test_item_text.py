"""An item's words: figures in their tint, whole, clickable, copied in the form shown."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QSignalSpy, QTest
from pytestqt.qtbot import QtBot

from briefing.domain.contents import ReportContents
from briefing.domain.figure import Figure, Measure
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Item, ItemRole, Nature
from briefing.domain.span import Span
from briefing.ui.detail.item_text import ItemText
from briefing.ui.detail.marks import NoteMark
from briefing.ui.theme import DARK, LIGHT, Appearance, Theme
from tests.ui import samples
from tests.ui.detail.conftest import Show
from tests.ui.detail.pictures import colours, ruled

Key = Qt.Key
RECRUIT = samples.item_with(samples.later(), "精准务实")
FIGURES = samples.later().figures_of((RECRUIT,))
DONE = samples.item_with(samples.earlier(), "发放创业担保贷款")
DONE_FIGURES = samples.earlier().figures_of((DONE,))
BEYOND = "𠮷县抓招商,签约项目500个;𠮷安市完成𠮷亿元。再看一句"


def beyond() -> tuple[Item, tuple[Figure, ...]]:
    """An item with characters that take two UTF-16 units, and a figure behind them."""
    item = Item(0, ItemRole.BODY, BEYOND, (Span(0, len(BEYOND)),), 1)
    at = BEYOND.index("500个")
    span = Span(at, at + 4)
    quantity = Quantity(Decimal(500), "个", Decimal(500), "个", Bound.EXACT)
    return item, (Figure("r", 0, span, span, "500个", quantity, Measure.COUNT, "签约项目", Nature.TARGET, 2026),)


@pytest.fixture
def text(theme: Theme, show: Show) -> ItemText:
    made = ItemText(theme)
    made.set_item(RECRUIT, FIGURES)
    show(made, 710, 200)
    return made


def span_of(item: Item, words: str) -> Span:
    at = item.text.index(words)
    return Span(at, at + len(words))


def point(text: ItemText, span: Span) -> QPoint:
    return text.box_of(span).center().toPoint()


def drag(text: ItemText, start: QPointF, end: QPointF) -> None:
    QTest.mousePress(text, Qt.MouseButton.LeftButton, pos=start.toPoint())
    QTest.mouseMove(text, end.toPoint())
    QTest.mouseRelease(text, Qt.MouseButton.LeftButton, pos=end.toPoint())


def edge(text: ItemText, at: int) -> QPointF:
    """Just inside the left edge of a character."""
    box = text.box_of(Span(at, at + 1))
    return QPointF(box.left() + 1, box.center().y())


def test_targets_and_results_have_tints_of_their_own(text: ItemText, theme: Theme, show: Show) -> None:
    done = ItemText(theme)
    done.set_item(DONE, DONE_FIGURES)
    show(done, 710, 120)
    for widget, figures, own, other in (
        (text, FIGURES, LIGHT.target_tint, LIGHT.result_tint),
        (done, DONE_FIGURES, LIGHT.result_tint, LIGHT.target_tint),
    ):
        image = widget.grab().toImage()
        for figure in figures:
            assert own in colours(image, widget.box_of(figure.text_span))
        assert other not in colours(image, QRectF(widget.rect()))
    plain = colours(text.grab().toImage(), text.box_of(span_of(RECRUIT, "招商引资")))
    assert LIGHT.target_tint not in plain


def test_the_dark_theme_keeps_the_roles(text: ItemText, theme: Theme) -> None:
    theme.set_appearance(Appearance.DARK)
    image = text.grab().toImage()
    assert all(DARK.target_tint in colours(image, text.box_of(figure.text_span)) for figure in FIGURES)
    assert LIGHT.target_tint not in colours(image, QRectF(text.rect()))


@pytest.fixture
def with_figures(reports: tuple[ReportContents, ...]) -> Callable[[int], tuple[Item, tuple[Figure, ...]]]:
    """Gives any item of the two reports that has figures, by a number."""
    pairs = [(item, contents.figures_of((item,))) for contents in reports for item in contents.report.items()]
    figured = [pair for pair in pairs if pair[1]]
    return lambda at: figured[at % len(figured)]


@settings(max_examples=80, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(at=st.integers(0, 60), width=st.integers(220, 1100))
def test_no_figure_of_the_reports_breaks_over_two_lines_at_any_width(
    with_figures: Callable[[int], tuple[Item, tuple[Figure, ...]]], theme: Theme, at: int, width: int
) -> None:
    item, figures = with_figures(at)
    widget = ItemText(theme)
    widget.set_item(item, figures)
    widget.resize(width, widget.heightForWidth(width))
    for figure in figures:
        assert widget.box_of(figure.text_span).height() == 40, figure.raw
        for cue in figure.cues:
            if cue.start == figure.text_span.end:
                assert widget.box_of(Span(figure.text_span.start, cue.end)).height() == 40, cue.of(item.text)


def test_all_of_a_long_item_is_inside_its_height(text: ItemText) -> None:
    text.resize(300, text.heightForWidth(300))
    assert text.box_of(Span(0, len(RECRUIT.text))).bottom() <= text.height()
    assert text.heightForWidth(300) > text.heightForWidth(900)


def test_a_click_on_a_figure_tells_which(text: ItemText, qtbot: QtBot) -> None:
    for figure in FIGURES:
        with qtbot.waitSignal(text.figure_chosen) as heard:
            QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=point(text, figure.text_span))
        assert heard.args == [figure.ref]


def test_a_click_beside_a_figure_tells_nothing(text: ItemText) -> None:
    chosen = QSignalSpy(text.figure_chosen)
    QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=point(text, span_of(RECRUIT, "招商引资")))
    assert chosen.count() == 0


def test_the_pointer_says_where_a_click_leads(text: ItemText) -> None:
    QTest.mouseMove(text, point(text, FIGURES[0].text_span))
    assert text.cursor().shape() is Qt.CursorShape.PointingHandCursor
    QTest.mouseMove(text, point(text, span_of(RECRUIT, "招商引资")))
    assert text.cursor().shape() is Qt.CursorShape.IBeamCursor


def test_the_figure_in_hand_is_framed(text: ItemText) -> None:
    box = text.box_of(FIGURES[1].text_span).adjusted(-4, 0, 4, 0)
    before = text.grab().toImage()
    text.set_current(FIGURES[1].ref)
    after = text.grab().toImage()
    assert before.copy(box.toRect()) != after.copy(box.toRect())
    other = text.box_of(FIGURES[0].text_span).toRect()
    assert before.copy(other) == after.copy(other)


def test_right_and_left_walk_the_figures_and_go_round(text: ItemText) -> None:
    text.figure_chosen.connect(text.set_current)
    chosen = QSignalSpy(text.figure_chosen)
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Right, Key.Key_Left):
        QTest.keyClick(text, key)
    assert [chosen.at(n)[0] for n in range(5)] == [FIGURES[n].ref for n in (0, 1, 2, 0, 2)]


def test_shift_with_right_and_left_lengthens_and_shortens_the_selection(text: ItemText) -> None:
    for _ in range(4):
        QTest.keyClick(text, Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(text, Key.Key_Left, Qt.KeyboardModifier.ShiftModifier)
    assert text.selection == Span(0, 3)
    QTest.keyClick(text, Key.Key_Escape)
    assert text.selection is None


def test_copies_take_the_punctuation_that_is_shown(text: ItemText) -> None:
    clipboard = QGuiApplication.clipboard()
    text.select(span_of(RECRUIT, "个,签约金额"))
    QTest.keyClick(text, Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert clipboard.text() == "个，签约金额"
    QTest.keyClick(text, Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    text.copy()
    assert clipboard.text() == RECRUIT.text.replace(",", "，")
    text.select(None)
    text.copy()
    assert clipboard.text() == RECRUIT.text.replace(",", "，")


def test_dragging_selects_code_points_whatever_qt_counts(theme: Theme, show: Show, qtbot: QtBot) -> None:
    widget = ItemText(theme)
    item, figures = beyond()
    widget.set_item(item, figures)
    show(widget, 900, 90)
    for words in ("抓招商", "𠮷安市", "完成𠮷亿元"):
        span = span_of(item, words)
        with qtbot.waitSignal(widget.passage_selected):
            drag(widget, edge(widget, span.start), edge(widget, span.end))
        assert widget.selection is not None
        assert widget.selection.of(item.text) == words
        drag(widget, edge(widget, span.end), edge(widget, span.start))
        assert widget.selection == span
    with qtbot.waitSignal(widget.figure_chosen) as heard:
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, pos=point(widget, figures[0].text_span))
    assert heard.args == [figures[0].ref]
    assert widget.selection is None


def test_a_double_click_selects_the_clause_without_its_mark(theme: Theme, show: Show) -> None:
    widget = ItemText(theme)
    item, figures = beyond()
    widget.set_item(item, figures)
    show(widget, 900, 90)
    for at, clause in (("抓", "𠮷县抓招商"), ("完成", "𠮷安市完成𠮷亿元"), ("一句", "再看一句")):
        QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=edge(widget, item.text.index(at)).toPoint())
        assert widget.selection is not None
        assert widget.selection.of(item.text) == clause


def test_a_double_click_on_a_clause_keeps_the_comma_inside_a_number(theme: Theme, show: Show) -> None:
    words = "完成投资1,105亿元,增长6%"
    widget = ItemText(theme)
    widget.set_item(Item(0, ItemRole.BODY, words, (Span(0, len(words)),), 1), ())
    show(widget, 900, 90)
    QTest.mouseDClick(widget, Qt.MouseButton.LeftButton, pos=edge(widget, 1).toPoint())
    assert widget.selection is not None
    assert widget.selection.of(words) == "完成投资1,105亿元"


def test_words_that_were_searched_for_are_underlined_in_ink(text: ItemText) -> None:
    span = span_of(RECRUIT, "招商引资")
    assert not ruled(text.grab().toImage(), text.box_of(span), LIGHT.ink)
    text.set_hits((span,))
    image = text.grab().toImage()
    assert ruled(image, text.box_of(span), LIGHT.ink)
    assert not ruled(image, text.box_of(span_of(RECRUIT, "签约项目")), LIGHT.ink)


def test_an_annotation_has_a_number_that_can_be_clicked(text: ItemText, qtbot: QtBot) -> None:
    spans = (span_of(RECRUIT, "精准务实"), span_of(RECRUIT, "签约金额"))
    notes = tuple(NoteMark(f"note-{n}", n, span, 0) for n, span in enumerate(spans, 1))
    before = text.grab().toImage()
    text.set_item(RECRUIT, FIGURES, notes)
    assert text.grab().toImage() != before
    for note in notes:
        box = text.box_of(note.span)
        with qtbot.waitSignal(text.note_chosen) as heard:
            QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=QPointF(box.right() - 9, box.bottom() + 2).toPoint())
        assert heard.args == [note.id]


def test_two_annotations_that_end_together_show_both_numbers(text: ItemText) -> None:
    span = span_of(RECRUIT, "签约金额")
    notes = (NoteMark("one", 1, span, 0), NoteMark("two", 2, span, 1))
    text.set_item(RECRUIT, FIGURES, notes)
    chosen = QSignalSpy(text.note_chosen)
    box = text.box_of(span)
    for back in (9, 26):
        at = QPointF(box.right() - back, box.bottom() + 2).toPoint()
        QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=at)
    assert {chosen.at(n)[0] for n in range(chosen.count())} == {"one", "two"}


def test_numbers_never_lie_over_each_other(text: ItemText, theme: Theme) -> None:
    text.resize(300, text.heightForWidth(300))
    spans = [Span(0, end) for end in (3, 4, 4, 5, 5, 6)] + [Span(1, len(RECRUIT.text))] * 3
    notes = tuple(NoteMark(f"note-{n}", n, span, min(n - 1, 1)) for n, span in enumerate(spans, 1))
    text.set_item(RECRUIT, FIGURES, notes)
    chosen = QSignalSpy(text.note_chosen)
    size = theme.px(15)
    for note in notes:
        box = text.box_of(note.span)
        bottom = text.box_of(Span(note.span.end - 1, note.span.end)).bottom()
        for x in range(0, int(box.right()) + 9 * size, size // 2):
            QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=QPointF(x, bottom + 2).toPoint())
    assert {chosen.at(n)[0] for n in range(chosen.count())} == {note.id for note in notes}


def test_what_is_being_written_about_stays_marked_whatever_is_selected(text: ItemText) -> None:
    plain = text.grab().toImage()
    text.set_writing(Span(0, 7))
    writing = text.grab().toImage()
    assert writing != plain
    text.select(Span(10, 12))
    text.select(None)
    assert text.grab().toImage() == writing
    text.set_writing(None)
    assert text.grab().toImage() == plain


def test_readers_of_the_screen_hear_the_words(text: ItemText) -> None:
    assert text.accessibleName()
    assert text.accessibleDescription() == RECRUIT.text.replace(",", "，")


@pytest.mark.parametrize("scale", [0.9, 1.5, 2.0])
def test_larger_words_take_more_room_and_stay_clickable(
    text: ItemText, theme: Theme, qtbot: QtBot, scale: float
) -> None:
    theme.set_scale(scale)
    text.resize(710, text.heightForWidth(710))
    assert text.box_of(Span(0, 1)).height() == round(40 * scale)
    with qtbot.waitSignal(text.figure_chosen) as heard:
        QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=point(text, FIGURES[2].text_span))
    assert heard.args == [FIGURES[2].ref]


def test_another_item_begins_without_marks_of_the_one_before(text: ItemText) -> None:
    text.select(Span(0, 4))
    text.set_hits((Span(0, 2),))
    text.set_item(DONE, DONE_FIGURES)
    assert text.selection is None
    assert not ruled(text.grab().toImage(), text.box_of(Span(0, 2)), LIGHT.ink)
