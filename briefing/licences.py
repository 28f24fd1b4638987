"""What the program is made of, and under which licences: read from installed packages' own metadata."""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import metadata
from pathlib import Path

_NAME = re.compile(r"^\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_PACKAGE = Path(__file__).resolve().parent


def requirements() -> tuple[str, ...]:
    """What the program asks for, as its own metadata say, or in a checkout its project file."""
    project = _PACKAGE.parent / "pyproject.toml"
    if project.is_file():
        import tomllib

        return tuple(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"])
    try:
        return tuple(metadata.requires("briefing") or ())
    except metadata.PackageNotFoundError:
        return ()


def distributions(needed: Iterable[str]) -> tuple[metadata.Distribution, ...]:
    """The installed packages behind these requirements, with whatever they need in turn, by name, each once.

    What is not installed is not part of the program, so conditions are not evaluated; extras are nobody's need.
    """
    found: dict[str, metadata.Distribution] = {}
    waiting = list(needed)
    while waiting:
        requirement = waiting.pop()
        name = _NAME.match(requirement)
        if name is None or re.search(r"\bextra\s*==", requirement):
            continue
        key = re.sub(r"[-_.]+", "-", name[1]).lower()
        if key in found:
            continue
        try:
            found[key] = metadata.distribution(name[1])
        except metadata.PackageNotFoundError:
            continue
        waiting.extend(found[key].requires or ())
    return tuple(found[key] for key in sorted(found))
