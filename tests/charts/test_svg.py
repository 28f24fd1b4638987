"""The printed chart: well-formed, vector, safe with any words, and the same as on the screen."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from dataclasses import replace
from decimal import Decimal

import pytest
import typst
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from briefing.charts.build import growth_chart
from briefing.charts.colours import LIGHT, PRINT
from briefing.charts.pairs import comparison_chart, detail_chart, targets_chart
from briefing.charts.spec import Arrangement, Bar, ChartSpec, Kind, Panel, Row
from briefing.charts.svg import PIXEL, to_svg
from briefing.locate import noto_folder
from tests.charts import samples

SVG = "{http://www.w3.org/2000/svg}"
FONTS = ("SimHei", "Noto Sans SC")
DONE, PROMISED, PAIRS = samples.results(), samples.targets(), samples.indicators()


def charts() -> list[ChartSpec]:
    made = [
        growth_chart(DONE),
        targets_chart(PROMISED, PAIRS, (DONE,)),
        comparison_chart(PAIRS, (DONE, PROMISED)),
        *(detail_chart(pair) for pair in PAIRS),
    ]
    return [chart for chart in made if chart is not None]


def parsed(spec: ChartSpec, **more: object) -> ET.Element:
    return ET.fromstring(to_svg(spec, width_mm=156, fonts=FONTS, **more))  # type: ignore[arg-type]


def texts(root: ET.Element) -> list[str]:
    return ["".join(node.itertext()) for node in root.iter(f"{SVG}text")]


def test_values_and_labels_are_text() -> None:
    spec = charts()[1]
    said = texts(parsed(spec))
    for row in spec.panels[0].rows:
        assert row.label in said
        for bar in row.bars:
            assert (bar.words or bar.absent) in said


def test_it_is_as_wide_as_asked_and_tells_its_words() -> None:
    spec = charts()[0]
    root = parsed(spec)
    assert root.attrib["width"] == "156mm"
    assert float(root.attrib["viewBox"].split()[2]) * PIXEL == pytest.approx(156, abs=0.01)
    assert root.findtext(f"{SVG}desc") == spec.alt


def test_the_faces_are_the_caller_s() -> None:
    assert parsed(charts()[0]).attrib["font-family"] == "'SimHei', 'Noto Sans SC'"


def test_the_title_is_left_to_the_caption_of_the_page_unless_asked_for() -> None:
    spec = charts()[0]
    assert spec.title not in texts(parsed(spec))
    assert spec.title in texts(parsed(spec, heading=True))


def test_solid_hatched_and_dashed_stay_apart_without_colour() -> None:
    spec = next(c for c in charts() if c.title == "招商签约金额")
    root = parsed(spec)
    assert [n for n in root.iter(f"{SVG}path") if n.get("fill") == PRINT.result_fill]
    hatches = [n for n in root.iter(f"{SVG}path") if n.get("clip-path")]
    assert hatches
    clips = {n.attrib["id"] for n in root.iter(f"{SVG}clipPath")}
    assert {re.sub(r"url\(#(.+)\)", r"\1", n.attrib["clip-path"]) for n in hatches} == clips
    assert [n for n in root.iter(f"{SVG}path") if n.get("stroke-dasharray") and n.get("fill") == "none"]
    assert not list(root.iter(f"{SVG}pattern"))


def test_bold_needs_no_bold_face() -> None:
    root = parsed(charts()[0])
    value = next(n for n in root.iter(f"{SVG}text") if n.text == "16.6%")
    assert value.get("stroke") == value.get("fill")
    assert value.get("font-weight") is None
    weighted = parsed(charts()[0], embolden=False)
    assert next(n for n in weighted.iter(f"{SVG}text") if n.text == "16.6%").get("font-weight") == "700"


def test_colours_are_the_caller_s() -> None:
    assert LIGHT.target in to_svg(charts()[1], width_mm=100, fonts=FONTS, colours=LIGHT)


def hostile(words: str) -> ChartSpec:
    bar = Bar(label=words, kind=Kind.TARGET, unit="个", value=Decimal(3), words=words)
    panel = Panel("个", (Row(words, (bar,)),))
    return ChartSpec(words, Arrangement.ROWS, (panel,), alt=words or "图", caveats=(words,))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=30))
def test_any_words_make_a_well_formed_document(words: str) -> None:
    parsed(hostile(words), heading=True)


def test_hostile_words_stay_words() -> None:
    words = "</text><script>\"&'#set"
    root = parsed(hostile(words), heading=True)
    assert words in texts(root)
    assert {n.tag.removeprefix(SVG) for n in root.iter()} <= {
        "svg",
        "title",
        "desc",
        "text",
        "path",
        "polyline",
        "clipPath",
    }


def test_a_hostile_family_name_breaks_nothing() -> None:
    root = ET.fromstring(to_svg(charts()[0], width_mm=100, fonts=("O'No\"<x>", "serif")))
    assert root.attrib["font-family"] == "'ONo\"<x>', serif"


def test_typst_prints_it_as_text_and_lines(tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("page")
    spec = charts()[1]
    (folder / "chart.svg").write_text(to_svg(spec, width_mm=156, fonts=("Noto Sans SC",)), encoding="utf-8")
    (folder / "page.typ").write_text(
        '#set document(title: "图")\n#set text(lang: "zh")\n#image("chart.svg", alt: "图")', encoding="utf-8"
    )
    page = folder / "page.pdf"
    typst.compile(
        str(folder / "page.typ"),
        output=str(page),
        font_paths=[str(noto_folder())],
        ignore_system_fonts=True,
        pdf_standards=["a-2b", "ua-1"],
    )
    said = "".join(page_.extract_text() for page_ in PdfReader(page).pages)
    for row in spec.panels[0].rows:
        assert row.label in said
    assert "2024 解读未载" in said
    assert not PdfReader(page).pages[0].images


@pytest.mark.parametrize("width", [60.0, 100.0, 156.0, 225.0])
def test_it_is_written_at_any_width(width: float) -> None:
    for spec in charts():
        root = ET.fromstring(to_svg(spec, width_mm=width, fonts=FONTS))
        assert float(root.attrib["height"].removesuffix("mm")) > 0


def test_a_difference_is_said_as_computed() -> None:
    said = texts(parsed(next(c for c in charts() if c.title == "新建高标准农田和水浇地")))
    assert "测算：20 + 3.4 = 23.4，18 − 23.4 = −5.4（万亩）" in said
    assert "差额（测算）" in said


def test_words_of_the_alternative_text_are_replaced_where_xml_has_no_place_for_them() -> None:
    spec = replace(charts()[0], alt="增速\x00\x0b\ud800。")
    assert parsed(spec).findtext(f"{SVG}desc") == "增速\ufffd\ufffd\ufffd。"
