"""Every number that is no figure has a reason a person can read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.cli import main
from briefing.reading import exclusion_record, load, read_exclusions, read_figures, read_report
from tests.reading.samples import RESULTS, TARGETS, read, seed

GOLD = Path(__file__).parents[1] / "gold"


def reasons(text: str) -> dict[str, str]:
    return {each.raw: each.reason for each in read_exclusions(read(text))}


@pytest.mark.parametrize(
    ("sentence", "raw", "word"),
    [
        ("“十六五”规划提请审议。", "“十六五”", "名称"),
        ("建设4A级景区。", "4", "名称"),
        ("综合排名居全省第3位。", "3位", "名次"),
        ("连续5年获评优秀。", "5年", "时间"),
        ("2030年召开大会。", "2030年", "日期"),
        ("实施投资10亿元以上的重大项目。", "10亿元", "门槛"),
        ("三次产业比例调整为16：50：34。", "16", "比例"),
        ("召开第二批名单发布会。", "第二批", "序数"),
        ("抓好两项工作。", "两项", "小数目"),
        ("农民收入翻一番。", "翻一番", "翻番"),
        ("规划提出5项指标。", "5项", "几项指标"),
    ],
)
def test_reasons(sentence: str, raw: str, word: str) -> None:
    assert word in reasons(sentence)[raw]


@pytest.mark.parametrize(("number", "name"), [("000", RESULTS), ("002", TARGETS)])
def test_what_a_careful_reader_excluded_has_a_reason(number: str, name: str) -> None:
    exclusions = read_exclusions(read_report(load(seed(name)), key="k"))
    for line in (GOLD / f"excluded-{number}.txt").read_text(encoding="utf-8").splitlines():
        start, end, *_ = line.split("\t")
        found = [each for each in exclusions if each.span.start < int(end) and int(start) < each.span.end]
        assert found, line
        assert all(each.reason for each in found)


def every_digit_is_accounted_for(text: str) -> None:
    report = read(text)
    spans = [figure.span for figure in read_figures(report)] + [each.span for each in read_exclusions(report)]
    for digits in re.finditer(r"[0-9]+", report.source_text):
        assert any(span.start < digits.end() and digits.start() < span.end for span in spans), digits


@pytest.mark.parametrize("name", [RESULTS, TARGETS])
def test_every_digit_of_a_report_is_a_figure_or_excluded(name: str) -> None:
    every_digit_is_accounted_for(read_report(load(seed(name)), key="k").source_text)


_TEXTS = st.lists(
    st.sampled_from(
        ["第", "3", "5年", "12亿元", "“", "”", "、", "。", "#", "一", "两项", "（", "[1]", "1:2", "1+3", "的", "\n"]
    ),
    max_size=30,
)


@settings(max_examples=200, deadline=None)
@given(st.one_of(st.text(max_size=60), _TEXTS.map("".join)))
def test_any_text(text: str) -> None:
    every_digit_is_accounted_for(text)
    report = read(text)
    items = {item.position: item for item in report.items()}
    for each in read_exclusions(report):
        assert each.raw == each.span.of(report.source_text)
        exclusion_record(each)
        if each.item is not None and each.text_span is not None:
            assert items[each.item].to_source(each.text_span) == each.span


def test_on_the_command_line(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["figures", str(seed(TARGETS)), "--explain", "--json"]) == 0
    records = [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    starts = [record["start"] for record in records]
    assert starts == sorted(starts)
    assert sum("excluded" in record for record in records) > 20
    assert sum("subject" in record for record in records) == 49
