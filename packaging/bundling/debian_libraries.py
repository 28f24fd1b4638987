"""Which system libraries a bundle needs, asked of the tools that Debian's own packages are made with.

PyInstaller takes copies of the build machine's libraries along. In a Debian package they would miss every security
update, so copies that a Debian package of this machine owns byte for byte are left out, and that package is depended
on.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Mapping
from pathlib import Path

from bundling.binaries import elf_files, is_patched

OPTIONAL: Mapping[str, str] = {"plugins/platformthemes/libqgtk3.so": "libgtk-3-0"}
"""Parts that Qt passes over in silence when their libraries are missing, and the package that is only suggested for
them: a desktop that draws its dialogs with GTK has it, others need not install it."""

_FIELD = re.compile(r"^shlibs:Depends=(.*)$", re.MULTILINE)
_CACHED = re.compile(r"^\t(\S+) \(([^)]*)\) => (/.+)$", re.MULTILINE)
_OWNED = re.compile(r"^([a-z0-9][a-z0-9+.-]+)(?::\w+)?: (/.+)$", re.MULTILINE)
_RENAMED = re.compile(r"\A([a-z0-9.+-]+?)t64\b")


class MissingLibrariesError(Exception):
    """The build machine lacks libraries that the bundle needs, so nothing can say which package brings them."""


def copies(tree: Path) -> dict[Path, str]:
    """The libraries below a folder that are copies of this system's, with the package that owns each original."""
    system = loadable(_output("ldconfig", "--print-cache"))
    originals = {path: system[path.name] for path in elf_files(tree) if path.name in system}
    same = {path: original for path, original in originals.items() if _digest(path) == _digest(original)}
    owner = owners(_output("dpkg-query", "--search", *sorted({name for one in same.values() for name in _names(one)})))
    found = {path: [owner[name] for name in _names(original) if name in owner] for path, original in same.items()}
    return {path: packages[0] for path, packages in found.items() if packages}


def loadable(ldconfig_output: str) -> dict[str, Path]:
    """The 64-bit libraries that the dynamic loader finds by name, from what ``ldconfig --print-cache`` printed."""
    found: dict[str, Path] = {}
    for name, kind, place in _CACHED.findall(ldconfig_output):
        if "x86-64" in kind:
            found.setdefault(name, Path(place))
    return found


def owners(dpkg_output: str) -> dict[str, str]:
    """The package of each file that ``dpkg-query --search`` found; diversions and shared folders are left out."""
    return {place: package for package, place in _OWNED.findall(dpkg_output)}


def depends(tree: Path) -> tuple[str, ...]:
    """What the ELF files of a package's tree (with its folder ``DEBIAN``) need of the system, by dpkg-shlibdeps.

    Returns relations such as ``libc6 (>= 2.34)``, sorted, each once. Raises MissingLibrariesError when libraries are
    neither in the tree nor on this machine.
    """
    files = [path for path in elf_files(tree) if not path.as_posix().endswith(tuple(OPTIONAL))]
    folders = sorted({path.parent for path in files})
    with tempfile.TemporaryDirectory() as folder:
        # It wants to be called in the folder of a source package.
        control = Path(folder) / "debian" / "control"
        control.parent.mkdir()
        control.write_text("Source: briefing\n\nPackage: briefing\nArchitecture: amd64\n", encoding="utf-8")
        answer = subprocess.run(
            [
                *("dpkg-shlibdeps", "-O", "--ignore-missing-info", "--warnings=0", f"-S{tree}"),
                *(f"-l{each}" for each in folders),
                *(f"-e{path}" for path in files),
            ],
            cwd=folder,
            env=_plain(),
            capture_output=True,
            text=True,
            check=False,
        )
    if answer.returncode != 0:
        raise MissingLibrariesError("\n".join(line for line in answer.stderr.splitlines() if ": error: " in line))
    return relations(answer.stdout)


def suggests(tree: Path) -> tuple[str, ...]:
    """The packages that optional parts of a tree can do something with, sorted, each once."""
    files = elf_files(tree)
    return tuple(sorted({name for part, name in OPTIONAL.items() if any(f.as_posix().endswith(part) for f in files)}))


def relations(shlibdeps_output: str) -> tuple[str, ...]:
    """The relations that ``dpkg-shlibdeps -O`` printed, by names that every release of the Debian family resolves."""
    found = (one.strip() for value in _FIELD.findall(shlibdeps_output) for one in value.split(","))
    return tuple(sorted({resolvable(one) for one in found if one}))


def resolvable(relation: str) -> str:
    """A relation by its name before the 64-bit time_t transition (``libcups2t64`` was ``libcups2``).

    On 64-bit systems the renamed packages provide the old names, with versions; older systems know only these.
    """
    return _RENAMED.sub(r"\1", relation)


def strip_symbols(tree: Path) -> None:
    """Take out of libraries what only linking and debugging need, as Debian wants it.

    Raises CalledProcessError when one of them cannot be read.
    """
    libraries = [str(path) for path in elf_files(tree) if ".so" in path.name and not is_patched(path)]
    if libraries:
        subprocess.run(["strip", "--strip-unneeded", *libraries], env=_plain(), check=True)


def _names(library: Path) -> tuple[str, str]:
    """Under which names the package database may hold a library: /lib is a link to /usr/lib on newer systems."""
    name = library.as_posix().removeprefix("/usr")
    return name, f"/usr{name}"


def _output(*command: str) -> str:
    """What a tool prints; that some of what was asked for is unknown to it is no fault."""
    return subprocess.run(command, env=_plain(), capture_output=True, text=True, check=False).stdout


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain() -> dict[str, str]:
    """What the tools print is read here, so they print English."""
    return {
        **os.environ,
        "LC_ALL": "C.UTF-8",
        "PATH": os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin")),
    }
