"""Reads the spec as PyInstaller would on Windows, and writes as JSON what it asks for.

Real: the spec and everything of ``bundling``. Recorded: PyInstaller's steps, which would need Windows' files, and its
three look-ups in installed packages. Qt is imported before this Python says that it is Windows.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from types import ModuleType
from typing import Any

import PySide6.QtGui  # noqa: F401

ROOT = Path(__file__).resolve().parents[2]
SPEC = ROOT / "packaging" / "briefing.spec"
BUNDLE_OF_WINDOWS = [
    ("python311.dll", "C:/Python/python311.dll", "BINARY"),
    ("sqlite3.dll", "C:/Python/DLLs/sqlite3.dll", "BINARY"),
    ("PySide6/Qt6Widgets.dll", "C:/venv/PySide6/Qt6Widgets.dll", "BINARY"),
    ("PySide6/Qt6Network.dll", "C:/venv/PySide6/Qt6Network.dll", "BINARY"),
    ("PySide6/QtWidgets.pyd", "C:/venv/PySide6/QtWidgets.pyd", "EXTENSION"),
    ("PySide6/plugins/platforms/qwindows.dll", "C:/venv/PySide6/plugins/platforms/qwindows.dll", "BINARY"),
    ("PySide6/plugins/styles/qmodernwindowsstyle.dll", "C:/venv/PySide6/plugins/styles/q.dll", "BINARY"),
    ("PySide6/plugins/imageformats/qsvg.dll", "C:/venv/PySide6/plugins/imageformats/qsvg.dll", "BINARY"),
    ("PySide6/opengl32sw.dll", "C:/venv/PySide6/opengl32sw.dll", "BINARY"),
    ("PySide6/msvcp140.dll", "C:/venv/PySide6/msvcp140.dll", "BINARY"),
    ("PySide6/plugins/tls/qschannelbackend.dll", "C:/venv/PySide6/plugins/tls/q.dll", "BINARY"),
    ("PySide6/translations/qtbase_zh_CN.qm", "C:/venv/PySide6/translations/qtbase_zh_CN.qm", "DATA"),
    ("PySide6/translations/qtbase_de.qm", "C:/venv/PySide6/translations/qtbase_de.qm", "DATA"),
]
asked: dict[str, list[dict[str, Any]]] = {}


class Analysis:
    """What PyInstaller would have found: some of the files that it finds on Windows, in its own words for them."""

    def __init__(self, scripts: list[str], **options: Any) -> None:
        asked["Analysis"] = [{"scripts": scripts, **options}]
        self.scripts, self.pure = scripts, [("briefing.cli", "briefing/cli.py", "PYMODULE")]
        found = [(place.replace("/", "\\"), source, kind) for place, source, kind in BUNDLE_OF_WINDOWS]
        self.binaries = [entry for entry in found if entry[2] != "DATA"]
        self.datas = [entry for entry in found if entry[2] == "DATA"]


def recording(name: str) -> Any:
    def record(*given: Any, **options: Any) -> str:
        asked.setdefault(name, []).append({"given": [each for each in given if isinstance(each, list)], **options})
        return name

    return record


def main() -> None:
    hooks = ModuleType("PyInstaller.utils.hooks")
    found: dict[str, Any] = {
        "collect_submodules": lambda name, **_: [name],
        "collect_data_files": lambda name: [(f"C:/venv/{name}/file", name)],
        "copy_metadata": lambda name: [(f"C:/venv/{name}.dist-info", f"{name}.dist-info")],
    }
    vars(hooks).update(found)
    sys.modules.update({name: ModuleType(name) for name in ("PyInstaller", "PyInstaller.utils")})
    sys.modules["PyInstaller.utils.hooks"] = hooks
    sys.path[:0] = [str(ROOT), str(ROOT / "packaging")]
    sys.platform = "win32"
    import platform

    platform.machine = lambda: "AMD64"
    from bundling import names

    names.WORK = Path(sys.argv[1])
    names.COLLECTED = names.WORK / names.COLLECTED.name
    steps = {name: recording(name) for name in ("PYZ", "EXE", "COLLECT")}
    exec(compile(SPEC.read_bytes(), str(SPEC), "exec"), {"SPECPATH": str(SPEC.parent), "Analysis": Analysis, **steps})
    sys.stdout.write(json.dumps(asked))


main()
