"""A script of Inno Setup as far as it can be read without it: sections, directives, entries, names to be given."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

BOM = b"\xef\xbb\xbf"
_PARAMETER = re.compile(r'\s*(\w+):\s*("(?:[^"]|"")*"|[^;"]*?)\s*(?:;|$)')


@dataclass
class Script:
    """``directives`` of the sections of ``Name=value`` lines, ``entries`` of those of ``Name: value; ...`` lines."""

    directives: dict[str, dict[str, str]] = field(default_factory=dict)
    entries: dict[str, list[dict[str, str]]] = field(default_factory=dict)
    demanded: set[str] = field(default_factory=set)
    """Names that stop the compiler with a sentence when they are not given."""


def read(path: Path) -> Script:
    """Raises ValueError for a line that belongs nowhere, a name said twice, or a file without the mark of UTF-8."""
    content = path.read_bytes()
    if not content.startswith(BOM):
        raise ValueError(f"{path.name} has no byte order mark: the compiler would read it in the system's code page")
    script, section, asked = Script(), "", ""
    for line in content.decode("utf-8-sig").splitlines():
        if not line.strip() or line.startswith(";"):
            continue
        if line.lstrip().startswith("#"):
            word, _, rest = line.strip().partition(" ")
            if word == "#ifndef":
                asked = rest
            elif word == "#error" and asked:
                script.demanded.add(asked)
            elif word == "#endif":
                asked = ""
        elif heading := re.fullmatch(r"\[(\w+)\]", line):
            section = heading[1]
        elif re.match(r"\w+=", line):
            name, _, value = line.partition("=")
            values = script.directives.setdefault(section, {})
            if name in values:
                raise ValueError(f"{name} is said twice")
            values[name] = value
        else:
            script.entries.setdefault(section, []).append(_entry(line))
    return script


def _entry(line: str) -> dict[str, str]:
    found: dict[str, str] = {}
    at = 0
    while at < len(line):
        parameter = _PARAMETER.match(line, at)
        if parameter is None or parameter[1] in found:
            raise ValueError(f"not an entry: {line}")
        value = parameter[2]
        found[parameter[1]] = value[1:-1].replace('""', '"') if value.startswith('"') else value
        at = parameter.end()
    return found
