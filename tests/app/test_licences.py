"""What the program is made of is read from metadata: everything it asks for, and what that asks for in turn."""

from __future__ import annotations

import tomllib
from importlib import metadata
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from briefing import licences

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def components() -> tuple[licences.Component, ...]:
    return licences.components()


def test_nothing_that_the_project_needs_to_run_is_left_out(components: tuple[licences.Component, ...]) -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    waiting = [Requirement(text) for text in project["dependencies"]]
    needed: set[str] = set()
    while waiting:
        name = canonicalize_name(waiting.pop().name)
        if name in needed:
            continue
        needed.add(name)
        for text in metadata.requires(name) or ():
            requirement = Requirement(text)
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                waiting.append(requirement)
    assert len(needed) > 18
    assert needed <= {canonicalize_name(each.name) for each in components}


def test_tools_of_developers_are_no_part_of_the_program(components: tuple[licences.Component, ...]) -> None:
    assert not {"pytest", "mypy", "pypdf", "hypothesis"} & {each.name for each in components}


def test_every_component_names_its_licence_in_one_line_and_brings_its_text(
    components: tuple[licences.Component, ...],
) -> None:
    for each in components:
        assert each.licence.strip(), each.name
        assert "\n" not in each.licence
        assert len(each.licence) < 120, each.name
        assert sum(len(text.text.strip()) for text in each.texts) > 100, each.name


def test_each_stands_once_the_program_itself_first(components: tuple[licences.Component, ...]) -> None:
    names = [each.name for each in components]
    assert names[0].startswith("简报台")
    assert len(names) == len(set(names))
    assert names[1:] == sorted(names[1:], key=str.lower)


def test_the_typesetter_names_what_it_was_linked_from(components: tuple[licences.Component, ...]) -> None:
    (typst,) = (each for each in components if each.name == "typst")
    assert any("comemo" in text.text for text in typst.texts)


def test_written_and_read_again_they_are_the_same(components: tuple[licences.Component, ...]) -> None:
    assert licences.loaded(licences.dumped(components)) == components


def test_a_package_that_is_not_installed_is_no_part() -> None:
    assert licences.distributions(["no-such-package-at-all>=1", 'pytest; extra == "dev"']) == ()
