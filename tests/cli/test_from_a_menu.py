"""What a desktop's menu starts has a standard error output that nobody reads."""

from __future__ import annotations

import sys

import pytest

from briefing.cli_window import is_from_a_menu

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="elsewhere the streams are None")


@pytest.mark.parametrize("variables", [{"DISPLAY": ":0"}, {"WAYLAND_DISPLAY": "wayland-0"}])
def test_on_a_desktop_without_a_terminal_nobody_reads(variables: dict[str, str]) -> None:
    assert is_from_a_menu(variables, False)
    assert not is_from_a_menu(variables, True)


@pytest.mark.parametrize("variables", [{}, {"DISPLAY": ""}, {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}])
def test_without_a_screen_whoever_started_it_does(variables: dict[str, str]) -> None:
    assert not is_from_a_menu(variables, False)
