"""Annotations as CSV files and workbooks: nothing lost, nothing calculated, read back as spreadsheets read it."""

from __future__ import annotations

import csv
import io
import re
import shutil
import subprocess
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook
from openpyxl.cell import Cell
from openpyxl.worksheet.worksheet import Worksheet

from briefing.domain.anchor import AnchorState, Scope, anchor_of_report, anchor_of_section
from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus, Attachment
from briefing.domain.contents import ReportContents
from briefing.domain.errors import ExportError
from briefing.export.annotation_table import HEADINGS, Row, rows_of, write_csv, write_xlsx
from briefing.export.cells import CELL_LIMIT, REPLACEMENT, cell_text, looks_like_formula
from briefing.export.steps import ExportCancelled
from tests.print import samples

DAY = datetime(2026, 1, 7, 4, 30, 20, tzinfo=UTC)
SECTION = samples.REPORT.parts[1].sections[0]


def note(key: str, position: int = 5, words: str = "签约金额2000亿元", **changes: object) -> Annotation:
    made = samples.annotation(position, words, f"{key}的话。", id=key, title=key, created=DAY)
    return replace(made, **changes)  # type: ignore[arg-type]


def holding(*notes: Annotation) -> ReportContents:
    return replace(samples.CONTENTS, annotations=notes)


def row(**changes: object) -> Row:
    (made,) = rows_of((holding(note("一")),))
    return replace(made, **changes)  # type: ignore[arg-type]


def read_csv(path: Path) -> list[list[str]]:
    return list(csv.reader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline="")))


def read_sheet(path: Path) -> Worksheet:
    sheet = load_workbook(path).active
    assert isinstance(sheet, Worksheet)
    return sheet


