"""Where the program's own files lie (source tree, installed wheel, frozen bundle), and where a person's do."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

LIBRARY = "library.db"
SETTINGS = "window.ini"
PORTABLE = "portable"
"""A file of this name beside the program keeps everything in a folder beside it."""

FONTS = "fonts"
"""The folder inside a bundle's package that holds faces from the machine it was made on."""

PORTABLE_FOLDER = "Briefing-data"
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


def font_folders() -> tuple[Path, ...]:
    """The folders of the faces that come with the program: the Noto ones, and those that a bundle was made with."""
    own = _PACKAGE / FONTS
    return (noto_folder(), own) if own.is_dir() else (noto_folder(),)


def program_folder() -> Path:
    """The folder of the frozen program; from source or a wheel the one that holds the package."""
    if getattr(sys, "frozen", False):
        return Path(sys.executable).resolve().parent
    return _PACKAGE.parent


@dataclass(frozen=True, slots=True)
class Places:
    """Where a person's own things lie. Nothing is made by asking; backups lie beside the library unless a setting says
    otherwise."""

    library: Path
    settings: Path
    logs: Path
    portable: bool = False

    @property
    def log(self) -> Path:
        """The local log; it holds no text of reports or annotations."""
        return self.logs / "briefing.log"

    @property
    def crashes(self) -> Path:
        """The folder of local reports of faults."""
        return self.logs / "crashes"


class HomelessError(Exception):
    """This person has no home folder: HOME is not set and the system knows no such user."""


def home() -> Path:
    """The person's home folder, where a file dialog begins; the system's root for somebody without one."""
    try:
        return Path.home()
    except RuntimeError:
        return Path("/")


def places(*, portable: bool = False, library: Path | None = None) -> Places:
    """The places of this system, or those of a stick: when ``portable`` is asked for or a file of that name lies beside
    the program, everything is kept in a folder of the program's own.

    Somebody without a home folder who names a ``library`` has everything kept beside it.
    Raises HomelessError when there is neither.
    """
    if portable or (program_folder() / PORTABLE).is_file():
        own = program_folder() / PORTABLE_FOLDER
        return Places(own / LIBRARY, own / SETTINGS, own / "logs", portable=True)
    from platformdirs import PlatformDirs

    system = PlatformDirs("Briefing", appauthor=False)
    try:
        data, settings, logs = system.user_data_path, system.user_config_path, system.user_log_path
        if all(path.is_absolute() for path in (data, settings, logs)):
            return Places(data / LIBRARY, settings / SETTINGS, logs)
    except RuntimeError:
        # Older releases of platformdirs leave "~/…", which is no absolute path.
        pass
    if library is None:
        raise HomelessError
    return Places(library, library.parent / SETTINGS, library.parent / "logs")
