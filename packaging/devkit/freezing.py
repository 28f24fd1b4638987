"""What a bundle needs of this machine besides packages: Python's shared library, binutils, Xvfb."""

from __future__ import annotations

import os
import shutil
import sys
import sysconfig
from collections.abc import Mapping
from pathlib import Path

from bundling import debian_tools

from devkit import debian
from devkit.console import Stop

TOOLS: Mapping[str, str] = {
    "chrpath": "chrpath",
    "objcopy": "binutils",
    "objdump": "binutils",
    "ldd": "libc-bin",
    "Xvfb": "xvfb",
}
"""The Debian package of each command that building and checking a bundle call."""


def require() -> None:
    """Make sure that a bundle can be made and checked here; on the Debian family as root missing tools are installed.

    Raises Stop with the way out elsewhere.
    """
    if not sys.platform.startswith("linux"):
        return
    _require_tools()
    _require_shared_library()


def shared_library(variables: Mapping[str, object] | None = None) -> Path | None:
    """Python's shared library, which a bundle carries; None when this Python has none."""
    found = sysconfig.get_config_vars() if variables is None else variables
    names = [str(found[key]) for key in ("INSTSONAME", "LDLIBRARY") if found.get(key)]
    folders = [str(found[key]) for key in ("LIBDIR", "LIBPL") if found.get(key)]
    if found.get("LIBDIR") and found.get("MULTIARCH"):
        folders.append(os.path.join(str(found["LIBDIR"]), str(found["MULTIARCH"])))  # noqa: PTH118
    for folder in folders:
        for name in names:
            path = Path(folder) / name
            if ".so" in name and path.is_file():
                return path
    return None


def advice(base: str = sys.base_prefix, version: tuple[int, int] = (sys.version_info[0], sys.version_info[1])) -> str:
    """What to do about a Python without a shared library, in one sentence."""
    number = f"{version[0]}.{version[1]}"
    if base == "/usr":
        return f"The system's Python {number} lacks its shared library; install the package libpython{number}."
    return (
        f"The Python in {base} was built without a shared library, which a bundle needs: build it again with"
        " --enable-shared (with pyenv: PYTHON_CONFIGURE_OPTS=--enable-shared), or call this with the system's python3."
    )


def _require_shared_library() -> None:
    if shared_library() is not None:
        return
    if sys.base_prefix == "/usr" and debian.is_debian_family():
        debian.install([f"libpython{sys.version_info[0]}.{sys.version_info[1]}"], "the bundle")
        if shared_library() is not None:
            return
    raise Stop(advice())


def _require_tools() -> None:
    missing = [name for name in TOOLS if shutil.which(name) is None]
    if missing and debian.is_debian_family():
        debian.install(sorted({TOOLS[name] for name in missing}), "the bundle")
        missing = [name for name in missing if shutil.which(name) is None]
    if missing:
        raise Stop(f"The bundle needs {', '.join(missing)}: install the packages of this system that bring them.")
    # Without these the Debian package or some of its checks are left out, which the build says.
    further = debian_tools.packages()
    if further and debian.is_debian_family() and debian.is_root():
        debian.install(further, "the Debian package")
