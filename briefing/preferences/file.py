"""The file of settings: kept beside the window's state, handed to another computer, taken in from one."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType

from briefing.domain.errors import KnownError
from briefing.preferences.catalogue import SETTINGS
from briefing.preferences.values import Preferences

FORMAT = "briefing-settings"
VERSION = 1
LARGEST = 1024 * 1024
"""Bytes; a file of settings has some hundred."""


class SettingsError(KnownError):
    """A file of settings cannot be written, or is none."""


@dataclass(frozen=True, slots=True)
class Incoming:
    """What a file of settings brings: ``preferences`` with its values put in, and the titles or keys of those that
    this version does not take."""

    preferences: Preferences
    refused: tuple[str, ...]


def read(path: Path) -> Preferences:
    """What is kept in a file of one's own; where it cannot be read, the defaults. A file that can be read as no
    settings is put aside before it is written over."""
    try:
        found = _load(path)
    except (OSError, ValueError, RecursionError):
        return Preferences()
    chosen = found.get("settings")
    around = {key: value for key, value in found.items() if key != "settings"}
    return Preferences(MappingProxyType(chosen if isinstance(chosen, dict) else {}), MappingProxyType(around))


def write(path: Path, preferences: Preferences) -> None:
    """Keep them, whole or not at all. Raises SettingsError when the place cannot be written."""
    _save_damaged(path)
    around = {"format": FORMAT, "version": VERSION, **preferences.around}
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        _put(path, {**around, "settings": dict(preferences.chosen)})
    except OSError as error:
        raise SettingsError(
            f"设置没有存下，下次打开会回到原来的样子：写不了“{path}”。请检查磁盘空间和权限。", detail=repr(error)
        ) from error


def hand_out(path: Path, preferences: Preferences, *, personal: bool = False, local: bool = False) -> int:
    """Write every setting with its value, for another computer; how many. The person's name and what is about this
    computer alone only when asked for. Raises SettingsError when the place cannot be written."""
    given = {
        one.key: preferences.of(one) for one in SETTINGS if (personal or not one.personal) and (local or not one.local)
    }
    try:
        _put(path, {"format": FORMAT, "version": VERSION, "settings": given})
    except OSError as error:
        raise SettingsError(f"“{path.name}”没有写成，请换一个位置保存。", detail=repr(error)) from error
    return len(given)


def take_in(path: Path, present: Preferences) -> Incoming:
    """The settings of a file put into those of the present; what it does not name stays.

    Raises SettingsError, with a sentence, for a file that cannot be read, is none of settings, or is a newer version's.
    """
    none = f"“{path.name}”不是简报台的设置文件，设置没有改动。请选择“导出设置”存下的文件。"
    try:
        found = _load(path)
    except OSError as error:
        raise SettingsError(f"打不开“{path}”，请检查文件和权限。", detail=repr(error)) from error
    except (ValueError, RecursionError) as error:
        raise SettingsError(none, detail=repr(error)) from error
    version, given = found.get("version"), found.get("settings")
    if found.get("format") != FORMAT or type(version) is not int or version < 1 or not isinstance(given, dict):
        raise SettingsError(none)
    if version > VERSION:
        raise SettingsError(f"“{path.name}”由更新版本的简报台导出，设置没有改动；请升级本程序后再导入。")
    known = {one.key: one for one in SETTINGS}
    refused = []
    for key, raw in given.items():
        setting = known.get(key)
        value = None if setting is None else setting.accept(raw)
        if setting is None or value is None:
            refused.append(key if setting is None else setting.title)
        else:
            present = present.having(setting, value)
    return Incoming(present, tuple(refused))


def _load(path: Path) -> Mapping[str, object]:
    """Raises OSError, ValueError for what is no table of settings, RecursionError for one nested beyond measure."""
    with path.open("rb") as file:
        content = file.read(LARGEST + 1)
    if len(content) > LARGEST:
        raise ValueError("too large")
    found = json.loads(content.decode("utf-8-sig"))
    if not isinstance(found, dict):
        raise ValueError("no table")
    return found


def _save_damaged(path: Path) -> None:
    """What somebody mistyped by hand is theirs to mend."""
    try:
        _load(path)
    except OSError:
        return
    except (ValueError, RecursionError):
        with suppress(OSError):
            path.replace(path.with_name(f"{path.stem}.damaged{path.suffix}"))


def _put(path: Path, value: object) -> None:
    text = json.dumps(value, ensure_ascii=False, indent=2) + "\n"
    try:
        content = text.encode("utf-8")
    except UnicodeEncodeError:
        # Half a surrogate pair, from a hand or another program: kept as it was written.
        content = (json.dumps(value, indent=2) + "\n").encode("ascii")
    # No library for chance: every start imports this module.
    beside = path.with_name(f".briefing-{os.getpid()}-{os.urandom(4).hex()}.part")
    try:
        with beside.open("xb") as part:
            part.write(content)
        os.replace(beside, path)  # noqa: PTH105 - the same on every system
    except OSError:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise
