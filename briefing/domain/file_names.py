"""Names that a file may have on every system the program runs on, Windows being the strictest.

Source: Microsoft, "Naming Files, Paths, and Namespaces": forbidden characters, names of devices with and without an
ending, no dot and no blank at the end.
"""

from __future__ import annotations

FORBIDDEN = frozenset('<>:"/\\|?*')
"""Characters that no file name may hold; beside them go those that cannot be printed."""

DEVICES = frozenset(
    {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"}
    | {f"{port}{number}" for port in ("COM", "LPT") for number in "0123456789¹²³"}
)
"""Names of devices: a file of such a name, whatever its ending, cannot be made or opened on Windows."""


def is_device(name: str) -> bool:
    """Whether Windows takes a file name for a device: ``NUL``, ``con.txt``, ``Aux .pdf``."""
    return name.split(".", 1)[0].rstrip(" ").upper() in DEVICES


def made_of(words: str, *, longest: int, otherwise: str, blank: str = " ") -> str:
    """A file's name without its ending, made of a title or of any other words, at most ``longest`` characters.

    What may not stand in a name becomes ``blank``; runs of blanks become one. ``otherwise`` is for words of which
    nothing is left.
    """
    kept = "".join(blank if char in FORBIDDEN or not char.isprintable() else char for char in words)
    kept = " ".join(kept.split())[:longest].strip(" .")
    return f"_{kept}" if is_device(kept) else kept or otherwise
