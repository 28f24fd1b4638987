"""The outline as a model: what stands in it, what it counts, how it changes."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester, QSignalSpy
from pytestqt.qtbot import QtBot

from briefing.domain.place import Place
from briefing.ui.outline.filter import OutlineFilter
from briefing.ui.outline.model import OutlineModel, Role
from briefing.ui.outline.node import NodeKind, report_nodes
from tests.ui import samples

FATAL = QAbstractItemModelTester.FailureReportingMode.Fatal
ROOT = QModelIndex()


def made(qtbot: QtBot) -> OutlineModel:
    model = OutlineModel()
    model.set_contents(samples.both())
    return model


def labels(model: OutlineModel | OutlineFilter, parent: QModelIndex = ROOT) -> list[str]:
    return [model.index(row, 0, parent).data() for row in range(model.rowCount(parent))]


def row_of(model: OutlineModel, place: Place) -> list[str]:
    index = model.index_of(place)
    return [index.siblingAtColumn(column).data() for column in range(3)]


def test_reports_hold_parts_that_hold_sections_that_hold_items(qtbot: QtBot) -> None:
    model = made(qtbot)
    assert labels(model) == ["2026 工作报告解读（下）", "2024 工作报告解读"]
    later, earlier = model.index(0, 0), model.index(1, 0)
    assert labels(model, later) == ["主要预期目标", "今年重点抓好11个方面工作"]
    work = model.index(1, 0, later)
    assert labels(model, work) == ["今年工作的总体要求", "1 坚持内需主导、投资拉动", "8 坚持民生为大、共同富裕"]
    assert labels(model, model.index(1, 0, work)) == ["多措并举促销费", "精准务实抓招商"]
    assert labels(model, earlier) == ["八个方面工作成效", "重点数字", "其他"]


def test_a_lead_stands_first_in_its_part_and_says_that_it_is_one(qtbot: QtBot) -> None:
    model = made(qtbot)
    lead = model.index_of(Place(samples.LATER, (1,), 1))
    assert lead.row() == 0
    assert lead.data(Role.KIND) == NodeKind.LEAD


def test_counts_cover_everything_below_and_zero_stays_blank(qtbot: QtBot) -> None:
    later = samples.later()
    item = samples.item_with(later, "精准务实抓招商")
    noted = replace(
        later,
        annotations=(
            samples.note(later.report, item, 1),
            samples.note(later.report, item, 2),
            samples.note(later.report, item, 3, deleted=True),
        ),
    )
    model = OutlineModel()
    model.set_contents((noted,))
    assert row_of(model, Place(samples.LATER))[1:] == ["5", "2"]
    assert row_of(model, Place(samples.LATER, (1,)))[1:] == ["4", "2"]
    assert row_of(model, Place(samples.LATER, (1, 0)))[1:] == ["3", "2"]
    assert row_of(model, Place(samples.LATER, (1, 0), item.position))[1:] == ["3", "2"]
    assert row_of(model, Place(samples.LATER, (0,)))[1:] == ["1", ""]
    assert row_of(model, Place(samples.LATER, (1, 0), 2))[1:] == ["", ""]


def test_tips_hold_the_whole_heading_and_the_whole_text_at_full_width(qtbot: QtBot) -> None:
    model = made(qtbot)
    tip = Qt.ItemDataRole.ToolTipRole
    assert model.index_of(Place(samples.LATER, (1, 0))).data(tip) == "1 坚持内需主导、投资拉动，推动经济平稳运行"
    assert model.index_of(Place(samples.LATER, (1, 0), 3)).data(tip) == samples.RECRUIT.replace(",", "，")


def test_a_row_is_read_out_with_its_counts_in_words(qtbot: QtBot) -> None:
    model = made(qtbot)
    spoken = model.index_of(Place(samples.LATER, (1, 0))).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "1 坚持内需主导、投资拉动，3 个数据，0 条批注"


def test_an_item_is_found_without_its_section_too(qtbot: QtBot) -> None:
    model = made(qtbot)
    assert model.index_of(Place(samples.LATER, (), 3)) == model.index_of(Place(samples.LATER, (1, 0), 3))
    assert not model.index_of(Place("nowhere")).isValid()


def test_new_annotations_change_counts_and_leave_every_index_standing(qtbot: QtBot) -> None:
    model = made(qtbot)
    QAbstractItemModelTester(model, FATAL, model)
    later, earlier = samples.both()
    item = samples.item_with(later, "精准务实抓招商")
    kept = QPersistentModelIndex(model.index_of(Place(samples.LATER, (1, 0), item.position)))
    changed, reset = QSignalSpy(model.dataChanged), QSignalSpy(model.modelReset)
    again = model.set_contents((replace(later, annotations=(samples.note(later.report, item, 1),)), earlier))
    assert not again
    assert reset.count() == 0
    assert changed.count() == 4  # the item, its section, its part, its report
    assert kept.isValid()
    assert kept.sibling(kept.row(), 2).data() == "1"


def test_another_report_makes_another_outline(qtbot: QtBot) -> None:
    model = made(qtbot)
    QAbstractItemModelTester(model, FATAL, model)
    assert model.set_contents((samples.earlier(),))
    assert labels(model) == ["2024 工作报告解读"]
    assert model.set_contents(())
    assert model.rowCount() == 0


def test_qt_finds_no_fault_with_model_and_filter(qtbot: QtBot) -> None:
    model = OutlineModel()
    narrowed = OutlineFilter(model)
    QAbstractItemModelTester(model, FATAL, model)
    QAbstractItemModelTester(narrowed, FATAL, narrowed)
    model.set_contents(samples.both())
    for words in ("就业", "招商", "没有这个词", "2024", ""):
        narrowed.set_words(words)
    model.set_contents((samples.earlier(),))
    narrowed.set_words("就业")
    model.set_contents(samples.both())
    assert labels(narrowed) == ["2026 工作报告解读（下）", "2024 工作报告解读"]


def test_counts_kept_up_are_those_of_a_new_model(qtbot: QtBot) -> None:
    model = made(qtbot)
    later, earlier = samples.both()
    recruit, jobs = (samples.item_with(later, words) for words in ("精准务实抓招商", "优化就业创业服务"))
    first, second, third = (
        samples.note(later.report, recruit, 1),
        *(samples.note(later.report, jobs, n) for n in (2, 3)),
    )
    for notes, figures in (
        ((first,), later.figures),
        ((first, second, third), later.figures[1:]),
        ((replace(first, deleted=True), third), later.figures),
        ((), ()),
    ):
        contents = (replace(later, annotations=notes, figures=figures), earlier)
        assert not model.set_contents(contents)
        fresh = OutlineModel()
        fresh.set_contents(contents)
        assert list(model.rows()) == list(fresh.rows())


def test_nodes_made_before_lend_their_words_and_are_counted_anew() -> None:
    later, earlier = samples.both()
    before = tuple(zip((later, earlier), report_nodes((later, earlier)), strict=True))
    noted = replace(later, annotations=(samples.note(later.report, samples.item_with(later, "精准务实抓招商"), 1),))
    now = report_nodes((noted, earlier), before)
    assert now == report_nodes((noted, earlier))
    assert now[0].notes == 1
    assert now[1] is before[1][1]
