"""Libraries that cannot be opened, each for a reason of its own."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path


def from_the_future(path: Path) -> None:
    """Of a program newer than this one."""
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
        connection.commit()


def damaged(path: Path) -> None:
    """The first page of a table that every report needs; garbage elsewhere may lie in a page that is free."""
    with closing(sqlite3.connect(path)) as connection:
        (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'items'").fetchone()
        (size,) = connection.execute("PRAGMA page_size").fetchone()
    data = bytearray(path.read_bytes())
    data[(page - 1) * size : page * size] = b"\xa5" * size
    path.write_bytes(data)


def a_letter(path: Path) -> None:
    """Words under a library's name."""
    path.write_text("这不是资料库。" * 50, encoding="utf-8")
