"""Word lists of the reader, kept as data in ``resources/reading``."""

from __future__ import annotations

import tomllib
from functools import cache
from typing import Any

from briefing.locate import data_folder


@cache
def table(name: str) -> dict[str, Any]:
    """A word file by its name without suffix, read once. Raises FileNotFoundError in a broken installation."""
    with (data_folder("resources") / "reading" / f"{name}.toml").open("rb") as stream:
        return tomllib.load(stream)


@cache
def words(name: str, group: str, key: str) -> tuple[str, ...]:
    """One list of words, the longest first, so that an alternation of them prefers the longer."""
    return tuple(sorted(set(table(name)[group][key]), key=lambda word: (-len(word), word)))
