"""``packaging/dev.py`` as it is called."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import dev
import pytest
from devkit import display

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / "packaging" / "dev.py"


def call(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, str(TOOL), *arguments]
    return subprocess.run(command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False)


@pytest.mark.parametrize("version", [(3, 11), (3, 12), (3, 13), (3, 14)])
def test_supported_pythons_are_accepted(version: tuple[int, int]) -> None:
    assert dev.unsuitable(version) is None


@pytest.mark.parametrize("version", [(2, 7), (3, 6), (3, 10), (3, 15), (4, 0)])
def test_other_pythons_are_refused_in_one_sentence(version: tuple[int, int]) -> None:
    sentence = dev.unsuitable(version)
    assert sentence is not None
    assert "3.11 to 3.14" in sentence
    assert f"{version[0]}.{version[1]}" in sentence
    assert "\n" not in sentence


def test_old_pythons_can_read_the_tool_and_so_refuse_in_a_sentence() -> None:
    ast.parse(TOOL.read_text(encoding="utf-8"), feature_version=(3, 5))


def test_called_without_a_verb_it_says_how(tmp_path: Path) -> None:
    answer = call(cwd=tmp_path)
    assert answer.returncode == 2
    for verb in ("run", "test", "lint", "bench", "screenshots", "build"):
        assert f"\n  {verb} " in answer.stderr


def test_an_unknown_verb_is_a_usage_error(tmp_path: Path) -> None:
    assert call("dance", cwd=tmp_path).returncode == 2


def test_help_is_no_error(tmp_path: Path) -> None:
    answer = call("--help", cwd=tmp_path)
    assert (answer.returncode, answer.stderr) == (0, "")


def test_continuous_integration_calls_what_the_readme_says() -> None:
    script = ROOT / ".ci" / "run"
    lines = script.read_text(encoding="utf-8").splitlines()
    assert lines[-1] == "exec python3 packaging/dev.py test"
    assert os.access(script, os.X_OK)
    assert "\npython3 packaging/dev.py test\n" in (ROOT / "README.md").read_text(encoding="utf-8")


class TestDisplay:
    @pytest.mark.parametrize(
        ("variables", "platform"),
        [
            ({}, None),
            ({"DISPLAY": ""}, None),
            ({"DISPLAY": ":0"}, "xcb"),
            ({"WAYLAND_DISPLAY": "wayland-0"}, "wayland"),
            ({"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, "xcb"),
            ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, None),
            ({"QT_QPA_PLATFORM": "minimal:enable_fonts"}, None),
            ({"QT_QPA_PLATFORM": "vnc:size=1366x768"}, "vnc"),
            ({"QT_QPA_PLATFORM": "wayland;xcb"}, "wayland"),
        ],
    )
    def test_on_linux_it_is_what_the_session_names(self, variables: dict[str, str], platform: str | None) -> None:
        assert display.platform_of(variables, "linux") == platform

    def test_on_windows_there_is_always_one(self) -> None:
        assert display.platform_of({}, "win32") == "native"

    @pytest.mark.parametrize("arguments", [[], ["--library", "a b.db"], ["--library=简报.db"]])
    def test_the_program_opens_its_window_when_it_is_given_no_verb(self, arguments: list[str]) -> None:
        assert display.opens_the_window(arguments)

    @pytest.mark.parametrize(
        "arguments", [["outline"], ["--library", "a.db", "doctor", "--json"], ["--help"], ["--library"]]
    )
    def test_and_no_window_when_it_is_given_one(self, arguments: list[str]) -> None:
        assert not display.opens_the_window(arguments)
