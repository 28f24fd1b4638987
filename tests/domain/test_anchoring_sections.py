"""Finding annotations on whole sections again, by their headings."""

from __future__ import annotations

import pytest

from briefing.domain.anchor import Anchor, AnchorState, Scope, anchor_of_section, canonical_text
from briefing.domain.anchoring import Found, reanchor
from briefing.domain.report import Item, ItemRole, Nature, Report, Section
from briefing.domain.span import Span
from briefing.reading.outline import read_report
from tests.domain.corrected import report_of
from tests.reading.samples import RESULTS, TARGETS, seed, source

JOBS = "城镇新增就业4.3万人,失业人员再就业1.2万人。"
GRAIN = "粮食总产量达到52.6亿斤,实现二十连丰。"
AIR = "空气质量优良天数达到291天,重污染天数降至3天。"
REVIEW, TASKS = "二〇二四年工作回顾", "二〇二五年重点工作安排"


def nested(*parts: tuple[str, list[tuple[str | None, str]]]) -> Report:
    """Parts with one-item sections."""
    made, position = [], 0
    for place, (heading, sections) in enumerate(parts):
        below = []
        for index, (name, text) in enumerate(sections):
            item = Item(position, ItemRole.BODY, text, (Span(0, len(text)),), position + 1)
            below.append(Section((place, index), name, items=(item,)))
            position += 1
        made.append(Section((place,), heading, sections=tuple(below)))
    return Report("r", "报告", "", 2025, Nature.ACTUAL, "r.txt", "", "0" * 64, parts=tuple(made))


BASE = nested((REVIEW, [("稳就业", JOBS), ("抓粮食", GRAIN)]), (TASKS, [("稳就业", AIR), ("主要目标", GRAIN)]))


def anchor(path: tuple[int, ...], report: Report = BASE) -> Anchor:
    section = report.section_at(path)
    assert section is not None
    return anchor_of_section(report, section)


def found(report: Report, path: tuple[int, ...], of: Report = BASE) -> tuple[AnchorState, tuple[int, ...] | None]:
    place = reanchor(report, anchor(path, of), Scope.SECTION)
    assert (place.item, place.stretch) == (None, None)
    return place.state, place.section


def test_the_anchor_keeps_heading_headings_above_and_the_first_words() -> None:
    made = anchor((1, 1))
    start = len(JOBS + GRAIN + AIR) + 3
    assert made == Anchor("主要目标", TASKS, GRAIN[:32], start, start)
    assert canonical_text(BASE)[made.start :].startswith(GRAIN)
    assert anchor((1,)).suffix == AIR[:32]
    assert anchor((1,)).prefix == ""


@pytest.mark.parametrize("path", [(0,), (0, 0), (0, 1), (1,), (1, 0), (1, 1)])
def test_the_same_heading_under_the_same_headings_is_exact(path: tuple[int, ...]) -> None:
    assert found(BASE, path) == (AnchorState.EXACT, path)


def test_a_section_keeps_its_place_whatever_stands_before_it() -> None:
    later = nested(("前言", [(None, AIR)]), (REVIEW, [("稳就业", JOBS), ("抓粮食", GRAIN)]))
    assert found(later, (0, 1)) == (AnchorState.EXACT, (1, 1))


def test_a_section_put_under_another_heading_has_moved() -> None:
    later = nested((REVIEW, [("稳就业", JOBS)]), (TASKS, [("稳就业", AIR), ("抓粮食", GRAIN), ("主要目标", GRAIN)]))
    assert found(later, (0, 1)) == (AnchorState.MOVED, (1, 1))


def test_another_section_of_the_same_short_heading_takes_nothing_over() -> None:
    later = nested((REVIEW, [("抓粮食", GRAIN)]), (TASKS, [("稳就业", AIR), ("主要目标", GRAIN)]))
    assert found(later, (0, 0)) == (AnchorState.SUGGESTED, (1, 0))


def test_a_reworded_or_renumbered_heading_is_suggested() -> None:
    later = nested((REVIEW.replace("四", "五"), [("稳就业", JOBS), ("狠抓粮食", GRAIN)]))
    assert found(later, (0,)) == (AnchorState.SUGGESTED, (0,))
    assert found(later, (0, 1)) == (AnchorState.SUGGESTED, (0, 1))
    numbered = report_of([("一、抓粮食促增收", [GRAIN])])
    assert found(report_of([("二、抓粮食促增收", [GRAIN])]), (0,), numbered) == (AnchorState.SUGGESTED, (0,))


def test_a_section_that_is_gone_is_an_orphan() -> None:
    assert found(nested((TASKS, [("主要目标", AIR)])), (0, 1)) == (AnchorState.ORPHAN, None)


def test_sections_without_heading_are_told_apart_by_their_first_words() -> None:
    report = nested((REVIEW, [(None, JOBS), (None, GRAIN)]))
    assert found(report, (0, 1), report) == (AnchorState.EXACT, (0, 1))
    later = nested((REVIEW, [(None, AIR), (None, JOBS), (None, GRAIN)]))
    assert found(later, (0, 1), report) == (AnchorState.EXACT, (0, 2))


@pytest.mark.parametrize("name", [RESULTS, TARGETS])
def test_every_section_of_the_two_reports_is_found_where_it_is(name: str) -> None:
    report = read_report(source(seed(name).read_text(encoding="utf-8")), key="k")
    for section in report.sections():
        place = reanchor(report, anchor_of_section(report, section), Scope.SECTION)
        assert place == Found(AnchorState.EXACT, section=section.path, score=1.0)
