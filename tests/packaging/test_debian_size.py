"""The build says how large the package is and what makes it so."""

from __future__ import annotations

import random
import shutil
import subprocess
from pathlib import Path, PurePosixPath

import pytest
from bundling import debian_size


@pytest.mark.parametrize(
    ("place", "part"),
    [
        ("./usr/lib/briefing/_internal/typst/_typst.abi3.so", "typst"),
        ("./usr/lib/briefing/_internal/libQt6Core.so.6", "libQt6Core.so.6"),
        ("usr/lib/briefing/briefing", "the program with its modules"),
        ("./usr/share/man/man1/briefing.1.gz", "what makes it a program of the desktop"),
    ],
)
def test_files_belong_to_what_people_know(place: str, part: str) -> None:
    assert debian_size.part_of(PurePosixPath(place)) == part


@pytest.mark.skipif(shutil.which("dpkg-deb") is None, reason="dpkg-deb reads packages")
def test_the_largest_part_of_a_package_comes_first(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    carried = tree / "usr" / "lib" / "briefing" / "_internal"
    for name, content in (("typst", random.Random(1).randbytes(1_024_000)), ("numpy", bytes(2_000_000))):
        (carried / name).mkdir(parents=True)
        (carried / name / "file").write_bytes(content)
    (tree / "DEBIAN").mkdir()
    control = "Package: one\nVersion: 1\nArchitecture: all\nMaintainer: A <a@example.org>\nDescription: one\n"
    (tree / "DEBIAN" / "control").write_text(control, encoding="utf-8")
    package = tmp_path / "one.deb"
    subprocess.run(["dpkg-deb", "-Znone", "--build", tree, package], check=True, stdout=subprocess.DEVNULL)
    largest, other = debian_size.parts(package)
    assert (largest.name, largest.installed) == ("typst", 1_024_000)
    assert (other.name, other.installed) == ("numpy", 2_000_000)
    assert abs(largest.packed + other.packed - package.stat().st_size) <= 1
    assert not debian_size.too_large(package)
    head, *lines = debian_size.report(package)
    assert "of at most 130.0 MB" in head
    assert lines[0].endswith("typst")
