"""What people settle about figures: laid over what was read, kept with who and when, never lost, undoable."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.domain.correction import FigureFields, Standing
from briefing.domain.errors import LibraryError
from briefing.domain.figure import Figure, FigureRef, Measure, Trust
from briefing.domain.quantity import Bound
from briefing.domain.report import Nature
from briefing.domain.search import HitKind
from briefing.domain.span import Span
from briefing.library.folding import fold
from briefing.library.library import Library
from tests.library.samples import harvest_figures, make_report

KEY = "harvest-2025"


def figure(library: Library, raw: str) -> Figure:
    contents = library.report(KEY)
    assert contents is not None
    return next(one for one in contents.figures if one.raw == raw)


def fields_of(library: Library, raw: str) -> FigureFields:
    return FigureFields.of(figure(library, raw))


def raws(library: Library) -> list[str]:
    contents = library.report(KEY)
    assert contents is not None
    return [one.raw for one in contents.figures]


def found(library: Library, words: str) -> list[str]:
    return [hit.text for hit in library.search(words) if hit.kind is HitKind.FIGURE]


NEW = FigureFields(Decimal(2), "平方公里", Bound.AT_LEAST, Measure.LEVEL, "绿化面积", Nature.TARGET, 2026)


@pytest.mark.parametrize(
    ("change", "says", "words"),
    [
        ({"value": Decimal("4.3")}, "4.3万人", "数值 4.7"),
        ({"unit": "亿人"}, "4.70亿人", "单位 万人"),
        ({"bound": Bound.AT_LEAST}, "≥4.70万人", "界限 等于"),
        ({"bound": Bound.RANGE, "upper": Decimal(5)}, "4.70-5万人", "上限 无；界限 等于"),
        ({"measure": Measure.GROWTH}, "4.70万人", "类型 总量"),
        ({"subject": "城镇新增就业"}, "4.70万人", "主体 新增城镇就业"),
        ({"nature": Nature.TARGET}, "4.70万人", "性质 实绩"),
        ({"year": None}, "4.70万人", "年份 2025"),
    ],
)
def test_any_field_can_be_corrected(harvest: Library, change: dict[str, object], says: str, words: str) -> None:
    before = figure(harvest, "4.70万人")
    fields = replace(FigureFields.of(before), **change)  # type: ignore[arg-type]
    assert harvest.correct_figure(before.ref, fields, author="统计科") == Standing()
    after = figure(harvest, "4.70万人")
    assert FigureFields.of(after) == fields
    assert after.quantity.words.replace("4.7万", "4.70万").replace("4.7亿", "4.70亿").replace("4.7-", "4.70-") == says
    assert (after.trust, after.before, after.corrected) == (Trust.CORRECTED, words, frozenset(change))
    assert (after.ref, after.text_span, after.raw) == (before.ref, before.text_span, before.raw)
    assert harvest.contents()[0].figures == harvest.report(KEY).figures  # type: ignore[union-attr]


def test_a_corrected_unit_is_folded_as_the_reader_folds_it(harvest: Library) -> None:
    ref = figure(harvest, "1000个").ref
    fields = replace(
        fields_of(harvest, "1000个"), value=Decimal("20.5"), upper=Decimal(30), unit="万㎡", bound=Bound.RANGE
    )
    harvest.correct_figure(ref, fields, author="统计科")
    quantity = figure(harvest, "1000个").quantity
    assert (quantity.base_value, quantity.base_upper, quantity.base_unit) == (
        Decimal(205000),
        Decimal(300000),
        "平方米",
    )
    assert (quantity.number, quantity.unit, quantity.bound) == ("20.5-30", "万㎡", Bound.RANGE)


def test_folding_keeps_every_digit() -> None:
    long = Decimal("1234567890123456789012345678901234567890.5")
    assert fold(replace(NEW, value=long, unit="万亩")).base_value == Decimal(
        "12345678901234567890123456789012345678905000"
    )


def test_folding_agrees_with_the_reader(seeded: Path, tmp_path: Path) -> None:
    with Library.open(seeded) as library:
        for contents in library.contents():
            for one in contents.figures:
                quantity = fold(FigureFields.of(one))
                assert quantity == one.quantity, one.raw


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"value": Decimal("NaN")}, "不是一个数"),
        ({"upper": Decimal("Infinity"), "bound": Bound.RANGE}, "不是一个数"),
        ({"upper": Decimal(5)}, "区间"),
        ({"bound": Bound.RANGE}, "区间"),
        ({"bound": Bound.RANGE, "upper": Decimal("4.7")}, "上限要大于下限"),
        ({"subject": " "}, "主体"),
        ({"year": 20255}, "年份"),
    ],
)
def test_what_makes_no_figure_is_refused_in_a_sentence(harvest: Library, change: dict[str, object], says: str) -> None:
    before = harvest.contents()
    fields = replace(fields_of(harvest, "4.70万人"), **change)  # type: ignore[arg-type]
    with pytest.raises(LibraryError, match=says):
        harvest.correct_figure(figure(harvest, "4.70万人").ref, fields, author="统计科")
    assert harvest.contents() == before
    assert harvest.corrections(KEY) == ()


def test_saying_what_is_said_already_leaves_no_trace(harvest: Library) -> None:
    ref = figure(harvest, "4.70万人").ref
    assert harvest.correct_figure(ref, fields_of(harvest, "4.70万人"), author="统计科") is None
    assert harvest.corrections(KEY) == ()


def test_correcting_back_to_what_was_read_is_no_correction(harvest: Library) -> None:
    read = figure(harvest, "4.70万人")
    harvest.correct_figure(read.ref, replace(FigureFields.of(read), year=2024), author="统计科")
    harvest.correct_figure(read.ref, FigureFields.of(read), author="统计科")
    assert figure(harvest, "4.70万人") == read


def test_a_confirmed_figure_is_no_longer_doubtful(tmp_path: Path) -> None:
    report = make_report()
    doubts = [replace(one, confidence=0.4, reason="主体不明") for one in harvest_figures(report)]
    with Library.open(tmp_path / "a.db", seed=False) as library:
        library.add_report(report, tuple(doubts))
        assert library.doubtful(0.4) == ()
        assert [one.raw for one in library.doubtful(0.5)] == ["4.70万人", "30微克", "1000个"]
        library.confirm_figure(doubts[0].ref, author="统计科")
        library.correct_figure(doubts[1].ref, replace(FigureFields.of(doubts[1]), unit="微克/立方米"), author="统计科")
        assert [one.raw for one in library.doubtful(0.5)] == ["1000个"]
        confirmed = library.figure(doubts[0].ref)
        assert confirmed is not None
        assert (confirmed.trust, confirmed.before, confirmed.confidence) == (Trust.CONFIRMED, "", 1.0)
        assert library.confirm_figure(doubts[0].ref, author="统计科") is None
        library.remove_figure(doubts[2].ref, author="统计科")
        assert library.doubtful(1.1) == ()


def test_a_removed_figure_is_left_out_but_can_be_had(harvest: Library) -> None:
    gone = figure(harvest, "30微克")
    harvest.remove_figure(gone.ref, author="统计科")
    assert raws(harvest) == ["4.70万人", "1000个"]
    assert [one.ref for one in harvest.removed_figures(KEY)] == [gone.ref]
    assert found(harvest, "浓度") == []
    assert harvest.remove_figure(gone.ref, author="统计科") is None
    harvest.restore_figure(gone.ref, author="统计科")
    assert raws(harvest) == ["4.70万人", "30微克", "1000个"]
    assert harvest.removed_figures(KEY) == ()
    assert found(harvest, "浓度") == ["PM2.5浓度 30微克"]


def test_a_figure_is_added_where_words_are_marked(harvest: Library) -> None:
    text = "“专精特新”企业增加㎡与👩‍🌾。"
    at = text.index("增加㎡")
    ref, _ = harvest.add_figure(KEY, 4, Span(at, at + 3), NEW, author="统计科")
    added = harvest.figure(ref)
    assert added is not None
    assert (added.raw, added.item, added.text_span, added.trust) == ("增加㎡", 4, Span(at, at + 3), Trust.ADDED)
    assert FigureFields.of(added) == NEW
    assert (added.quantity.base_value, added.quantity.base_unit) == (Decimal(2), "平方公里")
    assert raws(harvest) == ["4.70万人", "30微克", "1000个", "增加㎡"]
    assert found(harvest, "绿化") == ["绿化面积 增加㎡"]
    assert (added.before, added.corrected) == ("", frozenset())


def test_figures_come_in_the_order_of_the_text_wherever_they_were_added(harvest: Library) -> None:
    harvest.add_figure(KEY, 2, Span(0, 5), NEW, author="统计科")
    assert raws(harvest) == ["4.70万人", "PM2.5", "30微克", "1000个"]
    assert [one.raw for one in harvest.contents()[0].figures] == raws(harvest)


def test_an_added_figure_can_be_corrected_removed_and_added_again(harvest: Library) -> None:
    ref, _ = harvest.add_figure(KEY, 4, Span(0, 3), NEW, author="统计科")
    harvest.correct_figure(ref, replace(NEW, value=Decimal(3)), author="办公室")
    changed = harvest.figure(ref)
    assert changed is not None
    assert (changed.quantity.value, changed.trust) == (Decimal(3), Trust.ADDED)
    harvest.remove_figure(ref, author="办公室")
    assert [one.ref for one in harvest.removed_figures(KEY)] == [ref]
    again, _ = harvest.add_figure(KEY, 4, Span(0, 3), NEW, author="办公室")
    assert again == ref
    assert FigureFields.of(harvest.figure(ref)) == NEW  # type: ignore[arg-type]
    assert len(harvest.corrections(KEY)) == 1


@pytest.mark.parametrize(
    ("item", "stretch", "says"),
    [
        (1, Span(13, 15), "已经有数据“4.70万人”"),
        (1, Span(3, 3), "请先选中"),
        (1, Span(18, 90), "请先选中"),
        (99, Span(0, 1), "没有这一条"),
    ],
)
def test_what_cannot_be_added_is_refused_in_a_sentence(harvest: Library, item: int, stretch: Span, says: str) -> None:
    with pytest.raises(LibraryError, match=says):
        harvest.add_figure(KEY, item, stretch, NEW, author="统计科")
    assert raws(harvest) == ["4.70万人", "30微克", "1000个"]


def test_a_wrong_span_is_righted_by_removing_and_adding(harvest: Library) -> None:
    harvest.remove_figure(figure(harvest, "4.70万人").ref, author="统计科")
    harvest.add_figure(KEY, 1, Span(7, 18), NEW, author="统计科")
    assert raws(harvest)[0] == "新增城镇就业4.70万"
    with pytest.raises(LibraryError, match="重叠"):
        harvest.restore_figure(harvest.removed_figures(KEY)[0].ref, author="统计科")


def test_an_unknown_figure_is_said(harvest: Library) -> None:
    for ref in (FigureRef(KEY, 0, 1), FigureRef("no-report", 0, 1)):
        assert harvest.figure(ref) is None
        with pytest.raises(LibraryError, match="请刷新"):
            harvest.confirm_figure(ref, author="统计科")


def test_every_change_is_kept_with_who_and_when(harvest: Library) -> None:
    ref = figure(harvest, "4.70万人").ref
    harvest.correct_figure(ref, replace(fields_of(harvest, "4.70万人"), year=2024), author="统计科")
    harvest.confirm_figure(ref, author="办公室")
    harvest.remove_figure(ref, author="办公室")
    (correction,) = harvest.corrections(KEY)
    assert (correction.figure, correction.author, correction.added) == (ref, "办公室", False)
    assert (correction.anchor.raw, correction.anchor.span) == ("4.70万人", Span(ref.start, ref.end))
    assert correction.anchor.prefix.endswith("新增城镇就业")
    first, second, third = harvest.record_history(correction.id)
    assert [(line.author, line.action) for line in (first, second, third)] == [
        ("统计科", "correct"),
        ("办公室", "confirm"),
        ("办公室", "remove"),
    ]
    assert first.before is None
    assert first.after is not None
    assert (first.after["values"]["year"], first.after["values"]["value"]) == (2024, "4.70")
    assert second.before == first.after
    assert third.before == second.after
    assert first.at < second.at < third.at


def test_a_correction_survives_closing(harvest: Library) -> None:
    harvest.correct_figure(
        figure(harvest, "4.70万人").ref, replace(fields_of(harvest, "4.70万人"), unit="亿人"), author="统计科"
    )
    harvest.add_figure(KEY, 4, Span(0, 3), NEW, author="统计科")
    before = harvest.contents()
    harvest.close()
    with Library.open(harvest.path) as again:
        assert again.contents() == before


def test_another_window_sees_the_correction(harvest: Library) -> None:
    with Library.open(harvest.path) as other:
        assert other.contents() == harvest.contents()
        harvest.remove_figure(figure(harvest, "30微克").ref, author="统计科")
        assert other.contents() == harvest.contents()
        assert [one.raw for one in other.contents()[0].figures] == ["4.70万人", "1000个"]


def test_a_change_that_fails_is_not_remembered(harvest: Library) -> None:
    before = harvest.contents()

    def fail() -> None:
        with harvest.atomic():
            harvest.remove_figure(figure(harvest, "30微克").ref, author="统计科")
            assert len(harvest.contents()[0].figures) == 2
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert harvest.contents() == before
    assert found(harvest, "浓度")


def test_search_follows_a_corrected_subject(harvest: Library) -> None:
    fields = replace(fields_of(harvest, "30微克"), subject="细颗粒物年均浓度")
    harvest.correct_figure(figure(harvest, "30微克").ref, fields, author="统计科")
    (hit,) = [hit for hit in harvest.search("细颗粒物") if hit.kind is HitKind.FIGURE]
    assert hit.figures == (figure(harvest, "30微克"),)
    assert found(harvest, "PM2.5") == []
    (item,) = [hit for hit in harvest.search("PM2.5") if hit.kind is HitKind.ITEM]
    assert item.figures == (figure(harvest, "30微克"),)


def test_half_a_surrogate_pair_does_no_harm(harvest: Library) -> None:
    fields = replace(fields_of(harvest, "30微克"), subject="浓度\ud83d")
    harvest.correct_figure(figure(harvest, "30微克").ref, fields, author="统计科")
    assert figure(harvest, "30微克").subject == "浓度\ufffd"
