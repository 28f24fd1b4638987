"""Whether the Debian package holds: by Debian's own checkers, then installed, started and removed in clean systems."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from bundling import debian_libraries, debian_tree
from bundling.binaries import elf_files
from bundling.checks import CheckError, Checks
from bundling.clean_root import Answer, CleanRoot, Unavailable, clean_root, release_of
from bundling.screen import Screen, virtual_screen

STABLE = "stable"
LIBRARY = "/home/person/.local/share/Briefing/library.db"
_DESKTOP = ("desktop-file-utils", "libglib2.0-bin", "man-db", "shared-mime-info")
"""What a desktop has besides; installed after the program has run without it."""

_TYPES = {"annotations.bnotes": "application/x-briefing-notes", "library.briefing": "application/x-briefing-library"}
_NO_HOMEPAGE = "--override=url-homepage-missing=info"
"""Newer validators miss an address on the web; older ones do not know the word. The project has none to give."""

_OURS = "briefing"


def run(package: Path, releases: Sequence[str] = ()) -> bool:
    """Check a package on this machine and in clean systems; whether every check went well.

    The systems are the stable release and, on Debian, the one that this machine runs, unless releases are named.
    """
    checks = Checks()
    print(f"checking {package.name}", flush=True)
    _by_checkers(checks, package)
    own = release_of(Path("/"))
    tried: set[str] = set()
    for release in releases or dict.fromkeys((STABLE, own or STABLE)):
        if release in tried:
            continue
        try:
            with clean_root(release) as root:
                name = release_of(root.folder) or release
                tried.add(name)
                _in_root(checks, package, root, name)
        except Unavailable as reason:
            checks.left_out(f"installed in a clean {release}", str(reason))
    print(checks.sum_up(), flush=True)
    return checks.well


def _by_checkers(checks: Checks, package: Path) -> None:
    """What Debian's and the desktops' own tools say of the package and its files."""
    with tempfile.TemporaryDirectory() as folder:
        tree = Path(folder)
        subprocess.run(["dpkg-deb", "--extract", str(package), str(tree)], check=True)
        metainfo = tree / f"usr/share/metainfo/{debian_tree.APPSTREAM_ID}.metainfo.xml"
        pages = [str(path) for path in sorted((tree / "usr/share/man").rglob("*.gz"))]
        commands = {
            "lintian": ["lintian", "--allow-root", "--fail-on", "error", "--tag-display-limit", "0", str(package)],
            "the menu entry": ["desktop-file-validate", str(tree / "usr/share/applications/briefing.desktop")],
            "the AppStream data": ["appstreamcli", "validate", "--no-net", str(metainfo)],
            "the file types": ["update-mime-database", str(tree / "usr/share/mime")],
            **{
                f"the manual page {Path(page).relative_to(tree / 'usr/share/man')}": [
                    *("man", "--warnings=w", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page)
                ]
                for page in pages
            },
        }
        for name, command in commands.items():
            if shutil.which(command[0]) is None:
                checks.left_out(name, f"{command[0]} is not on this machine")
            else:
                checks(name, lambda c=command: _passes(c))  # type: ignore[misc]


def _passes(command: Sequence[str]) -> str | None:
    """A checker that finds nothing wrong; returns what it says besides, in short."""
    variables = {**os.environ, "LC_ALL": "C.UTF-8"}
    answer = subprocess.run(command, env=variables, capture_output=True, encoding="utf-8", check=False)
    if answer.returncode != 0 and "url-homepage-missing" in answer.stdout and _NO_HOMEPAGE not in command:
        return _passes([*command, _NO_HOMEPAGE])
    said = (answer.stdout if command[0] != "man" else "") + answer.stderr
    _require(answer.returncode == 0 and (command[0] != "man" or not said), f"\n{said.strip()}")
    if command[0] == "lintian":
        kinds = [line[0] for line in said.splitlines() if line[1:2] == ":"]
        return ", ".join(f"{kinds.count(kind)} {kind}" for kind in sorted(set(kinds))) or "says nothing"
    return None


def _in_root(checks: Checks, package: Path, root: CleanRoot, release: str) -> None:
    """Install, run, look up, remove."""

    def named(name: str) -> str:
        return f"{release}: {name}"

    before = root.files()
    (root.folder / "tmp" / package.name).write_bytes(package.read_bytes())
    installing = lambda: _install(root, f"/tmp/{package.name}")  # noqa: E731
    if not checks(named("installs with what it declares and nothing else"), installing):
        return
    (root.folder / "tmp" / package.name).unlink()
    checks(named("every library is found"), lambda: _libraries_found(root))
    checks(named("briefing --version"), lambda: _clean(root.as_person("briefing", "--version")).output.strip())
    checks(named("makes its library, pages and pictures offscreen"), lambda: _demonstrates(root))
    checks(named("briefing doctor"), lambda: _doctor(root))
    checks(named("writes annotations"), lambda: _exports(root))
    _on_a_screen(checks, root, named)
    checks(named("the desktop's tools install"), lambda: _equipped(root))
    checks(named("both manual pages are found"), lambda: _manual(root))
    checks(named("its files are known by name and by content, and opened with it"), lambda: _types(root))
    checks(named("nothing was changed after installing"), lambda: _verified(root))
    checks(named("removes cleanly, and the person's library stays"), lambda: _purged(root, before))


def _install(root: CleanRoot, package: str) -> str:
    _clean(root.apt("update"), apt=True)
    known = _packages(root)
    _clean(root.apt("install", package), apt=True)
    return f"{len(_packages(root) - known) - 1} packages came with it"


def _packages(root: CleanRoot) -> set[str]:
    return set(_clean(root.run("dpkg-query", "--show", "--showformat=${Package}\n")).output.split())


def _libraries_found(root: CleanRoot) -> str:
    """By the system's own loader, for every ELF file that is not optional; the bundle's folder is searched as its
    starter does."""
    home = root.folder / "usr/lib/briefing"
    files = [p for p in elf_files(home) if not p.as_posix().endswith(tuple(debian_libraries.OPTIONAL))]
    inside = [f"/{path.relative_to(root.folder).as_posix()}" for path in files]
    answer = root.run("ldd", *inside, LD_LIBRARY_PATH="/usr/lib/briefing/_internal")
    missing = sorted({line.split()[0] for line in answer.output.splitlines() if line.endswith("not found")})
    _require(not missing, f"not found: {', '.join(missing)}")
    # A library that the loader cannot take in is named with the reason; what is no dynamic program has none.
    broken = [line for line in (answer.output + answer.errors).splitlines() if "error while loading" in line]
    broken += [line for line in answer.errors.splitlines() if "ELF load command" in line]
    _require(not broken, "; ".join(dict.fromkeys(broken)))
    return f"{len(files)} programs and libraries"


def _demonstrates(root: CleanRoot) -> str:
    to = "/home/person/pages"
    answer = _clean(root.as_person("briefing", "demonstrate", "--to", to, QT_QPA_PLATFORM="offscreen"))
    made = [root.folder / line.strip().lstrip("/") for line in answer.output.splitlines() if line.startswith("/")]
    _require(len(made) > 2 and all(path.is_file() and path.stat().st_size > 1000 for path in made), answer.output)
    return ", ".join(path.name for path in made)


def _doctor(root: CleanRoot) -> str:
    answer = _clean(root.as_person("briefing", "doctor"))
    _require("完好" in answer.output and "没有安装" not in answer.output, answer.output)
    return f"{len(answer.output.splitlines())} lines"


def _exports(root: CleanRoot) -> str:
    answer = _clean(root.as_person("briefing", "annotations", "export", "--to", "/home/person/annotations.bnotes"))
    shutil.copyfile(root.folder / LIBRARY.lstrip("/"), root.folder / "home/person/library.briefing")
    return answer.output.strip().splitlines()[-1]


def _on_a_screen(checks: Checks, root: CleanRoot, named: Callable[[str], str]) -> None:
    """An X server outside, of which the system has nothing but the socket, so that nothing of it can help."""
    name = named("shows its window on a screen")
    if shutil.which("Xvfb") is None:
        checks.left_out(name, "Xvfb is not on this machine")
        return
    with virtual_screen() as screen:
        checks(name, lambda: _shown(root, screen))
        checks(named("opens a file as its menu entry does"), lambda: _opened(root, screen))


def _shown(root: CleanRoot, screen: Screen) -> None:
    _clean(root.as_person("briefing", "--quit-when-shown", DISPLAY=screen.name))


def _opened(root: CleanRoot, screen: Screen) -> str:
    """Start what the menu entry says, wait for its window, and look whether it is painted and known by its class."""
    entry = (root.folder / "usr/share/applications/briefing.desktop").read_text(encoding="utf-8")
    keys = dict(line.split("=", 1) for line in entry.splitlines() if "=" in line)
    command = [word.replace("%f", "/home/person/annotations.bnotes") for word in keys["Exec"].split()]
    with tempfile.TemporaryDirectory() as folder:
        errors = Path(folder) / "errors"
        with root.started(*command, errors=errors, DISPLAY=screen.name) as process:
            painted = screen.painted(while_running=process)
            classes = screen.window_classes()
        said = errors.read_text(encoding="utf-8", errors="replace")
    _require(painted, f"the screen stayed empty: {said}")
    _require(not said, said)
    if classes is not None:
        _require(keys["StartupWMClass"] in classes, f"windows of {sorted(classes)}")
    return f"window of class {keys['StartupWMClass']}" if classes is not None else "xwininfo is not on this machine"


def _equipped(root: CleanRoot) -> None:
    _clean(root.apt("install", *_DESKTOP), apt=True)


def _manual(root: CleanRoot) -> None:
    english = _clean(root.as_person("man", "-w", "briefing")).output.strip()
    chinese = _clean(root.as_person("man", "-w", "-L", "zh_CN", "briefing")).output.strip()
    _require("/man/man1/" in english and "/zh_CN/man1/" in chinese, f"{english}, {chinese}")


def _types(root: CleanRoot) -> None:
    for name, wanted in _TYPES.items():
        unnamed = f"{Path(name).stem} without a suffix"
        shutil.copyfile(root.folder / "home/person" / name, root.folder / "home/person" / unnamed)
        for each in (name, unnamed):
            command = ("gio", "info", "--attributes=standard::content-type", f"/home/person/{each}")
            answer = _clean(root.as_person(*command))
            _require(f"standard::content-type: {wanted}" in answer.output, f"{each}: {answer.output}")
        opener = _clean(root.as_person("gio", "mime", wanted))
        _require("briefing.desktop" in opener.output, f"{wanted}: {opener.output}")


def _verified(root: CleanRoot) -> None:
    answer = root.run("dpkg", "--verify", _OURS)
    _require(not answer.output.strip(), answer.output)


def _purged(root: CleanRoot, before: frozenset[str]) -> str:
    library = root.folder / LIBRARY.lstrip("/")
    sum_before = hashlib.sha256(library.read_bytes()).hexdigest()
    _clean(root.apt("purge", _OURS), apt=True)
    left = sorted(name for name in root.files() - before if _OURS in name.lower())
    _require(not left, f"left behind: {left[:10]}")
    _require(hashlib.sha256(library.read_bytes()).hexdigest() == sum_before, "the library is not what it was")
    _clean(root.apt("purge", *_DESKTOP), apt=True)
    _clean(root.apt("autoremove", "--purge"), apt=True)
    # What apt, dpkg and the loader keep for themselves is no package's: lists, logs, caches.
    kept = ("var/lib/apt/", "var/lib/dpkg/", "var/log/", "var/cache/", "etc/ld.so.cache")
    rest = sorted(name for name in root.files() - before if not name.startswith(kept))
    return f"{len(rest)} files of other packages stay: {', '.join(rest[:8])}" if rest else "as it was before"


def _clean(answer: Answer, *, apt: bool = False) -> Answer:
    """An answer of a command that did it and had nothing to complain of; what apt and its hooks remark is no fault."""
    said = answer.errors.strip() or answer.output.strip()
    _require(answer.status == 0, f"exit status {answer.status}: {said[-2000:]}")
    _require(apt or not answer.errors, f"on standard error: {answer.errors[-2000:]}")
    return answer


def _require(holds: bool, words: str) -> None:
    if not holds:
        raise CheckError(words)


if __name__ == "__main__":
    sys.exit(not run(Path(sys.argv[1]), sys.argv[2:]))
