"""Packages taken apart and put together again, soundly or not."""

from __future__ import annotations

import hashlib
import io
import json
import sqlite3
import zipfile
from collections.abc import Callable, Mapping
from contextlib import closing
from pathlib import Path
from typing import Any

Members = dict[str, bytes]
Change = Callable[[Any], object]

MANIFEST, NOTES = "manifest.json", "annotations.json"
REVISIONS = "bnotes:revisions"
SHA = "0" * 64


def members_of(path: Path) -> Members:
    """The files of a package."""
    with zipfile.ZipFile(path) as opened:
        return {name: opened.read(name) for name in opened.namelist()}


def items_of(members: Mapping[str, bytes]) -> list[Any]:
    """Its annotations."""
    items: list[Any] = json.loads(members[NOTES])["first"]["items"]
    return items


def packed(members: Mapping[str, bytes], **manifest: Any) -> bytes:
    """A package of these files whose list of contents is right, apart from what ``manifest`` puts in its place."""
    listed = json.loads(members[MANIFEST])
    listed["files"] = [
        {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in members.items()
        if name != MANIFEST
    ]
    return zipped({**members, MANIFEST: json.dumps({**listed, **manifest}).encode("utf-8")})


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip of these."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name, content)
    return held.getvalue()


def with_notes(members: Mapping[str, bytes], change: Change) -> bytes:
    """The package with its annotations changed: ``change`` is given the list of them."""
    collection = json.loads(members[NOTES])
    change(collection["first"]["items"])
    return packed({**members, NOTES: json.dumps(collection).encode("utf-8")})


def file_of(tmp_path: Path, content: bytes, name: str = "来件.bnotes") -> Path:
    """A file of these bytes."""
    path = tmp_path / name
    path.write_bytes(content)
    return path


def dump_of(path: Path) -> str:
    """Everything that is in a library's file."""
    with closing(sqlite3.connect(path)) as connection:
        names = [
            name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")
        ]
        lines = []
        for name in names:
            lines += sorted(f"{name}: {row!r}" for row in connection.execute(f'SELECT * FROM "{name}"'))
        return "\n".join(lines)
