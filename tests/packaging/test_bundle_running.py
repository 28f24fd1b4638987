"""A run that ends badly, speaks on stderr or touches the program's folder fails its check; the others go on."""

from __future__ import annotations

import os
import re
import stat
import sys
from pathlib import Path

import pytest
from bundling.checks import CheckError, Checks
from bundling.running import Surroundings, contents

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="the programs of this test are shell scripts")


@pytest.fixture
def program(tmp_path: Path) -> Surroundings:
    """A program that does what its first argument says."""
    path = tmp_path / "程 序"
    path.write_text('#!/bin/sh\neval "$1"\n', encoding="utf-8")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return Surroundings(path, {"GIVEN": "简报"}, cwd=tmp_path)


def test_it_has_the_variables_given_and_no_others(program: Surroundings) -> None:
    assert program.run("echo $GIVEN $HOME") == "简报\n"
    assert program.with_variables(HOME="家").run("echo $GIVEN $HOME") == "简报 家\n"
    assert "HOME" in os.environ


@pytest.mark.parametrize(
    ("does", "why"), [("echo 坏了 >&2; exit 3", "exit status 3: 坏了"), ("echo x >&2", "stderr: x")]
)
def test_it_must_end_well_and_in_silence(program: Surroundings, does: str, why: str) -> None:
    with pytest.raises(CheckError, match=why):
        program.run(does)


def test_a_refusal_is_one_sentence_with_status_one(program: Surroundings) -> None:
    assert program.refused("echo 'briefing: 请换一个位置。' >&2; exit 1") == "briefing: 请换一个位置。"
    for does in ("exit 0", "echo 'briefing: a' >&2; exit 2", "echo Traceback >&2; exit 1"):
        with pytest.raises(CheckError, match="no refusal"):
            program.refused(does)


def test_a_folder_that_was_touched_is_told_from_one_that_was_not(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("1", encoding="utf-8")
    before = contents(tmp_path)
    assert contents(tmp_path) == before
    (tmp_path / "深" / "b").mkdir(parents=True)
    assert contents(tmp_path) != before


def test_each_check_is_told_and_a_failure_does_not_stop_the_others(capsys: pytest.CaptureFixture[str]) -> None:
    checks = Checks()

    def fail() -> None:
        raise CheckError("stderr: x")

    checks("one", fail)
    checks("two", lambda: None)
    checks.left_out("three", "there is no Xvfb")
    lines = capsys.readouterr().out.splitlines()
    assert not checks.well
    assert re.fullmatch(r"  FAILED    one \(\d+\.\d s\): stderr: x", lines[0])
    assert lines[1].startswith("  ok        two")
    assert lines[2] == "  left out  three: there is no Xvfb"
