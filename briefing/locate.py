"""Where the program's own files lie (source tree, installed wheel, frozen bundle), and where a person's do."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def data_folder(name: str) -> Path:
    """The folder ``resources`` or ``seeds``, wherever the program runs from.

    A wheel and a frozen bundle carry them inside the package, a checkout beside it.
    Raises FileNotFoundError when neither place has it (a broken installation).
    """
    for base in (_PACKAGE, _PACKAGE.parent):
        folder = base / name
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the program's folder {name!r} is missing")


def noto_folder() -> Path:
    """The folder of the open Noto Sans SC and Noto Serif SC faces that the program depends on."""
    import pylopdf_fonts_zh_cn

    return Path(pylopdf_fonts_zh_cn.__file__).resolve().parent


def settings_file() -> Path:
    """Where the window keeps what it remembers."""
    from platformdirs import user_config_path

    return user_config_path("Briefing", appauthor=False) / "window.ini"


def log_file() -> Path:
    """The local log; it holds no text of reports or annotations."""
    from platformdirs import user_log_path

    return user_log_path("Briefing", appauthor=False) / "briefing.log"
