"""What the tool says, and how it stops."""

from __future__ import annotations

import sys


class Stop(Exception):  # noqa: N818 - it ends the run on purpose, it is no fault of the tool
    """The tool cannot go on; its text says why and what to do. Exit status 1."""


def make_printable() -> None:
    """Let paths with any characters be printed on any console, escaped where it cannot show them."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")


def say(text: str) -> None:
    """Print one line at once, in order with what child processes print."""
    print(text, flush=True)
