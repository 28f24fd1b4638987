"""What the program is made of, and under which licences: read from installed packages' own metadata.

A bundle carries a file of it that was written when the bundle was made; everywhere else it is read afresh.
"""

from __future__ import annotations

import csv
import json
import platform
import re
import sqlite3
import sysconfig
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from importlib import metadata
from pathlib import Path

from briefing import __version__
from briefing.locate import data_folder

COLLECTED = "components.json"
"""The name of a bundle's file, in ``resources/licences``."""

_NAME = re.compile(r"^\s*([A-Za-z0-9][A-Za-z0-9._-]*)")
_EXTRA = re.compile(r"\bextra\s*==")
_TEXT_NAMES = re.compile(r"licen[cs]e|copying|notice|authors", re.IGNORECASE)
_PACKAGE = Path(__file__).resolve().parent
_PUBLIC_DOMAIN = (
    "The author disclaims copyright to this source code. In place of a legal notice, here is a blessing:\n\n"
    "    May you do good and not evil.\n"
    "    May you find forgiveness for yourself and forgive others.\n"
    "    May you share freely, never taking more than you give.\n"
)


@dataclass(frozen=True, slots=True)
class LicenceText:
    """A licence's full text and the name of the file it came in."""

    name: str
    text: str


@dataclass(frozen=True, slots=True)
class Component:
    """Something the program is made of. ``licence`` names its licences, ``texts`` are those at hand."""

    name: str
    version: str
    licence: str
    texts: tuple[LicenceText, ...] = ()


def components() -> tuple[Component, ...]:
    """Everything the program is made of: itself first, then by name."""
    collected = data_folder("resources") / "licences" / COLLECTED
    if collected.is_file():
        return loaded(collected.read_text(encoding="utf-8"))
    return gathered()


def gathered() -> tuple[Component, ...]:
    """The same, read from what is installed here."""
    packages = [_package(distribution) for distribution in distributions(requirements())]
    rest = sorted([*_foundations(), *_faces(), *packages], key=lambda each: each.name.lower())
    return (Component("简报台 Briefing", __version__, "MIT", _own_licence()), *rest)


def dumped(all_components: Iterable[Component]) -> str:
    """Components as JSON."""
    return json.dumps([asdict(each) for each in all_components], ensure_ascii=False, indent=1)


def loaded(text: str) -> tuple[Component, ...]:
    """The components that ``dumped`` has written."""
    return tuple(
        Component(one["name"], one["version"], one["licence"], tuple(LicenceText(**each) for each in one["texts"]))
        for one in json.loads(text)
    )


def requirements() -> tuple[str, ...]:
    """What the program asks for, as its project file says in a checkout, or else its own metadata."""
    project = _PACKAGE.parent / "pyproject.toml"
    if project.is_file():
        import tomllib

        return tuple(tomllib.loads(project.read_text(encoding="utf-8"))["project"]["dependencies"])
    try:
        return tuple(metadata.requires("briefing") or ())
    except metadata.PackageNotFoundError:
        return ()


def distributions(needed: Iterable[str]) -> tuple[metadata.Distribution, ...]:
    """The installed packages behind these requirements, with whatever they need in turn, by name, each once.

    What is not installed is not part of the program, so conditions are not evaluated; extras are nobody's need.
    """
    found: dict[str, metadata.Distribution] = {}
    waiting = list(needed)
    while waiting:
        requirement = waiting.pop()
        name = _NAME.match(requirement)
        if name is None or _EXTRA.search(requirement):
            continue
        key = re.sub(r"[-_.]+", "-", name[1]).lower()
        if key in found:
            continue
        try:
            found[key] = metadata.distribution(name[1])
        except metadata.PackageNotFoundError:
            continue
        waiting.extend(found[key].requires or ())
    return tuple(found[key] for key in sorted(found))


def licence_named(found: metadata.PackageMetadata) -> str:
    """The licences that a package's metadata name, in one line; empty when they name none."""
    fields = found.json
    expression = fields.get("license_expression")
    if expression:
        return str(expression)
    classifiers = [str(each) for each in fields.get("classifier", ())]
    names = [each.rsplit("::", 1)[-1].strip() for each in classifiers if each.startswith("License ::")]
    # The field may hold the licence's own text; its first line names it, if less well than a classifier.
    words = str(fields.get("license") or "").strip().splitlines()
    return words[0] if len(words) == 1 else "、".join(names) or (words[0] if words else "")


