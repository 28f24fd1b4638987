"""The Debian package: the bundle in /usr/lib/briefing, and what makes it a program of the desktop.

``make`` needs the tools in debian_tools, and the system libraries that the bundle needs, on this machine.
"""

from __future__ import annotations

import hashlib
import os
import subprocess
import tempfile
from pathlib import Path

from bundling import debian_libraries, debian_texts, debian_tree, names

_THREADS = "2"
"""Whatever the machine has: the same parts are compressed apart, so the same package comes out."""


def make(bundle: Path, version: str, to: Path) -> Path:
    """Make ``briefing_VERSION_amd64.deb`` of a bundle's folder in the folder ``to``, and return it.

    The same bundle gives the same package, byte for byte. Raises MissingLibrariesError (of debian_libraries) when this
    machine lacks libraries that the bundle needs, KeyError for a command without words for the manual page, and
    CalledProcessError when one of the tools fails.
    """
    moment = names.moment()
    to.mkdir(parents=True, exist_ok=True)
    package = to / f"{debian_texts.PACKAGE}_{version}_{debian_texts.ARCHITECTURE}.deb"
    with tempfile.TemporaryDirectory(prefix="briefing-deb-") as folder:
        tree = Path(folder) / "tree"
        administration = tree / "DEBIAN"
        administration.mkdir(parents=True)
        debian_tree.install(tree, bundle, version, moment)
        for copy in debian_libraries.copies(tree):
            copy.unlink()
        debian_libraries.strip_symbols(tree)
        depends, suggests = debian_libraries.depends(tree), debian_libraries.suggests(tree)
        control = debian_texts.control(version, depends, suggests, installed_size(tree))
        (administration / "control").write_text(control, encoding="utf-8")
        (administration / "md5sums").write_text(md5sums(tree), encoding="utf-8")
        debian_tree.settle(tree, moment)
        variables = {**os.environ, "SOURCE_DATE_EPOCH": str(moment), "DPKG_DEB_THREADS_MAX": _THREADS}
        options = ("--root-owner-group", "-Zxz", "-z6")
        subprocess.run(
            ["dpkg-deb", *options, "--build", str(tree), str(package)],
            env=variables,
            check=True,
            stdout=subprocess.DEVNULL,
        )
    return package


def installed_size(tree: Path) -> int:
    """KiB on disk as dpkg-gencontrol counts them: files rounded up, one for everything else."""
    inside = [tree, *(path for path in tree.rglob("*") if path.relative_to(tree).parts[0] != "DEBIAN")]
    return sum(-(-path.stat().st_size // 1024) if path.is_file() and not path.is_symlink() else 1 for path in inside)


def md5sums(tree: Path) -> str:
    """The file ``DEBIAN/md5sums``: each file's sum and place, by which ``dpkg --verify`` finds changed files."""
    lines = []
    for path in sorted(tree.rglob("*")):
        inside = path.relative_to(tree)
        if path.is_file() and not path.is_symlink() and inside.parts[0] != "DEBIAN":
            with path.open("rb") as file:
                # No secret is kept with it; the format knows no other sum.
                digest = hashlib.file_digest(file, lambda: hashlib.md5(usedforsecurity=False))
            lines.append(f"{digest.hexdigest()}  {inside.as_posix()}\n")
    return "".join(lines)
