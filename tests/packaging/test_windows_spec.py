"""The spec as it is read on Windows, and PyInstaller's own reader of what it is given."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from bundling import windows

from briefing import __version__

HERE = Path(__file__).resolve().parent


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> dict[str, list[dict[str, Any]]]:
    """The calls of PyInstaller's steps by name, with what each was given."""
    command = [sys.executable, str(HERE / "spec_on_windows.py"), str(tmp_path_factory.mktemp("work"))]
    answer = subprocess.run(command, capture_output=True, check=False, encoding="utf-8", timeout=120)
    assert answer.returncode == 0, answer.stderr
    result: dict[str, list[dict[str, Any]]] = json.loads(answer.stdout)
    return result


def test_there_is_a_windowed_program_and_one_for_the_console(asked: dict[str, list[dict[str, Any]]]) -> None:
    made = {call["name"]: call["console"] for call in asked["EXE"]}
    assert made == {"Briefing": False, "briefing-cli": True}


def test_each_carries_its_icon_and_its_version(asked: dict[str, list[dict[str, Any]]]) -> None:
    for call in asked["EXE"]:
        assert Path(call["icon"]).read_bytes().startswith(b"\0\0\1\0")
        text = Path(call["version"]).read_text(encoding="utf-8")
        assert f"{call['name']}.exe" in text
        assert __version__ in text
        assert call["upx"] is False


def test_the_bundle_is_one_folder_named_for_windows(asked: dict[str, list[dict[str, Any]]]) -> None:
    (collected,) = asked["COLLECT"]
    assert collected["name"] == f"briefing-{__version__}-windows-x86_64"
    assert collected["upx"] is False
    binaries, datas = collected["given"]
    kept = {entry[0].replace("\\", "/") for entry in (*binaries, *datas)}
    assert kept == {
        "python311.dll",
        "sqlite3.dll",
        "PySide6/Qt6Widgets.dll",
        "PySide6/QtWidgets.pyd",
        "PySide6/msvcp140.dll",
        "PySide6/plugins/platforms/qwindows.dll",
        "PySide6/plugins/styles/qmodernwindowsstyle.dll",
        "PySide6/plugins/imageformats/qsvg.dll",
        "PySide6/translations/qtbase_zh_CN.qm",
    }


def test_the_programs_own_files_come_along(asked: dict[str, list[dict[str, Any]]]) -> None:
    (analysis,) = asked["Analysis"]
    places = {place for _, place in analysis["datas"]}
    assert {"briefing/resources/icons", "briefing/seeds/reports", "briefing/library/migrations/versions"} <= places
    assert all("\\" not in place for place in places)


@pytest.fixture
def pyinstaller(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """PyInstaller's module for version resources, where it is installed (``dev.py build`` does that).

    It asks for the system's functions and for pefile when imported, and needs neither to read a text.
    """
    compat = pytest.importorskip("PyInstaller.compat", reason="comes with dev.py build", exc_type=ImportError)
    monkeypatch.setattr(compat, "win32api", None, raising=False)
    monkeypatch.setitem(sys.modules, "pefile", ModuleType("pefile"))
    from importlib import import_module

    return import_module("PyInstaller.utils.win32.versioninfo")


@pytest.mark.parametrize("executable", windows.WORDS)
def test_pyinstaller_reads_the_version_and_writes_it_into_the_bytes(
    pyinstaller: ModuleType, executable: str, tmp_path: Path
) -> None:
    file = tmp_path / "version.txt"
    file.write_text(windows.version_resource("3.1.4", executable), encoding="utf-8")
    written = pyinstaller.load_version_info_from_text_file(str(file))
    assert "filevers=(3, 1, 4, 0)" in str(written)
    # It reads these bytes back on Windows only, where a C long has four bytes.
    for expected in ("VS_VERSION_INFO", "简报台", executable, "3.1.4.0", "080404b0"):
        assert expected.encode("utf-16-le") in written.toRaw()


def test_pyinstallers_manifest_asks_for_long_paths_and_no_administrator(pyinstaller: ModuleType) -> None:
    manifest = pytest.importorskip("PyInstaller.utils.win32.winmanifest").create_application_manifest().decode()
    assert '"asInvoker"' in manifest
    assert "longPathAware" in manifest
    assert "8e0f7a12-bfb3-4fe8-b9a5-48fd50a15a9a" in manifest, "Windows 10 and 11"
