"""Where the program's own files lie: in the source tree, in an installed wheel, or in a frozen bundle."""

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
