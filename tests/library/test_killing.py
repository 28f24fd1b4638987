"""A process that is killed while it writes loses nothing that it acknowledged. The long run is a benchmark."""

from __future__ import annotations

from pathlib import Path

from tests.library.killing import kill_again_and_again


def test_what_was_acknowledged_outlives_the_process(tmp_path: Path) -> None:
    assert kill_again_and_again(tmp_path, kills=10, seed=20260318) > 0
