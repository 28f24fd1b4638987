"""This computer: memory, printers, and how Chinese is typed on it, as far as can be known without a window."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from briefing.doctor.finding import Finding, size_of

TOPIC = "电脑"
LEAST_MEMORY = 300 * 1024 * 1024
"""A window with charts and a preview takes about 200 MB."""

_PATIENCE = 5
"""Seconds to wait for the print service."""

_DEVICES = r"Software\Microsoft\Windows NT\CurrentVersion\Devices"


def look_at_machine() -> list[Finding]:
    """Memory and printers."""
    return [_memory(memory()), *_own_memory(), _printers(printers())]


def memory() -> tuple[int, int] | None:
    """The bytes there are and those still to be had; None where the system does not say."""
    if sys.platform == "win32":
        import ctypes

        class Status(ctypes.Structure):
            """MEMORYSTATUSEX, as learn.microsoft.com describes it for sysinfoapi.h."""

            _fields_ = (
                ("length", ctypes.c_ulong),
                ("load", ctypes.c_ulong),
                ("total", ctypes.c_ulonglong),
                ("available", ctypes.c_ulonglong),
                *((name, ctypes.c_ulonglong) for name in ("page", "page_left", "virtual", "virtual_left", "extended")),
            )

        status = Status(ctypes.sizeof(Status))
        if not ctypes.windll.kernel32.GlobalMemoryStatusEx(ctypes.byref(status)):
            return None
        return status.total, status.available
    return parse_memory(_read(Path("/proc/meminfo")))


def parse_memory(text: str) -> tuple[int, int] | None:
    """The same from Linux's ``/proc/meminfo``."""
    lines = {name: value for name, _, value in (line.partition(":") for line in text.splitlines())}
    try:
        return tuple(int(lines[name].split()[0]) * 1024 for name in ("MemTotal", "MemAvailable"))  # type: ignore[return-value]
    except (KeyError, ValueError, IndexError):
        return None


def _memory(found: tuple[int, int] | None) -> Finding:
    if found is None:
        return Finding(TOPIC, "内存", "系统没有说明")
    whole, left = found
    words = "" if left >= LEAST_MEMORY else "可用内存不多了，请关掉一些不用的程序，否则会变慢或突然中止。"
    return Finding(TOPIC, "内存", f"共 {size_of(whole)}，可用 {size_of(left)}", words)


def _own_memory() -> list[Finding]:
    for line in _read(Path("/proc/self/status")).splitlines():
        if line.startswith("VmRSS:"):
            return [Finding(TOPIC, "简报台占用内存", size_of(int(line.split()[1]) * 1024))]
    return []


def printers() -> tuple[str, ...] | None:
    """The names of the printers that are set up; None where that cannot be found out."""
    if sys.platform == "win32":
        import winreg

        try:
            with winreg.OpenKey(winreg.HKEY_CURRENT_USER, _DEVICES) as key:
                return tuple(winreg.EnumValue(key, number)[0] for number in range(winreg.QueryInfoKey(key)[1]))
        except OSError:
            return None
    command = shutil.which("lpstat")
    if command is None:
        return None
    # A bundle lets its own libraries be found first, which the system's programs must not get.
    clean = {name: value for name, value in os.environ.items() if name not in ("LD_LIBRARY_PATH", "LD_PRELOAD")}
    try:
        answer = subprocess.run(
            [command, "-v"],
            env={**clean, "LC_ALL": "C"},
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=_PATIENCE,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    found = [line.split(":")[0].rsplit(" ", 1)[-1] for line in answer.stdout.splitlines() if line.startswith("device ")]
    none = "No destinations" in answer.stderr
    return tuple(found) if found or none or answer.returncode == 0 else None


def _printers(found: tuple[str, ...] | None) -> Finding:
    if found is None:
        words = "没有查到打印服务；要打印请先在系统里装好打印机，也可以先导出 PDF，到别的电脑上打印。"
        return Finding(TOPIC, "打印机", "查不到", words, hint=True)
    if not found:
        words = "请先在系统设置里添加打印机；也可以先导出 PDF，到别的电脑上打印。"
        return Finding(TOPIC, "打印机", "没有装打印机", words, hint=True)
    return Finding(TOPIC, "打印机", "、".join(found))


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
