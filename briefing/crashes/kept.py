"""The folder of reports of faults: one small file each, thinned, and no harm where it cannot be written."""

from __future__ import annotations

import contextlib
import json
import os
import platform
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

from briefing.crashes.ended import Ended, dead_sessions
from briefing.crashes.fault import Fault, FaultKind, Handling, parse, record
from briefing.crashes.log_reading import events_of, last_lines
from briefing.crashes.native import read_native

MOST_REPORTS, MOST_BYTES = 20, 5 * 1024 * 1024
_PREFIX, _SUFFIX = "fault-", ".json"
_LARGEST = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Kept:
    """A report and its file."""

    path: Path
    fault: Fault


class Faults:
    """The reports in ``folder``; any thread may use it."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def keep(self, fault: Fault, path: Path | None = None) -> Path | None:
        """Write a report, in the place of ``path`` when that is given; None when it cannot be written."""
        coming = None
        try:
            # Where its parent is gone a stick was pulled out: nothing is made in its place.
            self._folder.mkdir(exist_ok=True)
            to = path or self._new(fault)
            coming = to.with_suffix(".coming")
            descriptor = os.open(coming, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(descriptor, "w", encoding="utf-8", errors="backslashreplace") as file:
                json.dump(record(fault), file, ensure_ascii=False, indent=1)
            coming.replace(to)
        except OSError:
            with contextlib.suppress(OSError):
                if coming is not None:
                    coming.unlink(missing_ok=True)
            return None
        return to

    def all(self) -> tuple[Kept, ...]:
        """What is there and can be read, newest first."""
        found = [(path, _read(path)) for path in self._files()]
        return tuple(Kept(path, fault) for path, fault in found if fault is not None)

    def change(
        self, paths: Iterable[Path], *, handling: Handling | None = None, checked: bool = False, count: int = 1
    ) -> None:
        """Write what became of reports: what is given, and of the rest what stands there now."""
        for path in paths:
            before = _read(path)
            if before is None:
                continue
            after = replace(
                before,
                handling=handling or before.handling,
                checked=checked or before.checked,
                count=max(count, before.count),
            )
            if after != before:
                self.keep(after, path)

    def forget(self, paths: Iterable[Path]) -> None:
        """Remove reports."""
        for path in paths:
            with contextlib.suppress(OSError):
                path.unlink(missing_ok=True)

    def collect(self, log: Path) -> None:
        """Make reports of the runs that did not end."""
        for ended in dead_sessions(self._folder):
            self.keep(_fault_of(ended, log))

    def thin(self) -> None:
        """Remove the oldest beyond what is worth keeping."""
        room = MOST_BYTES
        for number, path in enumerate(self._files()):
            room -= _size(path)
            if number >= MOST_REPORTS or room < 0:
                with contextlib.suppress(OSError):
                    path.unlink(missing_ok=True)

    def _files(self) -> list[Path]:
        """Newest first: names begin with the time."""
        try:
            return sorted(self._folder.glob(f"{_PREFIX}*{_SUFFIX}"), key=lambda path: path.name, reverse=True)
        except OSError:
            return []

    def _new(self, fault: Fault) -> Path:
        stamp = datetime.fromisoformat(fault.when).astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")
        number = 0
        while (path := self._folder / f"{_PREFIX}{stamp}-{os.getpid()}-{number:03}{_SUFFIX}").exists():
            number += 1
        return path


def system() -> str:
    """What the program runs on, without the computer's name."""
    qt = getattr(sys.modules.get("PySide6"), "__version__", "")
    return f"{platform.platform(terse=True)}, Python {platform.python_version()}" + (f", PySide6 {qt}" if qt else "")


def moment(seconds: float) -> str:
    """A time as reports keep it."""
    return datetime.fromtimestamp(seconds).astimezone().isoformat(timespec="seconds")


def _fault_of(ended: Ended, log: Path) -> Fault:
    name, stacks = read_native(ended.trace)
    lines = last_lines(log, ended.process)
    return Fault(
        FaultKind.NATIVE if name else FaultKind.ENDED,
        # Of a run without a trace only its beginning is known.
        moment(ended.last if name else ended.began),
        name,
        stacks,
        version=ended.version,
        system=system(),
        library=ended.library,
        events=events_of(lines),
        lines=lines,
    )


def _read(path: Path) -> Fault | None:
    try:
        return parse(json.loads(path.read_text(encoding="utf-8"))) if _size(path) <= _LARGEST else None
    except (OSError, ValueError):
        return None


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return 0
