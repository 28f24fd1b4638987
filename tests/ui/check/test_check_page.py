"""The 校核 page with the two real reports and a real library behind it."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QLineEdit, QPushButton

from briefing.domain.figure import Trust
from briefing.domain.place import Place
from briefing.domain.verdict import Judgement, Verdict
from briefing.ui.check.finding_card import FindingCard
from briefing.ui.check.page import FINDINGS, CheckPage
from tests.ui.conftest import Sit
from tests.ui.driver import RESULTS, TARGETS, Person, visible

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier


class Check:
    """The page, as a person works through it."""

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def page(self) -> CheckPage:
        return self.person.window.check_page

    @property
    def rows(self) -> list[str]:
        """What a screen reader says of each row."""
        found = self.page.doubtful.list
        return [str(found.item(at).data(Qt.ItemDataRole.AccessibleTextRole)) for at in range(found.count())]

    @property
    def parts(self) -> list[str]:
        return [segment.text() for segment in self.page.parts.segments]

    def says(self, words: str) -> bool:
        return any(words in label.text() for label in visible(self.page, QLabel))

    def keys(self, *keys: Key, modifier: Qt.KeyboardModifier | None = None) -> None:
        self.person.keys(self.page.doubtful.list, *keys, modifier=modifier)
        self.person.settle()

    def card(self, words: str) -> FindingCard:
        return next(card for card in self.page.findings.cards if words in card.accessibleName())

    def verdicts(self) -> tuple[Verdict, ...]:
        return self.person.desk.door.read(lambda library: library.verdicts()).result(timeout=30)


@pytest.fixture
def check(person: Person) -> Check:
    person.shortcut("check")
    person.settle()
    return Check(person)


def test_it_lists_what_was_read_with_doubt_and_why(check: Check) -> None:
    doubted = [
        figure
        for contents in check.person.contents.values()
        for figure in contents.figures
        if figure.confidence < 0.8 and figure.trust is Trust.READ
    ]
    assert len(check.rows) == len(doubted) > 1
    assert all(figure.reason in " ".join(check.rows) for figure in doubted)
    assert check.parts[0] == f"待核数据 {len(doubted)}"
    assert check.says(f"已核 0 / {len(doubted)}")


def test_the_one_in_hand_stands_in_its_sentence(check: Check) -> None:
    doubt = check.page.doubtful.in_hand
    assert doubt is not None
    assert check.page.doubtful.text.accessibleDescription()
    assert doubt.figure.quantity.number in check.page.doubtful.text.accessibleDescription()
    assert check.says(doubt.figure.reason)


def test_enter_and_the_arrow_take_the_next_in_hand(check: Check) -> None:
    seen = [check.page.doubtful.in_hand]
    for key in (Key.Key_Return, Key.Key_Down):
        check.keys(key)
        seen.append(check.page.doubtful.in_hand)
    assert len({doubt.figure.ref for doubt in seen if doubt}) == 3


def test_what_is_confirmed_leaves_the_list_and_counts_as_done(check: Check) -> None:
    before, doubt = check.rows, check.page.doubtful.in_hand
    assert doubt is not None
    check.keys(Key.Key_Return, modifier=Control)
    assert check.rows == before[1:]
    assert check.says(f"已核 1 / {len(before)}")
    assert check.page.doubtful.list.currentRow() == 0
    figure = check.person.desk.store.figure(doubt.figure.ref)
    assert figure is not None
    assert figure.trust is Trust.CONFIRMED
    check.person.shortcut("undo")
    check.person.settle()
    assert check.rows == before


def test_a_correction_is_written_in_place_and_the_list_goes_on(check: Check) -> None:
    before = check.rows
    check.keys(Key.Key_Down, Key.Key_F2)
    field = next(f for f in visible(check.page, QLineEdit) if f.accessibleName() == "主体")
    field.setText("全市地区生产总值")
    check.person.keys(field, Key.Key_Return, modifier=Control)
    check.person.settle()
    assert check.rows == [*before[:1], *before[2:]]
    assert check.page.doubtful.list.currentRow() == 1
    assert check.page.doubtful.list.hasFocus()


def test_removing_offers_to_take_it_back(check: Check) -> None:
    before = check.rows
    check.keys(Key.Key_Delete)
    assert check.rows == before[1:]
    assert check.person.sentence == "数据已移除。"
    check.person.press("撤销", check.person.window.notice)
    check.person.settle()
    assert check.rows == before


def test_when_all_is_looked_at_the_page_says_what_that_means(check: Check) -> None:
    count = len(check.rows)
    for _ in range(count):
        check.keys(Key.Key_Return, modifier=Control)
    assert check.rows == []
    assert check.says(f"需要看的 {count} 个数据都有人看过了。“有把握”不等于“准确”")
    assert check.parts[0] == "待核数据 0"


def test_one_report_can_be_checked_alone_from_its_page(person: Person) -> None:
    person.go(Place(TARGETS))
    person.press("核对数据…")
    person.settle()
    check = Check(person)
    assert check.page.scope == TARGETS
    (scope,) = (box for box in visible(check.page, QComboBox) if box.accessibleName() == "校核哪份报告")
    assert scope.currentText() == person.contents[TARGETS].report.name
    few = len(check.rows)
    check.page.set_scope("")
    assert len(check.rows) > few
    person.press("返回")
    person.settle()
    assert person.window.page is person.window.report_page


def test_it_opens_the_item_in_hand(check: Check) -> None:
    check.page.set_scope(RESULTS)
    doubt = check.page.doubtful.in_hand
    assert doubt is not None
    check.person.press("打开这一条", check.page.doubtful)
    check.person.settle()
    assert check.person.window.page is check.person.window.item_page
    assert check.person.window.item_page.item == doubt.item


def test_findings_stand_by_kind_with_their_places(check: Check) -> None:
    check.person.press(check.parts[1])
    card = check.card("促销费")
    assert check.says("用字有误")
    assert any(b.text() == "打开这一条" for b in visible(card, QPushButton))
    check.person.press(next(b.accessibleName() for b in visible(card, QPushButton) if b.text() == "打开这一条"), card)
    check.person.settle()
    assert check.person.heading == "多措并举促销费"


def test_a_verdict_is_kept_with_its_note_and_its_author_and_can_be_taken_back(check: Check, sit: Sit) -> None:
    check.person.desk._settings.author = "综合科"
    check.page.show_part(FINDINGS)
    left = len(check.page.findings.cards)
    card = check.card("促销费")
    (note,) = visible(card, QLineEdit)
    note.setText("已问起草组")
    check.person.press("结论：确认有误", card)
    check.person.settle()
    (verdict,) = check.verdicts()
    assert (verdict.judgement, verdict.note, verdict.author) == (Judgement.FAULTY, "已问起草组", "综合科")
    assert check.says("确认有误 · 综合科 · 今天")
    assert check.parts[1] == f"前后核对 {left - 1}"
    note.setText("起草组已改")
    check.person.keys(note, Key.Key_Return)
    check.person.settle()
    assert [one.note for one in check.verdicts()] == ["起草组已改"]
    check.person.press("收回结论", card)
    check.person.settle()
    assert check.verdicts() == ()
    assert check.parts[1] == f"前后核对 {left}"
    check.person.shortcut("undo")
    check.person.settle()
    assert [one.note for one in check.verdicts()] == ["起草组已改"]


def test_a_note_half_written_outlasts_a_change_elsewhere(check: Check) -> None:
    check.page.show_part(FINDINGS)
    (note,) = visible(check.card("促销费"), QLineEdit)
    note.setText("写了一半")
    other = next(card for card in check.page.findings.cards if "促销费" not in card.accessibleName())
    check.person.press("结论：并非错误", other)
    check.person.settle()
    (note,) = visible(check.card("促销费"), QLineEdit)
    assert note.text() == "写了一半"


def test_nothing_found_says_what_that_means(check: Check) -> None:
    check.page.set_scope(RESULTS)
    check.page.show_findings(())
    check.page.show_part(FINDINGS)
    assert check.says("没有发现不等于数据无误")
