"""The command line, called as a person calls it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.cli import main

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], library_file: Path) -> Run:
    """Runs one command, on a seeded library unless told of another, and gives status, output and complaints."""

    def ran(*arguments: str | Path, library: Path | None = None) -> tuple[int, str, str]:
        capsys.readouterr()
        try:
            status = main(["--library", str(library or library_file), *(str(argument) for argument in arguments)])
        except SystemExit as left:
            status = left.code if isinstance(left.code, int) else 1
        said = capsys.readouterr()
        return status, said.out, said.err

    return ran


def one_line(complaint: str) -> bool:
    """Whether a complaint is one Chinese sentence behind the program's name."""
    body = complaint.removeprefix("briefing: ")
    return complaint.startswith("briefing: ") and complaint.count("\n") == 1 and body.rstrip().endswith("。")
