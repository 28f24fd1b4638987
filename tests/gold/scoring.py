"""Scores the reader against the labels: the rules of the shared scorer, in the few lines the tests need.

A figure matches a label when the two overlap, the larger overlap first. Every label counts once.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import Any

from briefing.reading import figure_record, load, read_figures, read_report

Record = dict[str, Any]
HERE = Path(__file__).parent
FIELDS = ("bound", "measure", "nature", "year")


@dataclass
class Score:
    """Counts over some texts: ``right`` by field, labels wanted, figures found, pairs matched."""

    right: dict[str, int] = field(default_factory=lambda: dict.fromkeys(("value_unit", *FIELDS, "subject", "all"), 0))
    wanted: int = 0
    found: int = 0
    matched: int = 0

    def table(self) -> dict[str, float]:
        """F1 of value with unit and of all fields, the share of matched labels right in each other field."""
        both = max(self.wanted + self.found, 1)
        shares = {name: self.right[name] / max(self.matched, 1) for name in (*FIELDS, "subject")}
        return {
            "value_unit": 2 * self.right["value_unit"] / both,
            **shares,
            "all_fields": 2 * self.right["all"] / both,
        }

    def line(self, name: str) -> str:
        """One line of the printed table."""
        return f"{name:34s} {self.wanted:4d}  " + "  ".join(f"{key} {value:.3f}" for key, value in self.table().items())


def texts(folder: Path) -> list[tuple[Path, Path]]:
    """The labelled passages of a folder with their labels."""
    return [
        (path, path.with_suffix(".jsonl"))
        for path in sorted(folder.glob("*.txt"))
        if path.with_suffix(".jsonl").exists()
    ]


def score(pairs: Iterable[tuple[Path, Path]]) -> Score:
    """Read each text and compare with its labels, all together."""
    total = Score()
    for text, labels in pairs:
        _add(total, text, labels)
    return total


def _add(total: Score, text: Path, labels: Path) -> None:
    gold = _lines(labels)
    names = {record["start"]: {_bare(record["subject"])} for record in gold}
    for record in _lines(labels.with_suffix(".alts.jsonl")):
        names[record["start"]] |= {_bare(name) for name in record["accept"]}
    found = [figure_record(figure) for figure in read_figures(read_report(load(text), key=text.stem))]
    total.wanted += len(gold)
    total.found += len(found)
    free = list(found)
    for record in gold:
        near = [other for other in free if _overlap(record, other) > 0]
        if not near:
            continue
        best = max(near, key=lambda other: _overlap(record, other))
        free.remove(best)
        total.matched += 1
        rights = {name: best[name] == record[name] for name in FIELDS}
        rights["value_unit"] = _value(best) == _value(record) and best["base_unit"] == record["base_unit"]
        rights["subject"] = _bare(best["subject"]) in names[record["start"]]
        # As in the shared scorer the year is reported apart and not part of all fields.
        rights["all"] = all(right for name, right in rights.items() if name != "year")
        for name, right in rights.items():
            total.right[name] += right


def _lines(path: Path) -> list[Record]:
    if not path.exists():
        return []
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _overlap(one: Record, other: Record) -> int:
    return int(min(one["end"], other["end"]) - max(one["start"], other["start"]))


def _value(record: Record) -> tuple[Decimal, ...]:
    return tuple(Decimal(part) for part in record["base_value"].split("-"))


def _bare(subject: str) -> str:
    return re.sub(r"[\s*“”\"'‘’「」『』,，、。;；:：()（）·•-]+", "", unicodedata.normalize("NFKC", subject))
