"""How long the window takes to show: side by side with the least a PySide6 and SQLAlchemy window takes, and the frozen
program side by side with the same from source."""

from __future__ import annotations

import os
import shutil
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from bundling import names

ROOT = Path(__file__).resolve().parents[2]
BARE = Path(__file__).with_name("bare_window.py")
CHARTS = Path(__file__).with_name("chart_window.py")
RUNS, WARM_UPS, SEEDINGS = 9, 2, 3
RATIO = 1.3
"""The most the program may take of what a bare window takes, and the frozen program of what it takes from source."""

MEGABYTES = 200
SEEDING_SECONDS = 2.0


@pytest.fixture
def virtual_screen(tmp_path: Path) -> Iterator[str]:
    """The name of an X display of our own."""
    if shutil.which("Xvfb") is None:
        pytest.skip("Xvfb is not installed")
    reading, writing = os.pipe()
    command = ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1366x768x24", "-nolisten", "tcp"]
    with (tmp_path / "xvfb.log").open("w", encoding="utf-8") as log:
        server = subprocess.Popen(command, pass_fds=[writing], stderr=log)
    os.close(writing)
    try:
        with os.fdopen(reading, encoding="ascii") as answer:
            yield f":{answer.readline().strip()}"
    finally:
        server.terminate()
        server.wait()


def variables(display: str | None) -> dict[str, str]:
    platform = {"QT_QPA_PLATFORM": "offscreen"} if display is None else {"QT_QPA_PLATFORM": "xcb", "DISPLAY": display}
    # An installed program has its bytecode; one that may not keep it would be compiled at each start.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return {**kept, **platform, "PYTHONPATH": str(ROOT)}


def make_library(file: Path, environment: dict[str, str]) -> float:
    """The seconds in which the program makes and lists a library, or only lists it when it is there."""
    started = time.monotonic()
    command = [sys.executable, "-m", "briefing", "--library", str(file), "outline"]
    subprocess.run(command, env=environment, stdout=subprocess.DEVNULL, check=True)
    return time.monotonic() - started


def seconds_to_show(command: list[str], environment: dict[str, str]) -> float:
    """From before the process is made to its first paint; both clocks are the system's monotonic one."""
    started = time.monotonic()
    answer = subprocess.run(command, env=environment, capture_output=True, encoding="utf-8", check=True)
    word, shown = answer.stdout.split()
    assert word == "shown"
    return float(shown) - started


def peak_megabytes(command: list[str], environment: dict[str, str]) -> float:
    """The most memory the process held at once (resident set)."""
    process = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    assert process.returncode == 0
    return usage.ru_maxrss / 1024


def compare(folder: Path, environment: dict[str, str], where: str) -> float:
    """How many times as long as the yardstick the program takes: the median of turns that measure both."""
    yardstick = [sys.executable, str(BARE), str(folder / "bare.db")]
    subprocess.run([*yardstick, "--create"], env=environment, check=True)
    program = [sys.executable, "-m", "briefing", "--library", str(folder / "library.db"), "--quit-when-shown"]
    make_library(folder / "library.db", environment)
    bare: list[float] = []
    ours: list[float] = []
    for turn in range(WARM_UPS + RUNS):
        pair = seconds_to_show(yardstick, environment), seconds_to_show(program, environment)
        if turn >= WARM_UPS:
            bare.append(pair[0])
            ours.append(pair[1])
    # Each turn's two runs share whatever else the machine does at the time.
    ratio = statistics.median(mine / least for least, mine in zip(bare, ours, strict=True))
    print(f"\n{where}: bare {_spread(bare)}, briefing {_spread(ours)}; ratio {ratio:.2f} (at most {RATIO})")
    return ratio


def compare_frozen(folder: Path, environment: dict[str, str], where: str) -> float:
    """How many times as long as from source the bundle in ``dist`` takes: the median of turns that measure both."""
    frozen = names.program(names.bundle_folder())
    if not frozen.exists():
        pytest.skip(f"no bundle was built: {names.bundle_name()} is not in dist (dev.py build makes it)")
    arguments = ["--library", str(folder / "library.db"), "--quit-when-shown"]
    make_library(folder / "library.db", environment)
    bare_environment = {name: value for name, value in environment.items() if name != "PYTHONPATH"}
    source: list[float] = []
    bundle: list[float] = []
    for turn in range(WARM_UPS + RUNS):
        pair = (
            seconds_to_show([sys.executable, "-m", "briefing", *arguments], environment),
            seconds_to_show([str(frozen), *arguments], bare_environment),
        )
        if turn >= WARM_UPS:
            source.append(pair[0])
            bundle.append(pair[1])
    ratio = statistics.median(mine / theirs for theirs, mine in zip(source, bundle, strict=True))
    print(f"\n{where}: source {_spread(source)}, frozen {_spread(bundle)}; ratio {ratio:.2f} (at most {RATIO})")
    return ratio


def test_frozen_offscreen(tmp_path: Path) -> None:
    assert compare_frozen(tmp_path, variables(None), "frozen, offscreen") <= RATIO


def test_frozen_on_a_display(tmp_path: Path, virtual_screen: str) -> None:
    assert compare_frozen(tmp_path, variables(virtual_screen), "frozen, X display") <= RATIO


def test_offscreen(tmp_path: Path) -> None:
    assert compare(tmp_path, variables(None), "offscreen") <= RATIO


def test_on_a_display(tmp_path: Path, virtual_screen: str) -> None:
    assert compare(tmp_path, variables(virtual_screen), "X display") <= RATIO


def test_a_library_is_made_and_seeded_in_time(tmp_path: Path) -> None:
    environment = variables(None)
    fresh = [make_library(tmp_path / f"{turn}.db", environment) for turn in range(SEEDINGS)]
    again = [make_library(tmp_path / f"{turn}.db", environment) for turn in range(SEEDINGS)]
    seconds = statistics.median(fresh) - statistics.median(again)
    print(f"\nmaking and seeding a library: {seconds:.2f} s (under {SEEDING_SECONDS:.0f})")
    assert seconds < SEEDING_SECONDS


def test_memory_with_charts_shown(tmp_path: Path) -> None:
    environment = variables(None)
    make_library(tmp_path / "library.db", environment)
    command = [sys.executable, str(CHARTS), str(tmp_path / "library.db"), str(tmp_path / "window.ini")]
    peak = peak_megabytes(command, environment)
    print(f"\npeak memory with charts shown: {peak:.0f} MB (under {MEGABYTES})")
    assert peak < MEGABYTES


def _spread(values: list[float]) -> str:
    return f"{statistics.median(values):.3f} s ({min(values):.3f} to {max(values):.3f})"
