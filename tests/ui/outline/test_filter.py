"""Narrowing the outline by what is typed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex
from pytestqt.qtbot import QtBot

from briefing.domain.contents import ReportContents
from briefing.domain.report import Nature, Report, Section
from briefing.ui.outline.filter import UNFOLDED, OutlineFilter
from briefing.ui.outline.model import OutlineModel, Role
from tests.ui import samples
from tests.ui.outline.conftest import INITIALS


@pytest.fixture
def narrowed(qtbot: QtBot) -> OutlineFilter:
    model = OutlineModel()
    model.set_contents(samples.both())
    model.set_initials(INITIALS)
    made = OutlineFilter(model)
    model.setParent(made)
    return made


def shown(model: OutlineFilter, parent: QModelIndex | None = None) -> list[str]:
    """Every row that is left, with an asterisk where it is there only for those below it."""
    found = []
    above = parent or QModelIndex()
    for row in range(model.rowCount(above)):
        index = model.index(row, 0, above)
        found.append(index.data() + ("*" if index.data(Role.MUTED) else ""))
        found += shown(model, index)
    return found


def test_an_item_keeps_what_stands_above_it_as_muted_parents(narrowed: OutlineFilter) -> None:
    narrowed.set_words("退役军人")
    assert shown(narrowed) == [
        "2026 工作报告解读（下）*",
        "今年重点抓好11个方面工作*",
        "8 坚持民生为大、共同富裕*",
        "优化就业创业服务",
    ]


def test_a_section_found_by_its_heading_keeps_its_items_but_a_report_does_not_keep_everything(
    narrowed: OutlineFilter,
) -> None:
    narrowed.set_words("推动经济平稳运行")
    assert shown(narrowed)[2:] == ["1 坚持内需主导、投资拉动", "多措并举促销费", "精准务实抓招商"]
    narrowed.set_words("2024")
    assert shown(narrowed) == ["2024 工作报告解读"]


def test_initials_find_headings_and_captions(narrowed: OutlineFilter) -> None:
    narrowed.set_words("JY")
    assert shown(narrowed)[-1] == "优化就业创业服务"
    narrowed.set_words("zyyq")
    assert shown(narrowed) == ["2026 工作报告解读（下）*", "主要预期目标", "新增城镇就业4.3万以上"]


def test_without_initials_words_are_still_found(qtbot: QtBot) -> None:
    model = OutlineModel()
    model.set_contents(samples.both())
    model.set_initials(None)
    bare = OutlineFilter(model, model)
    bare.set_words("jy")
    assert shown(bare) == []
    bare.set_words("就业")
    assert "优化就业创业服务" in shown(bare)


def test_every_word_must_stand_there_and_punctuation_may_be_of_either_width(narrowed: OutlineFilter) -> None:
    narrowed.set_words("签约 招商")
    assert shown(narrowed)[-1] == "精准务实抓招商"
    narrowed.set_words("签约 就业")
    assert shown(narrowed) == []
    for comma in ",，":
        narrowed.set_words(f"1000个{comma}签约")
        assert shown(narrowed)[-1] == "精准务实抓招商"


def test_an_empty_filter_shows_everything_unmuted(narrowed: OutlineFilter) -> None:
    narrowed.set_words("")
    everything = shown(narrowed)
    narrowed.set_words("退役军人")
    narrowed.set_words("  ")
    assert shown(narrowed) == everything
    assert not any(label.endswith("*") for label in everything)


def test_of_very_many_matches_only_the_first_are_unfolded(qtbot: QtBot) -> None:
    writers = [samples.Writer(f"report-{number}", 2026, Nature.TARGET) for number in range(3)]
    contents = []
    for write in writers:
        items = tuple(write.item(f"第{number}项就业工作。") for number in range(UNFOLDED))
        part = Section((0,), "重点工作", items=items)
        report = Report(write.key, write.key, "", 2026, Nature.TARGET, "a.txt", write.text, write.key, parts=(part,))
        contents.append(ReportContents(report, (), ()))
    model = OutlineModel()
    model.set_contents(tuple(contents))
    narrowed = OutlineFilter(model, model)
    narrowed.set_words("就业")
    assert len(shown(narrowed)) == 3 * (UNFOLDED + 2)
    assert [index.data() for index in narrowed.above_found()] == ["report-0", "重点工作"]
