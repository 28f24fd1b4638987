"""Vocabulary of the joining of figures, from ``resources/reading/indicators.toml``, ready to match with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from briefing.reading.vocabulary import table, words

_FILE = "indicators"


@dataclass(frozen=True, slots=True)
class Related:
    """Words that stand for things of unlike scope: ``order`` runs from the narrower to the wider, may be empty."""

    words: tuple[str, ...]
    common: str
    order: tuple[str, ...] = ()
    say: str = ""

    def read(self, core: str) -> str:
        """The core with the first of the words that stands in it read as the common one."""
        for word in self.words:
            if word in core:
                return core.replace(word, self.common, 1)
        return core

    def word_in(self, core: str) -> str:
        """Which of the words stands in the core; the longest."""
        return next((word for word in self.words if word in core), "")


@cache
def patterns(group: str, key: str) -> re.Pattern[str]:
    """A list of patterns as one alternation."""
    return re.compile("|".join(f"(?:{entry})" for entry in table(_FILE)[group][key]))


@cache
def at_start(group: str, key: str) -> re.Pattern[str]:
    """A list of patterns as one alternation, at the start."""
    return re.compile(rf"(?:{patterns(group, key).pattern})")


@cache
def at_end(group: str, key: str) -> re.Pattern[str]:
    """A list of patterns as one alternation, at the end."""
    return re.compile(rf"(?:{patterns(group, key).pattern})$")


@cache
def literal(group: str, key: str) -> tuple[str, ...]:
    """A list of literal words, the longest first."""
    return words(_FILE, group, key)


@cache
def flow_families() -> tuple[tuple[str, str], ...]:
    """Each flow verb with its family, the longest first."""
    pairs = [(verb, family) for family, verbs in table(_FILE)["flow"].items() for verb in verbs]
    return tuple(sorted(pairs, key=lambda pair: (-len(pair[0]), pair[0])))


@cache
def _wordings() -> tuple[re.Pattern[str], dict[str, str]]:
    known = {word: group[0] for group in table(_FILE)["canon"]["wordings"] for word in group}
    ordered = sorted(known, key=lambda word: (-len(word), word))
    return re.compile("|".join(map(re.escape, ordered))), known


def canonical(core: str) -> str:
    """The core in the wording that stands first in each group, until nothing changes any more."""
    pattern, known = _wordings()
    for _ in range(3):
        changed = pattern.sub(lambda found: known[found[0]], core)
        if changed == core:
            break
        core = changed
    return core


@cache
def related() -> tuple[Related, ...]:
    """Words of unlike scope, in the order of the file."""
    return tuple(
        Related(
            words=tuple(sorted(entry["words"], key=lambda word: -len(word))),
            common=entry["common"],
            order=tuple(entry.get("order", ())),
            say=entry.get("say", ""),
        )
        for entry in table(_FILE)["related"]
    )


@cache
def names(kind: str) -> dict[str, str]:
    """What cores are called, by core."""
    return dict(table(_FILE)["names"].get(kind, []))


@cache
def unit_words() -> dict[str, str]:
    """The word for what a base unit measures (亩: 面积)."""
    return dict(table(_FILE)["names"]["units"])


@cache
def themes() -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Each theme with its words, in the order they are tried."""
    return tuple((entry["name"], tuple(entry["words"])) for entry in table(_FILE)["theme"])


@cache
def theme_order() -> dict[str, int]:
    """Each theme's place on the page."""
    return {name: place for place, name in enumerate(table(_FILE)["themes"]["order"])}
