"""Where the program's own files lie (source tree, installed wheel, frozen bundle), and where a person's do."""

from __future__ import annotations

import os
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

LIBRARY = "library.db"
SETTINGS = "window.ini"
PORTABLE = "portable"
"""A file of this name beside the program keeps everything in a folder beside it."""

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
    def folder(self) -> Path | None:
        """The folder of the program on its stick; None where a person's things lie where the system expects them."""
        return self.settings.parent.parent if self.portable else None

    def remembered(self, path: Path) -> str:
        """How a setting keeps a path: what lies in the folder of a portable program from there, since the stick may
        have another letter or name the next time; every other path whole."""
        path = path.resolve()
        if self.folder is not None and path.is_relative_to(self.folder):
            return path.relative_to(self.folder).as_posix()
        return str(path)

    def recalled(self, kept: str) -> Path:
        """The path that ``remembered`` kept."""
        return Path(kept) if self.folder is None else self.folder / kept

    @property
    def log(self) -> Path:
        """The local log; it holds no text of reports or annotations."""
        return self.logs / "briefing.log"

    @property
    def crashes(self) -> Path:
        """The folder of local reports of faults."""
        return self.logs / "crashes"


def is_portable(asked: bool = False) -> bool:
    """Whether everything is kept beside the program: it was asked for, or a file of that name lies there."""
    return asked or (program_folder() / PORTABLE).is_file()


def stay_within(own: Places) -> None:
    """Let what Python, Qt and SQLite put away for a while lie in a portable program's own folder as well, for this
    process and what it starts. Where the folder cannot be written nothing is done: opening the library says so."""
    folder = own.settings.parent
    try:
        for name in ("temporary", "cache"):
            (folder / name).mkdir(parents=True, exist_ok=True)
    except OSError:
        return
    os.environ.update(dict.fromkeys(("TMPDIR", "TEMP", "TMP"), str(folder / "temporary")))
    os.environ["XDG_CACHE_HOME"] = str(folder / "cache")
    tempfile.tempdir = None


def start_command() -> tuple[str, ...]:
    """What starts this program once more, arguments apart."""
    return (sys.executable,) if getattr(sys, "frozen", False) else (sys.executable, "-m", "briefing")


def places(*, portable: bool = False) -> Places:
    """The places of this system, or those of a stick: when ``portable`` is asked for or a file of that name lies beside
    the program, everything is kept in a folder of the program's own."""
    if is_portable(portable):
        own = program_folder() / PORTABLE_FOLDER
        return Places(own / LIBRARY, own / SETTINGS, own / "logs", portable=True)
    from platformdirs import PlatformDirs

    system = PlatformDirs("Briefing", appauthor=False)
    return Places(system.user_data_path / LIBRARY, system.user_config_path / SETTINGS, system.user_log_path)
