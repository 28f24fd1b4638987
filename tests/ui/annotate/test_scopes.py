"""What a note is about: a passage, a figure, an item, a section, a report."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from briefing.domain.anchor import Scope
from briefing.domain.place import Place
from briefing.domain.span import Span
from briefing.ui.detail.item_text import ItemText
from tests.ui.annotate.conftest import Margin
from tests.ui.driver import TARGETS, visible

BARE = "改造升级传统产业"
RECRUIT = "精准务实抓招商"
SECTION = Place(TARGETS, (2, 1))


def test_a_figure_that_was_clicked_is_what_the_note_is_about(margin: Margin) -> None:
    margin.open(RECRUIT)
    page = margin.person.window.item_page
    figure = margin.person.contents[TARGETS].figures_of([page.item])[0]  # type: ignore[list-item]
    QTest.mouseClick(page.text, Qt.MouseButton.LeftButton, pos=page.text.box_of(figure.text_span).center().toPoint())
    margin.person.shortcut("write")
    assert margin.says(f"原文 {len(figure.text_span)} 字")
    margin.type("含续建项目")
    margin.save()
    (note,) = [note for note in margin.kept(RECRUIT) if note.text == "含续建项目"]
    assert note.stretch == figure.text_span

    margin.person.shortcut("write")
    margin.person.press("改为整条")
    assert margin.says("整条")
    margin.type("说的是整条")
    margin.save()
    (note,) = [note for note in margin.kept(RECRUIT) if note.text == "说的是整条"]
    assert (note.stretch, note.scope) == (None, Scope.ITEM)


def test_a_selection_comes_before_the_figure_in_hand(margin: Margin) -> None:
    margin.open(RECRUIT)
    page = margin.person.window.item_page
    page.choose_first()
    page.text.select(Span(0, 7))
    margin.person.shortcut("write")
    assert margin.says("原文 7 字")
    assert not [one for one in visible(margin.pane, QPushButton) if one.text() == "改为整条"]


def test_a_section_and_a_report_have_notes_of_their_own(margin: Margin) -> None:
    person = margin.person
    for place, about, text in ((SECTION, "整章", "本章由发改委汇总"), (Place(TARGETS), "整份报告", "以印发稿为准")):
        person.go(place)
        assert not margin.pane.isVisible()
        person.shortcut("write")
        assert margin.pane.isVisible()
        assert margin.says(about)
        margin.type(text)
        margin.save()
        assert [card.note.text for card in margin.note_cards()] == [text]
        (note,) = person.contents[TARGETS].annotations_about(place.section)
        assert note.text == text
    person.go(SECTION)
    assert [card.note.text for card in margin.note_cards()] == ["本章由发改委汇总"]
    person.open(BARE)
    assert margin.note_cards() == []
    person.go(SECTION)
    margin.delete(person.contents[TARGETS].annotations_about(SECTION.section)[0])
    assert not margin.pane.isVisible()
    person.press("给本章写批注")
    assert margin.writing()


def test_a_passage_selected_on_a_sections_page_is_written_about_beside_its_item(margin: Margin) -> None:
    person = margin.person
    place = person.place(BARE)
    person.go(Place(TARGETS, place.section))
    text = next(one for one in visible(person.window.section_page, ItemText) if BARE in one.accessibleDescription())
    text.setFocus()
    text.select(Span(0, 8))
    person.shortcut("write")
    person.settle()
    assert person.window.page is person.window.item_page
    assert margin.says("原文 8 字")
    margin.type("写在章里选中的字上")
    margin.save()
    assert margin.kept(BARE)[0].stretch == Span(0, 8)


def marked(margin: Margin) -> QImage:
    return margin.person.window.item_page.text.grab().toImage()


def test_the_passage_is_marked_while_one_writes_and_underlined_as_soon_as_it_is_saved(margin: Margin) -> None:
    margin.open(BARE)
    text = margin.person.window.item_page.text
    plain = marked(margin)
    text.select(Span(0, 8))
    margin.person.shortcut("write")
    text.select(None)
    writing = marked(margin)
    assert writing != plain
    margin.type("先有标记")
    read: list[bool] = []
    margin.person.desk.store.loaded.connect(lambda: read.append(True))
    seen: list[tuple[bool, QImage]] = []
    margin.person.desk.annotate.writer.settled.connect(lambda _: seen.append((bool(read), marked(margin))))
    margin.save()
    ((was_read, underlined),) = seen
    assert not was_read
    assert underlined not in (plain, writing)
    assert text.height() == text.heightForWidth(text.width())
    number = text.box_of(Span(0, 8)).bottomRight().toPoint() - QPoint(9, -2)
    chosen: list[str] = []
    text.note_chosen.connect(chosen.append)
    QTest.mouseClick(text, Qt.MouseButton.LeftButton, pos=number)
    assert chosen == [margin.kept(BARE)[0].id]