def as_programs_read(held: str) -> str:
    """What stands in a workbook with its escapes undone (ECMA-376, 22.9.2.19)."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda found: chr(int(found[1], 16)), held)


def column(heading: str) -> int:
    return HEADINGS.index(heading) + 1


def cell(path: Path, heading: str, line: int = 2) -> Cell:
    found = read_sheet(path).cell(line, column(heading))
    assert isinstance(found, Cell)
    return found


class TestRows:
    def test_a_row_says_all_there_is_to_an_annotation(self) -> None:
        full = note(
            "签约",
            text="**签约**金额：\n\n- 协议\n- 到位",
            kind=AnnotationKind.INSTRUCTION,
            status=AnnotationStatus.PENDING,
            tags=("招商", "重点"),
            due=date(2026, 3, 1),
            source="统计局",
            computed=True,
            attachments=(Attachment("0" * 64, "表.xlsx", "application/x", 3),),
            changed=DAY + timedelta(days=1),
        )
        (found,) = rows_of((holding(full),))
        assert found == Row(
            report="2026 工作报告解读（下）",
            section="今年重点抓好11个方面工作 · 1 坚持内需主导、投资拉动，推动经济平稳运行",
            line=6,
            quote="签约金额2000亿元",
            position="一段原文",
            kind="批示",
            title="签约",
            text="签约金额：\n• 协议\n• 到位",
            tags=("招商", "重点"),
            status="待核",
            due=date(2026, 3, 1),
            author="某某",
            created=DAY,
            changed=DAY + timedelta(days=1),
            source="统计局",
            computed=True,
            answers="",
            attachments=("表.xlsx",),
            id="签约",
        )

    def test_rows_follow_the_text_with_answers_below_what_they_answer(self) -> None:
        later = DAY + timedelta(hours=1)
        notes = (
            note("失", state=AnchorState.ORPHAN, item=None, stretch=None),
            note("疑", state=AnchorState.SUGGESTED),
            note("后"),
            note("答二", 4, "重大项目", answers="后", created=later + timedelta(hours=1)),
            note("答一", answers="后", created=later),
            note("再答", answers="答一", created=later + timedelta(days=9)),
            note("前", 4, "重大项目"),
            note("条", 4, "重大项目", stretch=None, scope=Scope.ITEM),
            note("章", scope=Scope.SECTION, item=None, stretch=None, section=(1, 0),
                 anchor=anchor_of_section(samples.REPORT, SECTION)),
            note("报", scope=Scope.REPORT, item=None, stretch=None, anchor=anchor_of_report()),
            note("删", deleted=True),
        )  # fmt: skip
        found = rows_of((holding(*notes),))
        assert [one.id for one in found] == ["报", "章", "条", "前", "后", "答一", "再答", "答二", "疑", "失"]
        said = {one.id: one for one in found}
        assert said["答一"].answers == "某某：后"
        assert [said[key].position for key in ("报", "章", "条", "疑", "失")] == [
            "整份报告",
            "整章",
            "整条",
            "一段原文（待确认）",
            "一段原文（找不到）",
        ]
        assert (said["章"].quote, said["章"].line) == ("1 坚持内需主导、投资拉动，推动经济平稳运行", 5)
        assert (said["失"].quote, said["失"].section, said["失"].line) == ("签约金额2000亿元", "", None)
        assert (said["疑"].section, said["疑"].line) == ("", None)

    def test_only_those_asked_for(self) -> None:
        contents = holding(note("一"), note("二"), note("删", deleted=True))
        assert [one.id for one in rows_of((contents,), {"二", "删", "没有"})] == ["二"]
        assert rows_of((contents,), ()) == ()

    def test_an_answer_to_what_is_deleted_or_gone_says_so(self) -> None:
        contents = holding(note("删", deleted=True), note("一", answers="删"), note("二", answers="别处的编号"))
        assert [one.answers for one in rows_of((contents,))] == ["某某：删（已删除）", "编号 别处的编号"]

    def test_answers_that_run_in_a_circle_stand_once_each(self) -> None:
        contents = holding(note("甲", answers="乙"), note("乙", answers="甲"), note("丙", answers="丙"))
        assert sorted(one.id for one in rows_of((contents,))) == ["丙", "乙", "甲"]


class TestCsv:
    def test_opens_in_excel_and_wps_as_utf_8(self, tmp_path: Path) -> None:
        write_csv(rows_of((holding(note("𠮷")),)), tmp_path / "a.csv")
        content = (tmp_path / "a.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert content.count(b"\r\n") == 2
        assert read_csv(tmp_path / "a.csv")[0] == list(HEADINGS)
        assert read_csv(tmp_path / "a.csv")[1][HEADINGS.index("标题")] == "𠮷"

    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "\ufeff=1"])
    def test_what_looks_like_a_formula_is_kept_text(self, tmp_path: Path, text: str) -> None:
        write_csv((row(text=text),), tmp_path / "a.csv")
        (read,) = [line[HEADINGS.index("内容")] for line in read_csv(tmp_path / "a.csv")[1:]]
        assert read.startswith("'")
        assert read[1:] == cell_text(text)

    def test_the_examples_of_owasp_are_escaped_as_it_tells(self, tmp_path: Path) -> None:
        for text, escaped in (('=1+2";=1+2', '"\'=1+2"";=1+2"'), ("=1+2'\" ;,=1+2", '"\'=1+2\'"" ;,=1+2"')):
            write_csv((row(title=text),), tmp_path / "a.csv")
            assert escaped in (tmp_path / "a.csv").read_text(encoding="utf-8-sig")

    def test_lines_within_a_cell_stay_within_it(self, tmp_path: Path) -> None:
        write_csv((row(text="一\r\n二\r三\u2028四"),), tmp_path / "a.csv")
        lines = read_csv(tmp_path / "a.csv")
        assert len(lines) == 2
        assert lines[1][HEADINGS.index("内容")] == "一\n二\n三\n四"

    def test_dates_are_written_so_that_they_sort(self, tmp_path: Path) -> None:
        write_csv((row(due=date(2026, 3, 1)),), tmp_path / "a.csv")
        read = read_csv(tmp_path / "a.csv")[1]
        assert read[HEADINGS.index("期限")] == "2026-03-01"
        assert read[HEADINGS.index("写下时间")] == f"{DAY.astimezone():%Y-%m-%d %H:%M}"


class TestWorkbook:
    @pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@SUM(A1)", "#N/A", "#REF!", "2026", "2026-01-01", "TRUE"])
    def test_a_text_is_a_text_whatever_it_looks_like(self, tmp_path: Path, text: str) -> None:
        write_xlsx((row(text=text, title=text, tags=(text,)),), tmp_path / "a.xlsx")
        for heading in ("内容", "标题", "标签"):
            found = cell(tmp_path / "a.xlsx", heading)
            assert (found.value, found.data_type) == (text, "s")
            assert bool(found.quotePrefix) == looks_like_formula(text)
        with zipfile.ZipFile(tmp_path / "a.xlsx") as archive:
            assert b"<f>" not in archive.read("xl/worksheets/sheet1.xml")

    def test_dates_are_dates_and_lines_numbers(self, tmp_path: Path) -> None:
        write_xlsx((row(due=date(2026, 3, 1)),), tmp_path / "a.xlsx")
        assert cell(tmp_path / "a.xlsx", "期限").value == datetime(2026, 3, 1)
        assert cell(tmp_path / "a.xlsx", "期限").number_format == "yyyy-mm-dd"
        written = DAY.astimezone().replace(tzinfo=None, second=0)
        assert cell(tmp_path / "a.xlsx", "写下时间").value == written
        assert cell(tmp_path / "a.xlsx", "条目行号").value == 6

    def test_the_sheet_is_ready_to_work_with(self, tmp_path: Path) -> None:
        write_xlsx((row(), row()), tmp_path / "a.xlsx")
        sheet = read_sheet(tmp_path / "a.xlsx")
        assert [found.value for found in sheet[1]] == list(HEADINGS)
        assert sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == "A1:S3"
        assert sheet.print_title_rows == "$1:$1"
        assert {sheet.cell(n, column("内容")).font.name for n in (2, 3)} == {"宋体"}
        assert sheet.cell(2, column("内容")).alignment.wrap_text
        assert sheet.column_dimensions["H"].width == 60
        properties = load_workbook(tmp_path / "a.xlsx").properties
        assert (properties.title, properties.creator, properties.language) == ("批注", "简报台", "zh-CN")

    def test_an_empty_table_still_opens(self, tmp_path: Path) -> None:
        assert write_xlsx((), tmp_path / "a.xlsx") == ""
        assert [found.value for found in read_sheet(tmp_path / "a.xlsx")[1]] == list(HEADINGS)

    def test_what_xml_refuses_is_replaced(self, tmp_path: Path) -> None:
        write_xlsx((row(text="甲\x00乙\x1f丙\ud800丁\uffff"),), tmp_path / "a.xlsx")
        assert cell(tmp_path / "a.xlsx", "内容").value == "甲\ufffd乙\n丙\ufffd丁\ufffd".replace("\n", REPLACEMENT)

    def test_words_that_read_like_an_escape_keep_their_letters(self, tmp_path: Path) -> None:
        """A workbook's _x0041_ is an A (ECMA-376, 22.9.2.19); openpyxl reads it as it stands, programs do not."""
        write_xlsx((row(text="_x0041_"),), tmp_path / "a.xlsx")
        held = str(cell(tmp_path / "a.xlsx", "内容").value)
        assert held != "_x0041_"
        assert as_programs_read(held) == "_x0041_"

    @pytest.mark.parametrize("unit", ["字", "𠮷"])
    def test_what_no_cell_can_hold_is_cut_and_said(self, tmp_path: Path, unit: str) -> None:
        fits = unit * (CELL_LIMIT // (len(unit.encode("utf-16-le")) // 2))
        assert write_xlsx((row(text=fits),), tmp_path / "a.xlsx") == ""
        assert cell(tmp_path / "a.xlsx", "内容").value == fits
        sentence = write_xlsx((row(text=fits + unit), row()), tmp_path / "a.xlsx")
        assert sentence == "有 1 条批注太长，表格的单元格容不下，只写了开头。要全文，请导出 CSV。"
        held = str(cell(tmp_path / "a.xlsx", "内容").value)
        assert held.startswith(unit * 16_000)
        assert held.endswith("……（单元格容不下，后文从略；全文请导出 CSV 或打印。）")
        assert len(held.encode("utf-16-le")) // 2 <= CELL_LIMIT


WRITE: dict[str, Callable[..., object]] = {"a.csv": write_csv, "a.xlsx": write_xlsx}


@pytest.mark.parametrize("name", list(WRITE))
class TestFiles:
    def write(self, path: Path) -> None:
        WRITE[path.name]((row(),), path)

    def test_an_older_file_is_replaced_and_nothing_left_beside_it(self, tmp_path: Path, name: str) -> None:
        (tmp_path / name).write_bytes(b"old")
        self.write(tmp_path / name)
        assert (tmp_path / name).read_bytes() != b"old"
        assert list(tmp_path.iterdir()) == [tmp_path / name]

    def test_a_file_marked_read_only_is_kept(self, tmp_path: Path, name: str) -> None:
        path = tmp_path / name
        path.write_bytes(b"old")
        path.chmod(0o444)
        with pytest.raises(ExportError, match="是只读的"):
            self.write(path)
        path.chmod(0o644)
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_a_file_that_another_program_holds_is_kept(
        self, tmp_path: Path, name: str, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """Windows refuses to replace an open file; so does this disk."""
        path = tmp_path / name
        path.write_bytes(b"old")

        def held(_: Path, target: Path) -> Path:
            raise PermissionError(13, "in use", str(target))

        monkeypatch.setattr(Path, "replace", held)
        with pytest.raises(ExportError, match="正在别的程序中打开。请关闭它"):
            self.write(path)
        assert path.read_bytes() == b"old"
        assert list(tmp_path.iterdir()) == [path]

    def test_progress_rises_and_ends_at_one(self, tmp_path: Path, name: str) -> None:
        told: list[float] = []
        WRITE[name]([row()] * 600, tmp_path / name, progress=lambda share, _: told.append(share))
        assert len(told) >= 4
        assert told == sorted(told)
        assert told[-1] == 1.0

    @pytest.mark.parametrize("answers", range(4))
    def test_stopping_at_any_step_keeps_the_older_file(
        self, tmp_path: Path, name: str, answers: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        scratch = tmp_path / "scratch"
        scratch.mkdir()
        monkeypatch.setattr(tempfile, "tempdir", str(scratch))
        (tmp_path / name).write_bytes(b"old")
        asked = iter([False] * answers)
        with pytest.raises(ExportCancelled):
            WRITE[name]([row()] * 600, tmp_path / name, cancelled=lambda: next(asked, True))
        assert (tmp_path / name).read_bytes() == b"old"
        assert list(scratch.iterdir()) == []
        assert sorted(path.name for path in tmp_path.iterdir()) == [name, "scratch"]

    def test_a_folder_that_is_not_there_is_named(self, tmp_path: Path, name: str) -> None:
        with pytest.raises(ExportError, match="不存在，请换一个位置保存"):
            self.write(tmp_path / "没有" / name)


TEXTS = st.text(max_size=40) | st.text(alphabet="=+-@'\"\t\r\n,; 1A＝\ufeff\u200b_x04𠮷😀\x00\ud800", max_size=20)


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(TEXTS, min_size=1, max_size=4))
@example(["'=1"])
def test_any_text_comes_back_from_both_files_as_text(tmp_path: Path, texts: list[str]) -> None:
    rows = [row(text=text, title=text, author=text) for text in texts]
    write_csv(rows, tmp_path / "any.csv")
    read = read_csv(tmp_path / "any.csv")
    assert len(read) == len(rows) + 1
    for line, text in zip(read[1:], texts, strict=True):
        held = line[HEADINGS.index("内容")]
        assert not looks_like_formula(held)
        assert held.removeprefix("'") == cell_text(text).removeprefix("'")
    write_xlsx(rows, tmp_path / "any.xlsx")
    sheet = read_sheet(tmp_path / "any.xlsx")
    for number, text in enumerate(texts, 2):
        for heading in ("内容", "标题", "作者"):
            held_cell = sheet.cell(number, column(heading))
            value = held_cell.value or ""
            assert as_programs_read(str(value)) == cell_text(text)
            assert held_cell.data_type == "s" or not text


@pytest.mark.skipif(shutil.which("soffice") is None, reason="needs LibreOffice")
@pytest.mark.parametrize("name", list(WRITE))
def test_libreoffice_reads_the_words_and_calculates_nothing(tmp_path: Path, name: str) -> None:
    rows = (row(text="=1+1", title="𠮷\n二"), row(text="-3"))
    WRITE[name](rows, tmp_path / name)
    (tmp_path / "out").mkdir()
    home = f"-env:UserInstallation={(tmp_path / 'office').as_uri()}"
    # Without a window nobody tells it that the file is UTF-8 (76).
    read = ["--infilter=CSV:44,34,76"] if name.endswith("csv") else []
    options = ["--headless", *read, "--convert-to", "fods", "--outdir", str(tmp_path / "out")]
    subprocess.run(["soffice", home, *options, str(tmp_path / name)], check=True, capture_output=True, timeout=120)
    page = (tmp_path / "out" / "a.fods").read_text(encoding="utf-8")
    assert "table:formula" not in page
    assert "=1+1" in page
    assert "𠮷" in page
