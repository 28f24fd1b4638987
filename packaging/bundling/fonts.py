"""The open 仿宋 and 楷体 of the Fandol family, where the machine that builds has them, with their licence.

They lie in TeX's trees or among the system's fonts. A face whose licence is not found beside it or in the tree's
documentation stays out.
"""

from __future__ import annotations

import gzip
import os
import shutil
import subprocess
import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

FACES = ("FandolFang-Regular.otf", "FandolKai-Regular.otf")
LICENCES = ("COPYING", "COPYING.gz", "COPYING.txt", "LICENSE", "LICENSE.txt", "copyright")
README = ("README", "README.gz", "README.txt", "README.md")
LICENCE_NAME = "GPL-3.0 with the font exception"
"""What Fandol's own README calls it; its COPYING holds the text."""

_MOST_FOLDERS = 20_000


@dataclass(frozen=True, slots=True)
class Face:
    """A face found here, and the texts that say under which licence it may be passed on."""

    file: Path
    texts: tuple[Path, ...]


def usual_folders(system: str = sys.platform) -> tuple[Path, ...]:
    """Where fonts lie on this system, TeX's trees among them."""
    if system == "win32":
        roots = [os.environ.get("SYSTEMROOT", "C:/Windows") + "/Fonts", "C:/texlive", "C:/Program Files/MiKTeX"]
        if "LOCALAPPDATA" in os.environ:
            roots.append(os.environ["LOCALAPPDATA"] + "/Microsoft/Windows/Fonts")
        return tuple(Path(root) for root in roots)
    home = Path(os.path.expanduser("~"))  # noqa: PTH111 - Path.home() fails for those without one
    trees = ("/usr/share/texlive/texmf-dist", "/usr/share/texmf", "/usr/share/texmf-dist")
    installed = sorted(Path("/usr/local/texlive").glob("*/texmf-dist"))
    in_trees = [Path(tree) / "fonts/opentype/public/fandol" for tree in (*trees, *map(str, installed))]
    shared = ("/usr/share/fonts", "/usr/local/share/fonts")
    return (*in_trees, *(Path(path) for path in shared), home / ".fonts", home / ".local/share/fonts")


def of_fontconfig() -> tuple[Path, ...]:
    """The folders in which fontconfig knows such faces; none where there is no fontconfig."""
    program = shutil.which("fc-list")
    if program is None:
        return ()
    answer = subprocess.run([program, "--format", "%{file}\n"], capture_output=True, encoding="utf-8", check=False)
    return tuple({Path(line).parent for line in answer.stdout.splitlines() if Path(line).name in FACES})


def found(folders: Sequence[Path] | None = None) -> list[Face]:
    """The faces that may be passed on, each once."""
    places = (*of_fontconfig(), *usual_folders()) if folders is None else folders
    faces: dict[str, Face] = {}
    for file in _files(places):
        if file.name not in faces:
            texts = _texts(file)
            if texts:
                faces[file.name] = Face(file, texts)
    return [faces[name] for name in FACES if name in faces]


def copy(faces: Iterable[Face], target: Path) -> list[Path]:
    """Copy faces and their licences into a folder; returns the licence files. Nothing is made when there are none."""
    written: dict[Path, None] = {}
    for face in faces:
        target.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(face.file, target / face.file.name)
        for text in face.texts:
            written[_unpacked(text, target)] = None
    return list(written)


def _unpacked(text: Path, target: Path) -> Path:
    data = gzip.decompress(text.read_bytes()) if text.suffix == ".gz" else text.read_bytes()
    path = target / f"Fandol-{text.name.removesuffix('.gz').removesuffix('.txt')}.txt"
    path.write_bytes(data)
    return path


def _files(folders: Sequence[Path]) -> Iterable[Path]:
    seen = 0
    for folder in folders:
        for root, _, names in os.walk(folder):
            seen += 1
            if seen > _MOST_FOLDERS:
                return
            yield from (Path(root) / name for name in names if name in FACES)


def _texts(face: Path) -> tuple[Path, ...]:
    """The licence and the readme of a face; empty without a licence."""
    for folder in _documentation(face):
        licences = [folder / name for name in LICENCES if (folder / name).is_file()]
        if licences:
            readmes = [folder / name for name in README if (folder / name).is_file()]
            return (licences[0], *readmes[:1])
    return ()


def _documentation(face: Path) -> Iterable[Path]:
    """Beside the face, in its tree's documentation, in Debian's."""
    yield face.parent
    for parent in face.parents:
        if parent.name.startswith("texmf"):
            yield parent / "doc" / "fonts" / "fandol"
            break
    root = next((parent.parent for parent in face.parents if parent.name == "usr"), Path("/"))
    yield root / "usr/share/doc/texlive-doc/fonts/fandol"
    yield root / "usr/share/doc/fonts-fandol"
