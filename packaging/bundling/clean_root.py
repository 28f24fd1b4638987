"""A fresh, smallest system of a Debian release to try a package in, with nothing on it but what the package asks for.

Every command runs in mounts and processes of its own (unshare), which end with it whatever happens, and unless it is
apt's without a network. Only root can make such a system.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import tempfile
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

TOOLS = ("debootstrap", "unshare", "chroot", "mount")

PERSON = 1000
"""The number of the user who tries the program there; the home folder is /home/person."""

PATIENCE = 900
"""Seconds after which a command counts as hung; a loaded machine and a slow mirror take their time."""

_ENVIRONMENT = {"PATH": "/usr/sbin:/usr/bin:/sbin:/bin", "DEBIAN_FRONTEND": "noninteractive", "LC_ALL": "C.UTF-8"}
_MOUNTED = ("proc", "sys", "dev", "run", "tmp")
_OPTIONS = re.compile(r"\[[^\]]*\]")
_SCREENS = Path("/tmp/.X11-unix")
"""Where every X server has its sockets."""


class Unavailable(Exception):  # noqa: N818 - no fault, but a reason to leave something out
    """Such a system cannot be made here; the text says why."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a command in the root said: exit status, output, errors."""

    status: int
    output: str
    errors: str


@dataclass(frozen=True, slots=True)
class CleanRoot:
    """The system in a folder."""

    folder: Path

    def run(self, *command: str, **settings: str) -> Answer:
        """Run a command as root, without a network."""
        return self._run(command, settings, ())

    def apt(self, *arguments: str) -> Answer:
        """Run apt-get, which reaches the mirror; nothing but what it is told and what that depends on comes in."""
        options = ("-qq", "-y", "-o", "APT::Install-Recommends=false", "-o", "Dpkg::Use-Pty=0")
        return self._run(("apt-get", *options, *arguments), {}, (), network=True)

    def as_person(self, *command: str, **settings: str) -> Answer:
        """Run a command as the person, without a network, with these variables and no others but HOME and PATH."""
        return self._run(command, settings, ("--userspec", f"{PERSON}:{PERSON}"))

    @contextmanager
    def started(self, *command: str, errors: Path, **settings: str) -> Iterator[subprocess.Popen[bytes]]:
        """A command of the person's while it runs; it is ended at the end."""
        with errors.open("wb") as file:
            words = self._words(command, settings, ("--userspec", f"{PERSON}:{PERSON}"), network=False)
            process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=file)
        try:
            yield process
        finally:
            # It is alone in its own process namespace, all of which the kernel ends with unshare.
            process.kill()
            process.wait()

    def files(self) -> frozenset[str]:
        """Every file, folder and link of the system, without what is the kernel's, of this moment or a person's."""
        found: set[str] = set()
        for root, folders, names in os.walk(self.folder):
            inside = Path(root).relative_to(self.folder)
            if inside == Path():
                folders[:] = [name for name in folders if name not in {*_MOUNTED, "home"}]
            found.update((inside / name).as_posix() for name in (*folders, *names))
        return frozenset(found)

    def _run(
        self, command: Sequence[str], settings: Mapping[str, str], who: Iterable[str], *, network: bool = False
    ) -> Answer:
        words = self._words(command, settings, who, network=network)
        try:
            answer = subprocess.run(
                words, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", timeout=PATIENCE, check=False
            )
        except subprocess.TimeoutExpired:
            return Answer(-1, "", f"did not end within {PATIENCE} seconds")
        return Answer(answer.returncode, answer.stdout, answer.stderr)

    def _words(
        self, command: Sequence[str], settings: Mapping[str, str], who: Iterable[str], *, network: bool
    ) -> list[str]:
        home = "/home/person" if who else "/root"
        variables = [f"{name}={value}" for name, value in {**_ENVIRONMENT, "HOME": home, **settings}.items()]
        prepare = 'mount -t proc proc "$0/proc" && { [ ! -d "$1" ] || mount --bind "$1" "$0$1"; } && shift'
        namespaces = ["--mount", "--pid", "--ipc", *([] if network else ["--net"]), "--fork", "--kill-child"]
        chroot = ["chroot", *who, str(self.folder), "env", "-i", *variables, *command]
        shell = ["sh", "-c", f'{prepare} && exec "$@"', str(self.folder), str(_SCREENS)]
        return ["unshare", *namespaces, *shell, *chroot]


