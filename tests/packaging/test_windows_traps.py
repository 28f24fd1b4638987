"""What works on Linux and would fail on Windows."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted((ROOT / "briefing").rglob("*.py"))


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux lists the open files of a process")
def test_no_file_is_moved_or_removed_while_it_is_open(library_file: Path, tmp_path: Path) -> None:
    backup, notes = str(tmp_path / "备份.db"), str(tmp_path / "批注.bnotes")
    pdf, sheet, word = (str(tmp_path / name) for name in ("一.pdf", "二.xlsx", "三.docx"))
    library = ["--library", str(library_file)]
    commands = [
        ["library", "backup", "--to", backup],
        ["library", "backup", "--to", backup],
        ["annotations", "export", "--to", notes],
        ["annotations", "export", "--to", notes],
        ["annotations", "export", "--to", sheet],
        ["annotations", "import", notes],
        ["export", "--report", "changzhi-2026", "--section", "1", "--to", pdf],
        ["export", "--report", "changzhi-2026", "--section", "1", "--to", pdf],
        ["export", "--briefing", "2026年主要目标任务简报", "--to", word],
        ["library", "restore", backup],
        ["library", "check"],
    ]
    probe = tmp_path / "held"
    script = Path(__file__).with_name("as_on_windows.py")
    arguments = [json.dumps([[*library, *command] for command in commands]), json.dumps(str(probe))]
    variables = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(
        [sys.executable, str(script), *arguments], env=variables, capture_output=True, check=False, encoding="utf-8"
    )
    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)
    assert said["statuses"] == [0] * len(commands), answer.stderr
    assert said["calls"]["os.rename"] >= 8
    # The last one was held on purpose, to show that it would have been seen.
    assert said["refused"] == [f"os.remove {probe}"]


def test_a_time_is_formatted_with_ascii_alone() -> None:
    """Older Pythons hand the format to Windows in the system's code page: 年 fails where that is not Chinese."""
    inside, given = re.compile(r"\{[^{}\n]*?:([^{}\n]*%[YmdHMS][^{}\n]*)\}"), re.compile(r"strftime\(([^)]*)\)")
    found: dict[str, list[str]] = {}
    for source in SOURCES:
        text = source.read_text(encoding="utf-8")
        found[source.name] = [*inside.findall(text), *given.findall(text)]
    assert sum(map(len, found.values())) > 5
    assert {name: each for name, formats in found.items() for each in formats if not each.isascii()} == {}
