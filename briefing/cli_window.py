"""``briefing`` and ``briefing open [FILE]``: the window, or the one that is open already."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping
from pathlib import Path

from briefing.cli_parts import Verb, places_of


def register(verb: Verb) -> None:
    """Add ``open``."""
    words = "打开窗口；给出文件就打开它：批注包、报告或资料库"
    opening = verb("open", window, words)
    opening.add_argument("file", type=Path, nargs="?", metavar="FILE", help="要打开的文件；不写就只打开窗口")


def is_from_a_menu(variables: Mapping[str, str], terminal: bool) -> bool:
    """Whether a desktop's menu started the window, so that nobody reads what is said on the standard error output."""
    if terminal or not sys.platform.startswith("linux"):
        return False
    without = variables.get("QT_QPA_PLATFORM", "").split(":")[0] in {"offscreen", "minimal"}
    return not without and any(variables.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def window(call: argparse.Namespace) -> int:
    """Open the window on the library named, the person's own, or the one that the file is.

    A window that has the library already takes the file and comes forward, and nothing else is opened.
    """
    from briefing.library.handover import hand_over

    places = places_of(call)
    named: Path | None = getattr(call, "file", None)
    file = None if named is None else named.absolute()
    library: Path = call.library or places.library
    if file is not None:
        from briefing.library.recognising import names_library

        if names_library(file):
            library, file = file, None
    if hand_over(library, file):
        return 0
    from briefing.app import run

    return run(library, places, file=file, quit_when_shown=call.quit_when_shown)
