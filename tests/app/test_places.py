"""Where a person's things lie: where the system expects them, or beside the program on a stick."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

from briefing.locate import places

ROOT = Path(__file__).resolve().parents[2]


def test_a_persons_things_lie_where_the_system_expects_them() -> None:
    found = places()
    assert not found.portable
    assert {found.library.parent.name, found.settings.parent.name} == {"Briefing"}
    assert found.log.parent == found.logs and found.crashes.parent == found.logs


def program_in(folder: Path) -> list[str]:
    """The program as it lies on a stick: its package and what it reads, in a folder of its own."""
    for name in ("briefing", "resources", "seeds"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    return [sys.executable, "-P", "-m", "briefing"]


def test_asked_to_be_portable_everything_is_kept_beside_the_program(tmp_path: Path) -> None:
    folder, home = tmp_path / "U 盘", tmp_path / "home"
    home.mkdir()
    command = program_in(folder)
    variables = {"HOME": str(home), "PYTHONPATH": str(folder), "PATH": ""}
    subprocess.run([*command, "--portable", "outline"], cwd=tmp_path, env=variables, check=True, capture_output=True)
    assert (folder / "Briefing-data" / "library.db").is_file()
    assert list(home.iterdir()) == []


def test_a_file_named_portable_asks_for_the_same(tmp_path: Path) -> None:
    folder, home = tmp_path / "U 盘", tmp_path / "home"
    home.mkdir()
    command = program_in(folder)
    (folder / "portable").touch()
    variables = {"HOME": str(home), "PYTHONPATH": str(folder), "PATH": ""}
    subprocess.run([*command, "library", "backup"], cwd=tmp_path, env=variables, check=False, capture_output=True)
    subprocess.run([*command, "outline"], cwd=tmp_path, env=variables, check=True, capture_output=True)
    assert (folder / "Briefing-data" / "library.db").is_file()
    assert list(home.iterdir()) == []
