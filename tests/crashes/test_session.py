"""The mark of a run: there while it lasts, gone when it ends, found when it did not end."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

from briefing.crashes.ended import dead_sessions
from briefing.crashes.session import begin_session

ROOT = Path(__file__).resolve().parents[2]
CUT_OFF = """
import os, sys
from pathlib import Path
from briefing.crashes.session import begin_session
assert begin_session(Path(sys.argv[1]), Path("资料库.db"), "1.2.3")
print(os.getpid())
sys.stdout.flush()
os._exit(0)
"""


def cut_off(folder: Path) -> int:
    """A process that ends without ending its session; its number."""
    command = [sys.executable, "-c", CUT_OFF, str(folder)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    answer = subprocess.run(command, env=environment, check=True, capture_output=True, encoding="utf-8")
    return int(answer.stdout)


def test_a_run_that_ends_leaves_nothing(tmp_path: Path) -> None:
    session = begin_session(tmp_path / "crashes", tmp_path / "library.db", "1.2.3", native=False)
    assert session is not None
    assert len(list((tmp_path / "crashes").iterdir())) == 1
    session.end()
    session.end()
    assert list((tmp_path / "crashes").iterdir()) == []
    assert list(dead_sessions(tmp_path / "crashes")) == []


def test_a_run_that_goes_on_is_no_dead_one(tmp_path: Path) -> None:
    sessions = [begin_session(tmp_path, tmp_path / name, "1.2.3", native=False) for name in ("a.db", "b.db")]
    assert list(dead_sessions(tmp_path)) == []
    assert len(list(tmp_path.iterdir())) == 2
    for session in sessions:
        assert session is not None
        session.end()


def test_a_run_that_was_cut_off_is_found_once_beside_one_that_goes_on(tmp_path: Path) -> None:
    before = time.time() - 1
    process = cut_off(tmp_path)
    going_on = begin_session(tmp_path, tmp_path / "b.db", "1.2.3", native=False)
    assert going_on is not None
    (dead,) = dead_sessions(tmp_path)
    assert (dead.process, dead.version, dead.library, dead.trace) == (process, "1.2.3", "资料库.db", "")
    assert before <= dead.began <= time.time()
    assert list(dead_sessions(tmp_path)) == []
    assert len(list(tmp_path.iterdir())) == 1
    going_on.end()


def test_the_power_went_before_anything_was_on_the_disk(tmp_path: Path) -> None:
    (tmp_path / "1-2.run").touch()
    (tmp_path / "3-4.run").write_bytes(b"\x00" * 512)
    assert [(dead.process, dead.library) for dead in dead_sessions(tmp_path)] == [(0, ""), (0, "")]
    assert list(tmp_path.iterdir()) == []


def test_where_nothing_can_be_written_nothing_happens(tmp_path: Path) -> None:
    (tmp_path / "crashes").touch()
    assert begin_session(tmp_path / "crashes", tmp_path / "library.db", "1", native=False) is None
    assert list(dead_sessions(tmp_path / "crashes")) == []
    assert list(dead_sessions(tmp_path / "nowhere")) == []
