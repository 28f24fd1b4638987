"""How long 35 pages with 12 charts take to typeset, to typeset again after an edit, and to see the page worked on.

Beside them the same content through WeasyPrint, where that is installed.
"""

from __future__ import annotations

import importlib.util
import os
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OURS = Path(__file__).with_name("print_briefing.py")
WEASY = Path(__file__).with_name("weasy_briefing.py")
RUNS = 3
FIRST_SECONDS, EDITED_SECONDS, SHOWN_SECONDS = 1.5, 0.6, 0.4
MEGABYTES = 350
CPUS = 2


def measured(program: Path) -> dict[str, float]:
    """What a fresh process measures of itself, on two processors."""

    def on_two() -> None:
        os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:CPUS])

    answer = subprocess.run(
        [sys.executable, str(program)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        encoding="utf-8",
        check=True,
        preexec_fn=on_two if hasattr(os, "sched_setaffinity") else None,
    )
    return {name: float(value) for name, value in (line.split() for line in answer.stdout.splitlines())}


@pytest.fixture(scope="module")
def ours() -> dict[str, float]:
    runs = [measured(OURS) for _ in range(RUNS)]
    found = {name: statistics.median(run[name] for run in runs) for name in runs[0]}
    print(f"\n35 pages, 12 charts: {found}")
    return found


def test_there_are_35_pages(ours: dict[str, float]) -> None:
    assert ours["pages"] == 35


def test_the_first_file_is_made_in_time(ours: dict[str, float]) -> None:
    assert ours["first"] < FIRST_SECONDS


def test_a_file_after_an_edit_is_made_in_time(ours: dict[str, float]) -> None:
    assert ours["edited"] < EDITED_SECONDS


def test_the_page_worked_on_is_shown_in_time(ours: dict[str, float]) -> None:
    assert ours["shown"] < SHOWN_SECONDS


def test_memory(ours: dict[str, float]) -> None:
    assert ours["memory"] < MEGABYTES


def test_beside_weasyprint(ours: dict[str, float]) -> None:
    if importlib.util.find_spec("weasyprint") is None:
        pytest.skip("WeasyPrint is not installed: nothing to compare with")
    theirs = measured(WEASY)
    print(f"\nWeasyPrint: {theirs}")
    assert ours["first"] < theirs["first"]
    assert ours["edited"] < theirs["edited"]
