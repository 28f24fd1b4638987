"""``briefing library backup|restore|check``: copies of the library, without a screen."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli_parts import library_path, say, say_json, verb_adder
from briefing.domain.errors import LibraryError

if TYPE_CHECKING:
    from briefing.library.backups import Backup


def register(verbs: Any) -> None:
    """Add ``library`` and what belongs under it to what ``ArgumentParser.add_subparsers`` returned."""
    words = "备份、恢复、检查资料库"
    group = verbs.add_parser("library", help=words, description=words)
    verb = verb_adder(group.add_subparsers(title="命令", metavar="命令", required=True))
    backup = verb("backup", _backup, "备份资料库；窗口开着也可以")
    backup.add_argument(
        "--to", type=Path, metavar="FILE", help="写到这个文件（.briefing 的双击能打开）；不写就放进备份文件夹"
    )
    restore = verb("restore", _restore, "用一份备份替换资料库；现在的内容先自动备份")
    restore.add_argument("file", type=Path, metavar="FILE", help="备份文件")
    verb("check", _check, "检查资料库是否完好，列出备份")


def _backup(call: argparse.Namespace) -> int:
    from briefing.library.backups import BackupReason, Backups
    from briefing.library.files import copy_database
    from briefing.library.inspection import inspect

    path = _existing(call)
    if call.to is None:
        made = Backups(path).make(BackupReason.MANUAL)
        told, written = _record(made), made.path
    else:
        inspect(path)
        copy_database(path, call.to)
        inside = inspect(call.to, whole=True)
        written = call.to
        told = {"file": str(written.resolve()), "reports": inside.reports, "annotations": inside.annotations}
    if call.json:
        say_json(told)
    else:
        say(str(written.resolve()))
    return 0


def _restore(call: argparse.Namespace) -> int:
    from briefing.library.restoring import restore

    path = library_path(call)
    before = restore(path, call.file)
    kept = None if before is None else str(before.path.resolve())
    if call.json:
        say_json({"library": str(path.resolve()), "restored": str(call.file.resolve()), "before": kept})
        return 0
    say(f"已恢复：{path.resolve()}")
    if kept:
        say(f"恢复前的内容备份在：{kept}")
    return 0


def _check(call: argparse.Namespace) -> int:
    """Exit status 1 when the library is not whole, so that a script notices."""
    from briefing.library.backups import Backups
    from briefing.library.library import Library

    path = _existing(call)
    with Library.open(path, seed=False) as library:
        health = library.health()
    backups = Backups(path).all()
    if call.json:
        say_json(
            {
                "library": str(path.resolve()),
                "ok": health.ok,
                "schema": health.schema,
                "size": health.size,
                "reports": health.reports,
                "items": health.items,
                "figures": health.figures,
                "annotations": health.annotations,
                "problems": list(health.problems),
                "backups": [_record(backup) for backup in backups],
            }
        )
    else:
        say("完好" if health.ok else "有损坏")
        for problem in health.problems:
            say(f"  {problem}")
        say(f"报告 {health.reports}　条目 {health.items}　数据 {health.figures}　批注 {health.annotations}")
        say(f"备份 {len(backups)} 份")
        for backup in backups:
            say(f"  {_line(backup)}")
    return 0 if health.ok else 1


def _existing(call: argparse.Namespace) -> Path:
    """The library, which these verbs do not make. Raises LibraryError when there is none."""
    path = library_path(call)
    if not path.exists():
        raise LibraryError(f"还没有资料库“{path}”，打开简报台就会建立。")
    return path


def _record(backup: Backup) -> dict[str, Any]:
    return {
        "file": str(backup.path.resolve()),
        "made": backup.made.isoformat(timespec="seconds"),
        "reason": backup.reason.name.lower(),
        "size": backup.size,
        "reports": backup.reports,
        "annotations": backup.annotations,
        "last_change": backup.last_change.isoformat(timespec="seconds") if backup.last_change else None,
        "schema": backup.schema,
        "sound": backup.sound,
        "problem": backup.problem,
    }


def _line(backup: Backup) -> str:
    made = backup.made.astimezone().strftime("%Y-%m-%d %H:%M")
    inside = f"报告 {backup.reports}　批注 {backup.annotations}" if backup.sound else backup.problem
    return f"{made}　{backup.reason.label}　{inside}　{backup.path.name}"
