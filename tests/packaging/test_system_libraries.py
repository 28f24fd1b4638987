"""Missing system libraries are found by asking the loader, and named with the command that brings them."""

from __future__ import annotations

import sys
import sysconfig
from pathlib import Path

import pytest
from devkit import debian, qt_libraries
from devkit.console import Stop

LDD = """/lib/one.so:
\tlinux-vdso.so.1 (0x00007ffc0b5f2000)
\tlibxcb-cursor.so.0 => not found
\tlibQt6Core.so.6 => /home/李 明/.venv/lib/libQt6Core.so.6 (0x00007f3a)
\tlibEGL.so.1 => not found
/lib/two.so:
\tlibEGL.so.1 => not found
\tlibc.so.6 => /lib/x86_64-linux-gnu/libc.so.6 (0x00007f3b)
"""


def test_each_missing_library_is_named_once() -> None:
    assert qt_libraries.not_found(LDD) == ["libEGL.so.1", "libxcb-cursor.so.0"]


def test_nothing_is_missing_when_everything_is_found() -> None:
    assert qt_libraries.not_found("\tlibc.so.6 => /lib/libc.so.6 (0x0)\n\tlinux-vdso.so.1 (0x0)\n") == []


def test_libraries_are_translated_to_debian_packages_each_once() -> None:
    libraries = ["libgthread-2.0.so.0", "libglib-2.0.so.0", "libxcb-cursor.so.0", "libunheardof.so.9"]
    assert qt_libraries.debian_packages(libraries) == ["libglib2.0-0", "libxcb-cursor0"]


def test_without_roots_rights_the_exact_command_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "is_root", lambda: False)
    with pytest.raises(Stop) as stopped:
        debian.install(["libegl1", "libxcb-cursor0"], "Qt")
    lines = [line.strip() for line in str(stopped.value).splitlines()]
    assert "sudo apt-get install -y --no-install-recommends libegl1 libxcb-cursor0" in lines


def test_an_rpm_system_is_asked_for_the_libraries_themselves(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "dnf").touch(mode=0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    assert "sudo dnf install 'libEGL.so.1()(64bit)'" in qt_libraries.instruction(["libEGL.so.1"])


def test_any_other_system_is_told_the_libraries_names(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    sentence = qt_libraries.instruction(["libEGL.so.1", "libGL.so.1"])
    assert "libEGL.so.1, libGL.so.1" in sentence
    assert "sudo" not in sentence


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="only Linux leaves Qt's libraries to the system")
def test_here_the_loader_finds_what_offscreen_needs() -> None:
    assert qt_libraries.missing(Path(sysconfig.get_path("platlib")), None) == []
