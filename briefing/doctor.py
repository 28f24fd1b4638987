"""诊断: versions, places, faces, the library's health, and what to do about each fault."""

from __future__ import annotations

import platform
import shutil
import sqlite3
from dataclasses import dataclass
from datetime import timedelta
from importlib import metadata
from pathlib import Path

from briefing import __version__
from briefing.domain.errors import LibraryError
from briefing.export.preferred import shelf_for
from briefing.library.backup_places import backups_for
from briefing.library.backups import Backups, utc_now
from briefing.library.library import Library
from briefing.locate import Places, data_folder
from briefing.preferences.file import read
from briefing.preferences.values import Preferences

PACKAGES = ("PySide6-Essentials", "pyqtgraph", "numpy", "SQLAlchemy", "alembic", "typst")
LEAST_ROOM = 200 * 1024 * 1024
"""Below this many bytes free a backup may not fit beside the library."""


STALE = timedelta(days=30)
"""A library that was not backed up for so long deserves a word."""


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing looked at. ``advice`` is empty when nothing is to be done."""

    topic: str
    name: str
    value: str
    advice: str = ""


def examine(library: Path, places: Places) -> tuple[Finding, ...]:
    """Look at everything; nothing is changed and no library is made."""
    chosen = read(places.preferences)
    backups = backups_for(library, chosen, places)
    return (
        *_versions(),
        *_places(library, places),
        *_faces(chosen),
        *_library(library, backups),
        *_backups(library, backups),
    )


def _versions() -> list[Finding]:
    found = [
        Finding("版本", "简报台", __version__),
        Finding("版本", "Python", platform.python_version()),
        Finding("版本", "系统", platform.platform(terse=True)),
        Finding("版本", "SQLite", sqlite3.sqlite_version),
    ]
    for package in PACKAGES:
        try:
            found.append(Finding("版本", package, metadata.version(package)))
        except metadata.PackageNotFoundError:
            found.append(Finding("版本", package, "没有安装", "请重新安装简报台。"))
    return found


def _places(library: Path, places: Places) -> list[Finding]:
    folder = next((p for p in (library.parent, *library.parents) if p.is_dir()), Path.cwd())
    free = shutil.disk_usage(folder).free
    advice = "磁盘快满了，请清出空间，否则备份和保存可能失败。" if free < LEAST_ROOM else ""
    return [
        Finding("位置", "资料库", str(library)),
        Finding("位置", "设置", str(places.settings)),
        Finding("位置", "日志", str(places.log)),
        Finding("位置", "程序文件", str(data_folder("resources"))),
        Finding("位置", "剩余空间", f"{free // (1024 * 1024)} MB", advice),
    ]


def _faces(chosen: Preferences) -> list[Finding]:
    found = []
    for choice in shelf_for(chosen).choices:
        wanted = choice.wanted[0] if choice.wanted else ""
        better = bool(choice.missing) and not choice.preferred
        advice = f"装上“{wanted}”后，印出的页面更接近公文常用字体；现在也能正常打印。" if better else ""
        if choice.absent:
            advice = f"设置里选的“{choice.preferred}”这台电脑上没有，请装上它，或在“工具 › 设置… › 打印字体”里另选。"
        found.append(Finding("字体", choice.role.label, choice.used or "没有可用字体", advice))
    return found


def _library(path: Path, backups: Backups) -> list[Finding]:
    if not path.exists():
        return [Finding("资料库", "状态", "还没有建立", "打开简报台就会建立。")]
    try:
        with Library.open(path, seed=False, backups=backups) as library:
            health = library.health()
    except LibraryError as error:
        return [Finding("资料库", "状态", "打不开", str(error))]
    words = "完好" if health.ok else "有损坏"
    advice = "" if health.ok else "请打开“工具 › 资料库备份…”，恢复到最近一份完好的备份。"
    return [
        Finding("资料库", "状态", words, advice),
        Finding("资料库", "结构版本", health.schema),
        Finding("资料库", "大小", f"{health.size // 1024} KB"),
        Finding("资料库", "报告", str(health.reports)),
        Finding("资料库", "条目", str(health.items)),
        Finding("资料库", "数据", str(health.figures)),
        Finding("资料库", "批注", str(health.annotations)),
        *(Finding("资料库", "问题", problem, "请用备份替换资料库文件。") for problem in health.problems),
    ]


def _backups(library: Path, backups: Backups) -> list[Finding]:
    if not library.exists():
        return []
    try:
        found = backups.all()
    except LibraryError as error:
        return [Finding("备份", "位置", str(backups.folder)), Finding("备份", "状态", "读不了", str(error))]
    sound = [one for one in found if one.sound]
    advice = "" if sound else "还没有备份：请打开“工具 › 资料库备份…”，点“立即备份”。"
    findings = [
        Finding("备份", "位置", str(backups.folder)),
        Finding("备份", "份数", str(len(sound)), advice),
    ]
    if backups.unreachable:
        words = "插上U盘或连上硬盘；在那以前备份放在资料库旁边。也可以在“工具 › 设置… › 资料库与备份”里另选。"
        findings.append(Finding("备份", "选定的文件夹", f"找不到 {backups.folder.parent}", words))
    if sound:
        age = utc_now() - sound[0].made
        old = age > STALE
        findings.append(
            Finding(
                "备份",
                "最近一份",
                f"{sound[0].made.astimezone():%Y-%m-%d %H:%M}（{_age(age)}）",
                "最近一份备份已经很旧：请打开“工具 › 资料库备份…”，点“立即备份”。" if old else "",
            )
        )
    if len(found) > len(sound):
        words = "它们不能用来恢复，请把不需要的移走。"
        findings.append(Finding("备份", "不完好的文件", str(len(found) - len(sound)), words))
    return findings


def _age(age: timedelta) -> str:
    if age >= timedelta(days=1):
        return f"{age.days} 天前"
    hours = max(age, timedelta()) // timedelta(hours=1)
    return f"{hours} 小时前" if hours else "不到 1 小时前"
