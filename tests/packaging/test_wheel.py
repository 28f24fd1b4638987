"""``pip install`` gives the same program: built as a wheel, installed elsewhere, started from somewhere else again."""

from __future__ import annotations

import ast
import json
import os
import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
OFFLINE = {**os.environ, "PIP_NO_INDEX": "1", "PIP_DISABLE_PIP_VERSION_CHECK": "1"}

pytestmark = pytest.mark.slow


def run(*command: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    variables = {name: value for name, value in OFFLINE.items() if name != "PYTHONPATH"}
    words = [str(word) for word in command]
    return subprocess.run(words, cwd=cwd, env=variables, capture_output=True, encoding="utf-8", check=False)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    options = ("--no-deps", "--no-build-isolation", "--wheel-dir", folder)
    answer = run(sys.executable, "-m", "pip", "wheel", *options, ROOT, cwd=folder)
    assert answer.returncode == 0, answer.stderr
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def scripts(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of commands of a new environment that holds nothing but the wheel.

    What the wheel depends on is lent by the environment of the tests: downloading it again would prove nothing more.
    """
    folder = tmp_path_factory.mktemp("新 环境") / "简报 台"
    assert run(sys.executable, "-m", "venv", "--without-pip", folder, cwd=wheel.parent).returncode == 0
    commands = folder / ("Scripts" if sys.platform == "win32" else "bin")
    python = commands / ("python.exe" if sys.platform == "win32" else "python")
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--no-deps")
    answer = run(*pip, wheel, cwd=folder)
    assert answer.returncode == 0, answer.stderr
    where = run(python, "-c", "import sysconfig; print(ascii(sysconfig.get_path('purelib')))", cwd=folder)
    lent = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    lines = [f"import sys; sys.path.append({path!a})\n" for path in sorted(lent)]
    Path(ast.literal_eval(where.stdout), "lent.pth").write_text("".join(lines), encoding="ascii")
    return commands


def test_it_carries_its_resources_and_documents_byte_for_byte(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    for folder in ("resources", "seeds"):
        files = [path for path in (ROOT / folder).rglob("*") if path.is_file() and "__pycache__" not in path.parts]
        assert files
        for path in files:
            assert packed[f"briefing/{path.relative_to(ROOT).as_posix()}"] == path.read_bytes()


def test_it_carries_every_module_and_migration(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        packed = set(archive.namelist())
    assert {path.relative_to(ROOT).as_posix() for path in (ROOT / "briefing").rglob("*.py")} <= packed


def test_it_carries_nothing_of_the_workshop(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        tops = {name.split("/")[0] for name in archive.namelist()}
    assert {top for top in tops if not top.endswith(".dist-info")} == {"briefing"}


def test_installed_it_is_the_wheels_copy_that_runs(scripts: Path, tmp_path: Path) -> None:
    program = "import briefing; print(ascii(briefing.__file__))"
    answer = run(scripts / "python", "-c", program, cwd=tmp_path)
    assert Path(ast.literal_eval(answer.stdout)).is_relative_to(scripts.parent)


class TestInstalled:
    def test_the_command_names_the_documents_it_brought_along(self, scripts: Path, tmp_path: Path) -> None:
        library = tmp_path / "资料 库.db"
        answer = run(scripts / "briefing", "--library", library, "outline", "--json", cwd=tmp_path)
        assert answer.returncode == 0, answer.stderr
        content = json.loads(answer.stdout)
        assert [report["key"] for report in content["reports"]]
        assert len(content["reports"]) == 2
        assert [one["title"] for one in content["briefings"]] == ["2026年主要目标任务简报"]
        assert library.is_file()

    def test_the_command_examines_itself(self, scripts: Path, tmp_path: Path) -> None:
        answer = run(scripts / "briefing", "--library", tmp_path / "a.db", "doctor", "--json", cwd=tmp_path)
        assert answer.returncode == 0, answer.stderr
        assert json.loads(answer.stdout)

    def test_the_window_opens(self, scripts: Path, tmp_path: Path) -> None:
        command = (scripts / "briefing", "--library", tmp_path / "a.db", "--quit-when-shown")
        answer = run(*command, cwd=tmp_path)
        assert answer.returncode == 0, answer.stderr
        assert answer.stdout.startswith("shown ")
        assert "Traceback" not in answer.stderr
