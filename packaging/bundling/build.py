"""Build the bundle and check it: ``dev.py build`` prepares the .venv and runs this with its Python."""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

if __name__ == "__main__":
    # Called as a file, its own folder comes first; its modules are imported as a package's.
    sys.path[0] = str(Path(__file__).resolve().parents[1])

from bundling import binaries, fonts, licences, names, sizes


class BuildError(Exception):
    """The bundle cannot go out; the text says why."""


def main(arguments: Sequence[str]) -> int:
    """Build, report, check. Exit status 1 with a sentence when the bundle cannot go out."""
    parser = argparse.ArgumentParser(prog="dev.py build", description="Make the bundle in dist and check it.")
    parser.add_argument("--unchecked", action="store_true", help="leave out running the bundle in all circumstances")
    parser.add_argument("--check-only", action="store_true", help="check the bundle that was built before")
    call = parser.parse_args(arguments)
    try:
        if not call.check_only:
            build()
        elif not names.program(names.bundle_folder()).exists():
            raise BuildError("There is no bundle to check; build it first.")
        if not call.unchecked:
            from bundling import check

            if not check.run(names.bundle_folder()):
                raise BuildError("The bundle does not run as it must (see above).")
        if sys.platform == "win32":
            from bundling import windows

            for made in windows.package(names.bundle_folder(), names.DIST):
                print(made)
        else:
            package_for_debian(checked=not call.unchecked)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def build() -> Path:
    """Make the bundle, say what is in it and what it needs. Raises BuildError when it cannot go out."""
    folder = names.bundle_folder()
    say(f"Freezing {folder.name}; this takes some minutes.")
    freeze(folder)
    if sys.platform.startswith("linux"):
        parts = binaries.elf_files(folder)
        binaries.forget_build_paths(parts)
        won = binaries.strip_debug(parts)
        say(f"debug sections taken out: {won / sizes.MEGABYTE:.1f} MB")
    texts = _add_fonts(folder)
    _add_licences(folder, texts)
    files = sizes.on_disk(folder)
    for line in sizes.report(files):
        say(line)
    if sys.platform.startswith("linux"):
        _say_glibc(folder)
    if sizes.too_large(files):
        raise BuildError(f"The bundle takes more than {sizes.LIMIT // sizes.MEGABYTE} MB.")
    say(f"built: {folder.relative_to(names.ROOT).as_posix()}")
    return folder


def package_for_debian(*, checked: bool) -> None:
    """Make the Debian package where its tools are, say how large it is, and try it. Raises BuildError when it cannot go
    out."""
    from bundling import debian, debian_check, debian_size, debian_tools

    missing = debian_tools.missing(debian_tools.MAKING)
    if missing:
        say(f"no Debian package: {', '.join(missing)} not on this machine")
        return
    say("Packing the Debian package; this takes some minutes.")
    package = debian.make(names.bundle_folder(), names.version(), names.DIST)
    for line in debian_size.report(package):
        say(line)
    if debian_size.too_large(package):
        raise BuildError("The Debian package is too large.")
    if checked and not debian_check.run(package):
        raise BuildError("The Debian package does not hold (see above).")
    say(f"built: {package.relative_to(names.ROOT).as_posix()}")


def freeze(folder: Path) -> None:
    """Let PyInstaller make the bundle. Raises BuildError when it fails."""
    variables = {**os.environ, "PYTHONHASHSEED": "1", "SOURCE_DATE_EPOCH": str(names.moment())}
    if folder.exists():
        shutil.rmtree(folder)
    options = ["--noconfirm", "--log-level", "ERROR", "--distpath", str(names.DIST), "--workpath", str(names.WORK)]
    command = [sys.executable, "-m", "PyInstaller", *options, str(names.SPEC)]
    if subprocess.run(command, cwd=names.ROOT, env=variables, check=False).returncode != 0:
        raise BuildError("PyInstaller could not make the bundle (see above).")


def _add_fonts(folder: Path) -> list[Path]:
    """Faces of this machine with their licences, which are returned."""
    faces = fonts.found()
    for face in faces:
        say(f"included: {face.file.name}")
    for name in sorted(set(fonts.FACES) - {face.file.name for face in faces}):
        say(f"not on this machine with its licence: {name}")
    return fonts.copy(faces, folder / names.INSIDE / names.PACKAGE / "fonts")


def _add_licences(folder: Path, font_texts: Sequence[Path]) -> None:
    collected = json.loads(names.COLLECTED.read_text(encoding="utf-8"))
    components = licences.write(folder, map(Path, collected["libraries"]), font_texts)
    missing = licences.without_licence(components)
    unlisted = licences.unlisted(collected["modules"], components)
    if missing or unlisted:
        raise BuildError(f"Licences are missing: no text for {missing}, not listed {unlisted}.")
    say(f"licences: {len(components)} components")


def _say_glibc(folder: Path) -> None:
    version, askers = binaries.least_glibc(binaries.elf_files(folder))
    who = ", ".join(path.relative_to(folder).as_posix() for path in askers[:3])
    say(f"needs glibc {'.'.join(map(str, version))} or newer (because of {who})")


def say(text: str) -> None:
    """Print one line at once, in order with what child processes print."""
    print(text, flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
