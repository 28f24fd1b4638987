"""What set-up installs is pinned, for every Python and system the program runs on."""

from __future__ import annotations

import re
import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from devkit import requirements
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).resolve().parents[2]
PYTHONS = ("3.11", "3.12", "3.13", "3.14")
SYSTEMS = ("linux", "win32")

_BUILDING = {
    "pyinstaller 6.22.3": (
        "altgraph",
        "packaging>=22.0",
        'pefile>=2022.5.30; sys_platform == "win32"',
        "pyinstaller-hooks-contrib>=2026.7",
        'pywin32-ctypes>=0.2.1; sys_platform == "win32"',
        "setuptools>=42.0.0",
    ),
    "pyinstaller-hooks-contrib 2026.9": ("packaging>=22.0",),
}
"""What the packages that only a build installs ask for, as their own metadata say."""


def environment(python: str, system: str) -> dict[str, str]:
    windows = system == "win32"
    return {
        "implementation_name": "cpython",
        "implementation_version": f"{python}.0",
        "os_name": "nt" if windows else "posix",
        "platform_machine": "AMD64" if windows else "x86_64",
        "platform_python_implementation": "CPython",
        "platform_release": "",
        "platform_system": "Windows" if windows else "Linux",
        "platform_version": "",
        "python_full_version": f"{python}.0",
        "python_version": python,
        "sys_platform": system,
    }


def pins(python: str, system: str) -> dict[str, str]:
    """The versions that apply, by canonical name."""
    found: dict[str, str] = {}
    for line in (ROOT / "packaging" / "constraints.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        pin = Requirement(line)
        (specifier,) = pin.specifier
        assert specifier.operator == "=="
        assert pin.url is None
        if pin.marker is None or pin.marker.evaluate(environment(python, system)):
            name = canonicalize_name(pin.name)
            assert name not in found, f"{name} is pinned twice"
            found[name] = specifier.version
    return found


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_qt_is_the_release_that_runs_on_this_python(python: str, system: str) -> None:
    expected = "6.11.3" if python == "3.14" else "6.9.3"
    versions = pins(python, system)
    assert versions["pyside6-essentials"] == expected
    assert versions["shiboken6"] == expected


@pytest.mark.parametrize("system", SYSTEMS)
@pytest.mark.parametrize("python", PYTHONS)
def test_whatever_a_package_brings_along_is_pinned_within_its_range(python: str, system: str) -> None:
    versions = pins(python, system)
    variables = environment(python, system)
    needed = requirements.read(ROOT)
    waiting = [Requirement(text) for text in (*needed.running, *needed.developing, *needed.building)]
    seen: set[str] = set()
    while waiting:
        requirement = waiting.pop()
        name = canonicalize_name(requirement.name)
        assert name in versions, f"{name} is not pinned"
        assert requirement.specifier.contains(versions[name]), f"{name} {versions[name]} is not {requirement.specifier}"
        if name in seen:
            continue
        seen.add(name)
        for text in _requires(name, versions[name]):
            further = Requirement(text)
            if further.marker is None or further.marker.evaluate({**variables, "extra": ""}):
                waiting.append(further)
    assert seen == set(versions), "pinned, but brought along by nothing"


def test_every_supported_python_has_been_thought_of() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    supported = Requirement(f"python{project['requires-python']}").specifier
    assert [f"3.{minor}" for minor in range(20) if supported.contains(f"3.{minor}")] == list(PYTHONS)


def test_no_file_of_the_set_up_names_an_index() -> None:
    files = [ROOT / "pyproject.toml", ROOT / ".ci" / "run", *(ROOT / "packaging").rglob("*.*")]
    read = [path for path in files if path.suffix in {".toml", ".txt", ".py", ".cfg", ".ini", ""} and path.is_file()]
    assert len(read) > 5
    for path in read:
        # Debian's copyright files begin with the address of their own format.
        text = path.read_text(encoding="utf-8").replace("https://www.debian.org/doc/packaging-manuals/copyright", "")
        assert re.search(r"://\w", text) is None, f"{path} names an address"
        for word in ("index-url", "find-links", "trusted-host"):
            assert word not in text, f"{path} names {word}"


def _requires(name: str, version: str) -> list[str]:
    if name == "pyside6-essentials":
        # Each release asks for its own shiboken6; the one installed here may be another.
        return [f"shiboken6=={version}"]
    try:
        return metadata.requires(name) or []
    except metadata.PackageNotFoundError:
        # Only another system installs it, or only a build; its needs were resolved when the pins were made.
        return list(_BUILDING.get(f"{name} {version}", ()))
