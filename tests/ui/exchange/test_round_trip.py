"""Two people before their windows: they exchange files until both have the same."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt

from briefing.domain.annotation import AnnotationStatus
from briefing.library.writing import Edit
from tests.ui.exchange.conftest import Employ


def test_both_end_alike_after_a_conflict_is_settled(employ: Employ, tmp_path: Path) -> None:
    one, other = employ("甲科"), employ("乙科")
    note = one.write("金额以合同数为准。")
    kept = one.write("另一条。")
    other.take_in(one.hand_on(tmp_path / "1.bnotes"))
    other.accept()
    assert other.own() == one.own()

    other.edit(note, Edit(text="金额以到账数为准。"), "甲科")
    other.edit(kept, Edit(status=AnnotationStatus.VERIFIED))
    answer = other.write("乙科自己的一条。")
    one.edit(note, Edit(text="金额以合同数为准，按月统计。"))
    one.take_in(other.hand_on(tmp_path / "2.bnotes"))
    one.accept()
    assert one.note(note).conflicts == ("text",)
    assert one.note(kept).status is AnnotationStatus.VERIFIED
    assert one.note(answer).text == "乙科自己的一条。"

    one.person.press("去处理 1 条冲突", one.person.window.merge_page)
    one.person.settle()
    page = one.person.window.conflict_page
    one.person.keys(one.person.focused(), Qt.Key.Key_2)
    one.person.keys(one.person.focused(), Qt.Key.Key_Return, modifier=Qt.KeyboardModifier.ControlModifier)
    one.person.settle()
    assert page.list.rows == ()

    other.take_in(one.hand_on(tmp_path / "3.bnotes"))
    other.accept()
    assert other.note(note).conflicts == ()
    assert other.own() == one.own()
    one.take_in(other.hand_on(tmp_path / "4.bnotes"))
    assert one.bringing == 0
