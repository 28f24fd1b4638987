"""What the verbs of the command line share: which library is meant, and how an answer is written.

Nothing here imports anything heavy: every call passes through it.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol

from briefing.domain.errors import LibraryError
from briefing.locate import HomelessError, Places, places
from briefing.preferences.file import read
from briefing.preferences.values import Preferences

if TYPE_CHECKING:
    from briefing.export.fonts import FontShelf
    from briefing.library.backups import Backups


class Verb(Protocol):
    """Adds a verb to a parser: its name, what does the work, and its words in the help (hidden without any)."""

    def __call__(self, name: str, work: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        """The parser of the new verb, for its own arguments."""


def verb_adder(verbs: Any) -> Verb:
    """What adds verbs to what ``ArgumentParser.add_subparsers`` returned; each takes ``--library`` and ``--json``."""

    def verb(name: str, work: Callable[[argparse.Namespace], int], words: str) -> argparse.ArgumentParser:
        made = verbs.add_parser(name, help=words, description=words) if words else verbs.add_parser(name)
        assert isinstance(made, argparse.ArgumentParser)
        made.set_defaults(work=work)
        # SUPPRESS keeps what was given before the verb when it is not given again after it.
        made.add_argument("--library", type=Path, metavar="FILE", default=argparse.SUPPRESS, help="资料库文件")
        made.add_argument("--json", action="store_true", help="输出 JSON")
        return made

    return verb


def places_of(call: argparse.Namespace) -> Places:
    """Where this person's things lie. Raises LibraryError for somebody without a home folder who names no place."""
    try:
        return places(portable=call.portable, library=call.library)
    except HomelessError as error:
        raise LibraryError(
            "这个用户没有主文件夹，不知道资料库放在哪里；请用 --library 指定资料库文件，或用 --portable 放在程序旁边。"
        ) from error


def library_path(call: argparse.Namespace) -> Path:
    """The library named, or the person's own."""
    from briefing.library.location import default_path

    named: Path | None = call.library
    return named or default_path(places_of(call))


def open_library(call: argparse.Namespace) -> Any:
    """Open it; it is made and seeded when there is none."""
    from briefing.library.library import Library

    path = library_path(call)
    return Library.open(path, backups=backups_of(call, path))


def preferences_of(call: argparse.Namespace) -> Preferences:
    """What this person has set in the window."""
    return read(places_of(call).preferences)


def backups_of(call: argparse.Namespace, library: Path) -> Backups:
    """The backups of a library, where this person wants them."""
    from briefing.library.backup_places import backups_for

    return backups_for(library, preferences_of(call), places_of(call))


def shelf_of(call: argparse.Namespace) -> FontShelf:
    """The faces of this computer, those first that this person prefers."""
    from briefing.export.preferred import shelf_for

    return shelf_for(preferences_of(call))


def say(text: str, to: IO[str] | None = None) -> None:
    """Write a line."""
    print(text, file=to or sys.stdout)


def say_json(value: object) -> None:
    """Write a value as JSON."""
    say(json.dumps(value, ensure_ascii=False, indent=1))
