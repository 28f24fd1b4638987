"""The note beside a library of who holds it. It alone means nothing: the lock beside it does.

Only the standard library is imported here: every start of the program looks for a note.
"""

from __future__ import annotations

import getpass
import json
import os
import platform
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, Self

_LARGEST = 4096
"""Bytes of a note that are read at all."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A process, whose it is, on which computer, and since when it holds the library (ISO time with its offset)."""

    user: str
    host: str
    process: int
    since: str

    @classmethod
    def here(cls) -> Self:
        """This process, from now on."""
        return cls(_user(), platform.node(), os.getpid(), datetime.now().astimezone().isoformat())

    @classmethod
    def read(cls, library: Path) -> Self | None:
        """Who the note beside a library names; None where there is none or it cannot be read as one."""
        found = read_note(library)
        words = [found.get(name) for name in ("user", "host", "since")]
        process = found.get("process")
        if not all(isinstance(word, str) for word in words) or type(process) is not int:
            return None
        return cls(str(words[0]), str(words[1]), process, str(words[2]))

    def sign(self, library: Path) -> None:
        """Leave the note. Raises OSError."""
        note_of(library).write_text(json.dumps(asdict(self), ensure_ascii=False), encoding="utf-8")

    @property
    def is_neighbour(self) -> bool:
        """Whether it is the same person's on the same computer, and another process than this one."""
        here = Holder.here()
        return (self.user, self.host) == (here.user, here.host) and self.process != here.process


def note_of(library: Path) -> Path:
    """Where the note lies: one library has one, by whatever link it is reached."""
    library = library.resolve()
    return library.with_name(f"{library.name}.holder")


def read_note(library: Path) -> dict[str, Any]:
    """What the note says, whatever that is; nothing where there is no note."""
    try:
        with note_of(library).open(encoding="utf-8") as file:
            found = json.loads(file.read(_LARGEST))
    except (OSError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return ""
