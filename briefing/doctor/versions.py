"""Which program, which Python, which packages."""

from __future__ import annotations

import platform
import sqlite3
import sys
from importlib import metadata

from briefing import __version__
from briefing.doctor.finding import Finding
from briefing.locate import Places

TOPIC = "版本"
PACKAGES = (
    "PySide6-Essentials",
    "pyqtgraph",
    "numpy",
    "SQLAlchemy",
    "alembic",
    "typst",
    "pypdfium2",
    "python-docx",
    "openpyxl",
)


def look_at_versions(places: Places) -> list[Finding]:
    """The program and everything it is made of."""
    frozen = bool(getattr(sys, "frozen", False))
    kind = "安装包" if frozen else "源代码"
    found = [
        Finding(TOPIC, "简报台", __version__),
        Finding(TOPIC, "运行方式", f"{kind}，{'便携（资料都在程序旁边）' if places.portable else '安装在本机'}"),
        Finding(TOPIC, "系统", platform.platform(terse=True)),
        Finding(TOPIC, "Python", platform.python_version()),
        Finding(TOPIC, "SQLite", sqlite3.sqlite_version),
    ]
    for package in PACKAGES:
        try:
            found.append(Finding(TOPIC, package, metadata.version(package)))
        except metadata.PackageNotFoundError:
            # A bundle may leave out what only an installer reads.
            if frozen:
                found.append(Finding(TOPIC, package, "随程序附带"))
            else:
                found.append(Finding(TOPIC, package, "没有安装", "少了这个组件，请重新安装简报台。"))
    return found
