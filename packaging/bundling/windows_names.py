"""Whether Windows can hold the files of a bundle."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import PurePosixPath

from briefing.domain.file_names import FORBIDDEN, is_device

LONGEST_FOLDER = "C:/Users/" + "用" * 20 + "/AppData/Local/Programs/Briefing/"
"""Where the installer puts the program for a person of the longest name that Windows allows an account."""

LONGEST_PATH = 200
"""Characters of a whole path; Windows itself ends at 259, and a person may choose a deeper folder."""


def faults(places: Iterable[PurePosixPath]) -> list[str]:
    """A sentence for each place inside the bundle that Windows would not take, take for another, or not reach."""
    found: list[str] = []
    seen: dict[str, PurePosixPath] = {}
    for place in sorted(places):
        found += [f"{place}: {words}" for part in place.parts if (words := _fault_of(part))]
        if len(LONGEST_FOLDER) + len(str(place)) > LONGEST_PATH:
            found.append(f"{place}: the path would have more than {LONGEST_PATH} characters")
        twin = seen.setdefault(str(place).casefold(), place)
        if twin != place:
            found.append(f"{place}: differs from {twin} only by upper and lower case")
    return found


def _fault_of(name: str) -> str:
    if FORBIDDEN.intersection(name) or not name.isprintable():
        return "a character that no file name may hold"
    if is_device(name):
        return "the name of a device"
    if name != name.rstrip(" ."):
        return "a blank or a dot at the end"
    return ""
