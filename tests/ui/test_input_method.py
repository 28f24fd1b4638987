"""Which input methods Qt is asked to look for."""

from __future__ import annotations

import pytest

from briefing.ui.input_method import ask_ibus_after_fcitx


@pytest.mark.parametrize("asked", ["fcitx", "fcitx5"])
def test_ibus_is_tried_where_the_desktop_asks_for_fcitx(asked: str) -> None:
    variables = {"QT_IM_MODULE": asked}
    ask_ibus_after_fcitx(variables)
    assert variables == {"QT_IM_MODULE": asked, "QT_IM_MODULES": f"{asked};ibus"}


@pytest.mark.parametrize(
    "variables",
    [{}, {"QT_IM_MODULE": "ibus"}, {"QT_IM_MODULE": "fcitx", "QT_IM_MODULES": "wayland;fcitx"}],
    ids=["nothing asked", "ibus", "said in turn"],
)
def test_everything_else_stays_as_it_was(variables: dict[str, str]) -> None:
    before = dict(variables)
    ask_ibus_after_fcitx(variables)
    assert variables == before
