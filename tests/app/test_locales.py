"""The program starts without a word in every locale, and takes file names for UTF-8."""

from __future__ import annotations

import locale
import os
import subprocess
import sys
from pathlib import Path

import pytest

from briefing import locales

ROOT = Path(__file__).resolve().parents[2]

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locales of this kind are POSIX's")


@pytest.mark.parametrize(
    ("variables", "first"),
    [
        ({}, "C.UTF-8"),
        ({"LANG": "C"}, "C.UTF-8"),
        ({"LC_ALL": "POSIX", "LANG": "zh_CN.UTF-8"}, "C.UTF-8"),
        ({"LANG": "zh_CN.GBK"}, "zh_CN.UTF-8"),
        ({"LC_CTYPE": "de_DE@euro", "LANG": "C"}, "de_DE.UTF-8"),
    ],
)
def test_the_locale_nearest_to_what_is_asked_for_is_tried_first(variables: dict[str, str], first: str) -> None:
    names = locales.candidates(variables)
    assert names[0] == first
    assert "C.UTF-8" in names
    assert len(names) == len(set(names))


@pytest.mark.parametrize("chosen", ["C", "zh_CN.GBK", "no-such-locale", None])
def test_inside_the_environment_names_a_utf8_locale_and_afterwards_what_it_did(
    chosen: str | None, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("LC_ALL", "LC_CTYPE", "LANG"):
        monkeypatch.delenv(name, raising=False)
    if chosen is not None:
        monkeypatch.setenv("LC_ALL", chosen)
    before = locale.setlocale(locale.LC_ALL)
    try:
        with locales.utf8():
            locale.setlocale(locale.LC_ALL, "")
            assert locale.nl_langinfo(locale.CODESET).upper() == "UTF-8"
        assert os.environ.get("LC_ALL") == chosen
    finally:
        locale.setlocale(locale.LC_ALL, before)


@pytest.mark.parametrize("variables", [{}, {"LANG": "C"}, {"LC_ALL": "POSIX"}, {"LC_ALL": "zh_CN.GBK"}])
def test_qt_starts_without_a_word(variables: dict[str, str], tmp_path: Path) -> None:
    program = "from briefing.app import application; application(['x']); print('开'.encode().hex())"
    environment = {**variables, "PYTHONPATH": str(ROOT), "QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", program]
    answer = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, b"")


def test_where_python_would_read_names_in_the_locales_encoding_it_starts_again_in_utf8(tmp_path: Path) -> None:
    """A Python told not to be in UTF-8 mode takes names for ASCII in the C locale: like GBK, not what Qt takes."""
    file = tmp_path / "资料 库.db"
    environment = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "briefing", "--library", str(file), "search", "就业", "--json"]
    answer = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, check=False)
    assert (answer.returncode, answer.stderr) == (0, b"")
    assert "就业".encode() in answer.stdout
    assert file.is_file()
