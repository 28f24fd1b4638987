"""The indicators: every number their annotations name stands in the reports or is computed from them."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.comparison import Difference, Indicator, Terms
from briefing.domain.contents import ReportContents
from briefing.domain.decision import DecisionKind
from briefing.domain.figure import FigureRef
from briefing.domain.quantity import plain
from briefing.domain.report import Nature
from briefing.library.library import Library
from briefing.library.seed_files import figure_of, read_indicators
from briefing.reading.indicators import join

_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
_WORDS = {1: "多|高出|高", -1: "少|低", 0: ""}


@pytest.fixture(scope="session")
def indicators(seeded: Library, entries: list[dict[str, Any]]) -> dict[str, Indicator]:
    by_name = {indicator.name: indicator for indicator in seeded.indicators()}
    return {entry["key"]: by_name[entry["name"]] for entry in entries}


@pytest.fixture(scope="session")
def entries(folder: Path) -> list[dict[str, Any]]:
    text = (folder / "annotations" / "comparisons.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["indicator"]
    return found


def told(indicators: Iterable[Indicator]) -> set[tuple[frozenset[FigureRef], FigureRef, Terms]]:
    return {(frozenset(figure.ref for figure in one.results), one.target.ref, one.terms) for one in indicators}


def test_the_rules_alone_join_the_same_figures_on_the_same_terms(
    seeded: Library, contents: dict[str, ReportContents], folder: Path
) -> None:
    joined = join([(kept.report, kept.figures) for kept in contents.values()])
    written = set()
    for entry in read_indicators(folder):
        refs = [
            figure_of(contents[one.sentence.report].report, contents[one.sentence.report].figures, one).ref
            for one in (*entry.results, entry.target)
        ]
        written.add((frozenset(refs[:-1]), refs[-1], entry.terms))
    assert len(joined) == 19
    assert told(joined) == told(seeded.indicators()) == written


def test_the_wording_is_a_decision_of_those_who_wrote_it(seeded: Library, entries: list[dict[str, Any]]) -> None:
    decisions = seeded.decisions()
    assert [decision.wording.name for decision in decisions] == [entry["name"] for entry in entries]
    assert {(one.kind, one.author, one.withdrawn, one.orphan) for one in decisions} == {
        (DecisionKind.REWORD, "随库批注", False, False)
    }


def test_the_indicators_keep_the_order_of_the_page(indicators: dict[str, Indicator]) -> None:
    themes = list(dict.fromkeys(indicator.theme for indicator in indicators.values()))
    assert themes == ["经济运行", "招商项目", "农业农村", "科技创新", "就业民生", "生态环境"]
    assert [Counter(one.theme for one in indicators.values())[theme] for theme in themes] == [4, 4, 5, 3, 2, 1]


def test_terms_are_those_of_the_labelled_pairs(indicators: dict[str, Indicator]) -> None:
    terms = Counter(indicator.terms for indicator in indicators.values())
    assert terms == {Terms.SAME: 8, Terms.CAVEAT: 8, Terms.NOT_SUBTRACTABLE: 3}


def test_a_caveat_is_given_where_the_terms_need_one(indicators: dict[str, Indicator]) -> None:
    for indicator in indicators.values():
        assert bool(indicator.caveat) is (indicator.terms is not Terms.SAME), indicator.name
        assert bool(indicator.short) is (indicator.terms is Terms.NOT_SUBTRACTABLE), indicator.name
    assert {indicator.short for indicator in indicators.values()} == {"", "标准不同", "存量与新增", "范围不同"}


def test_results_were_done_and_targets_are_promised(indicators: dict[str, Indicator]) -> None:
    for indicator in indicators.values():
        assert {figure.report_key for figure in indicator.results} == {"changzhi-2024"}
        assert indicator.target.report_key == "changzhi-2026"
        assert {figure.nature for figure in indicator.results} == {Nature.ACTUAL}
        assert indicator.target.nature is Nature.TARGET


def test_farmland_has_two_results_that_are_added(indicators: dict[str, Indicator]) -> None:
    farmland = indicators["farmland"]
    assert [figure.raw for figure in farmland.results] == ["20万亩", "3.4万亩"]
    assert farmland.base is not None
    assert farmland.base.value == Decimal("23.4")
    assert farmland.difference is not None
    assert farmland.difference.number == "−5.4"


def test_there_are_twenty_annotations_one_a_pair(entries: list[dict[str, Any]]) -> None:
    assert [len(entry["annotation"]) for entry in entries] == [2 if e["key"] == "farmland" else 1 for e in entries]
    assert sum(len(entry["annotation"]) for entry in entries) == 20


def test_every_difference_in_words_is_the_computed_one(
    entries: list[dict[str, Any]], indicators: dict[str, Indicator]
) -> None:
    for entry in entries:
        difference = indicators[entry["key"]].difference
        for note in entry["annotation"]:
            assert note["computed"] is (difference is not None), note["title"]
            assert ("测算" in note["text"]) is note["computed"], note["title"]
            if difference is not None:
                assert f"{difference.formula}）" in note["text"], note["title"]
                assert says(note["text"], difference), note["title"]


def says(text: str, difference: Difference) -> bool:
    """Whether the text names the difference with its unit and direction, in words before the formula."""
    words = text.partition("（测算")[0]
    if not difference.value:
        return words.endswith("持平")
    direction = _WORDS[1 if difference.value > 0 else -1]
    return bool(re.search(f"({direction}){plain(abs(difference.value))}{difference.unit}$", words))


def test_every_number_stands_in_the_two_sentences_or_is_computed(
    entries: list[dict[str, Any]], indicators: dict[str, Indicator], contents: dict[str, ReportContents]
) -> None:
    for entry in entries:
        indicator = indicators[entry["key"]]
        known = {"2024", "2026"}
        for figure in (*indicator.results, indicator.target):
            item = contents[figure.report_key].report.item_at(figure.item)
            assert item is not None
            known |= set(_NUMBER.findall(item.text))
        if indicator.difference is not None:
            known |= {plain(abs(indicator.difference.value)), *_NUMBER.findall(indicator.difference.formula)}
            assert indicator.base is not None
            known.add(plain(indicator.base.value))
        for text in (indicator.caveat, *(note["text"] for note in entry["annotation"])):
            assert set(_NUMBER.findall(text)) <= known, indicator.name


def test_each_annotation_stands_at_the_target(
    entries: list[dict[str, Any]], indicators: dict[str, Indicator], contents: dict[str, ReportContents]
) -> None:
    notes = {note.id: note for kept in contents.values() for note in kept.annotations}
    for entry in entries:
        target = indicators[entry["key"]].target
        for written in entry["annotation"]:
            note = notes[written["id"]]
            assert note.report_key == target.report_key
            assert note.item == target.item
            assert note.stretch is not None
            assert note.stretch.overlaps(target.text_span)
            assert note.computed is written["computed"]


def test_what_cannot_be_subtracted_says_why(entries: list[dict[str, Any]], indicators: dict[str, Indicator]) -> None:
    for entry in entries:
        if indicators[entry["key"]].terms is Terms.NOT_SUBTRACTABLE:
            assert all("不可相减" in note["text"] for note in entry["annotation"])
