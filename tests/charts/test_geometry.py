"""Where everything stands: nothing meets, nothing leaves the canvas, bars are as long as their values."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.charts.build import growth_chart
from briefing.charts.geometry import LEAST_WIDTH, lay_out
from briefing.charts.metrics import estimate
from briefing.charts.pairs import comparison_chart, detail_chart, item_chart, targets_chart
from briefing.charts.scene import Paint, Scene, Shape, Stroke
from briefing.charts.spec import Arrangement, Bar, ChartSpec, Kind, Legend, Panel, Row
from briefing.domain.figure import FigureRef
from briefing.domain.quantity import Bound
from tests.charts import samples

LABELS = st.text(alphabet="新增城镇就业（）“四上”企业 PM2.5,abcWi<&", min_size=1, max_size=40)
VALUES = st.decimals(-1000, 10**9, places=2, allow_nan=False, allow_infinity=False)
BOUNDS = st.sampled_from([bound for bound in Bound if bound is not Bound.RANGE])
UNITS = st.sampled_from(["%", "个", "亿元", "万平方米", ""])


@st.composite
def bars(draw: st.DrawFn, unit: str, kind: Kind, said: bool = False) -> Bar:
    label = "2024 实绩" if kind is Kind.RESULT else "2026 目标"
    if not said and draw(st.integers(0, 5)) == 0:
        return Bar(label=label, kind=kind, unit=unit, absent="2024 解读未载")
    value, bound = draw(VALUES), draw(BOUNDS)
    upper = value + value.copy_abs() if value > 0 and draw(st.booleans()) else None
    return Bar(
        label=label,
        kind=kind,
        unit=unit,
        value=value,
        upper=upper,
        words=f"{bound.sign} {value}{unit}",
        bound=bound,
        figures=(FigureRef("r", 0, 1),),
        caveat=draw(st.sampled_from(["", "口径不同"])),
        sentence="一句话。",
    )


@st.composite
def rows(draw: st.DrawFn, unit: str, paired: bool) -> Row:
    label, remark = draw(LABELS), draw(st.sampled_from(["", "", "", "标准不同，不可相减"]))
    result = draw(bars(unit, Kind.RESULT))
    if not paired:
        return Row(label, (result,), remark=remark)
    target = draw(bars(unit, Kind.TARGET))
    difference = None
    if not remark and result.value is not None and target.value is not None:
        gap = target.value - result.value
        difference = Bar(label="差额（测算）", kind=Kind.COMPUTED, unit=unit, value=gap, words=f"+{gap} {unit}")
    return Row(label, (result, target), difference, remark, draw(st.sampled_from(["", "口径不同"])))


@st.composite
def specs(draw: st.DrawFn) -> ChartSpec:
    arrangement = draw(st.sampled_from(list(Arrangement)))
    single = arrangement in (Arrangement.COMPARE, Arrangement.DETAIL)
    panels = []
    for _ in range(draw(st.integers(1, 1 if arrangement is Arrangement.DETAIL else 4))):
        unit = draw(UNITS)
        made = draw(st.lists(rows(unit, single or draw(st.booleans())), min_size=1, max_size=1 if single else 4))
        group = draw(st.sampled_from(["", "经济运行"]))
        panels.append(
            Panel(unit, tuple(made), title=draw(LABELS), group=group, caveat=draw(st.sampled_from(["", "否"])))
        )
    legend = (Legend(Kind.RESULT, "2024 实绩"), Legend(Kind.TARGET, "2026 目标"), Legend(Kind.COMPUTED, "差额（测算）"))
    return ChartSpec(
        title=draw(LABELS),
        arrangement=arrangement,
        panels=tuple(panels),
        alt="图",
        legend=legend[: draw(st.integers(0, 3))],
        note=draw(st.sampled_from(["", "每幅自零起"])),
        caption=draw(st.sampled_from(["", "两年相隔，差额不是年度增幅。"])),
        caveats=draw(st.lists(LABELS, max_size=2).map(tuple)),
    )


def assert_sound(scene: Scene) -> None:
    texts = scene.texts()
    for one, other in combinations(texts, 2):
        assert not one.rect.overlaps(other.rect), (one, other)
    for text in texts:
        assert text.rect.x >= -1e-6, text
        assert text.rect.right <= scene.width + 1e-6, text
        assert text.rect.y >= -1e-6, text
        assert text.rect.bottom <= scene.height + 1e-6, text
    for primitive in scene.primitives:
        if isinstance(primitive, (Shape, Stroke)):
            assert all(-3 <= x <= scene.width + 3 and -1e-6 <= y <= scene.height for x, y in primitive.points), (
                primitive
            )
    for hit in scene.hits:
        assert 0 <= hit.rect.x <= hit.rect.right <= scene.width + 1e-6


@settings(max_examples=150, deadline=None)
@given(specs(), st.integers(200, 1200), st.booleans(), st.booleans())
def test_no_two_labels_meet_and_none_leaves_the_canvas(spec: ChartSpec, width: int, heading: bool, notes: bool) -> None:
    assert_sound(lay_out(spec, width, estimate, heading=heading, notes=notes))


@settings(max_examples=100, deadline=None)
@given(specs(), st.integers(200, 1200))
def test_words_that_were_elided_keep_their_whole(spec: ChartSpec, width: int) -> None:
    for text in lay_out(spec, width, estimate).texts():
        if "…" in text.words:
            assert text.words.rstrip("…").strip() in " ".join(text.whole.split())


def sample_charts() -> list[ChartSpec]:
    done, promised, pairs = samples.results(), samples.targets(), samples.indicators()
    charts = [growth_chart(done), targets_chart(promised, pairs, (done,)), comparison_chart(pairs, (done, promised))]
    charts += [detail_chart(pair) for pair in pairs]
    for contents in (done, promised):
        for item in contents.report.items():
            charts.extend(item_chart(item, contents, pairs))
    return [chart for chart in charts if chart is not None]


@pytest.mark.parametrize("width", [200, 280, 360, 480, 553, 702, 1000, 1600])
def test_the_reports_own_charts_stand_at_every_width(width: int) -> None:
    for chart in sample_charts():
        scene = lay_out(chart, width, estimate)
        assert_sound(scene)
        if width >= 360:
            assert [text for text in scene.texts() if text.whole] == []


def drawn(scene: Scene, paint: Paint) -> list[Shape]:
    return [shape for shape in scene.shapes() if shape.paint is paint and shape.bounds.h > 10.5]


def pair_chart(key: str) -> Scene:
    pair = next(pair for pair in samples.indicators() if pair.key == key)
    return lay_out(detail_chart(pair), 600, estimate)


def test_bars_are_as_long_as_their_values() -> None:
    scene = pair_chart("signed")
    (result,), (target,) = drawn(scene, Paint.RESULT), drawn(scene, Paint.TARGET)
    assert result.bounds.w / target.bounds.w == pytest.approx(502 / 1000, abs=0.005)


def test_the_difference_completes_the_shorter_bar() -> None:
    scene = pair_chart("signed")
    (result,), (target,), (difference,) = (drawn(scene, p) for p in (Paint.RESULT, Paint.TARGET, Paint.DASHED))
    assert difference.bounds.x == result.bounds.right
    assert difference.bounds.right == target.bounds.right
    assert difference.bounds.y == result.bounds.y


def test_parts_of_a_sum_stand_in_a_dashed_frame() -> None:
    scene = pair_chart("fields")
    (result,) = drawn(scene, Paint.RESULT)
    frame = max(drawn(scene, Paint.DASHED), key=lambda shape: shape.bounds.h)
    assert frame.bounds.h > result.bounds.h
    assert frame.bounds.right > result.bounds.right
    words = [text.words for text in scene.texts()]
    assert {"20", "3.4", "23.4", "18", "−5.4", "新建高标准农田", "新建水浇地"} <= set(words)


def one_bar(bound: Bound, value: str = "80", upper: str | None = None) -> Scene:
    bar = Bar(
        label="2026 目标",
        kind=Kind.TARGET,
        unit="%",
        value=Decimal(value),
        upper=None if upper is None else Decimal(upper),
        words=f"{bound.sign} {value}",
        bound=bound,
        figures=(FigureRef("r", 0, 1),),
    )
    return lay_out(ChartSpec("图", Arrangement.ROWS, (Panel("%", (Row("甲", (bar,)),)),), alt="图"), 500, estimate)


def bar_end(scene: Scene) -> float:
    return drawn(scene, Paint.TARGET)[0].bounds.right


@pytest.mark.parametrize("bound", [Bound.AT_LEAST, Bound.OVER])
def test_at_least_points_outwards(bound: Bound) -> None:
    scene = one_bar(bound)
    tips = [max(x for x, _ in p.points) for p in scene.primitives if isinstance(p, Stroke) and p.owner == 0]
    assert max(tips) > bar_end(scene) + 8


@pytest.mark.parametrize("bound", [Bound.AT_MOST, Bound.UNDER])
def test_at_most_points_inwards(bound: Bound) -> None:
    scene = one_bar(bound)
    strokes = [p for p in scene.primitives if isinstance(p, Stroke) and p.owner == 0]
    assert strokes
    assert max(x for p in strokes for x, _ in p.points) == bar_end(scene)
    assert min(x for p in strokes for x, _ in p.points) < bar_end(scene) - 8


def test_exact_is_flat_and_about_is_a_wave() -> None:
    assert len(drawn(one_bar(Bound.EXACT), Paint.TARGET)[0].points) == 4
    assert len({round(x, 1) for x, _ in drawn(one_bar(Bound.ABOUT), Paint.TARGET)[0].points}) > 4


def test_a_range_is_drawn_to_its_near_end_and_reaches_to_its_far_end() -> None:
    scene = one_bar(Bound.RANGE, "1", "2")
    (near,), (far,) = drawn(scene, Paint.TARGET), drawn(scene, Paint.TARGET_REACH)
    assert far.bounds.x == near.bounds.right
    assert far.bounds.w == pytest.approx(near.bounds.w, abs=1)


def test_a_small_value_beside_large_ones_is_not_nothing() -> None:
    rows = tuple(
        Row(v, (Bar(label="2024 实绩", kind=Kind.RESULT, unit="亿元", value=Decimal(v), words=v),))
        for v in ("1", "99999")
    )
    scene = lay_out(ChartSpec("图", Arrangement.ROWS, (Panel("亿元", rows),), alt="图"), 500, estimate)
    assert [shape.bounds.w >= 1 for shape in drawn(scene, Paint.RESULT)] == [True, True]


def test_a_value_below_zero_goes_left_and_its_words_stay_right_of_zero() -> None:
    values = ("-3.5", "2")
    rows = tuple(
        Row(
            v,
            (
                Bar(
                    label="2024 实绩",
                    kind=Kind.RESULT,
                    unit="%",
                    value=Decimal(v),
                    words=v,
                    figures=(FigureRef("r", 0, 1),),
                ),
            ),
        )
        for v in values
    )
    scene = lay_out(ChartSpec("图", Arrangement.ROWS, (Panel("%", rows),), alt="图"), 500, estimate)
    below, above = drawn(scene, Paint.RESULT)
    assert below.bounds.right == above.bounds.x
    said = next(text for text in scene.texts() if text.words == "-3.5" and text.bold)
    assert said.rect.x > below.bounds.right


def test_what_is_only_said_has_no_bars() -> None:
    scene = pair_chart("major")
    assert drawn(scene, Paint.RESULT) == drawn(scene, Paint.TARGET) == []
    assert "标准不同，不可相减" in [text.words for text in scene.texts()]


def test_every_figure_of_a_chart_can_be_met_with_the_mouse() -> None:
    for chart in sample_charts():
        scene = lay_out(chart, 702, estimate)
        met = {ref for hit in scene.hits for ref in hit.bar.figures}
        assert met == {ref for bar in chart.bars() for ref in bar.figures}
        for index, hit in enumerate(scene.hits):
            found = scene.hit_at(hit.rect.x + hit.rect.w / 2, hit.rect.y + hit.rect.h / 2)
            assert found is not None
            assert found >= index


def test_values_of_a_panel_stand_on_one_line() -> None:
    done, promised = samples.results(), samples.targets()
    item = next(i for i in promised.report.items() if i.text.startswith("精准"))
    (chart,) = item_chart(item, promised, samples.indicators(), (done,))
    scene = lay_out(chart, 702, estimate)
    xs = {text.words: text.rect.x for text in scene.texts() if text.bold}
    assert xs["502"] == xs["1000"]
    assert xs["1500"] == xs["≥ 2000"]


def test_no_chart_is_laid_out_too_narrow_to_read() -> None:
    chart = sample_charts()[0]
    assert lay_out(chart, 10, estimate).width == LEAST_WIDTH


def test_without_heading_and_notes_only_the_legend_and_the_bars_stay() -> None:
    chart = replace(sample_charts()[1], caption="说明")
    words = [text.words for text in lay_out(chart, 700, estimate, heading=False, notes=False).texts()]
    assert chart.title not in words
    assert "说明" not in words
    assert "2024 实绩" in words
