"""The figures of the two documents are those a careful reader labelled.

A figure and a label match when they stand on the same stretch of the source. Thresholds lie just under
what the reader reaches; the labels are the whole of both documents, so one miss is 0.7 %.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.report import Report
from briefing.reading import figure_record, load, read_figures, read_report
from tests.reading.samples import RESULTS, TARGETS, seed

Record = dict[str, Any]
HERE = Path(__file__).parent
NAMES = {"000": RESULTS, "002": TARGETS}


def report(number: str) -> Report:
    return read_report(load(seed(NAMES[number])), key=number)


def predicted(number: str) -> dict[tuple[int, int], Record]:
    records = [figure_record(figure) for figure in read_figures(report(number))]
    return {(record["start"], record["end"]): record for record in records}


def lines(name: str) -> list[Record]:
    return [json.loads(line) for line in (HERE / name).read_text(encoding="utf-8").splitlines() if line]


def labels(number: str) -> dict[tuple[int, int], Record]:
    return {(record["start"], record["end"]): record for record in lines(f"{number}.jsonl")}


def accepted(number: str) -> dict[int, set[str]]:
    names: dict[int, set[str]] = {record["start"]: {record["subject"]} for record in lines(f"{number}.jsonl")}
    for record in lines(f"{number}.alts.jsonl"):
        names[record["start"]] |= set(record["accept"])
    return names


def bare(subject: str) -> str:
    return re.sub(r"[\s*“”\"'‘’,，、。;；:：()（）·•-]+", "", subject)


def value(text: str) -> tuple[Decimal, ...]:
    return tuple(Decimal(part) for part in text.split("-"))


def same_value(one: Record, other: Record) -> bool:
    return value(one["base_value"]) == value(other["base_value"]) and one["base_unit"] == other["base_unit"]


def f1(right: int, found: int, wanted: int) -> float:
    return 2 * right / (found + wanted)


def test_values_and_units() -> None:
    right = found = wanted = 0
    for number in NAMES:
        predictions, gold = predicted(number), labels(number)
        found += len(predictions)
        wanted += len(gold)
        right += sum(place in predictions and same_value(predictions[place], label) for place, label in gold.items())
    assert wanted == 136
    assert f1(right, found, wanted) >= 0.99


@pytest.mark.parametrize("number", NAMES)
@pytest.mark.parametrize("field", ["raw", "value", "unit", "bound", "measure", "nature", "year"])
def test_fields(number: str, field: str) -> None:
    predictions, gold = predicted(number), labels(number)
    wrong = [label["raw"] for place, label in gold.items() if predictions.get(place, {}).get(field) != label[field]]
    assert len(wrong) <= len(gold) * 0.01, wrong


@pytest.mark.parametrize("number", NAMES)
def test_subjects(number: str) -> None:
    predictions, names = predicted(number), accepted(number)
    wrong = [
        (record["subject"], names[start])
        for (start, _), record in predictions.items()
        if start in names and bare(record["subject"]) not in {bare(name) for name in names[start]}
    ]
    assert len(wrong) <= len(names) * 0.02, wrong


@pytest.mark.parametrize("number", NAMES)
def test_what_is_no_figure_is_none(number: str) -> None:
    text = report(number).source_text
    figures = predicted(number)
    for line in (HERE / f"excluded-{number}.txt").read_text(encoding="utf-8").splitlines():
        start, end, quoted, *_ = line.split("\t")
        low, high = int(start), int(end)
        assert json.loads(quoted) == text[low:high]
        assert not [record for (a, b), record in figures.items() if a < high and low < b], line
