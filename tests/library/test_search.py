"""Searching: two characters suffice, one does too; any text is a query and none is a command."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.domain.annotation import AnnotationKind
from briefing.domain.place import Place
from briefing.domain.search import Hit, HitKind
from briefing.domain.span import Span
from briefing.library.library import Library
from briefing.library.search import nearest, shares
from briefing.library.writing import Edit
from tests.library.samples import harvest_figures, make_figure, make_report


def kinds(hits: tuple[Hit, ...]) -> list[HitKind]:
    return [hit.kind for hit in hits]


def marked(hit: Hit) -> list[str]:
    return [mark.of(hit.text) for mark in hit.marks]


def only(hits: tuple[Hit, ...], kind: HitKind) -> list[Hit]:
    return [hit for hit in hits if hit.kind is kind]


def test_two_characters_find_headings_figures_items_and_annotations(harvest: Library) -> None:
    note = harvest.add_annotation(
        "harvest-2025", 2, Span(0, 5), kind=AnnotationKind.RISK, title="提醒", text="与就业无关。", author="综合科"
    )
    hits = harvest.search("就业")
    assert kinds(hits) == [
        HitKind.HEADING,
        HitKind.FIGURE,
        HitKind.ITEM,
        HitKind.ITEM,
        HitKind.ANNOTATION,
    ]
    assert all(marked(hit) == ["就业"] for hit in hits)
    heading, figure, first, second, found = hits
    assert (heading.text, heading.place) == ("坚持就业优先,办好民生实事", Place("harvest-2025", (0, 0)))
    assert figure.figures == harvest_figures(make_report())[:1]
    assert (first.place, second.place) == (Place("harvest-2025", (0, 0), 1), Place("harvest-2025", (0, 1), 3))
    assert (found.annotation, found.text) == (note, "提醒：与就业无关。")
    assert found.place == Place("harvest-2025", (0, 0), 2)


def test_a_hit_says_where_it_is(harvest: Library) -> None:
    hits = harvest.search("就业")
    assert [hit.trail for hit in hits] == [
        "2025 · 重点工作 · 第1节 · 第3行",
        "2025 · 1 坚持就业优先 · 第4行",
        "2025 · 1 坚持就业优先 · 第4行",
        "2025 · 2 强化项目支撑 · 第7行",
    ]
    assert [hit.trail for hit in harvest.search("各项工作")] == ["2025 · 重点工作 · 第2行"]


def test_an_annotation_says_what_it_is_about(harvest: Library) -> None:
    harvest.add_annotation("harvest-2025", 2, Span(0, 5), kind=AnnotationKind.RISK, text="易超标", author="综合科")
    harvest.add_annotation("harvest-2025", 3, None, kind=AnnotationKind.WORDING, text="易超支", author="综合科")
    assert [hit.trail for hit in harvest.search("易超")] == [
        "风险 · 1 坚持就业优先 · PM2.5",
        "口径 · 2 强化项目支撑 · 招商引资签约项目1000个,就业容量大。",
    ]


def test_a_report_without_a_year_goes_by_its_name(library: Library) -> None:
    library.add_report(replace(make_report(year=None), short="示例解读"), ())
    assert library.search("创业服务")[0].trail == "示例解读 · 1 坚持就业优先 · 第4行"


def test_a_report_is_found_by_its_name(library: Library) -> None:
    library.add_report(replace(make_report(title="奋楫争先"), short="二〇二五解读"), ())
    (hit,) = library.search("解读")
    assert (hit.kind, hit.place, hit.text, hit.trail) == (
        HitKind.HEADING,
        Place("harvest-2025"),
        "二〇二五解读",
        "奋楫争先",
    )


def test_one_character_suffices(harvest: Library) -> None:
    assert [marked(hit) for hit in harvest.search("与")] == [["与"]]
    assert [marked(hit) for hit in harvest.search("大")] == [["大"]]
    assert only(harvest.search("。"), HitKind.ITEM)


def test_every_word_must_stand_there_in_any_order(harvest: Library) -> None:
    (hit,) = only(harvest.search("容量 招商"), HitKind.ITEM)
    assert marked(hit) == ["招商", "容量"]
    assert harvest.search("容量 浓度") == ()


def test_marks_that_touch_are_one(harvest: Library) -> None:
    (hit,) = only(harvest.search("就业 业容"), HitKind.ITEM)
    assert marked(hit) == ["就业容"]


@pytest.mark.parametrize("typed", ["PM2.5", "pm2.5", "ＰＭ２.５", "ＰＭ２．５", "pm 2.5"])
def test_width_and_case_do_not_matter(harvest: Library, typed: str) -> None:
    hits = harvest.search(typed)
    assert {marked(hit)[0] for hit in hits} == {"PM2.5"}
    assert kinds(hits) == [HitKind.FIGURE, HitKind.ITEM]


@pytest.mark.parametrize("typed", [",", "，"])
def test_a_comma_is_a_comma(harvest: Library, typed: str) -> None:
    assert len(harvest.search(typed)) == 4


def test_pinyin_initials_find_headings_and_subjects(harvest: Library) -> None:
    hits = harvest.search("jy")
    assert [(hit.kind, hit.text, hit.marks) for hit in hits] == [
        (HitKind.HEADING, "坚持就业优先,办好民生实事", ()),
        (HitKind.FIGURE, "新增城镇就业 4.70万人", ()),
    ]
    assert [hit.text for hit in harvest.search("zsyz")] == ["招商引资签约项目 1000个"]
    assert harvest.search("XMZC")[0].text == "强化项目支撑"


def test_initials_do_not_run_over_punctuation(harvest: Library) -> None:
    assert harvest.search("yxbh") == ()


def test_letters_are_also_text(library: Library) -> None:
    library.add_report(make_report(outline=(("打造超级IP", ("塑造城市超级IP。",)),)), ())
    hits = library.search("ip")
    assert [marked(hit) for hit in hits] == [["IP"], ["IP"]]


def test_pinyin_and_words_may_stand_together(harvest: Library) -> None:
    (hit,) = harvest.search("jy 4.70")
    assert (hit.kind, marked(hit)) == (HitKind.FIGURE, ["4.70"])


def test_an_item_shows_the_figure_nearest_to_the_words(library: Library) -> None:
    report = make_report(outline=(("节", ("贷款5亿元,新增就业4万人,技能人才1万人。",)),))
    figures = tuple(make_figure(report, 1, raw, raw[0], raw[1:], raw) for raw in ("5亿元", "4万人", "1万人"))
    library.add_report(report, figures)
    shown = {word: only(library.search(word), HitKind.ITEM)[0].figures for word in ("贷款", "就业", "人才", "新增")}
    assert {word: [figure.raw for figure in found] for word, found in shown.items()} == {
        "贷款": ["5亿元"],
        "就业": ["4万人"],
        "人才": ["1万人"],
        "新增": ["5亿元"],
    }


def test_of_two_figures_as_near_the_one_that_follows_is_shown() -> None:
    report = make_report(outline=(("节", ("占5亿元就业4万人。",)),))
    before, after = make_figure(report, 1, "5亿元", "5", "亿元", "a"), make_figure(report, 1, "4万人", "4", "万人", "b")
    assert nearest((before, after), (Span(4, 6),)) == (after,)
    assert nearest((before, after), (Span(1, 3),)) == (before,)
    assert nearest((), (Span(1, 3),)) == ()


def test_newer_reports_come_first_within_a_group(library: Library) -> None:
    for key, year in (("b", 2026), ("a", 2024), ("c", 2026), ("d", None)):
        library.add_report(make_report(key, year=year), ())
    hits = library.search("就业")
    assert kinds(hits) == [HitKind.HEADING] * 4 + [HitKind.ITEM] * 8
    assert [hit.place.report_key for hit in hits[:4]] == ["c", "b", "a", "d"]
    assert [(hit.place.report_key, hit.place.item) for hit in hits[4:8]] == [("c", 1), ("c", 3), ("b", 1), ("b", 3)]


def test_no_group_crowds_out_the_others(library: Library) -> None:
    for number in range(6):
        report = make_report(f"r{number}")
        library.add_report(report, harvest_figures(report))
        library.add_annotation(report.key, 1, None, kind=AnnotationKind.RISK, text="就业", author="综合科")
    hits = library.search("就业", limit=8)
    assert len(hits) == 8
    assert {kind: len(only(hits, kind)) for kind in HitKind} == {
        HitKind.INDICATOR: 0,
        HitKind.HEADING: 2,
        HitKind.FIGURE: 2,
        HitKind.ITEM: 2,
        HitKind.ANNOTATION: 2,
    }
    assert library.search("就业", limit=0) == ()


@given(st.lists(st.integers(0, 60), min_size=5, max_size=5), st.integers(0, 60))
def test_shares_fill_the_limit_and_no_more(sizes: list[int], limit: int) -> None:
    parts = shares(sizes, limit)
    assert sum(parts) == min(sum(sizes), limit)
    assert all(0 <= part <= size for part, size in zip(parts, sizes, strict=True))


def test_an_annotation_is_found_by_what_it_says_now(harvest: Library) -> None:
    note = harvest.add_annotation("harvest-2025", 1, None, kind=AnnotationKind.RISK, text="旧话", author="综合科")
    harvest.edit_annotation(note.id, Edit(text="新话"), author="综合科")
    assert harvest.search("旧话") == ()
    assert [hit.text for hit in harvest.search("新话")] == ["新话"]
    harvest.edit_annotation(note.id, Edit(deleted=True), author="综合科")
    assert harvest.search("新话") == ()
    harvest.edit_annotation(note.id, Edit(deleted=False), author="综合科")
    assert len(harvest.search("新话")) == 1


def test_many_annotations_of_one_passage_are_all_found(harvest: Library) -> None:
    for number in range(70):
        harvest.add_annotation(
            "harvest-2025", 1, None, kind=AnnotationKind.RISK, text=f"第{number}次提醒", author="综合科"
        )
    assert len(harvest.search("次提醒", limit=100)) == 70


@pytest.mark.parametrize(
    "typed",
    [
        *("", " ", "\u3000", "\u200b", '"', "'", "*", "%", "_", "(", "😀", "👩‍🌾", "\x00", "\ud83d"),
        *("就业*", '"就业', "grams:就业", "就业 OR 招商", "NOT", "-就业", "就业 AND", "^就", "NEAR(就 业)"),
        *("'; DROP TABLE items; --", "a" * 5000, "就 " * 3000),
    ],
)
def test_what_is_typed_is_data(harvest: Library, typed: str) -> None:
    for hit in harvest.search(typed):
        assert hit.text
    assert harvest.search("招商引资")


def test_marks_of_syntax_are_found_as_they_stand(library: Library) -> None:
    texts = ('a*b "c" 100% OR x_y', "别的")
    library.add_report(make_report(outline=(("节", texts),)), ())
    for typed in ("*", '"c"', "100%", "x_y", "b OR"):
        assert [hit.place.item for hit in library.search(typed)] == [1], typed


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(typed=st.text(st.characters(), max_size=20))
def test_any_text_is_a_query(harvest: Library, typed: str) -> None:
    for hit in harvest.search(typed):
        assert all(0 <= mark.start < mark.end <= len(hit.text) for mark in hit.marks)
