"""The tools that make and check the Debian package; importable by any Python, before anything is set up."""

from __future__ import annotations

import os
import shutil
from collections.abc import Mapping
from pathlib import Path

MAKING: Mapping[str, str] = {
    "chrpath": "chrpath",
    "dpkg-deb": "dpkg",
    "dpkg-shlibdeps": "dpkg-dev",
    "ldconfig": "libc-bin",
    "strip": "binutils",
}
"""Without one of these commands there is no package; the Debian package that brings each."""

CHECKING: Mapping[str, str] = {
    "appstreamcli": "appstream",
    "debootstrap": "debootstrap",
    "desktop-file-validate": "desktop-file-utils",
    "lintian": "lintian",
    "man": "man-db",
    "update-mime-database": "shared-mime-info",
    "xwininfo": "x11-utils",
    "Xvfb": "xvfb",
}
"""Where one of these is missing, what it would check is left out, and that is said."""

KEYRING = Path("/usr/share/keyrings/debian-archive-keyring.gpg")
"""What debootstrap knows a Debian mirror by; of the package debian-archive-keyring."""


def missing(commands: Mapping[str, str]) -> list[str]:
    """Those of the commands that this machine lacks."""
    # Where only root's PATH has it.
    places = os.pathsep.join((os.environ.get("PATH", os.defpath), "/usr/sbin", "/sbin"))
    return [name for name in commands if shutil.which(name, path=places) is None]


def packages() -> list[str]:
    """The Debian packages that would bring what this machine lacks, sorted."""
    tools = {**MAKING, **CHECKING}
    keyring = () if KEYRING.exists() else ("debian-archive-keyring",)
    return sorted({*(tools[name] for name in missing(tools)), *keyring})
