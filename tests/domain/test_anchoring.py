"""Finding annotations again in a corrected edition: exact, moved, suggested, orphan."""

from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from briefing.domain.anchor import (
    Anchor,
    AnchorState,
    Scope,
    anchor_at,
    anchor_of_item,
    anchor_of_report,
    canonical_text,
)
from briefing.domain.anchoring import Anchoring, Found, reanchor
from briefing.domain.folding import Folding
from briefing.domain.report import Report
from briefing.domain.span import Span
from tests.domain.corrected import report_of

EXACT, MOVED, SUGGESTED, ORPHAN = AnchorState
SURE = {EXACT, MOVED}

JOBS = "城镇新增就业4.3万人,失业人员再就业1.2万人。"
ROADS = "新改建农村公路320公里,建成“四好农村路”示范县2个。"
GRAIN = "粮食总产量达到52.6亿斤,实现二十连丰。"
SCHOOLS = "新建改扩建幼儿园31所,新增学位8400个。"
AIR = "空气质量优良天数达到291天,重污染天数降至3天。"
BEDS = "新增养老床位1500张,改造老旧小区86个。"
TRADE = "外贸进出口总额增长7.5%,实际利用外资2.1亿美元。"
STRANGE = "深入实施国企改革深化提升行动,国有资产质量稳步提高。"


def one_part(*items: str) -> Report:
    return report_of([("一年来的工作", list(items))])


def anchored(report: Report, quote: str, nth: int = 0) -> Anchor:
    """The anchor of the nth place where the quote stands."""
    places = [(item, at) for item in report.items() for at in range(len(item.text)) if item.text.startswith(quote, at)]
    item, at = places[nth]
    return anchor_at(report, item, Span(at, at + len(quote)))


def words(report: Report, found: Found) -> str:
    item = next(item for item in report.items() if item.position == found.item)
    return item.text if found.stretch is None else found.stretch.of(item.text)


def test_the_states_and_scopes_have_chinese_names() -> None:
    assert [state.label for state in AnchorState] == ["位置不变", "已移动", "待确认", "找不到"]
    assert [scope.label for scope in Scope] == ["一段原文", "整条", "整章", "整份报告"]


BASE = one_part(JOBS + ROADS, GRAIN + SCHOOLS, AIR + BEDS + TRADE)


@pytest.mark.parametrize("quote", ["4.3万人", "新增学位8400个", ROADS, AIR + BEDS, "空气质量优良天数"])
def test_an_unchanged_text_holds_every_anchor_where_it_was(quote: str) -> None:
    found = reanchor(BASE, anchored(BASE, quote), Scope.PASSAGE)
    assert found.state is EXACT
    assert found.score == 1
    assert words(BASE, found) == quote


@pytest.mark.parametrize("quote", ["4.3万人", "新增学位8400个", SCHOOLS, AIR + BEDS, TRADE])
def test_a_passage_that_only_moved_is_moved(quote: str) -> None:
    later = one_part(STRANGE, JOBS + ROADS, STRANGE + GRAIN + SCHOOLS, AIR + BEDS + TRADE)
    found = reanchor(later, anchored(BASE, quote), Scope.PASSAGE)
    assert found.state is MOVED
    assert words(later, found) == quote


def test_items_merged_and_split_move_their_passages() -> None:
    later = one_part(JOBS, ROADS + GRAIN + SCHOOLS + AIR, BEDS + TRADE)
    for quote in (ROADS, GRAIN, "新增学位8400个", BEDS, "2.1亿美元"):
        found = reanchor(later, anchored(BASE, quote), Scope.PASSAGE)
        assert found.state in SURE, quote
        assert words(later, found) == quote


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ("4.3万人,失业", "４.３万人，失业"),
        ("“四好农村路”", "「四好农村路」"),
        ("7.5%", "7.5％"),
        ("52.6亿斤", "52.6 亿斤"),
    ],
)
def test_another_form_of_the_same_words_is_the_same_quote(was: str, now: str) -> None:
    anchor = anchored(BASE, was)
    later = one_part(*(item.text.replace(was, now) for item in BASE.items()))
    found = reanchor(later, anchor, Scope.PASSAGE)
    assert found.state in SURE
    assert words(later, found) == now


def test_offsets_hold_outside_the_basic_plane_and_where_signs_fold_to_several() -> None:
    early = one_part("𠮷林路扩建１２０㎡的cafe\u0301完工。" + JOBS, GRAIN)
    later = one_part("𠮷林路扩建120㎡的café完工。" + JOBS, GRAIN)
    for quote, now in (("１２０㎡", "120㎡"), ("cafe\u0301完工", "café完工"), ("4.3万人", "4.3万人")):
        found = reanchor(later, anchored(early, quote), Scope.PASSAGE)
        assert found.state in SURE
        assert words(later, found) == now


