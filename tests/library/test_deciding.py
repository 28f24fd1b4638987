"""What people decide about indicators: joined, split, worded; kept with who and when, withdrawn and not lost."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest

from briefing.domain.comparison import Indicator, Terms
from briefing.domain.correction import FigureFields
from briefing.domain.decision import OTHER_THEME, UNCHECKED, DecisionKind, Wording
from briefing.domain.errors import LibraryError
from briefing.domain.figure import Figure, FigureRef
from briefing.domain.search import HitKind
from briefing.library.library import Library

RESULTS, TARGETS = "changzhi-2024", "changzhi-2026"


@pytest.fixture
def library(library_file: Path) -> Iterator[Library]:
    with Library.open(library_file) as opened:
        yield opened


def named(library: Library, name: str) -> Indicator:
    return next(one for one in library.indicators() if one.name == name)


def refs(indicator: Indicator) -> tuple[FigureRef, ...]:
    return tuple(figure.ref for figure in indicator.results)


def figure(library: Library, key: str, raw: str, subject: str) -> Figure:
    contents = library.report(key)
    assert contents is not None
    return next(one for one in contents.figures if one.raw == raw and subject in one.subject)


def shown(library: Library, words: str) -> list[str]:
    return [hit.text for hit in library.search(words) if hit.kind is HitKind.INDICATOR]


def free_pair(library: Library) -> tuple[Figure, Figure]:
    """A result and a target that no rule joins."""
    used = {one.ref for indicator in library.indicators() for one in (*indicator.results, indicator.target)}
    contents = {kept.report.key: kept.figures for kept in library.contents()}
    result = next(one for one in contents[RESULTS] if one.ref not in used and one.nature == "actual")
    target = next(one for one in contents[TARGETS] if one.ref not in used and one.nature == "target")
    return result, target


def test_two_figures_are_joined(library: Library) -> None:
    before = library.indicators()
    result, target = free_pair(library)
    wording = Wording("人工指标", "就业民生", Terms.CAVEAT, "口径以统计局为准。")
    decision = library.join_figures([result.ref], target.ref, wording, author="统计科")
    made = named(library, "人工指标")
    assert (made.results, made.target, made.terms, made.caveat) == (
        (result,),
        target,
        Terms.CAVEAT,
        "口径以统计局为准。",
    )
    after = library.indicators()
    assert [one for one in after if one != made] == list(before)
    assert {one.theme for one in after[after.index(made) - 1 : after.index(made) + 1]} == {"就业民生"}
    assert shown(library, "人工指标") == ["人工指标"]
    library.withdraw_decision(decision, author="统计科")
    assert library.indicators() == before
    assert shown(library, "人工指标") == []


def test_a_pair_joined_without_words_says_that_nobody_checked_it(library: Library) -> None:
    result, target = free_pair(library)
    library.join_figures([result.ref], target.ref, author="统计科")
    made = library.indicators()[-1]
    assert (made.name, made.theme, made.terms, made.caveat) == (target.label, OTHER_THEME, Terms.CAVEAT, UNCHECKED)


def test_a_pair_joined_on_the_same_terms_needs_no_caveat(library: Library) -> None:
    result, target = free_pair(library)
    library.join_figures([result.ref], target.ref, Wording(terms=Terms.SAME), author="统计科")
    assert (library.indicators()[-1].terms, library.indicators()[-1].caveat) == (Terms.SAME, "")


def test_a_result_is_added_to_an_indicator(library: Library) -> None:
    villages = named(library, "精品示范村")
    more = named(library, "提档升级村").results[0]
    place = library.indicators().index(villages)
    library.join_figures([*refs(villages), more.ref], villages.target.ref, author="统计科")
    after = library.indicators()[place]
    assert after == replace(villages, results=(*villages.results, more))
    assert after.base is not None
    assert after.base.value == Decimal(394)
    assert len(library.indicators()) == 19


def test_a_pair_is_refused(library: Library) -> None:
    before = library.indicators()
    jobs = named(library, "城镇新增就业")
    decision = library.split_indicator(refs(jobs), jobs.target.ref, author="统计科")
    assert library.indicators() == tuple(one for one in before if one != jobs)
    assert shown(library, "城镇新增就业") == []
    with pytest.raises(LibraryError, match="没有合并"):
        library.split_indicator(refs(jobs), jobs.target.ref, author="统计科")
    assert library.withdraw_decision(decision, author="统计科")
    assert not library.withdraw_decision(decision, author="统计科")
    assert library.indicators() == before


def test_one_of_several_results_is_taken_out(library: Library) -> None:
    farmland = named(library, "新建高标准农田和水浇地")
    library.split_indicator([farmland.results[1].ref], farmland.target.ref, author="统计科")
    assert named(library, "新建高标准农田和水浇地").results == farmland.results[:1]


def test_what_was_split_can_be_joined_again(library: Library) -> None:
    jobs = named(library, "城镇新增就业")
    library.split_indicator(refs(jobs), jobs.target.ref, author="统计科")
    library.join_figures(refs(jobs), jobs.target.ref, Wording("城镇新增就业", terms=Terms.SAME), author="办公室")
    again = named(library, "城镇新增就业")
    assert (again.results, again.target, again.terms) == (jobs.results, jobs.target, Terms.SAME)


def test_an_indicator_is_worded(library: Library) -> None:
    jobs = named(library, "城镇新增就业")
    wording = Wording(name="新增就业", terms=Terms.NOT_SUBTRACTABLE, caveat="范围不同。", short="范围不同")
    library.reword_indicator(refs(jobs), jobs.target.ref, wording, author="统计科")
    assert named(library, "新增就业") == wording.applied(jobs)
    assert named(library, "新增就业").difference is None
    assert library.reword_indicator(refs(jobs), jobs.target.ref, wording, author="统计科") is None
    assert "新增就业" in shown(library, "新增就业")
    assert "城镇新增就业" not in shown(library, "就业")


@pytest.mark.parametrize(
    ("wording", "says"),
    [
        (Wording(name=" "), "名称"),
        (Wording(terms=Terms.CAVEAT), "写明差别"),
        (Wording(terms=Terms.NOT_SUBTRACTABLE, caveat="范围不同。"), "写明原因"),
    ],
)
def test_wording_that_lacks_something_is_refused(library: Library, wording: Wording, says: str) -> None:
    before, decisions = library.indicators(), library.decisions()
    jobs = named(library, "城镇新增就业")
    with pytest.raises(LibraryError, match=says):
        library.reword_indicator(refs(jobs), jobs.target.ref, wording, author="统计科")
    assert (library.indicators(), library.decisions()) == (before, decisions)


def test_figures_that_make_no_indicator_are_refused(library: Library) -> None:
    jobs = named(library, "城镇新增就业")
    result, target = jobs.results[0].ref, jobs.target.ref
    for results, of, says in (
        ([], target, "至少一个"),
        ([result, result], target, "不同"),
        ([target], target, "不同"),
        ([target], result, "应是目标"),
        ([named(library, "精品示范村").target.ref], target, "应是实绩"),
        ([FigureRef(RESULTS, 0, 1)], target, "请刷新"),
    ):
        with pytest.raises(LibraryError, match=says):
            library.join_figures(results, of, author="统计科")
    library.remove_figure(result, author="统计科")
    with pytest.raises(LibraryError, match="先恢复"):
        library.join_figures([result], target, author="统计科")


def test_a_decision_is_kept_with_who_and_when(library: Library) -> None:
    jobs = named(library, "城镇新增就业")
    identity = library.reword_indicator(refs(jobs), jobs.target.ref, Wording(short="短"), author="统计科")
    assert identity is not None
    library.withdraw_decision(identity, author="办公室")
    decision = library.decisions()[-1]
    assert (decision.id, decision.kind, decision.author, decision.withdrawn) == (
        identity,
        DecisionKind.REWORD,
        "统计科",
        True,
    )
    assert (decision.results, decision.target, decision.wording) == (refs(jobs), jobs.target.ref, Wording(short="短"))
    lines = library.record_history(identity)
    assert [(line.author, line.action, line.after) for line in lines] == [
        ("统计科", "reword", {"short": "短"}),
        ("办公室", "withdraw", {"withdrawn": True}),
    ]
    with pytest.raises(LibraryError, match="没有这项决定"):
        library.withdraw_decision("no-decision", author="统计科")


def test_indicators_follow_a_corrected_figure(library: Library) -> None:
    jobs = named(library, "城镇新增就业")
    fields = replace(FigureFields.of(jobs.target), value=Decimal(5), unit="万人")
    library.correct_figure(jobs.target.ref, fields, author="统计科")
    after = named(library, "城镇新增就业")
    assert FigureFields.of(after.target) == fields
    assert after.difference is not None
    assert after.difference.number == "+0.3"
    library.remove_figure(jobs.results[0].ref, author="统计科")
    assert "城镇新增就业" not in {one.name for one in library.indicators()}
    library.restore_figure(jobs.results[0].ref, author="统计科")
    assert named(library, "城镇新增就业") == after


def test_decisions_rest_while_a_report_is_out_of_sight(library: Library) -> None:
    result, target = free_pair(library)
    library.join_figures([result.ref], target.ref, Wording("人工指标"), author="统计科")
    before = library.indicators()
    library.set_report_removed(RESULTS, True)
    assert "人工指标" not in {one.name for one in library.indicators()}
    library.set_report_removed(RESULTS, False)
    assert library.indicators() == before


def test_decisions_survive_another_reading(library: Library) -> None:
    result, target = free_pair(library)
    library.join_figures([result.ref], target.ref, Wording("人工指标"), author="统计科")
    jobs = named(library, "城镇新增就业")
    library.split_indicator(refs(jobs), jobs.target.ref, author="统计科")
    before = library.indicators()
    with closing(sqlite3.connect(library.path)) as connection:
        connection.execute("UPDATE figures SET subject = '另读', confidence = 0.1")
        connection.commit()
    assert [library.reread(key) for key in (RESULTS, TARGETS)] == [True, True]
    assert library.indicators() == before
    assert not any(decision.orphan for decision in library.decisions())


def test_a_decision_whose_figure_is_gone_rests_and_is_kept(library: Library) -> None:
    """The worse reader saw one digit less."""
    jobs = named(library, "城镇新增就业")
    with closing(sqlite3.connect(library.path)) as connection:
        connection.execute("UPDATE figures SET raw = '4.7万', \"end\" = \"end\" - 1 WHERE raw = '4.7万人'")
        connection.execute(
            "UPDATE decision_figures SET raw = '4.7万', \"end\" = \"end\" - 1 WHERE raw = '4.7万人'",
        )
        connection.commit()
    assert library.reread(RESULTS)
    (orphan,) = [decision for decision in library.decisions() if decision.orphan]
    assert orphan.wording.name == "城镇新增就业"
    again = next(one for one in library.indicators() if one.target.ref == jobs.target.ref)
    assert again.results == jobs.results


def test_nothing_is_joined_anew_to_show_it(library: Library) -> None:
    with closing(sqlite3.connect(library.path)) as connection:
        connection.execute("UPDATE indicators SET caveat = '照原样'")
        connection.commit()
    assert {one.caveat for one in library.indicators()} == {"照原样"}
    library.add_annotation(RESULTS, 1, None, kind=library.contents()[0].annotations[0].kind, text="记", author="综合科")
    assert {one.caveat for one in library.indicators()} == {"照原样"}


def test_another_version_of_the_program_joins_anew(library: Library) -> None:
    before = library.indicators()
    with closing(sqlite3.connect(library.path)) as connection:
        connection.execute("UPDATE indicators SET caveat = '旧规则'")
        connection.execute("UPDATE meta SET value = '0' WHERE name = 'indicators_version'")
        connection.commit()
    with Library.open(library.path) as again:
        assert again.indicators() == before
