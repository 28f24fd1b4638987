"""The texts that Debian wants in a package: control fields, changelog, copyright."""

from __future__ import annotations

import json
import re
import textwrap
from collections.abc import Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from pathlib import Path
from typing import Any

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
_END = r".*?END OF TERMS AND CONDITIONS"
_GPL = re.compile(rf"GNU GENERAL PUBLIC LICENSE\s+Version ([123]),{_END}", re.DOTALL)
_APACHE = re.compile(rf"Apache License\s+Version 2\.0, January 2004{_END}", re.DOTALL)
_CARRIED = "usr/lib/briefing/_internal/*"


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
            wrapped = textwrap.fill(
                line[2:], 76, initial_indent="  * ", subsequent_indent="    ", break_long_words=False
            )
            entries.insert(-1, f"{wrapped}\n")
    return "".join(f"{entry}\n" if entry.startswith("\n --") else entry for entry in entries).rstrip("\n") + "\n"


def copyright_file(licence: str, components: Path) -> str:
    """The machine-readable copyright file (DEP 5): our licence, and that of each component in the bundle's own list.

    The list is what ``briefing.licences`` shows in the program; each component's holders stand in its own texts.
    """
    listed: list[dict[str, Any]] = json.loads(components.read_text(encoding="utf-8"))
    _, *others = listed
    parts = [
        "Format: https://www.debian.org/doc/packaging-manuals/copyright-format/1.0/\nUpstream-Name: Briefing",
        f"Files: *\nCopyright: 2026 The Briefing developers\nLicense: Expat\n{_indented(licence)}",
        f"Files: {_CARRIED}\nCopyright: the holders named in the licences below\n"
        "License: as-stated-below\n"
        " The program is carried together with what it is made of. Each component has terms of its own:\n .\n"
        + "\n".join(f"  - {_heading(one)}" for one in others),
        *(_component(one) for one in others),
    ]
    return "\n\n".join(parts) + "\n"


def _component(one: dict[str, Any]) -> str:
    texts = "\n\n".join(f"{each['name']}:\n\n{without_common(each['text']).strip()}" for each in one["texts"])
    name = re.sub(r"[^A-Za-z0-9.+-]+", "-", f"{one['name']}-{one['version']}").strip("-")
    whole = f"{_heading(one)}\n\n{texts}"
    return f"License: {name}\n{_indented(whole)}"


def without_common(text: str) -> str:
    """A licence's text with a reference in place of what every Debian system has in /usr/share/common-licenses."""
    text = _GPL.sub(r"[GNU General Public License, version \1: see /usr/share/common-licenses/GPL-\1]", text)
    return _APACHE.sub("[Apache License, version 2.0: see /usr/share/common-licenses/Apache-2.0]", text)


def _heading(one: dict[str, Any]) -> str:
    name = f"{one['name']} {one['version']}".strip()
    return " ".join(f"{name}: {one['licence']}".split())


def _indented(text: str) -> str:
    lines = (line.rstrip() for line in text.strip().splitlines())
    return "\n".join(f" {line}" if line else " ." for line in lines)


def _signature(note: str, moment: int) -> str:
    when = (
        datetime.fromisoformat(note).replace(tzinfo=UTC) if _DATE.match(note) else datetime.fromtimestamp(moment, UTC)
    )
    return format_datetime(when)
