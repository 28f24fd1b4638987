"""Into the briefing from everywhere."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QPushButton

from briefing.actions.composing import RemoveBriefing
from briefing.domain.briefing import ComparisonTable, FigureTable, ItemQuote, NotePick
from briefing.domain.place import Place
from briefing.domain.span import Span
from briefing.ui.compose.picks import PICK_TYPE, Pick, mime_of, pick_from
from briefing.ui.main_window import BRIEFINGS
from tests.ui.compose.conftest import Composer
from tests.ui.driver import visible

names = st.text(min_size=1, max_size=12)
places = st.builds(
    Place,
    names.filter(lambda key: "/" not in key),
    st.lists(st.integers(0, 30), max_size=3).map(tuple),
    st.none() | st.integers(0, 999),
)


@given(
    st.builds(
        Pick,
        places=st.lists(places, max_size=3).map(tuple),
        indicators=st.lists(names, max_size=3).map(tuple),
        annotations=st.lists(names, max_size=3).map(tuple),
        tables=st.lists(places, max_size=2).map(tuple),
        charts=st.lists(st.tuples(places, st.none() | st.integers(0, 9)), max_size=2).map(tuple),
        charted=st.lists(names, max_size=2).map(tuple),
        passage=st.none() | st.builds(lambda a, b: Span(a, a + b), st.integers(0, 99), st.integers(0, 99)),
    )
)
def test_what_the_mouse_carries_arrives_as_it_left(pick: Pick) -> None:
    assert pick_from(mime_of(pick)) == pick


@given(st.binary(max_size=60))
def test_what_only_looks_like_a_pick_is_none_or_a_pick(raw: bytes) -> None:
    mime = QMimeData()
    mime.setData(PICK_TYPE, raw)
    found = pick_from(mime)
    assert found is None or isinstance(found, Pick)


def test_the_key_adds_the_item_that_is_open_and_says_so(composer: Composer) -> None:
    person = composer.person
    person.open("精准务实抓招商")
    person.shortcut("add_to_briefing")
    person.settle()
    assert person.sentence == "已加入“精准务实抓招商”。"
    assert isinstance(composer.briefing.entries[0].content, ItemQuote)
    person.press("打开", person.window.notice)
    person.settle()
    assert person.window.left.tab == BRIEFINGS and person.window.page is composer.page
    assert composer.titles == ["精准务实抓招商"]
    composer.do(person.desk.store.undo)
    assert composer.briefing.entries == ()


def test_words_selected_on_the_page_are_added_alone(composer: Composer) -> None:
    person = composer.person
    person.open("精准务实抓招商")
    person.window.item_page.text.select(Span(0, 7))
    person.press("加入简报")
    person.settle()
    content = composer.briefing.entries[0].content
    assert isinstance(content, ItemQuote) and not content.whole
    assert composer.briefing.entries[0].seen == "精准务实抓招商"


def test_every_page_that_shows_something_has_the_button(composer: Composer) -> None:
    person = composer.person
    place = person.place("精准务实抓招商")
    for where in (Place(place.report_key), Place(place.report_key, place.section), place):
        person.go(where)
        assert len([b for b in visible(person.window, QPushButton) if b.text() == "加入简报"]) == 1
    person.desk.detail.show_comparisons()
    person.settle()
    person.press("加入简报")
    person.settle()
    assert isinstance(composer.last(), ComparisonTable)
    person.desk.notes.open(person.contents[place.report_key].annotations[0].id)
    person.settle()
    person.press("加入简报")
    person.settle()
    assert isinstance(composer.last(), NotePick)


def test_a_section_brings_its_heading_and_its_items(composer: Composer) -> None:
    place = composer.person.place("精准务实抓招商")
    composer.add(Pick(places=(Place(place.report_key, place.section),)))
    kinds = [type(entry.content).__name__ for entry in composer.briefing.entries]
    assert kinds[0] == "HeadingText" and set(kinds[1:]) == {"ItemQuote"} and len(kinds) > 2


def test_a_table_of_a_place_is_added(composer: Composer) -> None:
    composer.add(Pick(tables=(composer.person.place("精准务实抓招商"),)))
    content = composer.briefing.entries[0].content
    assert isinstance(content, FigureTable) and len(content.figures) == 3


def test_what_is_not_in_the_library_adds_nothing_and_says_so(composer: Composer) -> None:
    composer.add(Pick(places=(Place("gone", (), 3),), indicators=("gone",), annotations=("gone",)))
    assert composer.briefing.entries == ()
    assert composer.person.sentence == "这里没有可以加入简报的内容。"


def test_something_dropped_on_the_tab_goes_to_the_end(composer: Composer) -> None:
    person = composer.person
    person.open("持续发力上项目")
    tab = person.window.left.tab_button(BRIEFINGS)
    mime = mime_of(Pick(places=(person.place("精准务实抓招商"),)))
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(QPoint(5, 5), copy, mime, left, none)
    QApplication.sendEvent(tab, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(tab, QDropEvent(QPointF(5, 5), copy, mime, left, none))
    person.settle()
    assert [entry.seen[:7] for entry in composer.briefing.entries] == ["精准务实抓招商"]


def test_something_dropped_in_the_list_goes_where_it_falls(filled: Composer) -> None:
    before = filled.entry("持续发力上项目").id
    pick = Pick(places=(filled.person.place("优化就业创业服务"),))
    filled.do(lambda: filled.entries.entries.pick_dropped.emit(pick, before))
    assert filled.titles[2] == "优化就业创业服务"


def test_a_row_of_the_tree_can_be_taken_up(composer: Composer) -> None:
    person = composer.person
    place = person.place("精准务实抓招商")
    person.go(place)
    tree = person.window.outline.tree
    at = tree.visualRect(tree.currentIndex()).center()
    assert person.desk.gathering._in_tree(at) == Pick(places=(place,))


def test_the_first_briefing_is_begun_with_what_is_added(composer: Composer) -> None:
    person = composer.person
    for one in composer.controller.briefings:
        person.desk.store.submit(RemoveBriefing(id=one.id, author="我"))
        person.settle()
    assert composer.controller.current is None
    composer.add(Pick(places=(person.place("精准务实抓招商"),)))
    assert len(composer.briefing.entries) == 1
    assert "已加入" in person.sentence
