"""Reads the local log again: its last lines, and what they were about."""

from __future__ import annotations

import os
import re
from collections.abc import Sequence
from pathlib import Path

_TAIL = 32 * 1024
_LINE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d:\d\d,\d{3} [A-Z]+ (\d+) \S+: ")


def last_lines(file: Path, process: int, count: int = 20) -> tuple[str, ...]:
    """The last lines that a process wrote, calls of exceptions included; none where the file cannot be read."""
    try:
        with file.open("rb") as opened:
            opened.seek(max(0, opened.seek(0, os.SEEK_END) - _TAIL))
            text = opened.read().decode("utf-8", errors="replace")
    except OSError:
        return ()
    found: list[str] = []
    own = False
    for line in text.splitlines():
        head = _LINE.match(line)
        own = int(head[1]) == process if head else own and line.startswith("    ")
        if own:
            found.append(line)
    return tuple(found[-count:])


def events_of(lines: Sequence[str]) -> tuple[str, ...]:
    """What lines of the log were about, without their particulars and without the process."""
    found = []
    for line in lines:
        head = _LINE.match(line)
        if head:
            time, level, _, name = line[: head.end() - 2].rsplit(" ", 3)
            found.append(f"{time.partition(',')[0]} {level} {name}: {line[head.end() :].partition(' | ')[0]}")
    return tuple(found)
