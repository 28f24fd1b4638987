"""From a stick: everything is kept beside the program, nothing anywhere else, and the stick may come back elsewhere."""

from __future__ import annotations

import json
import logging
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QLabel

from briefing.actions.annotating import AddAnnotation
from briefing.app import keep_log
from briefing.domain.annotation import AnnotationKind
from briefing.locate import Places
from tests.app.test_places import program_in
from tests.library.stick import fill, mounted, pull, put, write_protect
from tests.ui.driver import TARGETS, Person, visible

RUN = Path(__file__).with_name("portable_run.py")
HOMES = {
    "HOME": ".",
    "XDG_CACHE_HOME": "cache",
    "XDG_CONFIG_HOME": "config",
    "XDG_DATA_HOME": "data",
    "XDG_STATE_HOME": "state",
    "XDG_RUNTIME_DIR": "runtime",
    "TMPDIR": "temporary",
    "APPDATA": "roaming",
    "LOCALAPPDATA": "local",
}


class Computer:
    """Somebody else's, with a home in which no trace may stay."""

    def __init__(self, home: Path) -> None:
        self.home = home
        for folder in HOMES.values():
            (home / folder).mkdir(mode=0o700, parents=True, exist_ok=True)

    def run(self, program: Path, *command: str | Path) -> subprocess.CompletedProcess[str]:
        variables = {name: str(self.home / folder) for name, folder in HOMES.items()}
        variables |= {"PYTHONPATH": str(program), "PATH": "", "QT_QPA_PLATFORM": "offscreen"}
        return subprocess.run(
            [sys.executable, "-P", *command],
            cwd=self.home,
            env=variables,
            capture_output=True,
            encoding="utf-8",
            check=False,
        )

    def traces(self) -> dict[str, int]:
        """Every file and folder with the time of its last change; to make or remove something changes its folder's."""
        return {str(path): path.stat().st_mtime_ns for path in (self.home, *self.home.rglob("*"))}


def spent_a_day(computer: Computer, program: Path, words: str) -> dict[str, Any]:
    before = computer.traces()
    ran = computer.run(program, RUN, words)
    assert (ran.returncode, ran.stderr) == (0, "")
    assert computer.traces() == before
    told: dict[str, Any] = json.loads(ran.stdout.splitlines()[-1])
    assert told["outside"] == []
    return told


def test_nothing_is_written_elsewhere_and_the_program_may_come_back_under_another_name(tmp_path: Path) -> None:
    program = tmp_path / "U 盘 E" / "简报台"
    program_in(program)
    there = spent_a_day(Computer(tmp_path / "甲机"), program, "在甲机写的")
    assert "在甲机写的" not in there["before"]
    kept = program / "Briefing-data"
    assert {"library.db", "library-backups", "window.ini", "logs"} <= {path.name for path in kept.iterdir()}
    assert not list(kept.glob("library.db.*"))
    assert list((kept / "temporary").iterdir()) == []

    moved = tmp_path / "U 盘 F" / "简报台"
    moved.parent.mkdir()
    program.parent.rename(tmp_path / "拔了")
    (tmp_path / "拔了" / "简报台").rename(moved)
    here = spent_a_day(Computer(tmp_path / "乙机"), moved, "在乙机写的")
    assert "在甲机写的" in here["before"]
    assert here["page"] == "ReportPage"
    assert not list((tmp_path / "拔了").iterdir())


def test_what_is_written_elsewhere_would_be_seen(tmp_path: Path) -> None:
    program_in(tmp_path / "简报台")
    computer = Computer(tmp_path / "甲机")
    lines = "import os, runpy, sys, tempfile; run = runpy.run_path(sys.argv[1]); sys.addaudithook(run['watch'])"
    seen = "tempfile.TemporaryFile().close(); os.mkdir('x'); os.rmdir('x'); print(len(run['outside']))"
    before = computer.traces()
    ran = computer.run(tmp_path / "简报台", "-c", f"{lines}; {seen}", RUN)
    assert int(ran.stdout) > 0
    assert computer.traces() != before


