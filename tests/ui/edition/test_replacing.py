"""Putting a corrected edition in a report's place through the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from briefing.domain.anchor import AnchorState
from briefing.domain.place import Place
from briefing.ui.edition.page import EditionPage
from briefing.ui.exchange.marked_text import MarkedText, Marking
from tests.ui.driver import TARGETS, Person, visible


class Office:
    """The page of corrected editions, as a person uses it."""

    def __init__(self, person: Person, monkeypatch: pytest.MonkeyPatch) -> None:
        self.person, self._monkeypatch = person, monkeypatch

    @property
    def page(self) -> EditionPage:
        return self.person.window.edition_page

    def choose(self, path: Path, command: str = "replace") -> None:
        self._monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(path), ""))
        self.person.shortcut(command) if command == "import" else self.person.window.menus.actions[command].trigger()
        self.person.settle()

    def preview(self, path: Path) -> None:
        self.person.go(Place(TARGETS))
        self.choose(path)

    def press(self, words: str) -> None:
        self.person.press(words, self.page)
        self.person.settle()

    def says(self, words: str) -> bool:
        texts = [label.text() for label in visible(self.page, QLabel)]
        return any(words in text for text in (*texts, *(one.text for one in visible(self.page, MarkedText))))

    def marked(self, marking: Marking) -> set[str]:
        return {words for text in visible(self.page, MarkedText) for words in text.marked_words(marking)}

    def at(self, page: QWidget) -> bool:
        return self.person.window.page is page

    @property
    def text(self) -> str:
        return self.person.contents[TARGETS].report.source_text

    def states(self) -> dict[AnchorState, int]:
        notes = [note for note in self.person.contents[TARGETS].annotations if not note.deleted]
        return {state: sum(1 for note in notes if note.state is state) for state in AnchorState}


@pytest.fixture
def office(person: Person, monkeypatch: pytest.MonkeyPatch) -> Office:
    return Office(person, monkeypatch)


def test_what_would_change_is_shown_and_nothing_has_changed(office: Office, corrected: Path) -> None:
    before, states = office.text, office.states()
    office.preview(corrected)
    assert office.at(office.page)
    look = office.page.look
    assert look is not None
    for state, count in look.preview.counts.items():
        assert office.says(f"{state.label} {count}")
    assert sum(look.preview.counts.values()) == sum(states.values())
    assert look.preview.counts[AnchorState.EXACT] < sum(states.values())
    office.page.parts.segments[1].click()
    office.person.settle()
    rows = [row.spoken for row in office.page.list.rows]
    changed = next(row for row in office.page.list.rows if "2100亿元" in row.text)
    assert any("促消费" in row for row in rows)
    office.page.list.choose(changed.key)
    assert office.marked(Marking.REMOVED) == {"2000"}
    assert office.marked(Marking.ADDED) == {"2100"}
    office.press("不换")
    assert office.at(office.person.window.report_page)
    assert (office.text, office.states()) == (before, states)


def test_both_passages_of_an_annotation_are_shown(office: Office, corrected: Path) -> None:
    office.preview(corrected)
    look = office.page.look
    assert look is not None
    key = next(key for key, note in look.notes.items() if note.quote == "签约金额2000亿元以上")
    office.page.list.choose(key)
    assert office.says("原来的位置")
    assert office.marked(Marking.QUOTE) >= {"签约金额2000亿元以上"}
    assert look.preview.places[key].state not in (AnchorState.EXACT, AnchorState.MOVED)


def test_it_takes_the_place_in_one_step_that_can_be_taken_back(office: Office, corrected: Path) -> None:
    before, states = office.text, office.states()
    office.preview(corrected)
    look = office.page.look
    assert look is not None
    office.press("换成更正稿")
    assert office.text == corrected.read_text(encoding="utf-8")
    assert office.states() == dict(look.preview.counts)
    assert office.person.sentence == "已换成更正稿，原来的文字留存着。"
    waiting = look.preview.counts[AnchorState.SUGGESTED] + look.preview.counts[AnchorState.ORPHAN]
    offered = [one.text() for one in visible(office.person.window.notice, QPushButton)]
    assert offered == ["撤销", f"去确认 {waiting} 条", "知道了"]
    office.person.press("撤销", office.person.window.notice)
    office.person.settle()
    assert (office.text, office.states()) == (before, states)


def test_what_is_no_report_or_the_same_text_is_refused_in_a_sentence(office: Office, tmp_path: Path) -> None:
    same, other = tmp_path / "同.txt", tmp_path / "空.txt"
    same.write_text(office.text, encoding="utf-8", newline="")
    other.touch()
    before = office.text
    for path in (same, other, tmp_path / "没有.txt"):
        office.preview(path)
        sentence = office.page.sentence.text()
        assert sentence.endswith("。")
        assert sentence.count("。") == 1
        assert path.name in sentence
        assert [one.text() for one in visible(office.page, QPushButton)] == ["← 返回"]
    office.person.keys(office.person.focused(), Qt.Key.Key_Escape)
    office.person.settle()
    assert office.at(office.person.window.report_page)
    assert office.text == before


def test_reading_in_another_text_of_a_kept_report_offers_both(office: Office, corrected: Path) -> None:
    office.choose(corrected, "import")
    assert office.at(office.page)
    assert office.says("资料库里已有这份报告，文字不同。")
    assert len(office.person.contents) == 2
    office.press("另存为一份报告")
    assert office.person.sentence == "报告已读入资料库。"
    assert len(office.person.contents) == 3
    assert "签约金额2000亿元以上" in office.text


def test_reading_in_another_text_can_take_the_report_s_place(office: Office, corrected: Path) -> None:
    office.choose(corrected, "import")
    office.press("作为更正稿换上")
    assert len(office.person.contents) == 2
    assert "签约金额2100亿元以上" in office.text
    notice = office.person.window.notice
    words = next(one.text() for one in visible(notice, QPushButton) if one.text().startswith("去确认"))
    office.person.press(words, notice)
    office.person.settle()
    page = office.person.window.confirm_page
    assert office.at(page)
    assert words == f"去确认 {len(page.list.rows)} 条"


def test_another_report_is_read_in_without_asking(office: Office, tmp_path: Path) -> None:
    path = tmp_path / "某县.txt"
    done = ("过去一年，全县地区生产总值完成120.5亿元，增长5.2%。", "固定资产投资增长8.1%，新增城镇就业3200人。")
    planned = ("实施重点项目110个，完成投资90亿元以上。", "新建改建学校12所，新增学位3600个。")
    lines = ("2025年政府工作报告", "一、2024年工作回顾", *done, "二、2025年重点工作", *planned)
    path.write_text("\n\n".join(lines), encoding="utf-8")
    office.person.go(None)
    assert not office.person.window.menus.actions["replace"].isEnabled()
    office.choose(path, "import")
    assert office.person.sentence == "报告已读入资料库。"
    assert len(office.person.contents) == 3
