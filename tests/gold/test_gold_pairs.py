"""Every pair a careful reader found between the two documents is joined by rule, on the terms that reader gave."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.comparison import Indicator
from briefing.domain.figure import Figure, Measure
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Nature, Report
from briefing.domain.span import Span
from briefing.reading import load, read_figures, read_report
from briefing.reading.indicators import join
from tests.reading.samples import RESULTS, TARGETS, seed

HERE = Path(__file__).parent
NAMES = {"000": RESULTS, "002": TARGETS}


def records(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line]


PAIRS = records("pairs.jsonl")


def report(number: str) -> Report:
    return read_report(load(seed(NAMES[number])), key=number)


@pytest.fixture(scope="module")
def joined() -> tuple[Indicator, ...]:
    """What the rule joins of the figures that the reader finds."""
    reports = [report(number) for number in NAMES]
    return join([(one, read_figures(one)) for one in reports])


def labelled(number: str, *, other_wording: bool = False) -> tuple[Figure, ...]:
    """The figures as labelled by hand; in another wording that counts as right, where there is one."""
    of = report(number)
    names = {record["start"]: record["accept"][0] for record in records(f"{number}.alts.jsonl")}
    found = []
    for record in records(f"{number}.jsonl"):
        span = Span(record["start"], record["end"])
        item = next(item for item in of.items() if item.to_text(span) is not None)
        place = item.to_text(span)
        assert place is not None
        values = [Decimal(part) for part in record["value"].split("-")]
        bases = [Decimal(part) for part in record["base_value"].split("-")]
        subject = names.get(span.start, record["subject"]) if other_wording else record["subject"]
        found.append(
            Figure(
                report_key=number,
                item=item.position,
                span=span,
                text_span=place,
                raw=record["raw"],
                quantity=Quantity(
                    values[0],
                    record["unit"],
                    bases[0],
                    record["base_unit"],
                    Bound(record["bound"]),
                    values[1] if len(values) > 1 else None,
                    bases[1] if len(bases) > 1 else None,
                ),
                measure=Measure(record["measure"]),
                subject=subject,
                nature=Nature(record["nature"]),
                year=record["year"],
            )
        )
    return tuple(found)


def kinds(indicators: tuple[Indicator, ...]) -> dict[tuple[int, int], str]:
    """The terms of each pair of a result and a target, by where they start."""
    return {(r.span.start, i.target.span.start): i.terms.value for i in indicators for r in i.results}


def wanted() -> dict[tuple[int, int], str]:
    return {(pair["actual"]["start"], pair["target"]["start"]): pair["comparable"] for pair in PAIRS}


def test_there_are_twenty_pairs() -> None:
    assert len(PAIRS) == 20


@pytest.mark.parametrize("pair", PAIRS, ids=[pair["indicator"] for pair in PAIRS])
def test_each_pair_is_joined_on_its_terms(pair: dict[str, Any], joined: tuple[Indicator, ...]) -> None:
    place = pair["actual"]["start"], pair["target"]["start"]
    assert kinds(joined).get(place) == pair["comparable"]


def test_nothing_else_is_joined(joined: tuple[Indicator, ...]) -> None:
    assert kinds(joined) == wanted()


@pytest.mark.parametrize("other_wording", [False, True])
def test_the_rule_does_not_hang_on_one_wording_of_the_subjects(other_wording: bool) -> None:
    reports = [(report(number), labelled(number, other_wording=other_wording)) for number in NAMES]
    found = kinds(join(reports))
    missed = {place: kind for place, kind in wanted().items() if found.get(place) != kind}
    assert not missed
    assert set(found) == set(wanted())


def test_nor_on_the_call_outs_when_the_text_says_it() -> None:
    reports = [(report(number), labelled(number)) for number in NAMES]
    callouts = {item.position for item in reports[0][0].items() if item.role.value == "callout"}
    used = [figure for one in join(reports) for figure in one.results if figure.item in callouts]
    assert [figure.raw for figure in used] == ["3.2%"]


def test_farmland_needs_its_two_results_added(joined: tuple[Indicator, ...]) -> None:
    farmland = next(one for one in joined if len(one.results) > 1)
    assert [figure.raw for figure in farmland.results] == ["20万亩", "3.4万亩"]
    assert farmland.difference is not None
    assert farmland.difference.number == "−5.4"
    assert "合计" in farmland.caveat


def test_why_is_said_where_terms_differ_and_only_there(joined: tuple[Indicator, ...]) -> None:
    for one in joined:
        assert bool(one.caveat) is (one.terms.value != "same"), one.name
        assert bool(one.short) is (one.terms.value == "not_subtractable"), one.name
    assert {one.short for one in joined} == {"", "标准不同", "存量与新增", "范围不同"}


def test_names_and_themes_read_like_those_a_person_gave(joined: tuple[Indicator, ...], seeds: dict[str, str]) -> None:
    assert {one.name: one.theme for one in joined} == seeds


@pytest.fixture(scope="module")
def seeds() -> dict[str, str]:
    import tomllib

    from briefing.locate import data_folder

    text = (data_folder("seeds") / "annotations" / "comparisons.toml").read_text(encoding="utf-8")
    return {entry["name"]: entry["theme"] for entry in tomllib.loads(text)["indicator"]}


def test_keys_outlive_another_reading(joined: tuple[Indicator, ...]) -> None:
    again = [report(number) for number in reversed(NAMES)]
    moved = [
        (one, tuple(replace(figure, subject=f"全市{figure.subject}") for figure in read_figures(one))) for one in again
    ]
    assert {one.key for one in join(moved)} == {one.key for one in joined}
    assert len({one.key for one in joined}) == len(joined)
