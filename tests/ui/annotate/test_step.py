"""The margin goes with the text: heights, scrolling, choosing, and one below the other where there is no room."""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget

from briefing.actions.annotating import AddAnnotation
from briefing.domain.annotation import AnnotationKind
from briefing.domain.span import Span
from tests.ui.annotate.conftest import Margin
from tests.ui.driver import TARGETS

LONG = "保障粮食安全"
BARE = "改造升级传统产业"
NEAR = 24
"""How far a card's upper edge may be from the upper edge of its line, in pixels."""


def write_many(margin: Margin, spans: list[Span | None], words: str = BARE) -> None:
    place = margin.person.place(words)
    for number, span in enumerate(spans, 1):
        margin.do(AddAnnotation(report_key=TARGETS, item=place.item, stretch=span, kind=AnnotationKind.BACKGROUND,
                                text=f"第 {number} 条，写得不长。", author="综合科"))  # fmt: skip


def top(margin: Margin, widget: QWidget) -> int:
    return widget.mapTo(margin.person.window, QPoint(0, 0)).y()


def line(margin: Margin, span: Span) -> int:
    text = margin.person.window.item_page.text
    return text.mapTo(margin.person.window, QPoint(0, round(text.box_of(span).top()))).y()


@pytest.fixture
def narrow(margin: Margin) -> Margin:
    """A small window: the bare item's words take several lines and its page has to be scrolled."""
    margin.person.window.resize(1210, 640)
    margin.person.program.theme.set_scale(1.0)
    margin.open(BARE)
    return margin


def test_a_card_stands_beside_its_passage(narrow: Margin) -> None:
    text = narrow.person.window.item_page.text
    last = Span(len(narrow.person.window.item_page.item.text) - 4, len(narrow.person.window.item_page.item.text))  # type: ignore[union-attr]
    write_many(narrow, [last])
    (card,) = narrow.note_cards()
    assert text.box_of(last).top() > 30
    assert abs(top(narrow, card) - line(narrow, last)) < NEAR


def test_cards_that_want_the_same_height_are_stacked_in_the_order_of_the_text(narrow: Margin) -> None:
    write_many(narrow, [Span(0, 8), Span(2, 10), Span(4, 12), Span(6, 14), Span(0, 14)])
    cards = narrow.note_cards()
    assert [card.shown.number for card in cards] == [1, 2, 3, 4, 5]
    edges = [(top(narrow, card), top(narrow, card) + card.height()) for card in cards]
    assert all(before[1] <= after[0] for before, after in pairwise(edges))


def test_choosing_a_number_brings_its_card_to_the_height_of_its_passage(narrow: Margin) -> None:
    spans = [Span(at, at + 3) for at in range(0, 30, 3)]
    write_many(narrow, list(spans))
    last = narrow.note_cards()[-1]
    assert abs(top(narrow, last) - line(narrow, spans[9])) > NEAR
    narrow.person.window.item_page.text.note_chosen.emit(last.note.id)
    narrow.person.settle()
    assert abs(top(narrow, last) - line(narrow, spans[9])) < NEAR
    first = narrow.note_cards()[0]
    narrow.person.window.item_page.text.note_chosen.emit(first.note.id)
    narrow.person.settle()
    assert abs(top(narrow, first) - line(narrow, spans[0])) < NEAR


def test_the_margin_goes_with_the_page(narrow: Margin) -> None:
    narrow.open(LONG)
    page = narrow.person.window.item_page
    bar = page.area.verticalScrollBar()
    assert bar.maximum() > 40
    card = next(card for card in narrow.note_cards() if card.note.stretch is not None)
    assert card.note.stretch is not None
    page.text.note_chosen.emit(card.note.id)
    apart = top(narrow, card) - line(narrow, card.note.stretch)
    for value in (40, bar.maximum(), 0):
        bar.setValue(value)
        assert top(narrow, card) - line(narrow, card.note.stretch) == apart


def test_choosing_a_card_brings_its_passage_into_view(narrow: Margin) -> None:
    person = narrow.person
    narrow.open(LONG)
    page = person.window.item_page
    bar = page.area.verticalScrollBar()
    bar.setValue(bar.maximum())
    card = next(card for card in narrow.note_cards() if card.note.stretch is not None)
    assert card.note.stretch is not None
    QTest.mouseClick(card, Qt.MouseButton.LeftButton, pos=QPoint(60, 10))
    box = page.text.box_of(card.note.stretch).toRect()
    assert page.area.viewport().rect().contains(page.text.mapTo(page.area.viewport(), box.center()))


def test_the_editor_stands_at_its_passage_and_is_whole(narrow: Margin) -> None:
    write_many(narrow, [Span(at, at + 3) for at in range(0, 30, 3)])
    narrow.person.window.item_page.text.select(Span(31, 36))
    narrow.person.shortcut("write")
    narrow.person.settle()
    editor, view = narrow.pane.editor, narrow.pane.margin.viewport()
    assert editor is not None
    place = editor.mapTo(view, QPoint(0, 0)).y()
    assert place >= 0
    assert place + editor.height() <= view.height()


def test_the_cards_are_walked_by_keys_in_the_order_in_which_they_stand(narrow: Margin) -> None:
    write_many(narrow, [Span(12, 15), Span(0, 3), Span(6, 9)])
    cards = narrow.note_cards()
    cards[0].setFocus(Qt.FocusReason.TabFocusReason)
    for card in cards[1:]:
        QTest.keyClick(narrow.person.focused(), Qt.Key.Key_Down)
        assert card.hasFocus()
    QTest.keyClick(cards[2], Qt.Key.Key_Up)
    QTest.keyClick(cards[1], Qt.Key.Key_Tab)
    assert narrow.person.focused() in cards[1].buttons


def test_a_reading_anew_leaves_cards_and_the_keyboard_where_they_are(narrow: Margin) -> None:
    write_many(narrow, [Span(0, 3), Span(6, 9)])
    cards = narrow.note_cards()
    cards[1].setFocus(Qt.FocusReason.TabFocusReason)
    narrow.person.desk.store.load()
    narrow.person.settle()
    assert narrow.note_cards() == cards
    assert cards[1].hasFocus()


def test_under_the_page_notes_stand_one_below_the_other(margin: Margin) -> None:
    margin.person.window.resize(1024, 640)
    margin.open(BARE)
    write_many(margin, [Span(20, 24), Span(30, 34)])
    tops = [card.y() for card in margin.note_cards()]
    assert tops[0] == 0
    assert tops[1] < margin.note_cards()[0].height() + 40
