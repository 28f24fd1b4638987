"""The process is killed 200 times while a script writes annotations: everything acknowledged is there each time."""

from __future__ import annotations

import random
from pathlib import Path

from tests.library.killing import kill_again_and_again

KILLS = 200


def test_nothing_acknowledged_is_lost(tmp_path: Path) -> None:
    seed = random.randrange(1_000_000)
    print(f"\nkilling with seed {seed}")
    acknowledged = kill_again_and_again(tmp_path, KILLS, seed)
    print(f"{KILLS} kills, {acknowledged} acknowledged changes, none lost; each time the library opened and was whole")
    assert acknowledged > KILLS
