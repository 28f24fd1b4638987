"""Whether there is a screen to open a window on."""

from __future__ import annotations

import sys
from collections.abc import Mapping, Sequence


def platform_of(variables: Mapping[str, str], system: str = sys.platform) -> str | None:
    """How Qt reaches the screen: ``xcb``, ``wayland``, ``native``, a platform the user named; None without a screen."""
    chosen = variables.get("QT_QPA_PLATFORM", "").split(";")[0].split(":")[0]
    if chosen:
        return None if chosen in {"offscreen", "minimal"} else chosen.removesuffix("-egl")
    if not system.startswith("linux"):
        return "native"
    if variables.get("DISPLAY"):
        return "xcb"
    return "wayland" if variables.get("WAYLAND_DISPLAY") else None


def opens_the_window(arguments: Sequence[str]) -> bool:
    """Whether the program, called with these arguments, opens its window: no verb, nothing but the library's name."""
    rest = list(arguments)
    while rest:
        argument = rest.pop(0)
        if argument == "--library" and rest:
            rest.pop(0)
        elif not argument.startswith("--library="):
            return False
    return True
