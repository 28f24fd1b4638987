"""One window at a time has a library; a crash gives it back."""

from __future__ import annotations

import getpass
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.domain.errors import LibraryError
from briefing.library.occupancy import Occupancy, OccupiedError

ROOT = Path(__file__).resolve().parents[2]
HOLD = """
import sys
from pathlib import Path
from briefing.library.occupancy import Occupancy
held = Occupancy(Path(sys.argv[1]))
print("held", flush=True)
sys.stdin.read()
"""


def elsewhere(library: Path, program: str = HOLD) -> subprocess.Popen[str]:
    """Another process that has the library until its input ends."""
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(library)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    assert process.stdout.readline() == "held\n"
    return process


def end(process: subprocess.Popen[str]) -> None:
    process.kill()
    process.communicate()


def test_a_second_one_is_refused_and_told_who_has_it(tmp_path: Path) -> None:
    path = tmp_path / "资料 库.db"
    process = elsewhere(path)
    try:
        with pytest.raises(OccupiedError) as refused:
            Occupancy(path)
    finally:
        end(process)
    sentence = str(refused.value)
    assert isinstance(refused.value, LibraryError)
    assert "另一个简报台窗口" in sentence
    assert "关掉" in sentence
    assert getpass.getuser() in sentence
    assert str(process.pid) in sentence
    assert sentence.endswith("。")
    assert sentence.count("。") == 1


def test_a_process_that_is_killed_gives_it_back(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    end(elsewhere(path))
    held = Occupancy(path)
    assert held.held
    assert json.loads((tmp_path / "library.db.holder").read_text(encoding="utf-8"))["process"] == os.getpid()
    held.release()


def test_within_one_process_it_is_one_at_a_time_as_well(tmp_path: Path) -> None:
    path = tmp_path / "library.db"
    first = Occupancy(path)
    with pytest.raises(OccupiedError):
        Occupancy(path)
    first.release()
    first.release()
    second = Occupancy(path)
    assert second.held
    second.release()


def test_nothing_is_left_behind(tmp_path: Path) -> None:
    Occupancy(tmp_path / "library.db").release()
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("note", ["", "{", "[]", '{"user": ["x"], "host": null}', "\x00"])
def test_a_note_that_makes_no_sense_is_left_out(tmp_path: Path, note: str) -> None:
    path = tmp_path / "library.db"
    held = Occupancy(path)
    (tmp_path / "library.db.holder").write_text(note, encoding="utf-8")
    with pytest.raises(OccupiedError, match=r"窗口里打开，请") as refused:
        Occupancy(path)
    assert "（" not in str(refused.value)
    held.release()


@pytest.mark.skipif(sys.platform == "win32", reason="links need a privilege there")
def test_a_link_leads_to_the_same_lock(tmp_path: Path) -> None:
    (tmp_path / "there").mkdir()
    (tmp_path / "here").symlink_to(tmp_path / "there")
    held = Occupancy(tmp_path / "there" / "library.db")
    with pytest.raises(OccupiedError):
        Occupancy(tmp_path / "here" / "library.db")
    held.release()


def test_libraries_do_not_get_in_each_others_way(tmp_path: Path) -> None:
    held = [Occupancy(tmp_path / name) for name in ("a.db", "b.db")]
    assert [one.held for one in held] == [True, True]
    for one in held:
        one.release()


def test_where_nothing_can_be_written_nothing_is_held(tmp_path: Path) -> None:
    held = Occupancy(tmp_path / "没有" / "library.db")
    assert not held.held
    held.release()
    assert list(tmp_path.iterdir()) == []
