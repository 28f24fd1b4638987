"""The bundle's list of what it is made of is whole, or the build stops."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from bundling import licences

from briefing.licences import Component, LicenceText, gathered, loaded


def test_the_list_holds_what_is_gathered_and_the_faces_that_only_this_bundle_has(tmp_path: Path) -> None:
    text = tmp_path / "Fandol-COPYING.txt"
    text.write_text("GNU GENERAL PUBLIC LICENSE", encoding="utf-8")
    written = licences.write(tmp_path / "包", [], [text])
    assert loaded((tmp_path / "包" / licences.IN_BUNDLE).read_text(encoding="utf-8")) == written
    assert set(gathered()) < set(written)
    (fandol,) = (each for each in written if each.name.startswith("Fandol"))
    assert fandol.texts == (LicenceText("Fandol-COPYING.txt", "GNU GENERAL PUBLIC LICENSE"),)
    assert licences.without_licence(written) == []


def test_a_component_without_the_text_of_its_licence_is_named() -> None:
    whole = Component("whole", "1", "MIT", (LicenceText("LICENSE", "text"),))
    assert licences.without_licence([whole, Component("a", "1", "MIT"), Component("b", "1", "", whole.texts)]) == [
        "a",
        "b",
    ]


def test_a_package_whose_modules_are_inside_must_stand_in_the_list() -> None:
    assert licences.unlisted(["numpy.linalg", "json", "docx.api", "briefing.app"], gathered()) == []
    assert "pytest" in licences.unlisted(["pytest", "numpy"], gathered())


@pytest.mark.skipif(not Path("/var/lib/dpkg/status").is_file(), reason="no system of Debian's family")
def test_the_systems_libraries_come_with_the_copyright_of_their_package(tmp_path: Path) -> None:
    libc = next((path for path in Path("/usr/lib").glob("*-linux-gnu/libz.so.1")), None)
    if libc is None or sys.platform != "linux":
        pytest.skip("zlib is not installed")
    written = licences.write(tmp_path, [libc], [])
    (found,) = (each for each in written if each.name == "zlib1g")
    assert found.version
    assert found.texts[0].text.startswith("libz.so.1")
