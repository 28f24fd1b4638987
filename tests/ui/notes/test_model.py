"""The list's model and its view, with annotations made in memory."""

from __future__ import annotations

from datetime import date

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from briefing.domain.annotation import Annotation
from briefing.ui.notes.catalogue import Catalogue, Heading, Row
from briefing.ui.notes.delegate import HEADING, ROW
from briefing.ui.notes.model import NotesModel
from briefing.ui.notes.query import Entry, Filter, Order
from briefing.ui.notes.view import NotesView
from briefing.ui.theme import Theme
from tests.ui.notes.made import contents, many, note

TODAY = date(2026, 6, 15)
FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal


def rows(*notes: Annotation, order: Order = Order.ITEM) -> tuple[Row, ...]:
    return Catalogue([contents(*notes)]).rows(Filter(), order, TODAY)


@pytest.fixture
def view(qtbot: QtBot, theme: Theme) -> NotesView:
    made = NotesView(theme)
    qtbot.addWidget(made)
    made.resize(680, 480)
    with qtbot.waitExposed(made):
        made.show()
    return made


def test_the_model_passes_the_model_tester(qapp: object) -> None:
    model = NotesModel()
    QAbstractItemModelTester(model, FATAL, model)
    model.set_rows(rows(note(1), note(2, item=5)), TODAY)
    model.set_rows((), TODAY)
    model.set_rows(rows(note(3)), TODAY)


def test_a_row_says_everything_to_a_screen_reader(qapp: object) -> None:
    model = NotesModel()
    model.set_rows(rows(note(40, text="**全年**任务", conflicts=("text",), due=date(2026, 6, 1))), TODAY)
    spoken = str(model.index(1).data(Qt.ItemDataRole.AccessibleTextRole))
    for words in ("背景", "“第0项任务”", "全年任务", "待核", "有冲突", "已过期", "综合科"):
        assert words in spoken
    assert str(model.index(0).data()) == "1 第0章抓好工作，1 条"


def test_headings_are_passed_over_by_keys_and_by_choosing_all(view: NotesView) -> None:
    view.set_rows(rows(note(1), note(2, item=5)), TODAY)
    view.setFocus()
    QTest.keyClick(view, Qt.Key.Key_Home)
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert view.current is not None and view.current.item == 5
    view.selectAll()
    assert [one.item for one in view.chosen] == [0, 5]


def test_rows_are_as_high_as_what_they_hold_however_often_the_list_changes(view: NotesView) -> None:
    few = [note(n, item=n) for n in range(12)]
    for order in (Order.ITEM, Order.TIME, Order.STATUS, Order.ITEM):
        view.set_rows(rows(*few, order=order), TODAY)
        heights = [view.rowHeight(at) for at in range(len(view.rows))]
        assert heights == [HEADING if isinstance(row, Heading) else ROW for row in view.rows]


def test_what_was_chosen_stays_chosen_when_the_list_changes(view: NotesView) -> None:
    some = [note(n, item=n) for n in range(8)]
    view.set_rows(rows(*some), TODAY)
    view.choose(some[2].id)
    QTest.keyClick(view, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)
    view.set_rows(rows(*some, order=Order.TIME), TODAY)
    assert {one.id for one in view.chosen} == {some[2].id, some[3].id}
    assert view.current is not None and view.current.id == some[3].id


def test_after_the_current_one_has_gone_its_neighbour_is_current(view: NotesView) -> None:
    some = [note(n, item=n) for n in range(4)]
    view.set_rows(rows(*some), TODAY)
    view.choose(some[1].id)
    view.set_rows(rows(some[0], *some[2:]), TODAY)
    assert view.current is not None and view.current.id in (some[0].id, some[2].id)
    assert [one.id for one in view.chosen] == [view.current.id]


def test_an_opened_row_keeps_its_top_edge_and_moves_with_the_list(view: NotesView) -> None:
    view.set_rows(rows(*(note(n, item=n % 12) for n in range(60))), TODAY)
    wanted = next(row for row in view.rows[10:] if isinstance(row, Entry)).note.id
    view.choose(wanted)
    top = view.visualRect(view.currentIndex()).top()
    editor = QWidget()
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 40)
    top = view.visualRect(view.currentIndex()).top()
    view.open_editor(wanted, editor, 200)
    assert (editor.y(), editor.height()) == (top, 200) or editor.y() == view.viewport().height() - 200
    before = editor.y()
    view.verticalScrollBar().setValue(view.verticalScrollBar().value() + 24)
    assert editor.y() == before - 24
    view.close_editor()
    assert view.rowHeight(view.currentIndex().row()) == ROW


def test_twenty_thousand_are_shown_by_painting_only_what_is_seen(
    view: NotesView, monkeypatch: pytest.MonkeyPatch
) -> None:
    painted: list[int] = []
    delegate = view.itemDelegate()
    plain = type(delegate).paint

    def count(self: object, *given: object) -> None:
        painted.append(1)
        plain(self, *given)  # type: ignore[arg-type]

    monkeypatch.setattr(type(delegate), "paint", count)
    catalogue = Catalogue(many(20_000))
    view.set_rows(catalogue.rows(Filter(), Order.ITEM, TODAY), TODAY)
    view.grab()
    assert len(view.rows) == 20_000 + 10 * 20
    assert len(painted) < 60
