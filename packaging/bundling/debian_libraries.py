"""Which system libraries a bundle needs, asked of the tools that Debian's own packages are made with.

PyInstaller takes copies of the build machine's libraries along. In a Debian package they would miss every security
update, and mix with what the desktop loads itself (a foreign fontconfig reads the system's fonts wrongly), so copies that
a Debian package of this machine owns byte for byte are left out, and that package is depended on.
"""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import tempfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

OPTIONAL: Mapping[str, str] = {
    "plugins/platformthemes/libqgtk3.so": "Suggests",
}
"""Parts that the program does without when their libraries are missing, and the field that names those instead."""

LOADED_BY_NAME: Mapping[str, str] = {}
"""Packages whose libraries are opened by name at run time, so that no ELF header speaks of them, and who opens them."""

_ELF = b"\x7fELF"
_FIELD = re.compile(r"^shlibs:(\w+)=(.*)$", re.MULTILINE)
_CACHED = re.compile(r"^\t(\S+) \(([^)]*)\) => (/.+)$", re.MULTILINE)
_OWNED = re.compile(r"^([a-z0-9][a-z0-9+.-]+)(?::\w+)?: (/.+)$", re.MULTILINE)
_RENAMED = re.compile(r"\A([a-z0-9.+-]+?)t64\b")


class MissingLibraries(Exception):
    """The build machine lacks libraries that the bundle needs, so nothing can say which package brings them."""


@dataclass(frozen=True, slots=True)
class Needs:
    """Relations to packages, sorted, each once, such as ``libc6 (>= 2.34)``."""

    depends: tuple[str, ...]
    suggests: tuple[str, ...] = ()


def elf_files(tree: Path) -> tuple[Path, ...]:
    """The programs and libraries below a folder, sorted; links are no files of their own."""
    return tuple(sorted(path for path in tree.rglob("*") if not path.is_symlink() and path.is_file() and _is_elf(path)))


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


def needs(tree: Path) -> Needs:
    """What the ELF files of a package's tree (with its folder ``DEBIAN``) need of the system, by dpkg-shlibdeps.

    Raises MissingLibraries when libraries are neither in the folder nor on this machine.
    """
    files = elf_files(tree)
    with tempfile.TemporaryDirectory() as folder:
        # It wants to be called in a source package, and takes what lies below the build folder for the package's own.
        place = Path(folder)
        (place / "debian").mkdir()
        (place / "debian" / "control").write_text("Source: briefing\n\nPackage: briefing\nArchitecture: amd64\n", encoding="utf-8")
        folders = sorted({str(path.parent) for path in files})
        answer = subprocess.run(
            [
                "dpkg-shlibdeps",
                "-O",
                "--ignore-missing-info",
                "--warnings=0",
                f"-S{tree}",
                *(f"-l{each}" for each in folders),
                *_arguments(files, tree),
            ],
            cwd=place,
            env=_plain(),
            capture_output=True,
            text=True,
            check=False,
        )
    if answer.returncode != 0:
        raise MissingLibraries("\n".join(line for line in answer.stderr.splitlines() if ": error: " in line))
    return read_needs(answer.stdout)


def read_needs(shlibdeps_output: str) -> Needs:
    """The relations that ``dpkg-shlibdeps -O`` printed, by names that every release of the Debian family resolves."""
    fields = {field: value for field, value in _FIELD.findall(shlibdeps_output)}
    depends = _relations(fields.get("Depends", ""))
    return Needs(depends, tuple(one for one in _relations(fields.get("Suggests", "")) if one not in depends))


def resolvable(relation: str) -> str:
    """A relation by its name before the 64-bit time_t transition (``libcups2t64`` was ``libcups2``).

    On 64-bit systems the renamed packages provide the old names, with versions; older systems know only these.
    """
    return _RENAMED.sub(r"\1", relation)


def _relations(value: str) -> tuple[str, ...]:
    return tuple(sorted({resolvable(one.strip()) for one in value.split(",") if one.strip()}))


def _arguments(files: Iterable[Path], tree: Path) -> list[str]:
    sorted_in: dict[str, list[Path]] = {}
    for path in files:
        name = path.relative_to(tree).as_posix()
        field = next((field for part, field in OPTIONAL.items() if name.endswith(part)), "Depends")
        sorted_in.setdefault(field, []).append(path)
    return [argument for field in sorted(sorted_in) for argument in (f"-d{field}", *(f"-e{p}" for p in sorted_in[field]))]


def _names(library: Path) -> tuple[str, str]:
    """Under which names the package database may hold a library: /lib is a link to /usr/lib on newer systems."""
    name = library.as_posix().removeprefix("/usr")
    return name, f"/usr{name}"


def _output(*command: str) -> str:
    """What a tool prints; that some of what was asked for is unknown to it is no fault."""
    return subprocess.run(command, env=_plain(), capture_output=True, text=True, check=False).stdout


def _is_elf(path: Path) -> bool:
    with path.open("rb") as file:
        return file.read(4) == _ELF


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _plain() -> dict[str, str]:
    """What the tools print is read here, so they print English."""
    return {**os.environ, "LC_ALL": "C.UTF-8", "PATH": os.pathsep.join((os.environ.get("PATH", ""), "/usr/sbin", "/sbin"))}
