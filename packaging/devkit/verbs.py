"""The verbs of ``dev.py``."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from devkit import display, freezing, qt_libraries
from devkit.console import Stop, make_printable, say
from devkit.environment import Environment, clean

ROOT = Path(__file__).resolve().parents[2]

USAGE = """usage: python3 packaging/dev.py VERB [arguments]

  run          start the program; arguments are handed on to it
  test         lint, types, import contracts and tests; with arguments only pytest, called with them
  lint         lint, types and import contracts
  bench        the benchmarks; arguments are handed on to pytest
  screenshots  make the README's pictures anew
  build        make the bundle that runs without Python, in dist, and check it

Each sets up what it needs first (.venv, pinned packages, Qt's system libraries)."""

LINT: Sequence[tuple[str, Sequence[str]]] = (
    ("lint", ("-m", "ruff", "check", ".")),
    ("format", ("-m", "ruff", "format", "--check", ".")),
    ("types", ("-m", "mypy")),
    ("import contracts", ("-c", "from importlinter.cli import lint_imports_command; lint_imports_command()")),
)
TESTS: tuple[str, Sequence[str]] = ("tests", ("-m", "pytest"))
_BENCHMARK_OPTIONS = "addopts=-ra --strict-markers --import-mode=importlib"


def main(arguments: Sequence[str]) -> int:
    """Do what the arguments ask for; the exit status is 0, 1 (with a sentence), 2 (usage) or that of what failed."""
    make_printable()
    verb, rest = (arguments[0], list(arguments[1:])) if arguments else ("", [])
    verbs = {"run": run, "test": test, "lint": lint, "bench": bench, "screenshots": screenshots, "build": build}
    if verb in {"-h", "--help", "help"}:
        say(USAGE)
        return 0
    if verb not in verbs:
        print(USAGE, file=sys.stderr)
        return 2
    try:
        return verbs[verb](rest)
    except Stop as stop:
        print(stop, file=sys.stderr, flush=True)
        return 1
    except KeyboardInterrupt:
        return 130


def run(arguments: Sequence[str]) -> int:
    """Start the program, or show offscreen what it does where there is no screen."""
    environment = Environment(ROOT)
    environment.ensure(developing=False)
    platform = display.platform_of(os.environ)
    qt_libraries.require(environment.site_packages(), platform)
    variables = clean(os.environ)
    command = [str(environment.python), "-m", "briefing", *arguments]
    if platform is None:
        variables["QT_QPA_PLATFORM"] = "offscreen"
        if display.opens_the_window(arguments):
            say("There is no display (neither DISPLAY nor WAYLAND_DISPLAY is set): working without a window.")
            command.append("demonstrate")
    _become(command, variables)


def test(arguments: Sequence[str]) -> int:
    """Everything that must hold; every step runs, and the first failure decides the exit status."""
    environment = _for_developing()
    if arguments:
        return _python(environment, [*TESTS[1], *arguments])
    return _steps(environment, [*LINT, TESTS])


def lint(arguments: Sequence[str]) -> int:
    """Lint, types and import contracts."""
    _refuse("lint", arguments)
    environment = Environment(ROOT)
    environment.ensure(developing=True)
    return _steps(environment, LINT)


def bench(arguments: Sequence[str]) -> int:
    """The benchmarks, with what they print."""
    environment = _for_developing("xcb" if shutil.which("Xvfb") else None)
    return _python(environment, ["-m", "pytest", "-o", _BENCHMARK_OPTIONS, "-s", "tests/benchmarks", *arguments])


def screenshots(arguments: Sequence[str]) -> int:
    """The README's pictures, in resources/pictures."""
    _refuse("screenshots", arguments)
    environment = _for_developing()
    folder = ROOT / "resources" / "pictures"
    return _python(environment, ["-m", "briefing", "screenshots", "--to", str(folder)])


def build(arguments: Sequence[str]) -> int:
    """The bundle in `dist`, then the checks that it really runs; arguments are handed on."""
    freezing.require()
    environment = Environment(ROOT)
    environment.ensure_for_building()
    # What is not found here is not in the bundle either, so all of Qt's platforms must find theirs.
    for platform in (None, "xcb", "wayland") if sys.platform.startswith("linux") else (None,):
        qt_libraries.require(environment.site_packages(), platform)
    return _python(environment, ["packaging/bundling/build.py", *arguments])


def _become(command: list[str], variables: dict[str, str]) -> NoReturn:
    """End with what `command` ends with; where the system can, it takes this process's place, signals and all."""
    if sys.platform == "win32":
        raise SystemExit(subprocess.run(command, env=variables, check=False).returncode)
    os.execve(command[0], command, variables)


def _for_developing(platform: str | None = None) -> Environment:
    environment = Environment(ROOT)
    environment.ensure(developing=True)
    qt_libraries.require(environment.site_packages(), platform)
    return environment


def _refuse(verb: str, arguments: Sequence[str]) -> None:
    if arguments:
        raise Stop(f"{verb} takes no arguments.")


def _steps(environment: Environment, steps: Sequence[tuple[str, Sequence[str]]]) -> int:
    outcomes: list[tuple[str, int, float]] = []
    for name, command in steps:
        say(f"\n== {name}")
        started = time.monotonic()
        status = _python(environment, command)
        outcomes.append((name, status, time.monotonic() - started))
    say("")
    for name, status, seconds in outcomes:
        say(f"{name:<17} {'ok' if status == 0 else f'FAILED ({status})':<12} {seconds:6.1f} s")
    return next((status for _, status, _ in outcomes if status != 0), 0)


def _python(environment: Environment, arguments: Sequence[str]) -> int:
    """Run the environment's Python in the root, offscreen; a death by signal counts as 1."""
    variables = {**clean(os.environ), "QT_QPA_PLATFORM": "offscreen"}
    command = [str(environment.python), *arguments]
    status = subprocess.run(command, cwd=ROOT, env=variables, check=False).returncode
    if status < 0:
        say(f"ended by signal {-status} ({signal.strsignal(-status)})")
        return 1
    return status
