"""The files of the Debian package besides the bundle: menu entry, file types, AppStream data, icons, manual pages."""

from __future__ import annotations

import gzip
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path

from bundling import debian_texts, icons, manual, names

LINUX = names.ROOT / "packaging" / "linux"
ICON = names.ROOT / "resources" / "icons" / "briefing.svg"
APPSTREAM_ID = "internal.briefing.briefing"
"""AppStream insists on a reversed domain name; ``internal`` is reserved for private use, so this one is nobody's."""


def install(tree: Path, bundle: Path, version: str, moment: int) -> None:
    """Put everything into a package's tree, where the file hierarchy wants it; ``moment`` is in seconds since 1970.

    Raises KeyError when a command has no English words in ``packaging/linux/manual.toml``.
    """
    shutil.copytree(bundle, tree / "usr/lib/briefing", symlinks=True)
    _link(tree / "usr/bin/briefing", "../lib/briefing/briefing")
    _copy(LINUX / "briefing.desktop", tree / "usr/share/applications/briefing.desktop")
    _copy(LINUX / "briefing.mime.xml", tree / "usr/share/mime/packages/briefing.xml")
    day = datetime.fromtimestamp(moment, UTC).date().isoformat()
    metainfo = (LINUX / "briefing.metainfo.xml").read_text(encoding="utf-8")
    metainfo = metainfo.replace("@VERSION@", version).replace("@DATE@", day)
    _write(tree / f"usr/share/metainfo/{APPSTREAM_ID}.metainfo.xml", metainfo)
    _install_icons(tree / "usr/share/icons/hicolor")
    _install_manual(tree / "usr/share/man", version, day)
    _install_documents(tree, moment)


def settle(tree: Path, moment: int) -> None:
    """Give every file the rights and the time that the same package has wherever it is built."""
    for path in sorted([tree, *tree.rglob("*")], reverse=True):
        if not path.is_symlink():
            runs = path.is_dir() or path == tree / "usr/lib/briefing/briefing"
            path.chmod(0o755 if runs else 0o644)
        _set_time(path, moment)


def _install_icons(theme: Path) -> None:
    _copy(ICON, theme / "scalable/apps/briefing.svg")
    made = theme / "rendered"
    for size, picture in zip(icons.DESKTOP_SIZES, icons.render(ICON, made), strict=True):
        place = theme / f"{size}x{size}/apps/briefing.png"
        place.parent.mkdir(parents=True)
        picture.rename(place)
    made.rmdir()


def _install_manual(folder: Path, version: str, day: str) -> None:
    from briefing.cli import _parser

    parser = _parser()
    english = manual.page(LINUX / "briefing.1.in", parser, manual.english(LINUX / "manual.toml"), version, day)
    chinese = manual.page(LINUX / "briefing.zh_CN.1.in", parser, manual.chinese(parser), version, day)
    _pack(folder / "man1/briefing.1.gz", english)
    _pack(folder / "zh_CN/man1/briefing.1.gz", chinese)


def _install_documents(tree: Path, moment: int) -> None:
    folder = tree / "usr/share/doc/briefing"
    changes = (names.ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    licence = (names.ROOT / "LICENSE").read_text(encoding="utf-8")
    # A version without a Debian revision is that of a native package, whose changelog has this name (Policy 12.7).
    _pack(folder / "changelog.gz", debian_texts.changelog(changes, moment))
    components = tree / "usr/lib/briefing" / names.INSIDE / names.PACKAGE / "resources/licences/components.json"
    _write(folder / "copyright", debian_texts.copyright_file(licence, components))
    _copy(LINUX / "lintian-overrides", tree / "usr/share/lintian/overrides/briefing")


def _write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="\n")


def _pack(path: Path, text: str) -> None:
    """Compressed as Policy asks: at its best, without name and time."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(gzip.compress(text.encode(), compresslevel=9, mtime=0))


def _copy(source: Path, to: Path) -> None:
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, to)


def _link(path: Path, target: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.symlink_to(target)


def _set_time(path: Path, moment: int) -> None:
    os.utime(path, (moment, moment), follow_symlinks=False)
