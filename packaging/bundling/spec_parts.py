"""What the spec hands to PyInstaller: files with their places in the bundle, modules that no import statement names."""

from __future__ import annotations

from pathlib import Path

from briefing.licences import distributions, requirements
from bundling import names

Data = tuple[str, str]
"""A file or folder and the folder inside the bundle where it goes."""

FONTS = "pylopdf_fonts_zh_cn"
_NEVER_IN_THE_PROGRAM = "resources/pictures"
"""The README's pictures."""


def hidden_imports() -> list[str]:
    """Modules that are imported by name at run time."""
    from PyInstaller.utils.hooks import collect_submodules

    wanted = collect_submodules("briefing")
    # The migrations are read as files, and bring these with them.
    wanted += collect_submodules("alembic", filter=lambda name: not name.startswith("alembic.testing"))
    wanted += ["PySide6.QtOpenGL", "PySide6.QtOpenGLWidgets", "sqlalchemy.dialects.sqlite", "logging.config"]
    return sorted({name for name in wanted if not name.startswith("briefing.library.migrations.")})


def datas() -> list[Data]:
    """The program's own files, the migrations as source, the fonts, the metadata of what it is made of."""
    from PyInstaller.utils.hooks import collect_data_files

    collected: list[Data] = []
    for folder in ("resources", "seeds"):
        collected += _tree(names.ROOT / folder, Path(names.PACKAGE) / folder)
    collected += _tree(names.ROOT / "briefing" / "library" / "migrations", Path("briefing/library/migrations"))
    collected += [(str(Path(source)), place) for source, place in collect_data_files(FONTS)]
    collected += [
        (str(Path(source)), place) for source, place in collect_data_files("alembic") if "testing" not in place
    ]
    for distribution in distributions(requirements()):
        collected += _metadata(distribution.metadata["Name"])
    return collected


def _tree(folder: Path, place: Path) -> list[Data]:
    """Every file of a folder, byte for byte, each to the same place below ``place``."""
    found: list[Data] = []
    for file in sorted(folder.rglob("*")):
        inside = file.relative_to(names.ROOT).as_posix()
        if file.is_file() and "__pycache__" not in file.parts and not inside.startswith(_NEVER_IN_THE_PROGRAM):
            found.append((str(file), (place / file.relative_to(folder).parent).as_posix()))
    return found


def _metadata(name: str) -> list[Data]:
    """A package's metadata, so that the program can name its version and licence."""
    from PyInstaller.utils.hooks import copy_metadata

    return [(str(source), place) for source, place in copy_metadata(name)]
