"""The outline of the two documents is what a careful reader made of them."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from briefing.reading import load, outline_record, read_report
from tests.reading.samples import RESULTS, TARGETS, seed


def expected(name: str) -> dict[str, Any]:
    entries = json.loads((Path(__file__).parent / "outline.json").read_text(encoding="utf-8"))
    found: dict[str, Any] = next(entry for entry in entries if entry["file"] == name)
    return found


@pytest.mark.parametrize("name", [RESULTS, TARGETS])
def test_outline(name: str) -> None:
    record = outline_record(read_report(load(seed(name)), key="some-key"))
    assert record == {"key": "some-key", **expected(name)}
