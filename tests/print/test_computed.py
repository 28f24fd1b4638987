"""What is computed from an item's figures, in print: marked 测算, with formula and worth."""

from __future__ import annotations

from pathlib import Path

import pytest

from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.domain.place import Place
from briefing.domain.report import Item
from briefing.export.choices import PageChoices
from briefing.export.computed import computed_for, points_of
from briefing.export.document import Document, Table
from briefing.export.selection import document_of
from briefing.library.library import Library

Kept = tuple[tuple[ReportContents, ...], tuple[Indicator, ...]]


@pytest.fixture(scope="module")
def kept(seeded: Path) -> Kept:
    with Library.open(seeded) as library:
        return library.contents(), library.indicators()


def item_of(contents: ReportContents, words: str) -> Item:
    return next(item for item in contents.report.items() if words in item.text)


def report(kept: Kept, key: str) -> ReportContents:
    return next(contents for contents in kept[0] if contents.report.key == key)


def printed(kept: Kept, contents: ReportContents, item: Item, *, table: bool = True) -> Document:
    place = Place(contents.report.key, contents.report.section_of(item).path, item.position)
    return document_of(place, *kept, PageChoices(table=table, charts=False), ())


def computed(document: Document) -> list[Table]:
    return [block for block in document.blocks if isinstance(block, Table) and block.remark.startswith("测算：")
            and "（测算）" in block.caption]  # fmt: skip


def test_a_level_with_its_growth_implies_the_year_before(kept: Kept) -> None:
    contents = report(kept, "changzhi-2024")
    base, _ = computed(printed(kept, contents, item_of(contents, "全市地区生产总值完成")))
    assert base.caption == "地区生产总值：2023年基数（测算）"
    assert [cell.text for cell in base.rows[0]] == ["亿元", "2527.7"]
    assert base.rows[0][1].computed
    assert "2593.4 ÷ (1 + 2.6%) ≈ 2527.7" in base.remark
    assert "不是公布数" in base.remark


def test_a_target_of_growth_gives_a_path_on_both_items_pages(kept: Kept) -> None:
    later, earlier = report(kept, "changzhi-2026"), report(kept, "changzhi-2024")
    for contents, words in ((later, "地区生产总值增长6%"), (earlier, "全市地区生产总值完成")):
        path = computed(printed(kept, contents, item_of(contents, words)))[-1]
        assert [column.heading for column in path.columns] == ["单位", *(f"{year}年" for year in range(2025, 2031))]
        assert [cell.text for cell in path.rows[0][1:]] == [
            "2749.0", "2913.9", "3088.8", "3274.1", "3470.6", "3678.8",
        ]  # fmt: skip
        assert all(cell.computed for cell in path.rows[0][1:])
        assert "(1 + 6%)^6" in path.remark


def test_nothing_is_computed_where_nothing_follows_or_tables_are_left_out(kept: Kept) -> None:
    contents = report(kept, "changzhi-2026")
    assert computed(printed(kept, contents, item_of(contents, "精准务实抓招商"))) == []
    earlier = report(kept, "changzhi-2024")
    assert computed(printed(kept, earlier, item_of(earlier, "全市地区生产总值完成"), table=False)) == []


def test_each_view_comes_once_with_its_years_in_order(kept: Kept) -> None:
    contents = report(kept, "changzhi-2024")
    views = computed_for((item_of(contents, "全市地区生产总值完成"),), contents, *kept)
    assert len({(view.name, view.formula) for view in views}) == len(views)
    for view in views:
        years = [year for year, _ in points_of(view)]
        assert years == sorted(years)
