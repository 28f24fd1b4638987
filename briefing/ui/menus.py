"""The menus: every command by name, with the keys people know."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu, QMenuBar

from briefing.ui.theme import Appearance


@dataclass(frozen=True, slots=True)
class Entry:
    """One command: its name among the actions, its words, its keys."""

    name: str
    words: str
    keys: tuple[str | QKeySequence.StandardKey, ...] = ()


def _tr(text: str) -> str:
    return QCoreApplication.translate("Menus", text)


class Menus:
    """Builds the menu bar. ``actions`` holds every command by name; whoever does the work connects to them."""

    def __init__(self, window: QMainWindow) -> None:
        self.actions: dict[str, QAction] = {}
        self._window = window
        self._bar: QMenuBar = window.menuBar()
        key = QKeySequence.StandardKey
        self._menu(
            _tr("文件"),
            Entry("import", _tr("读入报告…"), (key.Open,)),
            Entry("replace", _tr("换成更正稿…")),
            None,
            Entry("preview", _tr("打印预览…"), ("Ctrl+P",)),
            Entry("export", _tr("导出 PDF…"), ("Ctrl+Shift+E",)),
            None,
            Entry("quit", _tr("退出"), ("Ctrl+Q",)),
        )
        self._menu(
            _tr("编辑"),
            Entry("undo", _tr("撤销"), (key.Undo,)),
            Entry("redo", _tr("重做"), ("Ctrl+Y", "Ctrl+Shift+Z")),
            None,
            Entry("copy_text", _tr("复制原文"), ("Ctrl+Shift+C",)),
            Entry("copy_table", _tr("复制数据表"), ("Ctrl+Shift+T",)),
            None,
            Entry("correct", _tr("更正数据…"), ("Ctrl+E",)),
            Entry("add_figure", _tr("添加为数据…"), ("Ctrl+Shift+D",)),
            None,
            Entry("search", _tr("搜索全部…"), ("Ctrl+K",)),
            Entry("filter", _tr("筛选目录"), ("Ctrl+F",)),
        )
        view = self._menu(
            _tr("查看"),
            Entry("larger", _tr("放大文字"), ("Ctrl++", "Ctrl+=")),
            Entry("smaller", _tr("缩小文字"), ("Ctrl+-",)),
            Entry("normal", _tr("原来大小"), ("Ctrl+0",)),
            None,
        )
        self._appearances(view)
        self._fill(
            view,
            None,
            Entry("back", _tr("后退"), ("Alt+Left",)),
            Entry("forward", _tr("前进"), ("Alt+Right",)),
            Entry("before", _tr("上一条"), ("Alt+Up",)),
            Entry("after", _tr("下一条"), ("Alt+Down",)),
            Entry("start", _tr("首页"), ("Alt+Home",)),
            Entry("compare", _tr("实绩与目标对照"), ("Ctrl+D",)),
            None,
            Entry("source", _tr("看原文"), ("Ctrl+U",)),
            Entry("show", _tr("演示"), ("F5",)),
            Entry("full", _tr("全屏"), ("F11",)),
        )
        self._menu(
            _tr("批注"),
            Entry("write", _tr("写批注"), ("Ctrl+Shift+A",)),
            Entry("notes", _tr("批注列表"), ("Ctrl+Shift+L",)),
            Entry("bin", _tr("回收站")),
            None,
            Entry("take_in", _tr("并入批注…"), ("Ctrl+Shift+I",)),
            Entry("hand_on", _tr("导出批注…"), ("Ctrl+Shift+O",)),
            Entry("print_notes", _tr("打印批注…")),
            None,
            Entry("settle", _tr("处理冲突…"), ("Shift+F7",)),
            Entry("confirm", _tr("确认位置…"), ("Shift+F8",)),
            None,
            Entry("author", _tr("署名…")),
        )
        self._menu(
            _tr("简报"),
            Entry("briefings", _tr("打开简报"), ("F6",)),
            Entry("new_briefing", _tr("新建简报"), ("Ctrl+N",)),
            Entry("copy_briefing", _tr("复制上期简报")),
            Entry("all_briefings", _tr("全部简报…")),
            None,
            Entry("add_to_briefing", _tr("加入简报"), ("Ctrl+J",)),
            None,
            Entry("export_briefing", _tr("导出简报…"), ("Ctrl+Shift+B",)),
            Entry("copy_briefing_text", _tr("复制为纯文字")),
            Entry("copy_briefing_markdown", _tr("复制为 Markdown")),
            Entry("briefing_exports", _tr("导出记录…")),
        )
        self._menu(
            _tr("工具"),
            Entry("check", _tr("校核"), ("F7",)),
            None,
            Entry("backups", _tr("资料库备份…")),
            Entry("folder", _tr("打开资料库所在文件夹")),
            None,
            Entry("settings", _tr("设置…"), ("Ctrl+,",)),
        )
        self._menu(
            _tr("帮助"),
            Entry("guide", _tr("使用说明"), (key.HelpContents,)),
            None,
            Entry("doctor", _tr("诊断…")),
            None,
            Entry("about", _tr("关于简报台")),
        )

    def connect(self, name: str, work: Callable[[], object]) -> None:
        """Let a command do its work."""
        self.actions[name].triggered.connect(lambda: work())

    def set_enabled(self, name: str, enabled: bool) -> None:
        """Whether a command can be given now."""
        self.actions[name].setEnabled(enabled)

    def name_step(self, name: str, words: str, step: str) -> None:
        """撤销 and 重做 name what they would do; without anything to do they cannot be chosen."""
        self.actions[name].setText(f"{words}“{step}”" if step else words)
        self.actions[name].setEnabled(bool(step))

    def show_appearance(self, appearance: Appearance) -> None:
        """Tick the theme in force."""
        self.actions[f"appearance-{appearance.value}"].setChecked(True)

    def _menu(self, title: str, *entries: Entry | None) -> QMenu:
        menu = self._bar.addMenu(title)
        self._fill(menu, *entries)
        return menu

    def _fill(self, menu: QMenu, *entries: Entry | None) -> None:
        for entry in entries:
            if entry is None:
                menu.addSeparator()
                continue
            action = QAction(entry.words, self._window)
            action.setShortcuts([QKeySequence(keys) for keys in entry.keys])
            menu.addAction(action)
            self.actions[entry.name] = action

    def _appearances(self, menu: QMenu) -> None:
        group = QActionGroup(self._window)
        for appearance, words in (
            (Appearance.SYSTEM, _tr("外观：随系统")),
            (Appearance.LIGHT, _tr("外观：浅色")),
            (Appearance.DARK, _tr("外观：深色")),
        ):
            action = QAction(words, self._window)
            action.setCheckable(True)
            group.addAction(action)
            menu.addAction(action)
            self.actions[f"appearance-{appearance.value}"] = action
