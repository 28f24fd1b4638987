"""What the rows of settings tell of this computer: its faces, its printers, where folders lie; looked for on demand."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from briefing.export.fonts import FaceRole, FontChoice, FontShelf
from briefing.export.preferred import role_of
from briefing.export.printing import printer_names
from briefing.library.backup_places import backups_for, same_disk
from briefing.library.backups import default_folder
from briefing.locate import Places
from briefing.preferences.catalogue import BACKUP_FOLDER, FACES, PRINTER
from briefing.ui.preferences.page import SettingsPage
from briefing.ui.settings import WindowSettings
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Theme

if TYPE_CHECKING:
    from briefing.export.face_list import Faces

SAMPLE = 20
"""Pixels at 100 %: how high a sample's letters are."""

_Looked = tuple["Faces", tuple[FontChoice, ...], tuple[FontChoice, ...], dict[FaceRole, bytes]]


class Finding(QObject):
    """Fills the rows that are shown; answers that come after the rows are gone are dropped."""

    def __init__(
        self,
        page: SettingsPage,
        theme: Theme,
        tasks: Tasks,
        settings: WindowSettings,
        places: Places,
        shelf: FontShelf,
        library: Path,
    ) -> None:
        super().__init__(page)
        self._page, self._theme, self._tasks, self._settings = page, theme, tasks, settings
        self._places, self._shelf, self._library = places, shelf, library
        self._faces: Faces | None = None
        self._printers: tuple[str, ...] | None = None
        self._asking = False
        self._run = 0

    def look(self) -> None:
        """Look for what the rows that have just come want to tell."""
        self.look_again(frozenset(self._page.rows))

    def look_again(self, keys: frozenset[str]) -> None:
        """Look again where these settings have changed."""
        shown = frozenset(self._page.rows) & keys
        if any(one.key in shown for one in FACES):
            self._look_at_faces()
        if BACKUP_FOLDER.key in shown:
            self._look_at_folder()
        if PRINTER.key in shown:
            self._look_at_printers()

    def _look_at_faces(self) -> None:
        self._run += 1
        run, shelf, known = self._run, self._shelf, self._faces
        size, dots = self._theme.px(SAMPLE), self._page.devicePixelRatioF()
        colour = self._theme.colours.ink
        roles = [role_of(one) for one in FACES if one.key in self._page.rows]

        def work() -> _Looked:
            from briefing.export.face_list import faces_on, sample

            choices = shelf.choices
            samples = {one.role: sample(one, shelf, size, colour, dots) for one in choices if one.role in roles}
            return known or faces_on(shelf), choices, shelf.choices_with({}), samples

        def done(looked: _Looked) -> None:
            if run == self._run:
                self._faces = looked[0]
                self._show_faces(*looked)

        self._tasks.run(work, done)

    def _show_faces(
        self,
        faces: Faces,
        choices: tuple[FontChoice, ...],
        automatic: tuple[FontChoice, ...],
        samples: dict[FaceRole, bytes],
    ) -> None:
        for setting in FACES:
            row = self._page.rows.get(setting.key)
            if row is None:
                continue
            role = role_of(setting)
            choice = next(one for one in choices if one.role is role)
            found = next(one for one in automatic if one.role is role)
            itself = self.tr("自动（{0}）").format(found.used or self.tr("没有找到"))
            row.offer(itself, faces.of(role), self.tr("{0}（没有安装）"))
            if role in samples:
                row.show_sample(samples[role])
            row.remark(self._about(choice), caveat=choice.absent)

    def _about(self, choice: FontChoice) -> str:
        if choice.absent:
            return self.tr("这台电脑上没有“{0}”，现在用“{1}”。").format(choice.preferred, choice.used)
        if not choice.standard:
            return self.tr("“{0}”不是公文标准的{1}字体，可以正常打印。").format(choice.used, choice.role.label)
        return ""

    def _look_at_folder(self) -> None:
        library, places, now = self._library, self._places, self._settings.chosen.now
        chosen = now.of(BACKUP_FOLDER)
        folder = places.recalled(chosen)

        def work() -> tuple[str, bool]:
            if not chosen:
                return "", False
            if backups_for(library, now, places).unreachable:
                return self.tr("现在找不到这个文件夹；在它回来以前，备份放在资料库旁边。"), True
            if same_disk(folder, library):
                return self.tr("它和资料库在同一块硬盘上，硬盘坏了会一起丢失。"), False
            return "", False

        def done(found: tuple[str, bool]) -> None:
            row = self._page.rows.get(BACKUP_FOLDER.key)
            if row is not None and self._settings.chosen.of(BACKUP_FOLDER) == chosen:
                itself = self.tr("自动：{0}").format(default_folder(library))
                row.show_place(str(folder) if chosen else itself)
                row.remark(found[0], caveat=found[1])

        row = self._page.rows[BACKUP_FOLDER.key]
        row.show_place(str(folder) if chosen else self.tr("自动：{0}").format(default_folder(library)))
        self._tasks.run(work, done)

    def _look_at_printers(self) -> None:
        if self._printers is not None:
            self._show_printers(self._printers)
            return
        if self._asking:
            return
        self._asking = True

        def done(names: tuple[str, ...]) -> None:
            self._asking, self._printers = False, names
            self._show_printers(names)

        # On a thread of its own: a printing service that does not answer must not hold up pages and backups.
        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="briefing-printers")
        self._tasks.watch(pool.submit(printer_names), done, lambda _: done(()))
        pool.shutdown(wait=False)

    def _show_printers(self, names: tuple[str, ...]) -> None:
        row = self._page.rows.get(PRINTER.key)
        if row is None:
            return
        row.offer(self.tr("系统默认"), names, self.tr("{0}（没有找到）"))
        wanted = self._settings.chosen.of(PRINTER)
        words = ""
        if not names:
            words = self.tr("这台电脑上没有找到打印机。装好以后再打开这一页。")
        elif wanted and wanted not in names:
            words = self.tr("没有找到“{0}”，打印时先用系统默认的。").format(wanted)
        row.remark(words, caveat=bool(names and words))
