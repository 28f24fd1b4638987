"""The virtual environment `.venv` in the project's root: made, checked and made again when it no longer fits."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from devkit import debian, requirements
from devkit.console import Stop, say

LAYOUT = "1"
"""Raised when this module sets environments up differently, so that older ones are made again."""

_TOOLS_ONLY = "lacks the developer's tools"
_KEPT_PYTHON_VARIABLES = {
    "PYTHONDONTWRITEBYTECODE",
    "PYTHONIOENCODING",
    "PYTHONPYCACHEPREFIX",
    "PYTHONUNBUFFERED",
    "PYTHONUTF8",
}
_MISLEADING_VARIABLES = {
    "__PYVENV_LAUNCHER__",
    "PIP_DRY_RUN",
    "PIP_NO_DEPS",
    "PIP_PREFIX",
    "PIP_PYTHON",
    "PIP_ROOT",
    "PIP_TARGET",
    "QT_PLUGIN_PATH",
    "QT_QPA_PLATFORM_PLUGIN_PATH",
    "VIRTUAL_ENV",
}


def clean(variables: Mapping[str, str]) -> dict[str, str]:
    """The environment variables for child processes, without those that lead Python, pip or Qt elsewhere."""
    kept = {
        name: value
        for name, value in variables.items()
        if name not in _MISLEADING_VARIABLES and (not name.startswith("PYTHON") or name in _KEPT_PYTHON_VARIABLES)
    }
    return {**kept, "PYTHONNOUSERSITE": "1", "PIP_USER": "0"}


class Environment:
    """The `.venv` of the project in `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.folder = root / ".venv"
        scripts, name = ("Scripts", "python.exe") if sys.platform == "win32" else ("bin", "python")
        self.python = self.folder / scripts / name
        self._stamp = self.folder / "setup.json"
        # A stamp of its own: what a build needs is no business of those who run and test.
        self._build_stamp = self.folder / "build.json"

    def ensure(self, *, developing: bool) -> None:
        """Make `.venv` fit, at once when it already does.

        Raises Stop when it cannot be made.
        """
        _require_venv_module()
        if self.misfit(developing=developing) is None:
            return
        with _alone(self.root):
            misfit = self.misfit(developing=developing)
            if misfit is not None:
                self._set_up(misfit, developing=developing)

    def ensure_for_building(self) -> None:
        """Make `.venv` fit for developing, with what makes a bundle besides; at once when it already does.

        Raises Stop when it cannot be made.
        """
        self.ensure(developing=True)
        if self.fits_building():
            return
        with _alone(self.root):
            if not self.fits_building():
                needed = requirements.read(self.root)
                say(f"Adding to {self.folder} what builds the bundle.")
                self._install(needed, needed.building)
                self._build_stamp.write_text(json.dumps(self._wanted_for_building()), encoding="utf-8")

    def fits_building(self) -> bool:
        """Whether what makes a bundle was installed as it is wanted now."""
        try:
            found = json.loads(self._build_stamp.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return False
        return bool(found == self._wanted_for_building())

    def _wanted_for_building(self) -> list[str]:
        needed = requirements.read(self.root)
        return [self._wanted(needed), needed.building_fingerprint()]

    def site_packages(self) -> Path:
        """Where packages lie inside `.venv`."""
        if sys.platform == "win32":
            return self.folder / "Lib" / "site-packages"
        return self.folder / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"

    def _wanted(self, needed: requirements.Requirements) -> str:
        python = f"{sys.implementation.name} {sys.version_info[0]}.{sys.version_info[1]}"
        return needed.fingerprint(LAYOUT, python, os.path.realpath(sys.base_prefix), str(self.root))

    def misfit(self, *, developing: bool) -> str | None:
        """Why `.venv` must be made again or completed, or None when it fits."""
        needed = requirements.read(self.root)
        if not self.folder.exists():
            return "is not there yet"
        try:
            stamp = json.loads(self._stamp.read_text(encoding="utf-8"))
            running, tools = stamp["running"], stamp["developing"]
        except (OSError, ValueError, KeyError, TypeError):
            return "is incomplete"
        if not self.python.exists():
            return "has lost its Python"
        if running != self._wanted(needed):
            return "was made for other packages, another Python or another folder"
        if developing and tools != needed.developing_fingerprint():
            return _TOOLS_ONLY
        return None

    def _set_up(self, misfit: str, *, developing: bool) -> None:
        needed = requirements.read(self.root)
        say(f"Setting up {self.folder} (it {misfit}); this takes a minute or two.")
        if misfit != _TOOLS_ONLY:
            self._stamp.unlink(missing_ok=True)
            self._create()
        self._install(needed, [*needed.running, *(needed.developing if developing else ())])
        self._link_source()
        stamp = {
            "running": self._wanted(needed),
            "developing": needed.developing_fingerprint() if developing else None,
        }
        self._stamp.write_text(json.dumps(stamp), encoding="utf-8")

    def _install(self, needed: requirements.Requirements, packages: Sequence[str]) -> None:
        pip = [str(self.python), "-m", "pip", "install", "--no-input", "--disable-pip-version-check"]
        if not sys.stdout.isatty():
            pip.append("--quiet")
        command = [*pip, "--constraint", str(needed.constraints), *packages]
        if subprocess.run(command, cwd=self.root, env=clean(os.environ), check=False).returncode != 0:
            raise Stop(
                "pip could not install the pinned packages (see above); is the package index that pip is configured"
                " for within reach? Call this again when it is."
            )

    def _create(self) -> None:
        try:
            if self.folder.is_symlink() or self.folder.is_file():
                self.folder.unlink()
            elif self.folder.exists():
                shutil.rmtree(self.folder)
        except OSError as error:
            raise Stop(f"{self.folder} could not be removed ({error}); close what uses it and remove it.") from error
        base = getattr(sys, "_base_executable", None) or sys.executable
        command = [base, "-m", "venv", str(self.folder)]
        if subprocess.run(command, cwd=self.root, env=clean(os.environ), check=False).returncode != 0:
            raise Stop(f"The virtual environment {self.folder} could not be made (see above).")

    def _link_source(self) -> None:
        """Make the source tree importable from anywhere.

        The path is relative, so plain ASCII: Windows reads such files in its legacy encoding before Python 3.13,
        and a Chinese path in one would keep Python from starting.
        """
        site_packages = self.site_packages()
        relative = os.path.relpath(self.root, site_packages)
        (site_packages / "briefing-source.pth").write_text(relative + "\n", encoding="ascii")


def _require_venv_module() -> None:
    """Make sure that this Python can make virtual environments; Debian keeps that in a package of its own."""
    if all(importlib.util.find_spec(name) is not None for name in ("venv", "ensurepip", "tomllib", "ctypes")):
        return
    if not debian.is_debian_family() or sys.base_prefix != "/usr":
        raise Stop(f"{sys.executable} lacks the modules venv and ensurepip; use a complete Python 3.11 to 3.14.")
    version = f"python{sys.version_info[0]}.{sys.version_info[1]}"
    debian.install([f"{version}-venv"], "virtual environments")
    importlib.invalidate_caches()


@contextlib.contextmanager
def _alone(root: Path) -> Iterator[None]:
    """Let one set-up of `root` run at a time; a second one waits for the first."""
    with (root / "pyproject.toml").open("rb") as file:
        if sys.platform == "win32":
            import msvcrt
            import time

            file.seek(1 << 30)  # beyond the end, where the lock keeps nobody from reading
            while True:
                try:
                    msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
                    break
                except OSError:
                    time.sleep(0.5)
        else:
            import fcntl

            fcntl.flock(file, fcntl.LOCK_EX)
        yield