def known_text(name: str) -> LicenceText:
    """The text of a licence that its packages do not bring along. Raises FileNotFoundError when we have none."""
    path = data_folder("resources") / "licences" / f"{name}.txt"
    return LicenceText(path.name, path.read_text(encoding="utf-8"))


def _package(distribution: metadata.Distribution) -> Component:
    described = distribution.metadata
    licence = licence_named(described)
    texts = []
    for name in _metadata_files(distribution):
        inside = name.partition("/")[2]
        file = Path(str(distribution.locate_file(name)))
        if inside.endswith((".cyclonedx.json", ".cdx.json")):
            texts += _parts_list(file)
        elif _TEXT_NAMES.search(inside) and file.suffix not in {".json", ".py"}:
            words = file.read_text(encoding="utf-8", errors="replace")
            texts.append(LicenceText(inside.removeprefix("licenses/"), words))
    if not texts:
        # Qt's wheels name their licences and bring no text.
        texts = [known_text(name) for name in ("LGPL-3.0", "GPL-3.0") if name in licence]
    return Component(described["Name"], described["Version"], licence, tuple(texts))


def _metadata_files(distribution: metadata.Distribution) -> list[str]:
    """The files of a package's metadata folder, sorted. Some packages record thousands of others."""
    record = distribution.read_text("RECORD") or ""
    lines = [line for line in record.splitlines() if ".dist-info/" in line]
    return sorted(fields[0] for fields in csv.reader(lines) if fields and ".dist-info/" in fields[0])


def _parts_list(file: Path) -> list[LicenceText]:
    """What a compiled package says it was linked from, one line each; nothing when it lists no parts."""
    lines = []
    for part in json.loads(file.read_text(encoding="utf-8")).get("components", ()):
        licences = [_licence_of_part(each) for each in part.get("licenses", ())]
        lines.append(f"{part.get('name', '')} {part.get('version', '')}　{'、'.join(filter(None, licences))}")
    return [LicenceText(file.name, "\n".join(sorted(lines)) + "\n")] if lines else []


def _licence_of_part(choice: dict[str, object]) -> str:
    licence = choice.get("license")
    named = licence if isinstance(licence, dict) else {}
    return str(choice.get("expression") or named.get("id") or named.get("name") or "")


def _foundations() -> list[Component]:
    """What the packages stand on and no package describes."""
    lgpl = (known_text("LGPL-3.0"), known_text("GPL-3.0"))
    return [
        Component("Python", platform.python_version(), "PSF-2.0", _python_licence()),
        Component("Qt", metadata.version("PySide6-Essentials"), "LGPL-3.0-only", lgpl),
        Component("SQLite", sqlite3.sqlite_version, "Public Domain", (LicenceText("blessing", _PUBLIC_DOMAIN),)),
    ]


def _faces() -> list[Component]:
    """The faces that come with the typesetter and with the package of the Noto faces."""
    typesetter = metadata.version("typst")
    return [
        Component("Libertinus Serif", f"(Typst {typesetter})", "OFL-1.1", (known_text("OFL-1.1"),)),
        Component("New Computer Modern", f"(Typst {typesetter})", "GUST Font License", (known_text("GUST"),)),
        Component("DejaVu Sans Mono", f"(Typst {typesetter})", "Bitstream Vera", (known_text("DejaVu"),)),
        Component("Noto Sans SC、Noto Serif SC", "", "OFL-1.1", (known_text("OFL-1.1"),)),
    ]


def _own_licence() -> tuple[LicenceText, ...]:
    """Beside the package in a checkout, in its metadata when installed."""
    beside = _PACKAGE.parent / "LICENSE"
    if beside.is_file():
        return (LicenceText("LICENSE", beside.read_text(encoding="utf-8")),)
    try:
        return _package(metadata.distribution("briefing")).texts
    except metadata.PackageNotFoundError:
        return ()


def _python_licence() -> tuple[LicenceText, ...]:
    """Python's own text: in its library's folder, or where Debian keeps it; its backports carry the same one."""
    version = ".".join(platform.python_version_tuple()[:2])
    for path in (Path(sysconfig.get_path("stdlib"), "LICENSE.txt"), Path(f"/usr/share/doc/python{version}/copyright")):
        if path.is_file():
            return (LicenceText("Python", path.read_text(encoding="utf-8", errors="replace")),)
    return _package(metadata.distribution("typing_extensions")).texts
