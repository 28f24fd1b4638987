"""What faulthandler wrote is read on every system and in every version, and nothing personal comes through."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.crashes.native import read_native

STRUCK = """
import faulthandler, sys
faulthandler.enable(open(sys.argv[1], "wb"))
def struck(): faulthandler._sigsegv()
struck()
"""

WINDOWS = r"""Windows fatal exception: code 0x8001010d

Current thread 0x00000b20 (most recent call first):
  File "C:\Users\保密人名\a.py", line 7 in survived

Windows fatal exception: access violation

Thread 0x00001a2c (most recent call first):
  File "C:\Users\保密人名\b.py", line 3 in waiting

Current thread 0x00000b20 (most recent call first):
  File "C:\Users\保密人名\c.py", line 9 in inner
  File "C:\Users\保密人名\c.py", line 12 in outer
"""

LATER = """Fatal Python error: Segmentation fault

Current thread 0x00007f0a1c7f5740 [保密人名] (most recent call first):
  File "/home/保密人名/x.py", line 5 in inner
  <truncated rest of calls>

Current thread's C stack trace (most recent call first):
  Binary file "/home/保密人名/lib/libQt6Core.so.6", at +0x2a5f3c [0x7f0a1b2a5f3c]
  <truncated rest of calls>

Extension modules: 保密人名 (total: 1)
"""


def test_a_real_one(tmp_path: Path) -> None:
    trace = tmp_path / "保密人名"
    subprocess.run([sys.executable, "-c", STRUCK, trace], check=False)
    name, stacks = read_native(trace.read_text(encoding="utf-8"))
    assert name == "Segmentation fault"
    assert [frame.function for frame in stacks[0].frames] == ["<module>", "struck"]


def test_on_windows_only_the_last_one_counts_and_the_struck_thread_comes_first() -> None:
    name, stacks = read_native(WINDOWS)
    assert name == "access violation"
    assert [stack.title for stack in stacks] == ["Current thread", "Thread"]
    assert [str(frame) for frame in stacks[0].frames] == ["c.py:12 outer", "c.py:9 inner"]


def test_with_the_calls_of_libraries() -> None:
    name, stacks = read_native(LATER)
    assert name == "Segmentation fault"
    assert [stack.title for stack in stacks] == ["Current thread", "Current thread, C"]
    assert stacks[1].frames[0].file == "libQt6Core.so.6"


@pytest.mark.parametrize("text", [WINDOWS, LATER])
def test_no_name_and_no_folder_comes_through(text: str) -> None:
    assert "保密人名" not in repr(read_native(text))


def test_nothing_was_written() -> None:
    assert read_native("") == ("", ())


@given(st.text() | st.lists(st.sampled_from([*WINDOWS.splitlines(), *LATER.splitlines()])).map("\n".join))
def test_whatever_was_written_is_read(text: str) -> None:
    name, stacks = read_native(text)
    assert name or not stacks