def test_line_ends_within_a_quote_do_not_matter() -> None:
    anchor = anchored(BASE, "城镇新增就业4.3万人")
    foreign = Anchor("城镇新增\r\n就业4.3万人", anchor.prefix, anchor.suffix, anchor.start, anchor.end + 2)
    assert reanchor(BASE, foreign, Scope.PASSAGE).state is EXACT


def test_a_base_sign_is_not_the_sign_with_its_mark() -> None:
    early, later = one_part("区号为e的地块出让。" + JOBS), one_part("区号为e\u0301的地块出让。" + JOBS)
    assert reanchor(later, anchored(early, "e"), Scope.PASSAGE).state not in SURE


def test_the_right_one_of_several_like_quotes_is_found_by_its_sentence() -> None:
    early = one_part("第一产业增长5%左右。" + GRAIN, "第二产业增长5%左右。" + ROADS, "第三产业增长5%左右。" + BEDS)
    later = one_part(STRANGE, *(item.text for item in early.items()))
    for nth in range(3):
        found = reanchor(later, anchored(early, "增长5%左右", nth), Scope.PASSAGE)
        assert (found.state, found.item) == (MOVED, nth + 1)


def test_a_changed_figure_is_suggested_with_the_figure_that_stands_there_now() -> None:
    later = one_part(JOBS.replace("4.3", "4.5") + ROADS, GRAIN + SCHOOLS)
    found = reanchor(later, anchored(BASE, "4.3万人"), Scope.PASSAGE)
    assert found.state is SUGGESTED
    assert words(later, found) == "4.5万人"
    assert 0.5 <= found.score < 1


def test_a_word_changed_beside_the_quote_asks_a_person_who_is_shown_the_quote() -> None:
    later = one_part(JOBS.replace("失业人员", "下岗人员") + ROADS, GRAIN + SCHOOLS)
    found = reanchor(later, anchored(BASE, "4.3万人"), Scope.PASSAGE)
    assert found.state is SUGGESTED
    assert words(later, found) == "4.3万人"


BOILERPLATE = [
    ("城镇新增就业4.3万人。", "城镇新增就业4.5万人。"),
    ("一季度生产总值增长5.2%左右。", "二季度生产总值增长5.2%左右。"),
    ("坚持稳中求进工作总基调。", "坚持稳中求进。"),
    ("规模以上工业增加值增长6.1%,快于全国。", "固定资产投资增长6.1%,快于全国。"),
    ("新增就业。", "新增就业2万人。"),
]


