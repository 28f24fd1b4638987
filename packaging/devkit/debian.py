"""System packages: installed on the Debian family as root, else named with the exact command to type."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from devkit.console import Stop, say

APT_INSTALL = ("apt-get", "install", "-y", "--no-install-recommends")


def is_debian_family() -> bool:
    """Whether this system installs its packages with apt (Debian, Ubuntu, UOS, deepin, Kylin desktop)."""
    return Path("/etc/debian_version").exists() and shutil.which("apt-get") is not None


def is_root() -> bool:
    return sys.platform != "win32" and os.geteuid() == 0


def command_to_type(packages: Sequence[str]) -> str:
    """The command that a person without root's rights types to install Debian packages."""
    return shlex.join(("sudo", *APT_INSTALL, *packages))


def install(packages: Sequence[str], purpose: str) -> None:
    """Install Debian packages that are needed for `purpose`; the caller has made sure that this is a Debian family.

    Raises Stop with the command to type when this is not root, or when apt-get fails.
    """
    if not is_root():
        raise Stop(
            f"{purpose} needs system packages; install them with\n\n    {command_to_type(packages)}\n\nand try again."
        )
    say(f"Installing system packages for {purpose} with apt-get: {' '.join(packages)}")
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    lists = Path("/var/lib/apt/lists")
    fresh = lists.is_dir() and any(lists.glob("*_Packages*"))
    if fresh and _apt([*APT_INSTALL, *packages], environment):
        return
    if not _apt(["apt-get", "update"], environment) or not _apt([*APT_INSTALL, *packages], environment):
        raise Stop(f"apt-get could not install them (see above); try yourself:\n\n    {command_to_type(packages)}")


def _apt(command: list[str], environment: dict[str, str]) -> bool:
    """Run apt-get; what it reports of its progress is dropped, what goes wrong is shown."""
    quiet = [command[0], "-qq", *command[1:]]
    answer = subprocess.run(quiet, env=environment, check=False, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
    return answer.returncode == 0
