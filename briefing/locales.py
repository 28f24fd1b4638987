"""File names and words in Chinese whatever the locale says: the C library and Python both brought to UTF-8."""

from __future__ import annotations

import contextlib
import locale
import os
import sys
from collections.abc import Iterator, Mapping

_DECIDING = ("LC_ALL", "LC_CTYPE", "LANG")
_UTF8 = {"utf8", "utf-8"}
_ANYWHERE = ("C.UTF-8", "C.utf8", "zh_CN.UTF-8", "en_US.UTF-8")
"""Locales that systems have, the commonest first."""


def candidates(variables: Mapping[str, str]) -> tuple[str, ...]:
    """UTF-8 locales to try, the nearest to what the variables ask for first."""
    chosen = next((variables[name] for name in _DECIDING if variables.get(name)), "C")
    language = chosen.split(".")[0].split("@")[0]
    near = () if language in {"C", "POSIX"} else (f"{language}.UTF-8",)
    return (*near, *(name for name in _ANYWHERE if name not in near))


@contextlib.contextmanager
def utf8() -> Iterator[None]:
    """Inside it the environment names a UTF-8 locale that this system has; Qt reads it there when it starts.

    Qt warns on the standard error output of any other. Afterwards the variables are what they were, so that programs
    started from this one, and Qt's own idea of the language, are not changed by it.
    """
    if sys.platform == "win32" or _is_utf8(""):
        yield
        return
    name = next((name for name in candidates(os.environ) if _is_utf8(name)), None)
    before = os.environ.get("LC_ALL")
    if name is not None:
        os.environ["LC_ALL"] = name
    try:
        yield
    finally:
        if name is not None:
            if before is None:
                del os.environ["LC_ALL"]
            else:
                os.environ["LC_ALL"] = before


def start_again_in_utf8() -> None:
    """Replace this process by one whose Python takes file names for UTF-8, where the locale made it think otherwise.

    Qt takes them for UTF-8 in any case, and a name that both do not read alike is not found. Only POSIX systems with
    such a locale (``zh_CN.GBK``) are concerned; C and POSIX are UTF-8 to Python by themselves, and so is the bundle.
    """
    if os.name != "posix" or sys.getfilesystemencoding().lower() in _UTF8 or getattr(sys, "frozen", False):
        return
    os.execv(sys.executable, [sys.executable, "-X", "utf8", *sys.orig_argv[1:]])


def _is_utf8(name: str) -> bool:
    """Whether a locale (the environment's, when the name is empty) exists here and is UTF-8. It stays set if so."""
    try:
        locale.setlocale(locale.LC_ALL, name)
        return locale.nl_langinfo(locale.CODESET).lower() in _UTF8
    except locale.Error:
        return False
