"""The program never reaches for a network: it does its work in a process where asking for a socket is death."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
GUARD = Path(__file__).with_name("guarded.py")
CAUGHT = 97


def run(*arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(GUARD), *(str(argument) for argument in arguments)]
    variables = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.run(command, cwd=cwd, env=variables, capture_output=True, encoding="utf-8", check=False)


class TestTheGuardIsAwake:
    @pytest.mark.parametrize(
        "program",
        [
            "import socket; socket.socket()",
            "import socket; socket.getaddrinfo('localhost', 80)",
            "import urllib.request; urllib.request.urlopen('http' + '://127.0.0.1:9')",
        ],
    )
    def test_for_python(self, program: str, tmp_path: Path) -> None:
        assert run("-c", program, cwd=tmp_path).returncode in {CAUGHT, -signal.SIGSYS}

    @pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the kernel's filter is Linux's")
    @pytest.mark.parametrize("family", [2, 10])
    def test_for_everything_else(self, family: int, tmp_path: Path) -> None:
        program = f"import ctypes; print(kernel, flush=True); ctypes.CDLL(None).socket({family}, 1, 0)"
        answer = run("-c", program, cwd=tmp_path)
        if answer.stdout.strip() != "True":
            pytest.skip("this kernel takes no filter")
        assert answer.returncode == -signal.SIGSYS

    def test_but_local_work_is_let_through(self, tmp_path: Path) -> None:
        assert run("-c", "import sqlite3; sqlite3.connect(':memory:')", cwd=tmp_path).returncode == 0


class TestTheProgram:
    def test_creates_its_library_and_searches_it(self, tmp_path: Path) -> None:
        answer = run("--library", tmp_path / "a.db", "search", "就业", "--json", cwd=tmp_path)
        assert answer.returncode == 0, answer.stderr
        assert "就业" in answer.stdout

    def test_does_its_main_job_with_window_charts_and_pages(self, tmp_path: Path) -> None:
        answer = run("--library", tmp_path / "a.db", "demonstrate", "--to", tmp_path / "页", cwd=tmp_path)
        assert answer.returncode == 0, answer.stderr
        made = {path.suffix for path in (tmp_path / "页").iterdir()}
        assert {".pdf", ".png"} <= made
