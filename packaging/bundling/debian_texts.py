"""The texts that Debian wants in a package: control fields, changelog, copyright."""

from __future__ import annotations

import platform
import re
import sysconfig
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from importlib import metadata
from pathlib import Path

PACKAGE = "briefing"
ARCHITECTURE = "amd64"

MAINTAINER = "The Briefing developers <briefing@example.org>"
"""Debian wants a name and an address. The licence names the developers together and the project has no address, so this
one lies in a domain that is reserved (RFC 2606): it is nobody's, and mail to it bothers nobody."""

RECOMMENDS = ("xdg-utils",)
"""How Qt opens a file or folder in another program where the desktop has no portal."""

SUGGESTS = ("cups", "ibus | fcitx5")
"""A printing service on this computer, and a way to type Chinese: desktops bring theirs, which need not be these."""

DESCRIPTION = """prepare meeting briefings from government work reports
 Briefing (简报台) reads Chinese government work reports into sections, items
 and figures, shows them as a tree, pages and charts, and finds anything as one
 types. Every figure leads back to its sentence; results stand beside targets
 and are only compared where they measure the same.
 .
 Staff annotate passages and figures and exchange annotations by file. What is
 composed for a meeting is printed or exported as PDF, Word or Excel files, in
 the type area of Chinese official documents.
 .
 It works offline and never opens a network connection."""

_HEADING = re.compile(r"^## (\S+)(?: \((.*)\))?$")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}\Z")
_LICENCE_FILE = re.compile(r"(?i)^(licen[cs]e|copying|notice|ofl|authors)")
_ADDRESS = re.compile(r"\s*<[^>]*>")
_CARRIED = "usr/lib/briefing/_internal"
_LGPL = "On Debian systems the GNU Lesser General Public License, version 3, is /usr/share/common-licenses/LGPL-3."


def control(version: str, depends: Sequence[str], suggests: Sequence[str], kibibytes: int) -> str:
    """The file ``DEBIAN/control``; ``kibibytes`` is the size of the installed files."""
    fields = {
        "Package": PACKAGE,
        "Version": version,
        "Architecture": ARCHITECTURE,
        "Maintainer": MAINTAINER,
        "Installed-Size": str(kibibytes),
        "Depends": ", ".join(depends),
        "Recommends": ", ".join(RECOMMENDS),
        "Suggests": ", ".join((*SUGGESTS, *suggests)),
        "Section": "misc",
        "Priority": "optional",
        "Description": DESCRIPTION,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items() if value)


def changelog(changes: str, moment: int) -> str:
    """Debian's changelog made of ours (Markdown, newest first).

    ``moment`` (seconds since 1970, UTC) dates the versions whose headings name no date.
    """
    entries: list[str] = []
    for line in changes.splitlines():
        heading = _HEADING.match(line)
        if heading:
            entries.append(f"{PACKAGE} ({heading[1]}) unstable; urgency=medium\n\n")
            signature = _signature(heading[2] or "", moment)
            entries.append(f"\n -- {MAINTAINER}  {signature}\n")
        elif line.startswith("- ") and entries:
            wrapped = textwrap.fill(line[2:], 76, initial_indent="  * ", subsequent_indent="    ", break_long_words=False)
            entries.insert(-1, f"{wrapped}\n")
    return "".join(f"{entry}\n" if entry.startswith("\n --") else entry for entry in entries).rstrip("\n") + "\n"


def copyright_file(licence: str, carried: Path) -> str:
    """The machine-readable copyright file (DEP 5): ours, and of each package in the folder ``carried`` its own terms."""
    parts = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Briefing\n"
        "Comment: The program is carried together with Python and the packages it is made of. What follows\n"
        " names each of them and its terms, as it states them itself.",
        f"Files: *\nCopyright: 2026 The Briefing developers\nLicense: Expat\n{_indented(licence)}",
        _python(),
        *(_stanza(folder) for folder in sorted(carried.glob("*.dist-info"), key=lambda path: path.name.lower())),
    ]
    return "\n\n".join(parts) + "\n"


def _python() -> str:
    text = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    terms = text.read_text(encoding="utf-8") if text.is_file() else "See https://docs.python.org/3/license.html."
    files = " ".join(f"{_CARRIED}/{name}" for name in ("libpython*", "base_library.zip", "python3*/*"))
    return (
        f"Files: {files}\nCopyright: 2001-2026 Python Software Foundation\n"
        f"License: Python-{platform.python_version()}\n{_indented(terms)}"
    )


def _stanza(information: Path) -> str:
    package = metadata.Distribution.at(information)
    name, version = package.metadata["Name"], package.version
    author = package.metadata.get("Author") or _ADDRESS.sub("", package.metadata.get("Author-email") or "")
    licence = package.metadata.get("License-Expression") or package.metadata.get("License") or "as stated below"
    texts = [path for path in sorted(information.rglob("*")) if _is_licence(path, information)]
    body = "\n\n".join(path.read_text(encoding="utf-8", errors="replace").strip() for path in texts)
    if not body:
        body = _LGPL if "LGPL" in licence else "The package carries no text of it."
    files = " ".join(f"{_CARRIED}/{folder}/*" for folder in _folders(package, information))
    return (
        f"Files: {files}\nCopyright: {_one_line(author) or 'its authors'} and the contributors to {name}\n"
        f"License: {name}-{version}\n{_indented(_one_line(licence) + chr(10) + chr(10) + body)}"
    )


def _is_licence(path: Path, information: Path) -> bool:
    inside = path.relative_to(information)
    return path.is_file() and ("licenses" in inside.parts[:-1] or _LICENCE_FILE.match(path.name) is not None)


def _folders(package: metadata.Distribution, information: Path) -> list[str]:
    """The folders beside a package's metadata that hold its files, and that of the metadata itself."""
    named = {file.parts[0] for file in package.files or () if len(file.parts) > 1}
    return sorted({information.name, *(one for one in named if one != ".." and (information.parent / one).is_dir())})


def _one_line(text: str) -> str:
    return " ".join(text.split("\n")[0].split())


def _indented(text: str) -> str:
    lines = (line.rstrip() for line in text.strip().splitlines())
    return "\n".join(f" {line}" if line else " ." for line in lines)


def _signature(note: str, moment: int) -> str:
    when = datetime.fromisoformat(note).replace(tzinfo=UTC) if _DATE.match(note) else datetime.fromtimestamp(moment, UTC)
    return format_datetime(when)
