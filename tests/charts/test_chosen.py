"""The charts of indicators a person chose: one arrangement for each sort, drawn on both media."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.charts.chosen import MOST_COMPARED, chosen_charts, rates_chart
from briefing.charts.spec import Arrangement, Kind
from briefing.charts.svg import to_svg
from briefing.domain.comparison import Indicator
from briefing.domain.contents import ReportContents
from briefing.library.library import Library


@pytest.fixture(scope="module")
def library(seeded: Path) -> Iterator[Library]:
    with Library.open(seeded) as opened:
        yield opened


@pytest.fixture(scope="module")
def contents(library: Library) -> tuple[ReportContents, ...]:
    return library.contents()


@pytest.fixture(scope="module")
def by_name(library: Library) -> dict[str, Indicator]:
    return {one.name: one for one in library.indicators()}


GROWTH = ("地区生产总值增速", "固定资产投资增速", "社会消费品零售总额增速", "进出口总额增速")


@pytest.mark.parametrize(
    ("names", "arrangement"),
    [
        (("招商签约项目数",), Arrangement.DETAIL),
        (GROWTH, Arrangement.ROWS),
        (("招商签约项目数", "招商签约金额", "签约项目当年开工率"), Arrangement.MULTIPLES),
        (("招商签约项目数", "地区生产总值增速"), Arrangement.MULTIPLES),
        (("精品示范村", "提档升级村", "农村公路里程", "重大项目个数"), Arrangement.COMPARE),
    ],
)
def test_the_arrangement_fits_what_was_chosen(
    by_name: dict[str, Indicator],
    contents: tuple[ReportContents, ...],
    names: tuple[str, ...],
    arrangement: Arrangement,
) -> None:
    (spec,) = chosen_charts((by_name[name] for name in names), contents)
    assert spec.arrangement is arrangement
    drawing = to_svg(spec, width_mm=156, fonts=("Noto Sans SC",))
    assert ET.fromstring(drawing).tag.endswith("svg")
    for name in names:
        assert by_name[name].target.quantity.number in spec.alt
        assert by_name[name].target.quantity.number in drawing


def test_growth_rates_share_an_axis_results_above_targets_bounds_said(
    by_name: dict[str, Indicator], contents: tuple[ReportContents, ...]
) -> None:
    spec = rates_chart([by_name[name] for name in GROWTH], contents)
    (panel,) = spec.panels
    assert panel.unit == "%"
    assert [[bar.kind for bar in row.bars] for row in panel.rows] == [[Kind.RESULT, Kind.TARGET]] * 4
    assert [row.bars[1].words for row in panel.rows] == ["约 6%", "≥ 6%", "约 6%", "≥ 20%"]
    assert all(row.difference is None for row in panel.rows)
    assert "不低于 20%" in spec.alt and "“带动”可以理解为总增速" in spec.alt
    assert "两年相隔" in spec.caption
    with pytest.raises(ValueError, match="rates"):
        rates_chart([by_name["精品示范村"]], contents)


def test_many_are_cut_between_themes_and_none_is_left_out(
    by_name: dict[str, Indicator], contents: tuple[ReportContents, ...]
) -> None:
    specs = chosen_charts(by_name.values(), contents)
    assert all(len(spec.panels) <= MOST_COMPARED for spec in specs)
    assert sorted(panel.title for spec in specs for panel in spec.panels) == sorted(by_name)
    themes = [{panel.group for panel in spec.panels} for spec in specs]
    assert sum(map(len, themes)) == len(set().union(*themes))
    assert len({spec.title for spec in specs}) == len(specs)
    assert all(spec.title in spec.alt for spec in specs)
    assert chosen_charts((), contents) == ()
