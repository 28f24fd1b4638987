"""Reads what Python's faulthandler wrote when the program was struck down."""

from __future__ import annotations

import re
from collections.abc import Iterator

from briefing.crashes.fault import Frame, Stack
from briefing.crashes.frames import program_relative

_TITLE = re.compile(r"(?:Fatal Python error|Windows fatal exception): ([\x20-\x7e]{1,120})")
_THREAD = re.compile(r"(Current thread|Thread) 0x[0-9a-fA-F]+.*most recent call first")
_C_STACK = re.compile(r"Current thread's C stack trace")
_CALL = re.compile(r'\s+File "(.*)", line (\d+|\?\?\?) in (.*)')
_BINARY = re.compile(r'\s+Binary file "(.*)"(?:, at (\S+))?')
_MOST_STACKS, _MOST_FRAMES = 12, 50


def read_native(text: str) -> tuple[str, tuple[Stack, ...]]:
    """The signal and the threads' calls, the struck one first; empty when nothing was written.

    On Windows it also writes what the program survives: only the last one counts.
    """
    lines = text.splitlines()
    titles = [at for at, line in enumerate(lines) if _TITLE.match(line)]
    if not titles:
        return "", ()
    found = _TITLE.match(lines[titles[-1]])
    assert found is not None
    stacks = list(_stacks(lines[titles[-1] + 1 :]))
    stacks.sort(key=lambda stack: not stack.title.startswith("Current thread"))
    return found[1].strip(), tuple(stacks[:_MOST_STACKS])


def _stacks(lines: list[str]) -> Iterator[Stack]:
    title, calls = "", list[Frame]()
    for line in [*lines, "Thread 0x0 (most recent call first):"]:
        thread = _THREAD.match(line)
        if thread or _C_STACK.match(line):
            if title:
                # The innermost call is written first.
                yield Stack(title, tuple(reversed(calls[:_MOST_FRAMES])))
            title, calls = thread[1] if thread else "Current thread, C", []
        elif call := _CALL.match(line):
            number = int(call[2]) if call[2].isdigit() else 0
            calls.append(Frame(program_relative(call[1]), number, call[3]))
        elif binary := _BINARY.match(line):
            calls.append(Frame(re.split(r"[/\\]", binary[1])[-1], 0, binary[2] or ""))
