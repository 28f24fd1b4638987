"""The score table of the reader of figures: the two documents and each set of labelled passages that is there."""

from __future__ import annotations

import tomllib

from tests.gold.scoring import HERE, score, texts
from tests.reading.samples import RESULTS, TARGETS, seed

THRESHOLDS = tomllib.loads((HERE / "thresholds.toml").read_text(encoding="utf-8"))


def test_score_table() -> None:
    sets = {"seeds": [(seed(RESULTS), HERE / "000.jsonl"), (seed(TARGETS), HERE / "002.jsonl")]}
    sets.update({path.name: texts(path) for path in sorted(HERE.iterdir()) if path.is_dir() and texts(path)})
    print()
    dropped = []
    for name, pairs in sets.items():
        result = score(pairs)
        print(result.line(name))
        for pair in pairs:
            print("  " + score([pair]).line(pair[0].stem))
        reached = result.table()
        dropped += [(name, key) for key, least in THRESHOLDS.get(name, {}).items() if reached[key] < least]
    assert not dropped
