"""The log: what happened and where, never to what; it rotates, and a place that is gone is no fault."""

from __future__ import annotations

import logging
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from briefing.crashes.log import LogFile, begin_log, end_log
from briefing.crashes.log_reading import events_of, last_lines

ROOT = Path(__file__).resolve().parents[2]
SECRET = "不可外传"
WRITE_MUCH = """
import logging, sys
from pathlib import Path
from briefing.crashes.log import LogFile
handler = LogFile(Path(sys.argv[1]), limit=20_000, kept=50)
log = logging.getLogger("briefing.test")
log.addHandler(handler)
log.setLevel(logging.INFO)
for number in range(1000):
    log.info("line %s of %s", number, sys.argv[2])
"""

ours, theirs = logging.getLogger("briefing.test"), logging.getLogger("sqlalchemy.test")


@pytest.fixture
def file(tmp_path: Path, logged_warnings: list[logging.LogRecord]) -> Iterator[Path]:
    path = tmp_path / "logs" / "briefing.log"
    handler = begin_log(path)
    assert handler is not None
    yield path
    end_log(handler)
    logged_warnings.clear()


def test_a_line_tells_the_event_and_its_particulars(file: Path) -> None:
    ours.info("known error: %s, the %d. time", "SQLITE_FULL", 3)
    (line,) = file.read_text(encoding="utf-8").splitlines()
    assert line.endswith(f"INFO {os.getpid()} briefing.test: known error | SQLITE_FULL, 3")
    (event,) = events_of([line])
    assert event.endswith("INFO briefing.test: known error")
    assert str(os.getpid()) not in event


def test_of_an_error_stands_its_type_and_where(file: Path) -> None:
    try:
        raise ValueError(SECRET) from KeyError(SECRET)
    except ValueError as error:
        ours.exception("work failed: %s", error)
    text = file.read_text(encoding="utf-8")
    assert SECRET not in text
    assert "work failed | ValueError" in text
    assert "\n    KeyError" in text
    assert "at test_log.py:" in text


def test_of_other_packages_stands_only_where(file: Path) -> None:
    theirs.warning(f"cannot read {SECRET}")
    text = file.read_text(encoding="utf-8")
    assert SECRET not in text
    assert "sqlalchemy.test: test_log.py:" in text


def test_it_rotates(tmp_path: Path) -> None:
    path = tmp_path / "briefing.log"
    handler = LogFile(path, limit=1000, kept=3)
    for number in range(200):
        handler.emit(logging.makeLogRecord({"name": "briefing.test", "msg": "line %s", "args": (number,)}))
    files = sorted(tmp_path.iterdir())
    assert [one.name for one in files] == ["briefing.log", *(f"briefing.log.{number}" for number in (1, 2, 3))]
    assert all(one.stat().st_size <= 1000 for one in files)
    assert path.read_text(encoding="utf-8").rstrip().endswith("| 199")


def test_two_processes_write_into_one_log_and_no_line_is_torn(tmp_path: Path) -> None:
    path = tmp_path / "briefing.log"
    environment = {**os.environ, "PYTHONPATH": str(ROOT)}
    both = [
        subprocess.Popen([sys.executable, "-c", WRITE_MUCH, str(path), name], env=environment, stderr=subprocess.PIPE)
        for name in ("一", "二")
    ]
    said = [process.communicate()[1] for process in both]
    assert said == [b"", b""]
    lines = [line for one in tmp_path.iterdir() for line in one.read_text(encoding="utf-8").splitlines()]
    assert len(lines) > 500
    assert all(line.startswith("20") and line[-1] in "一二" and " | " in line for line in lines)
    assert len(list(tmp_path.iterdir())) > 2


def test_a_stick_that_was_pulled_out_is_no_fault(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    ours.info("before")
    shutil.rmtree(file.parent)
    ours.info("without a place")
    assert not file.parent.exists()
    file.parent.mkdir()
    ours.info("after")
    assert file.read_text(encoding="utf-8").rstrip().endswith("after")
    assert capsys.readouterr() == ("", "")


def test_a_message_that_cannot_be_put_together_is_no_fault(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    class Mute:
        def __str__(self) -> str:
            raise RuntimeError

    record = logging.makeLogRecord({"name": "briefing.test", "msg": "what %s", "args": (Mute(),)})
    LogFile(tmp_path / "briefing.log").handle(record)
    assert capsys.readouterr() == ("", "")


def test_without_a_place_there_is_no_log(tmp_path: Path) -> None:
    (tmp_path / "logs").touch()
    assert begin_log(tmp_path / "logs" / "briefing.log") is None


def test_the_last_lines_are_those_of_one_process(file: Path) -> None:
    for number in range(30):
        ours.info("line %s", number)
    with file.open("a", encoding="utf-8") as opened:
        opened.write("2026-01-01 00:00:00,000 INFO 1 briefing.test: another process\n    ValueError\n")
    lines = last_lines(file, os.getpid(), 5)
    assert [line.rpartition(" ")[2] for line in lines] == ["25", "26", "27", "28", "29"]
    assert last_lines(file, 1)[1] == "    ValueError"
    assert last_lines(file.with_name("none.log"), 1) == ()
