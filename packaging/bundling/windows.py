"""What a bundle for Windows needs besides: icon and version of its executables, installer, archive for a stick.

No manifest of our own: PyInstaller's says what is needed (``asInvoker``, Windows 10, long paths, themed controls). Qt
asks for its awareness of screens by itself, and UTF-8 as code page would change nothing, because Python, Qt, SQLite and
the typesetter all use the system's wide functions.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from bundling import names, windows_names
from bundling.icons import windows_icon

PRODUCT = "简报台"
WORDS = {"Briefing.exe": "简报台", "briefing-cli.exe": "简报台（命令行）"}
"""The executables, and what the task manager and a file's properties call them."""

SCRIPT = names.ROOT / "packaging" / "windows" / "briefing.iss"
PORTABLE = "portable"
"""A file of this name beside the program keeps a person's things in a folder beside it (``briefing.locate``)."""

_DRAWING = names.ROOT / "resources" / "icons" / "briefing.svg"
_CHINESE = 0x0804
_UNICODE = 1200
_COMPILER = "ISCC.exe"
_FIRST_DATE_OF_ZIP = (1980, 1, 1, 0, 0, 0)


def executable_options(name: str) -> dict[str, str]:
    """Icon and version of one executable (``Briefing``), as files, in the words of PyInstaller's ``EXE``."""
    names.WORK.mkdir(parents=True, exist_ok=True)
    version = names.WORK / f"{name}-version.txt"
    version.write_text(version_resource(names.version(), f"{name}.exe"), encoding="utf-8")
    return {"icon": str(icon()), "version": str(version)}


def icon() -> Path:
    """The icon of the executables and of the installer, painted anew."""
    return windows_icon(_DRAWING, names.WORK / "briefing.ico")


def version_resource(version: str, executable: str = "Briefing.exe") -> str:
    """What a file's properties say, as the text that PyInstaller takes for ``version``.

    Raises ValueError for a version that does not begin with numbers, and KeyError for an unknown executable.
    """
    four = numbers(version)
    strings = {
        "CompanyName": holder(),
        "FileDescription": WORDS[executable],
        "FileVersion": ".".join(map(str, four)),
        "InternalName": executable.removesuffix(".exe"),
        "LegalCopyright": copyright_line(),
        "OriginalFilename": executable,
        "ProductName": PRODUCT,
        "ProductVersion": version,
    }
    structs = ",\n".join(f"        StringStruct({key!r}, {value!r})" for key, value in strings.items())
    return f"""VSVersionInfo(
  ffi=FixedFileInfo(
    filevers={four!r}, prodvers={four!r}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1, subtype=0x0, date=(0, 0)
  ),
  kids=[
    StringFileInfo([
      StringTable('{_CHINESE:04x}{_UNICODE:04x}', [
{structs}
      ])
    ]),
    VarFileInfo([VarStruct('Translation', [{_CHINESE}, {_UNICODE}])])
  ]
)
"""


def numbers(version: str) -> tuple[int, int, int, int]:
    """A version as Windows counts: four numbers of 16 bits. What follows the numbers (``rc1``) is left out.

    Raises ValueError when it does not begin with one to four such numbers.
    """
    found = re.match(r"\d+(?:\.\d+){0,3}(?!\.?\d)", version)
    parts = [int(part) for part in found[0].split(".")] if found else []
    if not parts or max(parts) > 0xFFFF:
        raise ValueError(f"not a version that Windows can count: {version}")
    first, second, third, fourth = (*parts, 0, 0, 0)[:4]
    return first, second, third, fourth


def copyright_line() -> str:
    """The line of LICENSE that says whose it is. Raises ValueError when there is none."""
    for line in (names.ROOT / "LICENSE").read_text(encoding="utf-8").splitlines():
        if line.startswith("Copyright"):
            return line.strip()
    raise ValueError("LICENSE has no line that begins with Copyright")


def holder() -> str:
    """Whose it is, without year and sign."""
    return re.sub(r"^Copyright(?: \(c\))?(?: [\d, -]+)? ", "", copyright_line())


def find_compiler(variables: Mapping[str, str] | None = None) -> Path | None:
    """Inno Setup's command-line compiler: on PATH, else where its installer puts it; None when there is none."""
    variables = os.environ if variables is None else variables
    on_path = shutil.which(_COMPILER, path=variables.get("PATH", ""))
    if on_path is not None:
        return Path(on_path)
    homes = [variables[name] for name in ("ProgramFiles(x86)", "ProgramFiles") if name in variables]
    homes += [str(Path(variables["LOCALAPPDATA"]) / "Programs")] if "LOCALAPPDATA" in variables else []
    for home in homes:
        found = sorted(Path(home).glob(f"Inno Setup */{_COMPILER}"))
        if found:
            return found[-1]
    return None


def installer_command(compiler: Path, bundle: Path, picture: Path, output: Path) -> list[str]:
    """The call that makes ``briefing-VERSION-setup.exe`` in the folder ``output``."""
    version = names.version()
    defined = {
        "Version": version,
        "Numbers": ".".join(map(str, numbers(version))),
        "Bundle": str(bundle),
        "Icon": str(picture),
        "Output": str(output),
    }
    return [str(compiler), "/Q", *(f"/D{name}={value}" for name, value in defined.items()), str(SCRIPT)]


def portable_archive(bundle: Path, output: Path) -> Path:
    """Write ``briefing-VERSION-portable.zip``: the bundle, and the empty file that keeps a person's things beside it.

    The same bundle gives the same bytes.
    """
    top = f"briefing-{names.version()}-portable"
    archive = output / f"{top}.zip"
    output.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as container:
        for file in sorted(path for path in bundle.rglob("*") if path.is_file()):
            place = file.relative_to(bundle).as_posix()
            container.writestr(_entry(f"{top}/{place}"), file.read_bytes())
        container.writestr(_entry(f"{top}/{PORTABLE}"), b"")
    return archive


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _FIRST_DATE_OF_ZIP)
    entry.compress_type = zipfile.ZIP_DEFLATED
    return entry


def package(bundle: Path, output: Path) -> tuple[Path, ...]:
    """Make the archive and, where Inno Setup is installed, the installer, from a finished bundle.

    Raises ValueError when the bundle holds a name that Windows does not take, and CalledProcessError when Inno Setup
    fails.
    """
    faults = windows_names.faults(PurePosixPath(p.relative_to(bundle).as_posix()) for p in bundle.rglob("*"))
    if faults:
        raise ValueError("names that Windows does not take:\n" + "\n".join(faults))
    made = [portable_archive(bundle, output)]
    compiler = find_compiler()
    if compiler is None:
        print("Inno Setup is not installed, so no installer was made; see packaging/windows/README.md.")
        return tuple(made)
    subprocess.run(installer_command(compiler, bundle, icon(), output), check=True)
    return (*made, output / f"briefing-{names.version()}-setup.exe")
