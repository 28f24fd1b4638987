"""The library and its backups: whole or not, how large, how old, and whether this computer's clock fits them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path

from briefing.doctor.finding import Finding, size_of
from briefing.domain.errors import LibraryError
from briefing.library.backups import Backup, Backups
from briefing.library.inspection import Contents, inspect
from briefing.library.library import Library
from briefing.library.schema import HEAD, REVISIONS
from briefing.locate import data_folder

LIBRARY, BACKUPS, CLOCK = "资料库", "备份", "时钟"

STALE = timedelta(days=30)
"""A library that was not backed up for so long deserves a word."""

AHEAD = timedelta(days=1)
"""So far in the future anything written is taken for a sign that the clock is behind."""

RESTORE = "请打开“工具 › 资料库备份…”，恢复到最近一份完好的备份。"
BACK_UP = "请打开“工具 › 资料库备份…”，点“立即备份”。"


def look_at_stored(library: Path, backups: Backups, now: datetime) -> list[Finding]:
    """Everything about the library, its backups and the clock. Nothing is changed, and no library is made."""
    contents, found = _library(library, backups)
    kept, told = _backups(library, backups, now)
    return [*found, *told, *_clock(contents, kept, now)]


def _library(path: Path, backups: Backups) -> tuple[Contents | None, list[Finding]]:
    if not path.exists():
        return None, [Finding(LIBRARY, "状态", "还没有建立", "打开简报台就会建立。", hint=True)]
    try:
        contents = inspect(path, whole=True)
    except LibraryError as error:
        return None, [Finding(LIBRARY, "状态", "有损坏或打不开", f"{error}{_way_out(backups)}")]
    if contents.schema and contents.schema not in REVISIONS:
        words = "由更新版本的程序建立，没有改动它；请升级简报台后再打开。"
        return contents, [Finding(LIBRARY, "状态", "打不开", words), Finding(LIBRARY, "结构版本", contents.schema)]
    if contents.schema != HEAD:
        # Opening it would bring it forward: here nothing is changed.
        words = "由较早版本的程序建立：下次打开简报台时会先备份，再自动升级。"
        return contents, [
            Finding(LIBRARY, "状态", "完好"),
            Finding(LIBRARY, "结构版本", contents.schema or "最早的", words, hint=True),
            Finding(LIBRARY, "报告", str(contents.reports)),
            Finding(LIBRARY, "批注", str(contents.annotations)),
        ]
    try:
        with Library.open(path, seed=False) as library:
            health = library.health()
    except LibraryError as error:
        return contents, [Finding(LIBRARY, "状态", "打不开", str(error))]
    return contents, [
        Finding(LIBRARY, "状态", "完好" if health.ok else "有损坏", "" if health.ok else RESTORE),
        Finding(LIBRARY, "结构版本", health.schema),
        Finding(LIBRARY, "大小", f"{size_of(health.size)}，其中可再用 {size_of(health.spare)}"),
        Finding(LIBRARY, "搜索索引", f"第 {health.index} 版，与程序相符"),
        Finding(LIBRARY, "报告", str(health.reports)),
        Finding(LIBRARY, "条目", str(health.items)),
        Finding(LIBRARY, "数据", str(health.figures)),
        Finding(LIBRARY, "批注", str(health.annotations)),
        *(Finding(LIBRARY, "问题", problem, RESTORE) for problem in health.problems),
    ]


def _way_out(backups: Backups) -> str:
    try:
        return RESTORE if backups.all() else ""
    except LibraryError:
        return ""


def _backups(library: Path, backups: Backups, now: datetime) -> tuple[list[Backup], list[Finding]]:
    if not library.exists():
        return [], []
    try:
        found = backups.all()
    except LibraryError as error:
        return [], [Finding(BACKUPS, "位置", str(backups.folder)), Finding(BACKUPS, "状态", "读不了", str(error))]
    sound = [one for one in found if one.sound]
    findings = [
        Finding(BACKUPS, "位置", str(backups.folder)),
        Finding(BACKUPS, "份数", str(len(sound)), "" if sound else f"还没有备份：{BACK_UP}"),
    ]
    if backups.unreachable:
        words = "插上U盘或连上硬盘；在那以前备份放在资料库旁边。也可以在“工具 › 设置… › 资料库与备份”里另选。"
        findings.append(Finding(BACKUPS, "选定的文件夹", f"找不到 {backups.folder.parent}", words))
    if sound:
        age = now - sound[0].made
        words = f"最近一份备份已经很旧：{BACK_UP}" if age > STALE else ""
        made = f"{sound[0].made.astimezone():%Y-%m-%d %H:%M}（{_age(age)}）"
        findings.append(Finding(BACKUPS, "最近一份", made, words))
    if len(found) > len(sound):
        words = "它们不能用来恢复，请把不需要的移走。"
        findings.append(Finding(BACKUPS, "不完好的文件", str(len(found) - len(sound)), words))
    return sound, findings


def _age(age: timedelta) -> str:
    if age >= timedelta(days=1):
        return f"{age.days} 天前"
    hours = max(age, timedelta()) // timedelta(hours=1)
    return f"{hours} 小时前" if hours else "不到 1 小时前"


def _clock(contents: Contents | None, backups: Sequence[Backup], now: datetime) -> list[Finding]:
    """A dead battery sets a computer years back: then the daily backup and every 昨天 are wrong."""
    written = [("程序文件的日期", datetime.fromtimestamp(data_folder("resources").stat().st_mtime, UTC))]
    if contents is not None and contents.last_change is not None:
        last = contents.last_change
        written.append(("资料库里最后一次改动", last if last.tzinfo else last.replace(tzinfo=UTC)))
    if backups:
        written.append(("最近一份备份", backups[0].made))
    shown = f"{now.astimezone():%Y-%m-%d %H:%M %z}"
    late = [(name, time) for name, time in written if time > now + AHEAD]
    if not late:
        return [Finding(CLOCK, "系统时间", shown)]
    name, time = max(late, key=lambda one: one[1])
    words = f"比{name}（{time.astimezone():%Y-%m-%d}）还早，请校准系统的日期和时间，否则批注和备份的时间会写错。"
    return [Finding(CLOCK, "系统时间", shown, words)]
