"""What must be installed, read from pyproject.toml and constraints.txt."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Requirements:
    """The packages the program needs to run, those its developers need besides, those that make a bundle of it, and
    the file of pinned versions."""

    running: tuple[str, ...]
    developing: tuple[str, ...]
    building: tuple[str, ...]
    constraints: Path

    def fingerprint(self, *circumstances: str) -> str:
        """Changes whenever what must be installed to run, a pin or one of the circumstances changes."""
        pins = self.constraints.read_text(encoding="utf-8")
        text = json.dumps([sorted(self.running), pins.splitlines(), circumstances])
        return hashlib.sha256(text.encode()).hexdigest()

    def developing_fingerprint(self) -> str:
        """Changes whenever what only developers need changes."""
        return hashlib.sha256(json.dumps(sorted(self.developing)).encode()).hexdigest()

    def building_fingerprint(self) -> str:
        """Changes whenever what only a build needs changes."""
        return hashlib.sha256(json.dumps(sorted(self.building)).encode()).hexdigest()


def read(root: Path) -> Requirements:
    """Read the requirements of the project in `root`.

    What builds the wheel counts as a developer's tool, so that the tests can build it without a network.
    """
    import tomllib  # not in every distribution's smallest Python: the environment check comes first

    with (root / "pyproject.toml").open("rb") as file:
        content = tomllib.load(file)
    project = content["project"]
    return Requirements(
        running=tuple(project["dependencies"]),
        developing=(*project["optional-dependencies"]["dev"], *content["build-system"]["requires"]),
        building=tuple(project["optional-dependencies"].get("build", ())),
        constraints=root / "packaging" / "constraints.txt",
    )
