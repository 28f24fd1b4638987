"""Whether Qt's platform plugins find their system libraries, and which package brings a missing one."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from devkit import debian
from devkit.console import Stop

DEBIAN_PACKAGES: Mapping[str, str] = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
}
"""The Debian package of each system library that the libraries of the Qt wheels 6.9.3 and 6.11.3 name."""

_EVERYWHERE = (
    "PySide6/QtCore.abi3.so",
    "PySide6/QtGui.abi3.so",
    "PySide6/QtWidgets.abi3.so",
    "PySide6/QtPrintSupport.abi3.so",
    "PySide6/QtSvg.abi3.so",
    "PySide6/Qt/plugins/platforms/libqoffscreen.so",
)
_ON_A_DISPLAY: Mapping[str, tuple[str, ...]] = {
    "xcb": ("PySide6/Qt/plugins/platforms/libqxcb.so",),
    "wayland": (
        "PySide6/Qt/plugins/platforms/libqwayland-generic.so",
        "PySide6/Qt/plugins/platforms/libqwayland.so",
        "PySide6/Qt/plugins/wayland-shell-integration/libxdg-shell.so",
    ),
}
_NOT_FOUND = re.compile(r"^\s*(\S+) => not found", re.MULTILINE)


def require(site_packages: Path, display: str | None) -> None:
    """Make sure that Qt can start offscreen and, when `display` is ``xcb`` or ``wayland``, on that display.

    On the Debian family as root missing libraries are installed. Raises Stop with the command to type elsewhere.
    """
    if not sys.platform.startswith("linux"):
        return
    libraries = missing(site_packages, display)
    if not libraries:
        return
    packages = debian_packages(libraries)
    if packages and debian.is_debian_family():
        debian.install(packages, "Qt")
        libraries = missing(site_packages, display)
    if libraries:
        raise Stop(instruction(libraries))


def missing(site_packages: Path, display: str | None) -> list[str]:
    """The names of the system libraries that the dynamic loader does not find, sorted."""
    names = _EVERYWHERE + _ON_A_DISPLAY.get(display or "", ())
    files = [str(path) for path in (site_packages / name for name in names) if path.exists()]
    environment = {**os.environ, "LC_ALL": "C"}
    answer = subprocess.run(["ldd", *files], env=environment, capture_output=True, text=True, check=False)
    return not_found(answer.stdout)


def not_found(ldd_output: str) -> list[str]:
    """The libraries that `ldd` reports as not found, sorted, each once."""
    return sorted(set(_NOT_FOUND.findall(ldd_output)))


def debian_packages(libraries: Iterable[str]) -> list[str]:
    """The Debian packages that bring these libraries, as far as known, sorted, each once."""
    return sorted({DEBIAN_PACKAGES[name] for name in libraries if name in DEBIAN_PACKAGES})


def instruction(libraries: Sequence[str]) -> str:
    """What to do about missing libraries on a system where the tool does not install them itself."""
    for manager in ("dnf", "yum", "zypper"):
        if shutil.which(manager):
            # RPM systems name what a package provides by the library itself.
            command = shlex.join(["sudo", manager, "install", *(f"{name}()(64bit)" for name in libraries)])
            return f"Qt's system libraries are missing; install them with\n\n    {command}\n\nand try again."
    return f"Qt's system libraries are missing: install the packages of this system that bring {', '.join(libraries)}."
