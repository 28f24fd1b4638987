from __future__ import annotations

import io
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.domain.errors import ExportError
from briefing.export.document import (
    Align,
    Callouts,
    Card,
    Caveat,
    Cell,
    Column,
    Document,
    Heading,
    Paragraph,
    Run,
    SourceLine,
    Table,
)
from briefing.export.sheet_values import value_of
from briefing.export.xlsx import tables_xlsx, write_tables

_NUMBERS = (Column("指标", grow=True), Column("2026年目标", Align.RIGHT), Column("差额", Align.RIGHT))


def _book(*blocks: Any, title: str = "简报") -> Any:
    return openpyxl.load_workbook(io.BytesIO(tables_xlsx(Document(title, "", "办公室", blocks=blocks))))


def _values(sheet: Any) -> list[list[Any]]:
    return [[cell.value for cell in row] for row in sheet.iter_rows()]


def _table(caption: str = "目标与实绩", **fields: Any) -> Table:
    rows = (
        (Cell("签约金额"), Cell("≥2000", "亿元"), Cell("≥+500", "亿元", computed=True)),
        (Cell("签约项目"), Cell("1000", "个", mark=1), Cell("—")),
        (Cell("开工率"), Cell("约3.50", "%"), Cell("-0.5", "个百分点", computed=True)),
    )
    return Table(caption, _NUMBERS, rows, ("口径不同。",), "测算：差额为目标减实绩。", **fields)


def test_numbers_are_numbers_that_read_as_printed() -> None:
    around = (Caveat("只可参考。"), SourceLine("2026 工作报告"), Paragraph((Run("文"),)), SourceLine("别处"))
    sheet = _book(_table(), *around)["表1 目标与实绩"]
    assert [row[0] for row in _values(sheet)[7:]] == [
        "① 口径不同。",
        "测算：差额为目标减实绩。",
        "口径说明：只可参考。",
        "来源：2026 工作报告",
    ]


def test_a_unit_that_all_share_stands_in_the_heading() -> None:
    table = Table("金额", _NUMBERS[:2], ((Cell("甲"), Cell("1", "亿元")), (Cell("乙"), Cell("未载"))), unit="亿元")
    sheet = _book(table)["表1 金额"]
    assert [cell.value for cell in sheet[3]] == ["指标", "2026年目标（亿元）"]
    assert sheet["A2"].value == "单位：亿元"
    assert [sheet["B4"].value, sheet["B5"].value] == [1, "未载"]


def test_groups_and_footnotes_keep_their_places() -> None:
    rows = ((Cell("甲"), Cell("1")), (Cell("乙"), Cell("2", footnote="见附注。")))
    sheet = _book(Table("县区", _NUMBERS[:2], rows, groups=((0, "平川"), (1, "山区"))))["表1 县区"]
    assert [row[0] for row in _values(sheet)[3:7]] == ["平川", "甲", "山区", "乙"]
    assert "B7：见附注。" in [row[0] for row in _values(sheet)]


def test_the_first_sheet_leads_to_the_others() -> None:
    book = _book(
        Heading("重点工作", 1, 1), _table(), Callouts((Card("地区生产总值", "6%", "左右"), Card("就业", "4.3万")))
    )
    assert book.sheetnames == ["目录", "表1 目标与实绩", "主要数据"]
    rows = _values(book["目录"])
    assert rows[0][0] == "简报"
    assert rows[3][:4] == ["表1　目标与实绩", "一、重点工作", None, 3]
    assert book["目录"]["A4"].hyperlink.location == "'表1 目标与实绩'!A1"
    headline = book["主要数据"]
    assert [headline["B4"].value, headline["B4"].number_format] == [0.06, "0%"]
    assert [headline["B5"].value, headline["C5"].value] == [4.3, "万"]


def test_names_of_sheets_are_valid_and_their_own() -> None:
    captions = ["目标/实绩?[1]:*", "很长" * 30, "很长" * 30, "'引号'", "", "😀" * 20]
    book = _book(*(_table(caption) for caption in captions))
    names = book.sheetnames
    assert len({name.casefold() for name in names}) == len(names) == 7
    assert all(len(name.encode("utf-16-le")) <= 62 for name in names)
    assert names[1] == "表1 目标 实绩  1"
    same = _book(*(Callouts((Card("甲", "1"),)) for _ in range(3))).sheetnames
    assert same == ["目录", "主要数据", "主要数据 (2)", "主要数据 (3)"]


@pytest.mark.parametrize("text", ["=1+1", "+cmd", "-2+3", "@SUM(A1)", "＝1", "\t=1", "_x0041_"])
def test_what_looks_like_a_formula_stays_text(text: str) -> None:
    sheet = _book(Table(text, _NUMBERS[:2], ((Cell(text), Cell(text)),), (text,), text))
    found = sheet[sheet.sheetnames[1]]
    assert found["A4"].data_type == "s"
    assert openpyxl.utils.escape.unescape(found["A4"].value).strip() == text.strip()
    assert all(cell.data_type != "f" for row in found.iter_rows() for cell in row)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("1500", "1500"),
        ("0.1", "0.1"),
        ("≤30", "30"),
        ("约 +3.4", "3.4"),
        ("−0.4", "-0.4"),
        ("20 + 3.4 = 23.4", "23.4"),
        ("6%", "0.06"),
        ("1-2", None),
        ("007", None),
        ("第60行", None),
        ("未载", None),
        ("", None),
        ("12345678901234567890", None),
        ("502、1500", None),
    ],
)
def test_only_numbers_become_numbers(text: str, number: str | None) -> None:
    value = value_of(Cell(text), Column("数值"))
    assert value.number == (None if number is None else Decimal(number))
    assert value.text == text


def test_a_sum_keeps_its_addends_in_sight() -> None:
    value = value_of(Cell("20 + 3.4 = 23.4", "万亩", computed=True), Column("实绩"))
    assert value.format == '"20 + 3.4 = "0.0"（测算）"'


@settings(max_examples=25, deadline=None)
@given(st.text(max_size=30), st.text(max_size=30))
def test_any_text_makes_a_workbook_without_formulas(one: str, other: str) -> None:
    table = Table(one, (Column(one, unit=other),), ((Cell(other, one),),), (one,), other, one, groups=((0, other),))
    book = _book(Heading(other), table, SourceLine(one), title=one)
    assert all(cell.data_type in "sn" for sheet in book for row in sheet.iter_rows() for cell in row)


def test_a_text_too_long_for_a_cell_says_so() -> None:
    sheet = _book(Table("长", _NUMBERS[:1], ((Cell("字" * 40_000),),)))["表1 长"]
    assert len(sheet["A4"].value) == 32_767
    assert sheet["A4"].value.endswith("后文从略。）")


def test_a_document_without_tables_is_refused_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(ExportError, match="没有表格"):
        write_tables(Document("简报"), tmp_path / "表.xlsx")
    assert list(tmp_path.iterdir()) == []


def test_it_is_written_whole_and_always_the_same(tmp_path: Path) -> None:
    document = Document("简报", blocks=(_table(),))
    write_tables(document, tmp_path / "表.xlsx")
    assert (tmp_path / "表.xlsx").read_bytes() == tables_xlsx(document)
    assert openpyxl.load_workbook(tmp_path / "表.xlsx").properties.language == "zh-CN"
