"""Runs commands of the program one after the other, and lists what Windows would have refused.

Windows neither removes nor renames a file, nor puts another in its place, while anybody has it open; that is looked up
at each such call, in the list of open files that Linux keeps of this process. The arguments are, as JSON, the commands,
and a file to be removed at the end while it is open, which must be listed.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

OPEN_FILES = Path("/proc/self/fd")
# The lock's own file is given up in another order on Windows, see ``Occupancy.release``.
EXCEPT = ".lock"

refused: list[str] = []
calls: dict[str, int] = {}
looking = False


def open_files() -> set[str]:
    found = set()
    for each in OPEN_FILES.iterdir():
        try:
            found.add(str(each.readlink()))
        except OSError:
            continue  # the one that lists them
    return found


def watch(event: str, arguments: tuple[object, ...]) -> None:
    global looking
    if looking or event not in {"os.rename", "os.remove"}:
        return
    looking = True
    try:
        touched = arguments[:2] if event == "os.rename" else arguments[:1]
        paths = {os.path.realpath(os.fspath(each)) for each in touched if isinstance(each, str | os.PathLike)}
        refused.extend(f"{event} {path}" for path in paths & open_files() if not path.endswith(EXCEPT))
        calls[event] = calls.get(event, 0) + 1
    finally:
        looking = False


if __name__ == "__main__":
    sys.addaudithook(watch)
    from briefing.cli import main

    said, sys.stdout = sys.stdout, Path(os.devnull).open("w", encoding="utf-8")  # noqa: SIM115
    statuses = [main(command) for command in json.loads(sys.argv[1])]
    probe = Path(json.loads(sys.argv[2]))
    with probe.open("w", encoding="utf-8"):
        probe.unlink()
    said.write(json.dumps({"statuses": statuses, "refused": refused, "calls": calls}))
