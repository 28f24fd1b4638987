"""Where everything lies, whether there is room there, and whether it can be written."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from briefing.doctor.finding import Finding, size_of
from briefing.library.backups import Backups
from briefing.locate import Places, data_folder, program_folder

TOPIC, ROOM, WRITING = "位置", "磁盘空间", "写入权限"
LEAST_ROOM = 200 * 1024 * 1024
"""Below this many bytes free a backup may not fit beside the library."""

Usage = Callable[[Path], int]


def free_bytes(folder: Path) -> int:
    """The bytes that are free where a folder lies. OSError when it cannot be reached."""
    return shutil.disk_usage(folder).free


def look_at_places(library: Path, places: Places, backups: Backups, free: Usage) -> list[Finding]:
    """Paths, then the room at each, then whether each can be written."""
    folders = {
        "资料库": library.parent,
        "备份": backups.folder,
        "临时文件": Path(tempfile.gettempdir()),
    }
    own = {"设置": places.settings.parent, "日志": places.logs}
    return [
        Finding(TOPIC, "资料库", str(library)),
        Finding(TOPIC, "备份", str(folders["备份"])),
        Finding(TOPIC, "设置", str(places.settings)),
        Finding(TOPIC, "日志", str(places.log)),
        Finding(TOPIC, "故障报告", str(places.crashes)),
        Finding(TOPIC, "程序", str(program_folder())),
        Finding(TOPIC, "程序附带的文件", str(data_folder("resources"))),
        Finding(TOPIC, "临时文件", str(folders["临时文件"])),
        *(_room(name, folder, library, free) for name, folder in folders.items()),
        *(_writing(name, folder) for name, folder in {**folders, **own}.items()),
    ]


def existing(folder: Path) -> Path | None:
    """The folder, or the nearest above it that is there."""
    return next((place for place in (folder, *folder.parents) if place.is_dir()), None)


def _room(name: str, folder: Path, library: Path, free: Usage) -> Finding:
    there = existing(folder)
    try:
        room = free(there) if there is not None else None
    except OSError:
        room = None
    if room is None:
        return Finding(ROOM, name, "查不到", f"“{folder}”现在够不着，请检查磁盘或 U 盘是否连接着。")
    needed = max(LEAST_ROOM, 0 if name == "临时文件" else 2 * _size(library))
    if room >= needed:
        return Finding(ROOM, name, f"还有 {size_of(room)}")
    what = "打印和导出可能失败" if name == "临时文件" else "保存和备份可能失败"
    return Finding(ROOM, name, f"只剩 {size_of(room)}", f"{what}，请清出至少 {size_of(needed)} 空间，或换一个磁盘。")


def _size(file: Path) -> int:
    try:
        return file.stat().st_size
    except OSError:
        return 0


def _writing(name: str, folder: Path) -> Finding:
    """Found out by writing: what the system says of permissions is not what it does, on Windows least of all."""
    there = existing(folder)
    if there is None:
        return Finding(WRITING, name, "找不到文件夹", f"“{folder}”不存在，请检查磁盘或 U 盘是否连接着。")
    try:
        with tempfile.TemporaryFile(dir=there):
            pass
    except OSError:
        return Finding(WRITING, name, "不能写", _WRITING_ADVICE.get(name, _WRITING_ADVICE["资料库"]).format(there))
    return Finding(WRITING, name, "可以写")


_WRITING_ADVICE = {
    "资料库": "“{0}”是只读的，批注和更正保存不了；请取消只读，或把资料库复制到可写的文件夹。",
    "备份": "“{0}”是只读的，备份做不成；请取消只读，或另选备份文件夹。",
    "临时文件": "“{0}”是只读的，打印和导出可能失败；请把系统的临时文件夹改到可写的地方。",
    "设置": "“{0}”是只读的，窗口和设置下次不会记得；请取消只读。",
    "日志": "“{0}”是只读的，出了故障不会留下记录；请取消只读。",
}
