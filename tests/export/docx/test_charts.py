from __future__ import annotations

import io
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from docx.oxml.ns import qn

from briefing.charts.spec import Arrangement, Bar, ChartSpec, Kind, Panel, Row
from briefing.domain.errors import ExportError
from briefing.domain.quantity import Bound
from briefing.export.document import Chart, Document
from briefing.export.docx import DocxWriter
from briefing.export.number_formats import format_of
from tests.export.docx.readback import Word, text_of
from tests.export.docx.samples import chart, specs
from tests.print.samples import ALT, CHART

_DONE = Bar("2024 实绩", Kind.RESULT, "亿元", Decimal(1500), "1500亿元")
_GOAL = Bar("2026 目标", Kind.TARGET, "亿元", Decimal(2000), "≥ 2000亿元", Bound.AT_LEAST)
_GAP = Bar("差额（测算）", Kind.COMPUTED, "亿元", Decimal(500), "≥ +500")


def _spec(*rows: Row, arrangement: Arrangement = Arrangement.ROWS, unit: str = "亿元") -> ChartSpec:
    return ChartSpec("金额", arrangement, (Panel(unit, rows),), "说明", caveats=("口径不同。",))


def _written(writer: DocxWriter, spec: ChartSpec) -> Word:
    return Word(writer.to_docx(Document("图表", blocks=(Chart("<svg/>", spec.alt, "金额", spec=spec),))))


def _charts(word: Word) -> list[Any]:
    names = sorted(name for name in word.names("word/charts/") if name.endswith(".xml"))
    return [word.xml(name.removeprefix("word/")) for name in names]


def _books(word: Word) -> list[Any]:
    names = sorted(word.names("word/embeddings/"))
    return [openpyxl.load_workbook(io.BytesIO(word.archive.read(name))).active for name in names]


def test_a_result_beside_its_target_is_a_chart_with_its_numbers(writer: DocxWriter) -> None:
    word = _written(writer, _spec(Row("签约金额", (_DONE, _GOAL), _GAP)))
    (made,) = _charts(word)
    series = list(made.iter(qn("c:ser")))
    assert [s.find(f"{qn('c:tx')}//{qn('c:v')}").text for s in series] == ["2024 实绩", "2026 目标"]
    assert [s.find(f"{qn('c:val')}//{qn('c:v')}").text for s in series] == ["1500", "2000"]
    assert {c.text for c in made.iter(qn("c:v"))} >= {"签约金额"}
    solid, hatched = (s.find(qn("c:spPr"))[0] for s in series)
    assert (solid.tag, solid[0].get("val")) == (qn("a:solidFill"), "1F5C7A")
    assert (hatched.tag, hatched.find(f".//{qn('a:srgbClr')}").get("val")) == (qn("a:pattFill"), "B5382A")


def test_the_words_of_a_bar_are_a_format_of_its_number(writer: DocxWriter) -> None:
    word = _written(writer, _spec(Row("签约金额", (_DONE, _GOAL))))
    codes = [label.find(qn("c:numFmt")).get("formatCode") for label in _charts(word)[0].iter(qn("c:dLbl"))]
    assert codes == ['0"亿元"', '"≥ "0"亿元";"≥ "-0"亿元"']


def test_the_axis_begins_at_zero_and_names_its_unit(writer: DocxWriter) -> None:
    word = _written(writer, _spec(Row("签约金额", (_DONE, _GOAL))))
    axis = next(_charts(word)[0].iter(qn("c:valAx")))
    assert axis.find(f"{qn('c:scaling')}/{qn('c:min')}").get("val") == "0"
    assert Decimal(axis.find(f"{qn('c:scaling')}/{qn('c:max')}").get("val")) > 2000
    assert "".join(t.text for t in axis.iter(qn("a:t"))) == "单位：亿元"


def test_a_fall_below_zero_is_drawn_below_it(writer: DocxWriter) -> None:
    fall = Bar("2024 实绩", Kind.RESULT, "%", Decimal("-2.2"), "−2.2%")
    made = _charts(_written(writer, _spec(Row("指数", (fall,)), unit="%")))[0]
    assert next(made.iter(qn("c:scaling"))).find(qn("c:min")) is None
    assert [c.text for c in made.find(f".//{qn('c:val')}").iter(qn("c:v"))] == ["-2.2"]
    assert next(made.iter(qn("c:dLbl"))).find(qn("c:numFmt")).get("formatCode") == '0.0"%";"−"0.0"%"'


def test_the_workbook_inside_holds_what_is_drawn(writer: DocxWriter) -> None:
    word = _written(writer, _spec(Row("签约金额", (_DONE, _GOAL), _GAP), Row("=1+1", (_DONE,))))
    (sheet,) = _books(word)
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert rows[0][:3] == ["单位：亿元", "2024 实绩", "2026 目标"]
    assert rows[1][:3] == ["签约金额", 1500, 2000]
    assert rows[2][:3] == ["=1+1", 1500, None]
    assert sheet["A3"].data_type == "s"
    references = [f.text for f in _charts(word)[0].iter(qn("c:f"))]
    assert references[:3] == ["Sheet1!$B$1", "Sheet1!$D$2:$D$3", "Sheet1!$A$2:$A$3"]