@contextmanager
def clean_root(release: str) -> Iterator[CleanRoot]:
    """A new system of a release (``stable``, ``bookworm``), removed at the end. Raises Unavailable with the reason."""
    lacking = [tool for tool in TOOLS if shutil.which(tool) is None]
    if os.name != "posix" or os.geteuid() != 0:
        raise Unavailable("only root can make a clean system to try it in")
    if lacking:
        raise Unavailable(f"{', '.join(lacking)} is not on this machine")
    found = mirror(_sources(Path("/etc/apt")))
    if found is None:
        raise Unavailable("this machine's apt knows no Debian archive")
    with tempfile.TemporaryDirectory(prefix="briefing-root-", ignore_cleanup_errors=True) as folder:
        # Everybody may enter, or the person could not.
        Path(folder).chmod(0o755)
        root = Path(folder) / release
        command = ["debootstrap", "--variant=minbase", release, str(root), found]
        answer = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, encoding="utf-8", check=False)
        if answer.returncode != 0:
            said = (answer.stdout + answer.stderr).strip().splitlines()
            raise Unavailable(f"debootstrap could not make {release}: {said[-1] if said else answer.returncode}")
        yield prepared(root)


def prepared(root: Path) -> CleanRoot:
    """Make a bare system ready for trying: a person with a home folder, a place for sockets of X, no services."""
    home = root / "home" / "person"
    home.mkdir(parents=True)
    os.chown(home, PERSON, PERSON)
    (root / _SCREENS.relative_to("/")).mkdir(parents=True, exist_ok=True)
    services = root / "usr/sbin/policy-rc.d"
    services.write_text("#!/bin/sh\nexit 101\n", encoding="utf-8")
    services.chmod(0o755)
    asked = subprocess.run(["apt-config", "dump"], capture_output=True, encoding="utf-8", check=False).stdout
    proxies = [line for line in asked.splitlines() if re.match(r"Acquire::\w+::Proxy", line)]
    (root / "etc/apt/apt.conf.d/90machine").write_text("".join(f"{line}\n" for line in proxies), encoding="utf-8")
    return CleanRoot(root)


def release_of(system: Path) -> str:
    """The name of the release that lies in a folder, such as ``bookworm``; empty where it has none."""
    file = system / "etc/os-release"
    text = file.read_text(encoding="utf-8") if file.is_file() else ""
    found = re.search(r"^VERSION_CODENAME=\"?(\w+)", text, re.MULTILINE)
    return found[1] if found else ""


def mirror(sources: Iterable[str]) -> str | None:
    """The address of the Debian archive in apt's own lists, of both forms; None where there is none.

    It is the first whose address ends like every Debian mirror's, so neither security updates nor other archives.
    """
    for text in sources:
        for address in _addresses(text):
            if re.match(r"(https?|file|ftp)://?\S+/debian/?\Z", address):
                return address
    return None


def _sources(folder: Path) -> list[str]:
    listed = [folder / "sources.list", *sorted((folder / "sources.list.d").glob("*"))]
    return [
        path.read_text(encoding="utf-8") for path in listed if path.suffix in {".list", ".sources"} and path.is_file()
    ]


def _addresses(text: str) -> Iterator[str]:
    """The addresses of binary packages in one list, in its order."""
    for stanza in re.split(r"\n\s*\n", text):
        fields = dict(re.findall(r"^([A-Za-z-]+):[ \t]*(.*)$", stanza, re.MULTILINE))
        if "URIs" in fields:
            if "deb" in fields.get("Types", "").split() and fields.get("Enabled", "yes") != "no":
                yield from fields["URIs"].split()
            continue
        for line in stanza.splitlines():
            words = _OPTIONS.sub("", line).split()
            if len(words) > 2 and words[0] == "deb":
                yield words[1]
