"""Chinese can be typed on desktops whose input method this Qt has no plugin for."""

from __future__ import annotations

from collections.abc import MutableMapping

_ASKED, _IN_TURN = "QT_IM_MODULE", "QT_IM_MODULES"


def ask_ibus_after_fcitx(variables: MutableMapping[str, str]) -> None:
    """Name ibus after fcitx, which desktops ask for and Qt's wheels have no plugin for; fcitx5 answers to ibus as well.

    Qt reads ``QT_IM_MODULES`` (names in turn) since 6.7, before ``QT_IM_MODULE``; what a person set there stays.
    """
    asked = variables.get(_ASKED, "")
    if asked.startswith("fcitx") and not variables.get(_IN_TURN):
        variables[_IN_TURN] = f"{asked};ibus"
