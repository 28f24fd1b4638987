"""``briefing compare`` and ``briefing check`` say without a screen what the pages show."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.cli import main
from tests.reading.samples import RESULTS, TARGETS, seed


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> str:
    assert main(arguments) == 0
    return capsys.readouterr().out


def answer(capsys: pytest.CaptureFixture[str], *arguments: str) -> Any:
    return json.loads(run(capsys, *arguments, "--json"))


@pytest.fixture
def compared(library_file: Path, capsys: pytest.CaptureFixture[str]) -> dict[str, dict[str, Any]]:
    found = answer(capsys, "--library", str(library_file), "compare")
    return {indicator["name"]: indicator for indicator in found["indicators"]}


class TestCompare:
    def test_tells_every_indicator_with_its_terms(self, compared: dict[str, dict[str, Any]]) -> None:
        terms = [indicator["terms"] for indicator in compared.values()]
        assert {kind: terms.count(kind) for kind in set(terms)} == {"same": 8, "caveat": 8, "not_subtractable": 3}

    def test_counts_directions_as_the_page_does(self, compared: dict[str, dict[str, Any]]) -> None:
        ways = [indicator["direction"] for indicator in compared.values()]
        assert {way: ways.count(way) for way in set(ways)} == {
            "higher": 8,
            "level": 2,
            "lower": 6,
            "not_subtractable": 3,
        }

    def test_computes_only_where_terms_allow(self, compared: dict[str, dict[str, Any]]) -> None:
        for indicator in compared.values():
            allowed = indicator["terms"] != "not_subtractable"
            assert (indicator["difference"] is not None) is allowed, indicator["name"]
            assert allowed or (indicator["ratio"] is None and indicator["pointer"] == "")

    def test_points_out_a_target_lower_than_the_result(self, compared: dict[str, dict[str, Any]]) -> None:
        jobs = compared["城镇新增就业"]
        assert jobs["pointer"] == "目标下限低于2024实绩0.4万人（测算：4.3 − 4.7 = −0.4）"
        assert (jobs["difference"]["number"], jobs["difference"]["bound"]) == ("−0.4", "at_least")
        assert jobs["ratio"] == {"number": "0.91", "formula": "4.3 ÷ 4.7 ≈ 0.91", "computed": True}
        assert jobs["missing"] == "2025年资料库里没有，不作推算。"

    def test_leads_back_to_both_sentences(self, compared: dict[str, dict[str, Any]]) -> None:
        jobs = compared["城镇新增就业"]
        assert jobs["results"][0]["line"] == 80
        assert "新增城镇就业4.7万人" in jobs["results"][0]["sentence"]
        assert (jobs["target"]["report"], jobs["target"]["line"]) == ("changzhi-2026", 41)

    def test_marks_what_is_computed(self, compared: dict[str, dict[str, Any]]) -> None:
        base, way = compared["地区生产总值增速"]["projections"]
        assert (base["points"], base["computed"]) == ([[2023, "2527.7"]], True)
        assert [year for year, _ in way["points"]] == [2025, 2026, 2027, 2028, 2029, 2030]
        assert "不变价格" in base["note"]

    def test_reads_as_text_too(self, library_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        lines = run(capsys, "--library", str(library_file), "compare").splitlines()
        assert lines[0] == "经济运行"
        assert lines[1].strip() == "地区生产总值增速：2024年2.6% → 2026年约6%　约+3.4个百分点（测算：6 − 2.6 = 3.4）"
        assert any("不可相减（存量与新增）" in line for line in lines)
        assert lines[-1] == "2025年资料库里没有，不作推算。"


class TestCheck:
    def test_checks_every_report_of_the_library(self, library_file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        found = answer(capsys, "--library", str(library_file), "check")
        kinds = {report["key"]: [finding["kind"] for finding in report["findings"]] for report in found["reports"]}
        assert kinds == {"changzhi-2026": ["unit", "slip"], "changzhi-2024": []}

    def test_checks_a_file_without_a_library(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        library = tmp_path / "none.db"
        found = answer(capsys, "--library", str(library), "check", str(seed(TARGETS)))
        place = found["reports"][0]["findings"][1]["places"][0]
        assert (place["quote"], place["line"]) == ("促销费", 58)
        assert seed(TARGETS).read_text(encoding="utf-8")[slice(*place["source"])] == "促销费"
        assert not library.exists()

    def test_reads_as_text_too(self, capsys: pytest.CaptureFixture[str]) -> None:
        lines = run(capsys, "check", str(seed(TARGETS))).splitlines()
        assert lines[0].endswith("　2 处")
        assert lines[1] == "  [缺少单位] “新增城镇就业”的4.3万以上没有写单位，可能漏了“人”，引用前须核对。"
        assert lines[-1] == "    第58行 “促销费”"

    def test_says_when_there_is_nothing(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert run(capsys, "check", str(seed(RESULTS))).strip().endswith("没有发现问题")

    def test_a_file_that_is_not_there_is_said_in_one_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["check", str(tmp_path / "none.txt")]) == 1
        assert len(capsys.readouterr().err.splitlines()) == 1
