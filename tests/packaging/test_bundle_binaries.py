"""The least glibc is read from what binaries ask for; debug sections go, patched libraries are left alone."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from bundling import binaries

DUMP = """
/tmp/简报 台/libone.so:     file format elf64-x86-64

Version definitions:
1 0x01 0x0cd77ad8 GLIBC_2.99

Version References:
  required from libc.so.6:
    0x06969194 0x00 10 GLIBC_2.14
    0x06969187 0x00 07 GLIBC_2.27
    0x0d696917 0x00 09 GLIBC_2.7
  required from libgcc_s.so.1:
    0x0d696917 0x00 09 GCC_3.0

/tmp/two:     file format elf64-x86-64

Version References:
  required from libm.so.6:
    0x06969189 0x00 03 GLIBC_2.9

/tmp/three.so:     file format elf64-x86-64

Dynamic Section:
"""

needs_binutils = pytest.mark.skipif(
    not sys.platform.startswith("linux") or shutil.which("objdump") is None, reason="binutils are not installed"
)


def test_each_file_s_newest_symbol_version_counts_as_a_number() -> None:
    assert binaries.glibc_in(DUMP) == {"/tmp/简报 台/libone.so": (2, 27), "/tmp/two": (2, 9)}


@needs_binutils
def test_what_this_python_needs_is_no_newer_than_what_it_runs_on() -> None:
    import platform

    here = Path(sys.executable).resolve()
    version, askers = binaries.least_glibc([here])
    assert (2,) <= version <= tuple(int(part) for part in platform.libc_ver()[1].split("."))
    assert askers in ([here], [])


def test_elf_files_are_told_by_their_first_bytes(tmp_path: Path) -> None:
    (tmp_path / "深").mkdir()
    (tmp_path / "深" / "a").write_bytes(b"\x7fELF and more")
    (tmp_path / "b.so").write_bytes(b"text")
    (tmp_path / "c").symlink_to(tmp_path / "深" / "a")
    assert binaries.elf_files(tmp_path) == [tmp_path / "深" / "a"]


@needs_binutils
@pytest.mark.skipif(shutil.which("gcc") is None, reason="gcc is not installed")
class TestStripping:
    @pytest.fixture
    def library(self, tmp_path: Path) -> Path:
        source, made = tmp_path / "a.c", tmp_path / "liba.so"
        source.write_text("int answer(void) { return 42; }\n", encoding="utf-8")
        subprocess.run(["gcc", "-g", "-shared", "-fPIC", "-o", made, source], check=True)
        return made

    def test_debug_sections_are_taken_out_and_it_still_works(self, library: Path) -> None:
        import ctypes

        size = library.stat().st_size
        assert binaries.strip_debug([library]) == size - library.stat().st_size > 0
        assert ctypes.CDLL(str(library)).answer() == 42
        assert binaries.strip_debug([library]) == 0

    def test_libraries_that_wheels_have_patched_are_left_alone(self, library: Path, tmp_path: Path) -> None:
        (tmp_path / "numpy.libs").mkdir()
        patched = library.rename(tmp_path / "numpy.libs" / library.name)
        assert binaries.strip_debug([patched]) == 0


def test_search_paths_of_the_build_machine_are_found_and_those_beside_the_file_left() -> None:
    listed = (
        "/t/_json.so: RUNPATH=/home/someone/.pyenv/lib\n"
        "/t/QtCore.abi3.so: RUNPATH=$ORIGIN/Qt/lib:$ORIGIN\n"
        "/t/libz.so: no rpath or runpath tag found.\n"
    )
    assert binaries.search_paths(listed) == ("/t/_json.so",)


@pytest.mark.parametrize(
    ("place", "patched"),
    [
        ("numpy.libs/libgfortran.so.5", True),
        ("_internal/libscipy_openblas64_-32a4b2a6.so", True),
        ("_internal/libgfortran-040039e1-0352e75f.so.5.0.0", True),
        ("_internal/libpython3.11.so.1.0", False),
        ("_internal/libxcb-cursor.so.0", False),
    ],
)
def test_libraries_that_wheels_have_patched_are_known_and_so_left_unstripped(place: str, patched: bool) -> None:
    assert binaries.is_patched(Path(place)) is patched
