"""Where a person's things lie: where the system expects them, or beside the program on a stick."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from briefing.locate import HomelessError, font_folders, home, places

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


class TestSomebodyWithoutAHome:
    @pytest.fixture(autouse=True)
    def nobody(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """HOME is not set, and the system knows no user of this number."""
        if sys.platform == "win32":
            pytest.skip("on Windows every user has a profile")
        import pwd

        def unknown(number: int) -> None:
            raise KeyError(number)

        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setattr(pwd, "getpwuid", unknown)

    def test_is_told_apart_before_a_folder_of_a_strange_name_is_made(self) -> None:
        with pytest.raises(HomelessError):
            places()

    def test_has_everything_beside_the_library_named(self, tmp_path: Path) -> None:
        found = places(library=tmp_path / "资料.db")
        assert {found.library.parent, found.settings.parent, found.logs.parent} == {tmp_path}

    def test_has_some_folder_where_file_dialogs_begin(self) -> None:
        assert home().is_dir()

    def test_is_refused_in_a_sentence_with_a_way_out(self, capsys: pytest.CaptureFixture[str]) -> None:
        from briefing.cli import main

        assert main(["outline"]) == 1
        sentence = capsys.readouterr().err
        assert sentence.count("\n") == 1
        assert "--library" in sentence and "--portable" in sentence


def test_every_folder_of_faces_is_there() -> None:
    assert font_folders()
    assert all(any(folder.glob("*.otf")) for folder in font_folders())