@pytest.mark.parametrize(("sentence", "lookalike"), [*BOILERPLATE, *((b, a) for a, b in BOILERPLATE)])
def test_no_lookalike_takes_over_what_was_written_about_a_deleted_sentence(sentence: str, lookalike: str) -> None:
    for beside in (False, True):
        rest = [sentence, lookalike, GRAIN] if beside else [sentence, GRAIN, lookalike]
        early = one_part(STRANGE + "".join(rest), ROADS)
        later = one_part(STRANGE + "".join(rest[1:]), ROADS)
        for length in {2, 4, len(sentence) // 2, len(sentence) - 1, len(sentence)}:
            for start in range(len(sentence) - length + 1):
                item = next(early.items())
                anchor = anchor_at(early, item, Span(len(STRANGE) + start, len(STRANGE) + start + length))
                assert reanchor(later, anchor, Scope.PASSAGE).state not in SURE
                assert Anchoring(later, early).find(anchor, Scope.PASSAGE).state not in SURE


def test_a_twin_far_from_the_deleted_sentence_is_only_suggested() -> None:
    early = one_part(JOBS + "各位代表!" + ROADS, GRAIN, AIR + "各位代表!" + BEDS)
    later = one_part(JOBS + ROADS, GRAIN, AIR + "各位代表!" + BEDS)
    for before in (None, early):
        assert Anchoring(later, before).find(anchored(early, "各位代表!"), Scope.PASSAGE).state not in SURE
        assert Anchoring(later, before).find(anchored(early, "各位代表!", 1), Scope.PASSAGE).state is MOVED


def test_a_long_twin_that_comes_to_stand_in_the_same_place_is_only_suggested() -> None:
    twin = "现在,我代表市人民政府向大会报告工作,请予审议,并请市政协委员和列席会议的同志提出意见。"
    early, later = one_part(twin + JOBS + ROADS, twin + GRAIN), one_part(twin + GRAIN)
    assert reanchor(later, anchored(early, "提出意见"), Scope.PASSAGE).state is SUGGESTED
    for quote in ("请予审议", "提出意见", twin):
        assert Anchoring(later, early).find(anchored(early, quote), Scope.PASSAGE).state is SUGGESTED


def test_a_twin_beside_the_deleted_sentence_is_only_suggested() -> None:
    early, later = one_part("稳中求进。稳中求进。" + JOBS), one_part("稳中求进。" + JOBS)
    assert reanchor(later, anchored(early, "稳中求进。"), Scope.PASSAGE).state not in SURE


FORMULA = (
    "我们要坚持以习近平新时代中国特色社会主义思想为指导,深入贯彻党的二十大和二十届历次全会精神,"
    "认真落实省委和市委的各项决策部署,全面建设现代化的新城市,{}。"
)


def test_a_formula_longer_than_the_context_is_accepted_only_with_the_earlier_edition_at_hand() -> None:
    early = one_part(JOBS, FORMULA.format("努力办好民生实事"), GRAIN)
    shifted = one_part(STRANGE, JOBS, FORMULA.format("努力办好民生实事"), GRAIN)
    reused = one_part(STRANGE, JOBS, GRAIN, FORMULA.format("加快产业转型升级"))
    anchor = anchored(early, "二十届历次全会")
    assert reanchor(shifted, anchor, Scope.PASSAGE).state is SUGGESTED
    assert Anchoring(shifted, early).find(anchor, Scope.PASSAGE).state is MOVED
    assert reanchor(reused, anchor, Scope.PASSAGE).state is SUGGESTED
    assert Anchoring(reused, early).find(anchor, Scope.PASSAGE).state is SUGGESTED


def test_an_earlier_edition_in_which_the_anchor_was_not_made_tells_nothing_about_it() -> None:
    first = one_part(JOBS, ROADS, GRAIN)
    anchor = anchored(first, "实现")
    second = one_part(STRANGE, "今年实现", "实现", GRAIN)
    at = canonical_text(second).index("实现")
    foreign = Anchor(anchor.exact, anchor.prefix, anchor.suffix, at, at + 2)
    later = one_part(STRANGE, JOBS, "今年实现", ROADS, GRAIN)
    found = Anchoring(later, second).find(foreign, Scope.PASSAGE)
    assert (found.state, found.item) == (MOVED, 4)


def test_what_is_gone_is_an_orphan() -> None:
    found = reanchor(one_part(JOBS, GRAIN, AIR), anchored(BASE, "新增学位8400个"), Scope.PASSAGE)
    assert (found.state, found.item, found.stretch) == (ORPHAN, None, None)


def test_marks_without_a_word_that_are_gone_are_not_looked_for() -> None:
    early, later = one_part("—— " + JOBS, GRAIN), one_part(JOBS, GRAIN)
    assert reanchor(later, anchored(early, "—— "), Scope.PASSAGE).state is ORPHAN


def test_an_item_is_found_as_a_whole() -> None:
    anchors = [anchor_of_item(BASE, item) for item in BASE.items()]
    texts = [item.text for item in BASE.items()]
    moved = one_part(STRANGE, *texts)
    reordered = one_part(texts[2], texts[0], texts[1])
    corrected = one_part(texts[0], texts[1].replace("8400", "8600"), texts[2])
    merged = one_part(texts[0] + texts[1], texts[2])
    for index, anchor in enumerate(anchors):
        assert reanchor(BASE, anchor, Scope.ITEM) == Found(EXACT, index, score=1.0)
        assert reanchor(moved, anchor, Scope.ITEM) == Found(MOVED, index + 1, score=1.0)
        assert reanchor(reordered, anchor, Scope.ITEM) == Found(MOVED, (index + 1) % 3, score=1.0)
    found = reanchor(corrected, anchors[1], Scope.ITEM)
    assert (found.state, found.item, found.stretch) == (SUGGESTED, 1, None)
    found = reanchor(merged, anchors[1], Scope.ITEM)
    assert (found.state, found.item) == (SUGGESTED, 0)
    assert reanchor(one_part(texts[0], texts[2]), anchors[1], Scope.ITEM).state is ORPHAN


def test_an_item_that_is_now_part_of_another_is_not_that_other() -> None:
    later = one_part(GRAIN + SCHOOLS + BEDS, JOBS)
    assert reanchor(later, anchor_of_item(BASE, list(BASE.items())[1]), Scope.ITEM).state is SUGGESTED


def test_an_anchor_of_an_old_library_names_an_item_only_by_where_it_begins() -> None:
    start = len(JOBS + ROADS) + 1
    old = Anchor("", "", "", start, start)
    assert reanchor(BASE, old, Scope.ITEM) == Found(EXACT, 1, score=1.0)
    assert reanchor(BASE, Anchor("", "", "", start + 1, start + 1), Scope.ITEM).state is ORPHAN
    later = one_part("短。", *(item.text for item in BASE.items()))
    assert reanchor(later, old, Scope.ITEM).state is ORPHAN
    assert Anchoring(later, BASE).find(old, Scope.ITEM) == Found(MOVED, 2, score=1.0)
    replaced = one_part(JOBS + ROADS, TRADE)
    assert Anchoring(replaced, BASE).find(old, Scope.ITEM).state is ORPHAN
    assert reanchor(BASE, Anchor("", "别的上文", "", start, start), Scope.ITEM).state is ORPHAN


def test_a_report_is_always_found() -> None:
    assert reanchor(one_part(), anchor_of_report(), Scope.REPORT) == Found(EXACT, score=1.0)


SENTENCE = st.text(st.sampled_from("增长就业人数坚持4.3万%,“é\u0301㎡４𠮷 ；"), min_size=1, max_size=14).map(
    lambda t: t + "。"
)
ITEM = st.lists(SENTENCE, min_size=1, max_size=3).map("".join)
ITEMS = st.lists(ITEM, min_size=1, max_size=6)


@given(ITEMS, st.data())
def test_any_anchor_is_exact_in_an_unchanged_report(texts: list[str], data: st.DataObject) -> None:
    report = one_part(*texts)
    item = data.draw(st.sampled_from(list(report.items())))
    start = data.draw(st.integers(0, len(item.text) - 1))
    end = data.draw(st.integers(start + 1, len(item.text)))
    found = reanchor(report, anchor_at(report, item, Span(start, end)), Scope.PASSAGE)
    assert found == Found(EXACT, item.position, Span(start, end), score=1.0)
    assert reanchor(report, anchor_of_item(report, item), Scope.ITEM) == Found(EXACT, item.position, score=1.0)


UNIQUE = "第{}号议案由甲乙丙第{}组办理完毕。"


@given(ITEMS, ITEM, st.data())
def test_a_paragraph_put_in_elsewhere_leaves_a_unique_sentence_found(
    texts: list[str], strange: str, data: st.DataObject
) -> None:
    own = UNIQUE.format(7, 9)
    at = data.draw(st.integers(0, len(texts)))
    early = one_part(*texts[:at], own, *texts[at:])
    put = data.draw(st.integers(0, len(texts) + 1))
    now = [item.text for item in early.items()]
    later = one_part(*now[:put], strange, *now[put:])
    for anchor, scope in ((anchored(early, own), Scope.PASSAGE), (anchored(early, own), Scope.ITEM)):
        for before in (None, early):
            found = Anchoring(later, before).find(anchor, scope)
            assert found.state in SURE
            assert words(later, found) == own


@given(st.lists(ITEM, min_size=1, max_size=5, unique=True), st.data())
def test_a_deleted_sentence_is_never_found_for_sure(texts: list[str], data: st.DataObject) -> None:
    early = one_part(*texts)
    folding = Folding()
    folded = [folding.fold(text) for text in texts]
    gone = data.draw(st.integers(0, len(texts) - 1))
    sentences = [part for text in folded for part in text.split("。")]
    own = [part for part in folded[gone].split("。") if part]
    assume(all(sentences.count(part) == 1 for part in own))
    item = list(early.items())[gone]
    start = data.draw(st.integers(0, len(item.text) - 1))
    end = data.draw(st.integers(start + 1, len(item.text)))
    quote = item.text[start:end]
    assume(folding.fold(quote).strip("。"))
    later = one_part(*texts[:gone], *texts[gone + 1 :])
    for before in (None, early):
        anchoring = Anchoring(later, before)
        assert anchoring.find(anchor_at(early, item, Span(start, end)), Scope.PASSAGE).state not in SURE
        assert anchoring.find(anchor_of_item(early, item), Scope.ITEM).state not in SURE


@given(
    st.lists(st.text(max_size=20), max_size=4),
    st.text(max_size=12),
    st.text(max_size=34),
    st.text(max_size=34),
    st.data(),
)
def test_nothing_makes_it_fail(texts: list[str], exact: str, prefix: str, suffix: str, data: st.DataObject) -> None:
    report = one_part(*texts)
    start, end = data.draw(st.integers(-3, 90)), data.draw(st.integers(-3, 90))
    anchor = Anchor(exact, prefix, suffix, start, end)
    for before in (None, report):
        anchoring = Anchoring(report, before)
        for scope in Scope:
            found = anchoring.find(anchor, scope)
            assert 0 <= found.score <= 1
            if found.stretch is not None:
                assert found.stretch.end <= len(list(report.items())[found.item or 0].text)