def test_a_path_in_the_programs_folder_moves_with_it_and_any_other_stays(tmp_path: Path) -> None:
    def of(program: Path) -> Places:
        own = program / "Briefing-data"
        return Places(own / "library.db", own / "window.ini", own / "logs", portable=True)

    here, there = of(tmp_path / "E"), of(tmp_path / "F")
    inside, outside = tmp_path / "E" / "备份" / "每日", tmp_path / "共享" / "备份"
    assert here.remembered(inside) == "备份/每日"
    assert there.recalled(here.remembered(inside)) == tmp_path / "F" / "备份" / "每日"
    assert there.recalled(here.remembered(outside)) == outside
    assert here.recalled(here.remembered(tmp_path / "E")) == tmp_path / "E"
    usual = Places(tmp_path / "library.db", tmp_path / "window.ini", tmp_path / "logs")
    assert usual.recalled(usual.remembered(inside)) == inside


@pytest.fixture
def stick(tmp_path: Path) -> Iterator[Path]:
    with mounted(tmp_path, "32m") as place:
        yield place


def test_a_stick_that_cannot_be_written_is_said_in_one_sentence(stick: Path, tmp_path: Path) -> None:
    program_in(stick / "简报台")
    write_protect(stick, True)
    computer = Computer(tmp_path / "甲机")
    ran = computer.run(stick / "简报台", "-m", "briefing", "--portable", "outline")
    assert (ran.returncode, ran.stdout) == (1, "")
    assert ran.stderr.startswith("briefing: 便携方式")
    assert "写保护" in ran.stderr
    assert ran.stderr.count("。") == ran.stderr.count("\n") == 1


def on(stick: Path) -> Places:
    own = stick / "简报台" / "Briefing-data"
    return Places(own / "library.db", own / "window.ini", own / "logs", portable=True)


@pytest.fixture
def carry(qapp: QApplication) -> Iterator[Callable[[Places], Person]]:
    """Starts the window in this process as the portable program on a stick would."""
    people: list[Person] = []

    def begin(places: Places) -> Person:
        person = Person(qapp, places.library, places.settings, places)
        people.append(person)
        return person.start()

    yield begin
    for person in people:
        person.leave()


def test_in_the_window_it_is_said_as_well_and_goes_on_once_it_can_be_written(
    stick: Path, carry: Callable[[Places], Person]
) -> None:
    (stick / "简报台").mkdir()
    write_protect(stick, True)
    person = carry(on(stick))
    assert person.sentence.startswith("便携方式")
    assert "写保护" in person.sentence
    assert person.window.windowTitle() == "便携 — 简报台"
    write_protect(stick, False)
    person.press("再试一次")
    person.settle()
    assert len(person.contents) == 2
    assert "批注只存在程序所在的U盘或文件夹里。" in " ".join(
        label.text() for label in visible(person.window.start_page, QLabel)
    )


def test_a_stick_that_is_pulled_out_is_not_made_up_for_by_a_folder(
    stick: Path, carry: Callable[[Places], Person], seeded: Path
) -> None:
    places = on(stick)
    places.library.parent.mkdir(parents=True)
    shutil.copy(seeded, places.library)
    person = carry(places)
    pull(stick)
    person.desk.store.submit(
        AddAnnotation(report_key=TARGETS, item=19, kind=AnnotationKind.RISK, text="拔了", author="综合科")
    )
    person.settle()
    assert "U盘" in person.sentence
    person.desk.opening.asked(None)
    person.settle()
    assert list(stick.iterdir()) == []
    put(stick)
    person.desk.store.submit(
        AddAnnotation(report_key=TARGETS, item=19, kind=AnnotationKind.RISK, text="插回去了", author="综合科")
    )
    person.settle()
    assert "插回去了" in [note.text for note in person.contents[TARGETS].annotations]


def test_a_log_that_cannot_be_written_says_nothing_and_goes_on_later(
    stick: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    file = stick / "logs" / "briefing.log"
    keep_log(file)
    (handler,) = [one for one in logging.getLogger().handlers if getattr(one, "baseFilename", "") == str(file)]
    log = logging.getLogger("briefing.test")
    try:
        log.info("before")
        ballast = fill(stick)
        for _ in range(200):
            log.info("%s", "x" * 4000)
        ballast.unlink()
        log.info("after")
    finally:
        logging.getLogger().removeHandler(handler)
        handler.close()
    assert capfd.readouterr() == ("", "")
    lines = file.read_text(encoding="utf-8")
    assert "before" in lines or (stick / "logs" / "briefing.log.1").exists()
    assert lines.rstrip().endswith("after")
