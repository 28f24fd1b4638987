"""Where in the program something happened, without a word of what it happened to."""

from __future__ import annotations

import os
import sys
import traceback
from functools import cache
from pathlib import Path
from types import TracebackType

from briefing.crashes.fault import Frame, Stack

_FIRST, _LAST = 10, 40
"""Of more frames than that (an endless recursion) the middle is left out."""

_CHAIN = 6
_PACKAGE = Path(__file__).resolve().parents[1]


def program_relative(file: str) -> str:
    """A file of the program, of Python or of a package by its place therein; of any other only the name."""
    if file.startswith("<"):
        return file if file.startswith("<frozen ") or file == "<string>" else "<…>"
    plain = _plain(file)
    for base, instead in _bases():
        if _folded(plain).startswith(_folded(base)):
            return instead + plain[len(base) :]
    absolute = plain.startswith("/") or plain[1:2] == ":"
    return plain.rsplit("/", 1)[-1] if absolute or ".." in plain else plain


def frames_of(trace: TracebackType | None) -> tuple[Frame, ...]:
    """The calls of a traceback, the innermost last."""
    found = [
        Frame(program_relative(frame.f_code.co_filename), line, frame.f_code.co_name)
        for frame, line in traceback.walk_tb(trace)
    ]
    return tuple(found if len(found) <= _FIRST + _LAST else (*found[:_FIRST], *found[-_LAST:]))


def type_name(error: BaseException | type[BaseException]) -> str:
    """An exception's type; those of Python itself without their module."""
    kind = error if isinstance(error, type) else type(error)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def stacks_of(error: BaseException) -> tuple[Stack, ...]:
    """The exception, then what it came of, each with its calls and with what it says."""
    return tuple(Stack(type_name(one), frames_of(one.__traceback__), _message(one)) for one in _chain(error))


def told_of(error: BaseException) -> str:
    """An error for the log: the types it came of, the system's and SQLite's numbers, and where; never its words."""
    chain = _chain(error)
    calls = frames_of(chain[0].__traceback__)
    names = " < ".join(type_name(one) + _number(one) for one in chain)
    return f"{names} at {calls[-1]}" if calls else names


def _chain(error: BaseException) -> list[BaseException]:
    found: list[BaseException] = []
    following: BaseException | None = error
    while following is not None and following not in found and len(found) < _CHAIN:
        found.append(following)
        following = following.__cause__ or (None if following.__suppress_context__ else following.__context__)
    return found


def _number(error: BaseException) -> str:
    number = getattr(error, "sqlite_errorname", None) or (error.errno if isinstance(error, OSError) else None)
    return f"[{number}]" if number else ""


def _message(error: BaseException) -> str:
    try:
        return str(error)
    except Exception:
        return ""


def _plain(file: str) -> str:
    return file.replace("\\", "/") if os.sep == "\\" or file[1:2] == ":" else file


def _folded(path: str) -> str:
    return path.lower() if sys.platform == "win32" else path


@cache
def _bases() -> tuple[tuple[str, str], ...]:
    packages = [path for path in sys.path if Path(path).name in ("site-packages", "dist-packages")]
    bundle = getattr(sys, "_MEIPASS", "")
    return (
        (_plain(str(_PACKAGE)) + "/", "briefing/"),
        *((_plain(path).rstrip("/") + "/", "") for path in (*packages, bundle) if path),
        (_plain(str(Path(os.__file__).parent)) + "/", "python/"),
    )
