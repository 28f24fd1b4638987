"""Settings joined to what follows them: each change holds at once, is kept, and can be taken back."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QFileDialog

from briefing.export.fonts import FontShelf
from briefing.export.preferred import preferred_faces
from briefing.library.backup_places import backups_for, choosing
from briefing.library.backups import Backups
from briefing.locate import Places
from briefing.preferences.catalogue import APPEARANCE, BACKUP_FOLDER, FACES, SCALE
from briefing.preferences.file import SettingsError, hand_out, take_in
from briefing.preferences.setting import Page, Setting
from briefing.preferences.values import Preferences
from briefing.ui.later import importing
from briefing.ui.main_window import MainWindow
from briefing.ui.settings import WindowSettings
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Appearance, Theme

if TYPE_CHECKING:
    from briefing.ui.preferences.finding import Finding
    from briefing.ui.preferences.page import SettingsPage

_PAGE = ("PySide6.QtPrintSupport", "briefing.ui.preferences.page", "briefing.ui.preferences.finding")
_FACES = frozenset(setting.key for setting in FACES)


class BackupPlaces:
    """Where the backups of one library go as it is set now. Any thread may ask."""

    def __init__(self, library: Path, settings: WindowSettings, places: Places) -> None:
        self._library, self._settings, self._places = library, settings, places
        self._made: tuple[Preferences, Backups] | None = None

    def __call__(self) -> Backups:
        """The same object as long as nothing is set anew: it knows what it has looked into."""
        now, made = self._settings.chosen.now, self._made
        if made is None or made[0] is not now:
            made = self._made = now, backups_for(self._library, now, self._places)
        return made[1]


class PreferencesController(QObject):
    """Opens the page of settings and carries out what is asked for there.

    ``faces_changed`` follows a change of the faces preferred, ``left`` 返回. ``acts`` are what a page offers to do
    besides. The page is made when it is asked for, and faces and printers are looked for when their pages are.
    """

    faces_changed = Signal()
    left = Signal()

    def __init__(
        self,
        window: MainWindow,
        theme: Theme,
        tasks: Tasks,
        settings: WindowSettings,
        places: Places,
        shelf: FontShelf,
        library: Path,
        acts: Mapping[str, Callable[[], object]],
    ) -> None:
        super().__init__(window)
        self._window, self._theme, self._tasks, self._settings = window, theme, tasks, settings
        self._places, self._shelf, self._library = places, shelf, library
        self._acts, self._dressing, self._following = acts, False, False
        self._page: SettingsPage | None = None
        self._finding: Finding | None = None
        self._end = settings.chosen.listen(self._changed)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(0)
        self._later.timeout.connect(self._dress)
        window.preview_page.faces_wanted.connect(partial(self.open, Page.FACES))
        window.composer_page.faces_wanted.connect(partial(self.open, Page.FACES))
        theme.changed.connect(self._follow_theme)
        for appearance in Appearance:
            window.menus.connect(f"appearance-{appearance.value}", self._follow_theme)

    def open(self, page: Page | None = None) -> None:
        """Show the settings, perhaps those of a page. What makes the page is imported the first time."""
        if self._page is None:
            self._tasks.run_in_turns(importing(_PAGE), lambda: self._show(page))
        else:
            self._show(page)

    def _show(self, page: Page | None) -> None:
        shown = self._made()
        self._window.show_page(shown)
        shown.open_at(self._settings.chosen.now, sorted(self._settings.names), page)
        shown.focus_search()

    def open_backup(self) -> None:
        """Show where backups go."""
        self.open(Page.BACKUP)

    def close(self) -> None:
        """Follow nothing any more."""
        self._end()

    # Changing.

    def change(self, setting: Setting[Any], value: Any) -> None:
        """Let a value hold from now on."""
        if value != self._settings.chosen.of(setting):
            self._put(self._settings.chosen.now.having(setting, value))

    def reset(self, settings: Sequence[Setting[Any]]) -> None:
        """Go back to the defaults of these; it can be taken back."""
        before = self._settings.chosen.now
        self._put(before.without(settings))
        changed = self._settings.chosen.now.changed(before)
        if changed:
            words = self.tr("已恢复默认：{0}。").format("、".join(one.title for one in changed))
            self._offer_undo(words, before)

    def import_from(self, path: Path) -> None:
        """Take in a file of settings; it can be taken back."""
        before = self._settings.chosen.now
        try:
            incoming = take_in(path, before)
        except SettingsError as error:
            self._window.notice.say(str(error))
            return
        self._put(incoming.preferences)
        changed = self._settings.chosen.now.changed(before)
        words = self.tr("导入的设置和现在的一样，没有改动。")
        if changed:
            words = self.tr("已导入，改了 {0} 项：{1}。").format(len(changed), "、".join(one.title for one in changed))
        if incoming.refused:
            words += self.tr("有 {0} 项不适用于这个版本，没有采用：{1}。").format(
                len(incoming.refused), "、".join(one[:20] for one in incoming.refused[:6])
            )
        if changed:
            self._offer_undo(words, before)
        else:
            self._window.notice.say(words)

    def export_to(self, path: Path, *, personal: bool, local: bool) -> None:
        """Write the settings to a file; the name gets its ending when it has none."""
        target = path if path.suffix.lower() == ".json" else path.with_name(path.name + ".json")
        try:
            hand_out(target, self._settings.chosen.now, personal=personal, local=local)
        except SettingsError as error:
            self._window.notice.say(str(error))
            return
        self._settings.folder = str(target.parent)
        self._window.notice.say(self.tr("设置已导出到 {0}").format(target))

    def _put(self, wanted: Preferences) -> None:
        now = self._settings.chosen.now
        folder = wanted.of(BACKUP_FOLDER)
        if folder != now.of(BACKUP_FOLDER):
            # What lies in the folder of before stays, and stays listed.
            wanted = choosing(wanted.like(now, (BACKUP_FOLDER.key,)), folder)
        try:
            self._settings.chosen.put(wanted)
        except SettingsError as error:
            self._window.notice.say(str(error))

    def _offer_undo(self, words: str, before: Preferences) -> None:
        keys = before.other_keys(self._settings.chosen.now)

        def undo() -> None:
            self._put(self._settings.chosen.now.like(before, keys))

        self._window.notice.say(words, self.tr("撤销"), undo)

    # What follows the settings, and what they follow.

    def _changed(self, keys: frozenset[str]) -> None:
        if keys & _FACES:
            self._shelf.prefer(preferred_faces(self._settings.chosen.now))
            self.faces_changed.emit()
        if keys & {SCALE.key, APPEARANCE.key} and not self._following:
            # The whole window is dressed anew: first the field that was used shows what was chosen.
            self._later.start()
        if self._page is not None and self._page.isVisible():
            self._page.show_values(self._settings.chosen.now)
            if self._finding is not None:
                self._finding.look_again(keys)

    def _dress(self) -> None:
        scale, appearance = self._settings.scale, self._settings.appearance
        self._dressing = True
        self._theme.set_scale(scale)
        self._theme.set_appearance(appearance)
        self._dressing = False
        self._window.menus.show_appearance(self._theme.appearance)

    def _follow_theme(self) -> None:
        """The menu and its keys change the same two settings."""
        if not self._dressing and not self._later.isActive():
            self._following = True
            self._settings.scale, self._settings.appearance = self._theme.scale, self._theme.appearance
            self._following = False

    # The page.

    def _made(self) -> SettingsPage:
        if self._page is not None:
            return self._page
        from briefing.ui.preferences.finding import Finding
        from briefing.ui.preferences.page import SettingsPage

        page = self._page = SettingsPage(self._theme)
        self._window.add_wide_page(page)
        self._finding = Finding(
            page, self._theme, self._tasks, self._settings, self._places, self._shelf, self._library
        )
        page.changed.connect(self.change)
        page.reset_wanted.connect(self.reset)
        page.folder_wanted.connect(self._choose_folder)
        page.act_wanted.connect(lambda name: self._acts[name]())
        page.export_wanted.connect(self._export)
        page.import_wanted.connect(self._import)
        page.back_wanted.connect(self.left)
        page.shown.connect(lambda: self._finding.look() if self._finding else None)
        return page

    def _choose_folder(self, setting: Setting[str]) -> None:
        present = self._settings.chosen.of(setting)
        start = self._places.recalled(present) if present else self._library.parent
        chosen = QFileDialog.getExistingDirectory(self._window, self.tr("选择备份文件夹"), str(start))
        if chosen:
            self.choose_folder(Path(chosen))

    def choose_folder(self, folder: Path) -> None:
        """Let backups go to a folder, where they can."""
        from briefing.library.backup_places import objection
        from briefing.locate import program_folder

        # What lies in the folder of an installed program goes with the version that it belongs to.
        frozen = program_folder() if getattr(sys, "frozen", False) and not self._places.portable else None
        library = self._library

        def done(sentence: str) -> None:
            kept = self._places.remembered(folder)
            if not sentence and BACKUP_FOLDER.accept(kept) is None:
                sentence = self.tr("这个文件夹的路径太长或含有看不见的字符，请另选一个。")
            if sentence:
                self._window.notice.say(sentence)
            else:
                self.change(BACKUP_FOLDER, kept)

        self._tasks.run(partial(objection, folder, library, frozen), done)

    def _export(self) -> None:
        from briefing.ui.preferences.handing import HandingOut

        dialog = HandingOut(self._theme, self._settings.author, self._window)
        dialog.agreed.connect(self._export_where)
        dialog.open()

    def _export_where(self, personal: bool, local: bool) -> None:
        start = Path(self._settings.folder or Path.home()) / self.tr("简报台设置.json")
        chosen, _ = QFileDialog.getSaveFileName(
            self._window, self.tr("导出设置"), str(start), self.tr("简报台设置 (*.json)")
        )
        if chosen:
            self.export_to(Path(chosen), personal=personal, local=local)

    def _import(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self._window, self.tr("导入设置"), self._settings.folder, self.tr("简报台设置 (*.json);;所有文件 (*)")
        )
        if chosen:
            self.import_from(Path(chosen))
