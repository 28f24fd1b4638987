"""Running the bundle in given surroundings, and what is expected of every run: it ends well and says nothing else."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from bundling import names
from bundling.checks import CheckError

PATIENCE = 300
"""Seconds after which a run counts as hung; a loaded machine takes its time."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Who runs the program, where, and with which variables; there are no others.

    ``user`` is a number of a Linux user that root becomes first, None for whoever runs the checks.
    """

    program: Path
    variables: Mapping[str, str] = field(default_factory=dict)
    user: int | None = None
    cwd: Path = Path("/")

    def with_variables(self, **variables: str) -> Surroundings:
        """The same with some variables more."""
        return replace(self, variables={**self.variables, **variables})

    def run(self, *arguments: str | Path) -> str:
        """Run it and return what it says. Raises CheckError unless it ends with 0 and writes nothing to stderr."""
        answer = self.attempt(*arguments)
        if answer.returncode != 0:
            raise CheckError(f"exit status {answer.returncode}: {_last(answer.stderr or answer.stdout)}")
        if answer.stderr:
            raise CheckError(f"stderr: {_last(answer.stderr)}")
        return answer.stdout

    def refused(self, *arguments: str | Path) -> str:
        """Run what must be refused; returns the sentence. Raises CheckError unless it is one, with exit status 1."""
        answer = self.attempt(*arguments)
        sentence = answer.stderr.strip()
        if answer.returncode != 1 or "\n" in sentence or not sentence.startswith("briefing: "):
            raise CheckError(f"no refusal: exit status {answer.returncode}, {_last(answer.stderr)!r}")
        return sentence

    def attempt(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """Run it, whatever comes of it. Raises CheckError when it hangs."""
        command = [str(self.program), *map(str, arguments)]
        if self.user is not None:
            command = [*_become(self.user), *command]
        try:
            return subprocess.run(
                command,
                cwd=self.cwd,
                env=dict(self.variables),
                stdin=subprocess.DEVNULL,
                capture_output=True,
                encoding="utf-8",
                errors="backslashreplace",
                timeout=PATIENCE,
                check=False,
            )
        except subprocess.TimeoutExpired as error:
            raise CheckError(f"still running after {PATIENCE} s") from error


def copied(bundle: Path, target: Path) -> Surroundings:
    """A copy of the bundle in ``target``, with an empty environment."""
    shutil.copytree(bundle, target, symlinks=True)
    return Surroundings(names.program(target))


def can_become_others() -> bool:
    """Whether the checks may run the program as another user."""
    return hasattr(os, "geteuid") and os.geteuid() == 0 and shutil.which("setpriv") is not None


def _become(user: int) -> list[str]:
    program = shutil.which("setpriv") or "setpriv"
    return [program, "--reuid", str(user), "--regid", str(user), "--clear-groups", "--inh-caps=-all", "--"]


def _last(text: str) -> str:
    """The end of what a program said: where a traceback names the fault."""
    return "\n".join(text.strip().splitlines()[-6:])


def contents(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of change of everything below a folder, by place: equal when nothing was touched."""
    found: dict[str, tuple[int, int]] = {}
    for root, folders, files in os.walk(folder):
        for name in (*folders, *files):
            path = Path(root) / name
            state = path.lstat()
            found[path.relative_to(folder).as_posix()] = (state.st_size if name in files else 0, state.st_mtime_ns)
    return found
