"""Killing a process while it writes annotations, and looking at what is there afterwards.

Run as a script it is the process that writes: it says what it is about to do, and acknowledges what the door has
committed. The tests kill it and compare.
"""

from __future__ import annotations

import json
import os
import random
import shutil
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Any

from briefing.actions.annotating import AddAnnotation, DeleteAnnotation, EditAnnotation
from briefing.actions.door import Door
from briefing.domain.annotation import AnnotationKind
from briefing.library.backups import BackupReason, Backups
from briefing.library.library import Library
from briefing.library.writing import Edit
from tests.library.samples import harvest_figures, make_report

ROOT = Path(__file__).resolve().parents[2]
KEY = "harvest-2025"

State = tuple[str, bool]
"""What an annotation says, and whether it is marked deleted."""


def write_until_killed(path: Path, run: str, out: IO[str]) -> None:
    """Write, change and delete annotations without end; a backup now and then, as the window makes them."""

    def tell(**words: object) -> None:
        out.write(json.dumps(words) + "\n")
        out.flush()

    door = Door(path)
    number = 0
    while True:
        number += 1
        text = f"{run}·第{number}条。" + "话" * (number % 7 * 50)
        tell(trying=text)
        new = AddAnnotation(report_key=KEY, item=number % 4 + 1, kind=AnnotationKind.RISK, text=text, author="综合科")
        note = door.submit(new).result().value
        tell(id=note.id, text=text, deleted=False)
        if number % 3 == 0:
            tell(id=note.id, trying=text + "改", deleted=False)
            door.submit(EditAnnotation(id=note.id, author="综合科", change=Edit(text=text + "改"))).result()
            tell(id=note.id, text=text + "改", deleted=False)
        if number % 5 == 0:
            last = text + "改" if number % 3 == 0 else text
            tell(id=note.id, trying=last, deleted=True)
            door.submit(DeleteAnnotation(id=note.id, author="综合科")).result()
            tell(id=note.id, text=last, deleted=True)
        if number % 16 == 0:
            Backups(path).make(BackupReason.DAILY)
            Backups(path).thin()


@dataclass
class Ledger:
    """What was acknowledged, and the one thing that was under way when the process died."""

    kept: dict[str, State] = field(default_factory=dict)
    trying: dict[str, Any] = field(default_factory=dict)

    def hear(self, line: str) -> None:
        said = json.loads(line)
        if "trying" in said:
            self.trying = said
        else:
            self.kept[said["id"]] = (said["text"], said["deleted"])
            self.trying = {}

    def compare(self, found: dict[str, State]) -> None:
        """Everything acknowledged is there as acknowledged; beyond it there may be only what was under way."""
        under_way = (self.trying.get("trying"), self.trying.get("deleted", False))
        for note_id, state in self.kept.items():
            assert note_id in found, state
            if found[note_id] != state:
                assert note_id == self.trying.get("id"), (found[note_id], state)
                assert found[note_id] == under_way
        beyond = [state for note_id, state in found.items() if note_id not in self.kept]
        assert beyond in ([], [under_way])
        # From here on what is found is what was promised.
        self.kept, self.trying = found, {}


def kill_again_and_again(folder: Path, kills: int, seed: int) -> int:
    """Kill a writer so many times on one library, and check it each time; how many changes were acknowledged."""
    path, chance, ledger, heard = folder / "library.db", random.Random(seed), Ledger(), 0
    with Library.open(path, seed=False) as library:
        library.add_report(make_report(), harvest_figures(make_report()))
    for run in range(kills):
        acknowledged = _one_life(path, f"{seed}-{run}", chance, ledger)
        heard += acknowledged
        with Library.open(path) as library:
            health = library.health()
            assert health.ok, health.problems
            contents = library.report(KEY)
            assert contents is not None
            ledger.compare({note.id: (note.text, note.deleted) for note in contents.annotations})
        assert all(backup.sound for backup in Backups(path).all())
        if run % 20 == 19:
            shutil.rmtree(folder / "library-backups", ignore_errors=True)
    return heard


def _one_life(path: Path, run: str, chance: random.Random, ledger: Ledger) -> int:
    """Let a process write, and kill it after some acknowledgements and a moment more."""
    process = subprocess.Popen(
        [sys.executable, "-m", "tests.library.killing", str(path), run],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        encoding="utf-8",
    )
    assert process.stdout is not None
    acknowledged, wanted = 0, chance.choice((0, chance.randrange(1, 12), chance.randrange(1, 60)))
    try:
        while acknowledged < wanted and (line := process.stdout.readline()):
            ledger.hear(line)
            acknowledged += "id" in line and "trying" not in line
        # A moment that has nothing to do with where the process is; without a word from it yet, of its start.
        process.wait(chance.uniform(0, 0.02) if wanted else chance.uniform(0, 1.5))
    except subprocess.TimeoutExpired:
        pass
    finally:
        process.kill()
        for line in process.stdout:
            if line.endswith("\n"):
                ledger.hear(line)
                acknowledged += "trying" not in line
        process.stdout.close()
        status = process.wait()
    assert status < 0 or sys.platform == "win32", status
    return acknowledged


if __name__ == "__main__":
    write_until_killed(Path(sys.argv[1]), sys.argv[2], sys.stdout)
