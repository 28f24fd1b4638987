"""诊断 of what only a window knows: Qt, the screens, the theme, and whether Chinese can be typed."""

from __future__ import annotations

import os
import sys
from collections.abc import Collection, Mapping
from pathlib import Path

from PySide6.QtCore import QLibraryInfo
from PySide6.QtGui import QGuiApplication

from briefing.doctor import Finding
from briefing.ui.theme import Appearance, Theme

TOPIC = "界面"
_NO_SCREEN = ("offscreen", "minimal", "vnc")
_LEAST = (1024, 640)
"""The smallest window that everything fits in."""

_APPEARANCES = {Appearance.SYSTEM: "随系统", Appearance.LIGHT: "浅色", Appearance.DARK: "深色"}


def look_at_screen(theme: Theme) -> tuple[Finding, ...]:
    """For the window's own thread; takes no time."""
    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    words = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)) / "qtbase_zh_CN.qm"
    platform = QGuiApplication.platformName()
    missing = "" if words.is_file() else "按钮上可能出现英文，请重新安装简报台。"
    return (
        Finding(TOPIC, "Qt", f"{QLibraryInfo.version().toString()}（{platform}）"),
        *_screens(),
        Finding(TOPIC, "文字大小", f"{theme.scale:.0%}"),
        Finding(TOPIC, "外观", _APPEARANCES[theme.appearance] + ("，现在是深色" if theme.colours.dark else "")),
        Finding(TOPIC, "Qt 的中文", "有" if not missing else "缺少", missing),
        input_method(platform, os.environ, _names(plugins)),
    )


def _screens() -> list[Finding]:
    found = []
    for number, screen in enumerate(QGuiApplication.screens(), 1):
        size, scale = screen.geometry().size(), screen.devicePixelRatio()
        small = size.width() < _LEAST[0] or size.height() < _LEAST[1]
        words = "屏幕太小，窗口会超出边缘；请在系统设置里调低缩放比例或调高分辨率。" if small else ""
        value = f"{size.width()}×{size.height()}，缩放 {scale:.0%}，{screen.logicalDotsPerInch():.0f} DPI"
        found.append(Finding(TOPIC, f"屏幕 {number}" if number > 1 else "屏幕", value, words))
    return found


def input_method(platform: str, variables: Mapping[str, str], plugins: Collection[str]) -> Finding:
    """Whether Chinese can be typed: by Qt's platform, the environment, and the plugins that lie beside Qt."""
    name = "输入法"
    if sys.platform in ("win32", "darwin") or platform in ("windows", "cocoa"):
        return Finding(TOPIC, name, "由系统提供")
    if platform in _NO_SCREEN:
        return Finding(TOPIC, name, "没有屏幕，不用输入法")
    asked = [one for one in variables.get("QT_IM_MODULES", "").split(";") if one]
    asked = asked or [one for one in [variables.get("QT_IM_MODULE", "")] if one]
    if not asked and platform.startswith("wayland"):
        return Finding(TOPIC, name, "由桌面提供")
    if not asked:
        words = "如果打不出中文，请设置环境变量 QT_IM_MODULE=ibus（fcitx5 也认），再打开简报台。"
        return Finding(TOPIC, name, "系统没有指定", words, hint=True)
    for one in asked:
        if one == "wayland" or any(plugin.startswith(one.rstrip("0123456789")) for plugin in plugins):
            return Finding(TOPIC, name, one)
    words = (
        f"系统要用的输入法框架“{asked[0]}”在程序里没有对应的插件，可能打不出中文；"
        "请设置环境变量 QT_IM_MODULE=ibus（fcitx5 也认），再打开简报台。"
    )
    return Finding(TOPIC, name, f"{asked[0]}，缺少插件", words)


def _names(folder: Path) -> tuple[str, ...]:
    """What the plugins are for, by their file names."""
    try:
        files = [path.name for path in folder.iterdir()]
    except OSError:
        return ()
    return tuple(name.removeprefix("lib").split("platforminputcontext")[0] for name in files)