def test_the_difference_is_a_dashed_line_as_long_as_it(writer: DocxWriter) -> None:
    made = _charts(_written(writer, _spec(Row("签约金额", (_DONE, _GOAL), _GAP))))[0]
    (bars,) = made.iter(qn("c:errBars"))
    assert [c.text for c in bars.iter(qn("c:v"))] == ["500"]
    assert bars.find(f".//{qn('a:prstDash')}") is not None
    assert bars.getparent().find(qn("c:idx")).get("val") == "0"


def test_what_is_not_drawn_is_said_and_caveats_stand_below(writer: DocxWriter) -> None:
    missing = Bar("2024 实绩", Kind.RESULT, "亿元", absent="2024 解读未载")
    remarked = Row("项目数", (_DONE, _GOAL), remark="标准不同，不可相减")
    word = _written(writer, _spec(Row("签约金额", (missing, _GOAL)), remarked))
    assert word.texts("TableNote") == [
        "签约金额：2024 解读未载。",
        "项目数：2024 实绩 1500亿元；2026 目标 ≥ 2000亿元；标准不同，不可相减。",
        "口径：口径不同。",
    ]
    values = [[c.text for c in v.iter(qn("c:v"))] for v in _charts(word)[0].iter(qn("c:val"))]
    assert ["2000"] in values
    assert ["1500"] not in values


def test_a_sum_is_dashed_and_its_parts_are_named(writer: DocxWriter) -> None:
    parts = (
        Bar("市区", Kind.RESULT, "亿元", Decimal(1000), "1000"),
        Bar("县域", Kind.RESULT, "亿元", Decimal(500), "500"),
    )
    total = Bar("2024 实绩", Kind.RESULT, "亿元", Decimal(1500), "1500亿元", parts=parts)
    word = _written(writer, _spec(Row("签约金额", (total,))))
    assert word.texts("TableNote")[0] == "签约金额：2024 实绩 1500亿元 = 市区 1000 + 县域 500（测算）。"
    assert next(_charts(word)[0].iter(qn("c:dPt"))).find(f".//{qn('a:prstDash')}") is not None


@pytest.mark.parametrize("number", range(5))
def test_every_arrangement_draws_all_its_values(writer: DocxWriter, number: int) -> None:
    spec = specs()[number]
    word = Word(writer.to_docx(Document("图表", blocks=(chart(spec),))))
    drawn = [Decimal(c.text) for made in _charts(word) for v in made.iter(qn("c:val")) for c in v.iter(qn("c:v"))]
    wanted = [bar.value for p in spec.panels for bar in p.drawn_bars() if bar.value is not None]
    assert sorted(drawn) == sorted(wanted)
    said = text_of(word.body)
    assert all(caveat in said for caveat in spec.caveats)
    for drawing in word.body.iter(qn("wp:docPr")):
        assert drawing.get("descr") == spec.alt


def test_one_chart_has_one_unit(writer: DocxWriter) -> None:
    for spec in specs():
        word = Word(writer.to_docx(Document("图表", blocks=(chart(spec),))))
        panels = [p for p in spec.panels if any(b.value is not None for b in p.drawn_bars())]
        units = [sheet["A1"].value or "" for sheet in _books(word)]
        assert sorted(units) == sorted(f"单位：{p.unit}" if p.unit else "" for p in panels for _ in p.rows[:1])


def test_a_drawing_without_data_is_a_picture(writer: DocxWriter) -> None:
    word = Word(writer.to_docx(Document("图表", blocks=(Chart(CHART, ALT, "招商"),))))
    (name,) = word.names("word/media/")
    assert word.archive.read(name).startswith(b"\x89PNG")
    assert next(word.body.iter(qn("wp:docPr"))).get("descr") == ALT
    extent = next(word.body.iter(qn("wp:extent")))
    # 440 by 80 pixels of three quarters of a point.
    assert abs(int(extent.get("cx")) / 12700 - 330) < 1
    assert abs(int(extent.get("cy")) / 12700 - 60) < 1


def test_a_drawing_that_is_none_is_refused_in_a_sentence(writer: DocxWriter) -> None:
    with pytest.raises(ExportError, match="图表画不出来"):
        writer.to_docx(Document("图表", blocks=(Chart("<p>没有图</p>", "说明"),)))


@pytest.mark.parametrize(
    ("words", "value", "code"),
    [
        ("1500亿元", "1500", '0"亿元"'),
        ("约 3.50%", "3.5", '"约 "0.00"%";"约 "-0.00"%"'),
        ("1-2个", "1", '0"-2个"'),
        ("3.4 + 20", "23.4", '"3.4 + 20"'),
        ('20"寸"', "20", '0\\""寸"\\"'),
        ("+500", "500", '"+"0;-0'),
        ("", "5", "General"),
    ],
)
def test_formats_show_the_words_of_a_source(words: str, value: str, code: str) -> None:
    assert format_of(words, Decimal(value)) == code


def test_words_too_long_for_a_format_are_written_out(writer: DocxWriter) -> None:
    long = Bar("实绩", Kind.RESULT, "亿元", Decimal(5), "字" * 300)
    label = next(_charts(_written(writer, _spec(Row("长", (long,)))))[0].iter(qn("c:dLbl")))
    assert "".join(t.text for t in label.iter(qn("a:t"))) == "字" * 300
