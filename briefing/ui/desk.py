"""Joins the window to the library: the store, the controllers, the menu's commands."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QObject, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from briefing.actions.command import Outcome
from briefing.actions.door import Door
from briefing.actions.importing import ImportReport
from briefing.domain.place import Place
from briefing.export.preferred import shelf_for
from briefing.library.location import default_path
from briefing.locate import Places
from briefing.ui.annotate.controller import AnnotateController
from briefing.ui.backups.controller import BackupsController
from briefing.ui.check.controller import CheckController
from briefing.ui.compare.controller import CompareController
from briefing.ui.compose.controller import ComposeController
from briefing.ui.compose.exporting import BriefingExports
from briefing.ui.compose.gathering import Gathering
from briefing.ui.correct.controller import CorrectController
from briefing.ui.detail import chart_slot
from briefing.ui.detail.controller import DetailController
from briefing.ui.edition.confirm_controller import ConfirmController
from briefing.ui.edition.controller import EditionController
from briefing.ui.exchange.conflict_controller import ConflictController
from briefing.ui.exchange.controller import MergeController
from briefing.ui.exchange.export_controller import ExportController
from briefing.ui.help.about import AboutDialog
from briefing.ui.help.doctor_controller import DoctorController
from briefing.ui.help.guide_controller import GuideController
from briefing.ui.help.source import SourceDialog
from briefing.ui.main_window import MainWindow
from briefing.ui.navigation import Navigator
from briefing.ui.notes.controller import NotesController
from briefing.ui.opening.controller import OpeningController
from briefing.ui.preferences.controller import BackupPlaces, PreferencesController
from briefing.ui.preview.controller import PreviewController
from briefing.ui.search.controller import SearchController
from briefing.ui.settings import WindowSettings
from briefing.ui.show.controller import ShowController
from briefing.ui.store import Store
from briefing.ui.tasks import Tasks
from briefing.ui.theme import Appearance, Theme

_BRIEFING = ("briefings", "new_briefing", "copy_briefing", "all_briefings", "add_to_briefing", "export_briefing")


class Desk(QObject):
    """``ready`` follows the first time the library is on the screen, charts included."""

    ready = Signal()

    def __init__(
        self,
        library: Path,
        window: MainWindow,
        theme: Theme,
        tasks: Tasks,
        navigator: Navigator,
        settings: WindowSettings,
        places: Places,
        *,
        daily_backup: bool = False,
    ) -> None:
        super().__init__(window)
        self._path, self._window, self._theme, self._tasks = library, window, theme, tasks
        self._navigator, self._settings, self._places = navigator, settings, places
        self._first, self._opened, self._daily_backup = True, False, daily_backup
        own = library == places.library
        self.backup_places = BackupPlaces(library, settings, places)
        self.door = Door(library, partial(default_path, places) if own else None, self.backup_places)
        self.store = Store(self.door, tasks, self)
        self.detail = DetailController(window, self.store, navigator)
        self.search = SearchController(window, self.store, self.detail)
        shelf = shelf_for(settings.chosen.now)
        self.preview = PreviewController(window, self.store, tasks, settings, shelf)
        self.annotate = AnnotateController(theme, window, self.store, self.detail, settings, tasks)
        dated = (self.annotate, library, self.backup_places)
        self.backups = BackupsController(window, self.door, tasks, theme, navigator, *dated)
        self.compare = CompareController(window, self.store, self.annotate)
        self.correct = CorrectController(window, self.store, self.detail, self.annotate)
        self.check = CheckController(window, self.store, self.detail, navigator, self.annotate, self.correct)
        self.notes = NotesController(window, self.store, tasks, navigator, self.detail, self.annotate)
        shared = (navigator, self.detail, self.annotate)
        self.conflicts = ConflictController(window, self.store, *shared)
        backup = self.backups.before_merge
        self.merge = MergeController(window, self.store, self.door, tasks, *shared, settings, backup)
        self.handing_on = ExportController(window, self.store, self.door, tasks, *shared, settings)
        confirming = ConfirmController(window, self.store, *shared)
        self.edition = EditionController(
            window, self.store, self.door, tasks, navigator, self.detail, settings, confirming
        )
        self.opening = OpeningController(
            window, tasks, settings, places, library, self.merge, self.edition, self.backups
        )
        self.show = ShowController(window, self.store, tasks, navigator, theme)
        self.guide = GuideController(window, tasks, theme, navigator, settings)
        self._connect()
        self._connect_notes()
        self.compose = ComposeController(theme, window, self.store, tasks, *shared, settings=settings, shelf=shelf)
        self.briefing_exports = BriefingExports(theme, window, self.store, tasks, settings, self.compose)
        self.doctor = DoctorController(window, theme, tasks, settings, library, places, self.backup_places, shelf)
        self.gathering = Gathering(theme, window, navigator, self.compose)
        self.show.offer(window.composer_page, lambda: self.compose.current)
        acts = {"backup": self.backups.make_now, "backups": self.backups.open, "doctor": self.doctor.open}
        self.preferences = PreferencesController(window, theme, tasks, settings, places, shelf, library, acts)
        self.preferences.left.connect(lambda: navigator.go(navigator.place))
        self.preferences.faces_changed.connect(self.preview.set_again)
        self.preferences.faces_changed.connect(self.compose.set_again)
        self.backups.settings_wanted.connect(self.preferences.open_backup)
        self._connect_menus()

    def open(self) -> None:
        """Begin: the library on its worker, then what draws charts on the other (at a first start both at once would
        take more memory than an old office machine can spare), then show what there is."""
        self._tasks.watch(self.door.opened, lambda _: self._prepare_charts(), self._refuse)

    def _open_again(self) -> None:
        self._tasks.watch(self.door.open_again(), lambda _: self._begin_again(), self._refuse)

    def _begin_again(self) -> None:
        self.opening.begin()
        self.store.load()

    def _prepare_charts(self) -> None:
        self.opening.begin()
        chart_slot.prepare(self._tasks, self.store.load)

    def close(self) -> None:
        """Keep what was half written and what is open, then finish what was asked of the library."""
        self.opening.close()
        self.annotate.close()
        self.notes.keep()
        self.compose.close()
        self.preferences.close()
        # A library that could not be opened has shown nothing worth remembering.
        if self._opened:
            self._settings.place = self._navigator.place
            self._settings.keep_outline(self._window.outline.state())
        self.door.close()

    def _connect(self) -> None:
        window, store = self._window, self.store
        store.loaded.connect(self._loaded)
        store.failed.connect(self._failed)
        store.done.connect(self._done)
        store.stepped.connect(lambda _: self._name_steps())
        self._tasks.failed.connect(window.notice.say)
        self.detail.shown.connect(self._shown)
        self.merge.settle_wanted.connect(self.conflicts.settle)
        self.preview.left.connect(lambda: self._navigator.go(self._navigator.place))
        for page in (window.report_page, window.section_page, window.item_page):
            page.print_wanted.connect(self._preview)
            page.source_wanted.connect(self._source)
        window.outline.import_wanted.connect(self._import)
        window.start_page.import_wanted.connect(self._import)

    def _connect_notes(self) -> None:
        """What the margin and the page of annotations ask of the other pages."""
        notes, annotate = self.notes, self.annotate
        notes.merge_wanted.connect(self.merge.take_in)
        notes.export_wanted.connect(self.handing_on.export)
        notes.print_wanted.connect(lambda ids: self.preview.open_annotations(ids, left=notes.open))
        notes.settle_wanted.connect(self.conflicts.settle)
        notes.continue_wanted.connect(lambda one: annotate.resume(one.place))
        annotate.settle_wanted.connect(self.conflicts.settle)

    def _connect_menus(self) -> None:
        window, menus, theme = self._window, self._window.menus, self._theme
        for name, work in (
            ("import", self._import),
            ("replace", self.edition.replace),
            ("preview", self._preview),
            ("export", self._export),
            ("quit", window.close),
            ("undo", self.store.undo),
            ("redo", self.store.redo),
            ("copy_text", window.item_page.text.copy),
            ("copy_table", self._copy_table),
            ("search", self.search.open),
            ("filter", self._filter),
            ("larger", lambda: theme.step_scale(1)),
            ("smaller", lambda: theme.step_scale(-1)),
            ("normal", lambda: theme.set_scale(1.0)),
            ("back", self._navigator.back),
            ("forward", self._navigator.forward),
            ("before", lambda: window.item_page.step(-1)),
            ("after", lambda: window.item_page.step(1)),
            ("start", lambda: self._navigator.go(None)),
            ("compare", self.detail.show_comparisons),
            ("source", self._source),
            ("show", self.show.present),
            ("full", self._full),
            ("check", self.check.open),
            ("correct", self.correct.correct),
            ("add_figure", self.correct.add),
            ("write", self.annotate.write),
            ("notes", self.notes.open),
            ("print_notes", self.notes.print_shown),
            ("bin", self.notes.open_bin),
            ("author", self.annotate.ask_author),
            ("take_in", self.merge.take_in),
            ("hand_on", self.handing_on.export),
            ("settle", self.conflicts.settle),
            ("confirm", self.edition.confirm),
            ("briefings", self.compose.open),
            ("new_briefing", self._new_briefing),
            ("copy_briefing", self.compose.changes.copy_last),
            ("all_briefings", self.compose.changes.open_shelf),
            ("add_to_briefing", self.gathering.add_here),
            ("export_briefing", self.briefing_exports.export),
            ("copy_briefing_text", self.briefing_exports.copy_text),
            ("copy_briefing_markdown", self.briefing_exports.copy_markdown),
            ("briefing_exports", self.briefing_exports.show_records),
            ("backups", self.backups.open),
            ("doctor", self.doctor.open),
            ("folder", self._folder),
            ("settings", self.preferences.open),
            ("guide", self.guide.open),
            ("about", lambda: AboutDialog(theme, window).exec()),
        ):
            menus.connect(name, work)
        for appearance in Appearance:
            menus.connect(f"appearance-{appearance.value}", partial(theme.set_appearance, appearance))
        menus.show_appearance(theme.appearance)
        self._name_steps()
        self._shown(None)

    def _loaded(self) -> None:
        window, store = self._window, self.store
        self._name_steps()
        window.outline.set_initials(store.initials)
        if self._opened:
            return
        self._opened = True
        self._allow(True)
        window.start_page.admit()
        window.outline.restore(self._settings.outline())
        if not isinstance(QApplication.focusWidget(), QLineEdit):
            # Whoever types into the palette already goes on typing.
            window.outline.focus_tree()
        place = self._settings.first_place
        if place is not None and store.contents_of(place.report_key):
            self._navigator.go(place)
        else:
            self._navigator.go(None)
        if self._daily_backup:
            self.backups.begin_daily()
        self.opening.admit()
        self._announce()

    def _refuse(self, sentence: str) -> None:
        """The library did not open: say why, and offer only what can help. In another's library nothing is offered
        that would change it."""
        again = self.tr("再试一次")
        offers = [(self.tr("打开"), self.tr("照上面说的办好以后"), again, self._open_again)]
        if self.door.held and self._path.exists():
            words = self.tr("用以前的备份替换它，现在的文件也会留一份")
            offers.append((self.tr("恢复"), words, self.tr("资料库备份…"), self.backups.open))
        (self.opening.begin if self.door.held else self.opening.give_way)()
        self._allow(False)
        self._window.notice.say(sentence)
        self._window.start_page.refuse(sentence, offers)
        self._navigator.go(None)
        # A library may yet open: charts are made ready as after any start.
        chart_slot.prepare(self._tasks, self._announce)

    def _allow(self, opened: bool) -> None:
        """What needs an open library can be asked for only in one."""
        for name in ("import", "check", "compare", "show", "take_in", "hand_on", "settle", "confirm", *_BRIEFING):
            self._window.menus.set_enabled(name, opened)
        self._window.menus.set_enabled("backups", opened or self.door.held)
        self._window.outline.allow_import(opened)

    def _announce(self) -> None:
        if self._first:
            self._first = False
            QTimer.singleShot(0, self.ready.emit)

    def _failed(self, sentence: str) -> None:
        retry = self.annotate.retry or self.notes.retry
        self._window.notice.say(sentence, self.tr("再存一次") if retry else "", retry)
        if self._first:
            self._navigator.go(None)
            self._announce()

    def _done(self, outcome: Outcome[Any]) -> None:
        self._name_steps()
        if outcome.name == ImportReport.name:
            self._window.notice.say(self.tr("报告已读入资料库。"), self.tr("撤销"), self.store.undo)
            place = Place(str(outcome.value))
            self.store.loaded.connect(lambda: self._navigator.go(place), Qt.ConnectionType.SingleShotConnection)

    def _name_steps(self) -> None:
        menus = self._window.menus
        menus.name_step("undo", self.tr("撤销"), self.store.undo_name)
        menus.name_step("redo", self.tr("重做"), self.store.redo_name)

    def _shown(self, place: object) -> None:
        menus, window = self._window.menus, self._window
        menus.set_enabled("back", self._navigator.can_go_back)
        menus.set_enabled("forward", self._navigator.can_go_forward)
        if QApplication.focusWidget() is None and window.isActiveWindow():
            # A page that comes again gives the keyboard to what had it there, which may have been replaced since.
            window.outline.focus_tree()
        in_report, in_item = place is not None, window.page is window.item_page
        for name in ("source", "replace"):
            menus.set_enabled(name, in_report)
        in_briefing = window.page is window.composer_page
        for name in ("preview", "export"):
            menus.set_enabled(name, in_report or in_briefing)
        for name in ("before", "after", "copy_text"):
            menus.set_enabled(name, in_item)
        menus.set_enabled("write", window.page in (window.item_page, window.section_page, window.report_page))
        menus.set_enabled("correct", window.page in (window.item_page, window.check_page))
        menus.set_enabled("add_figure", in_item)
        menus.set_enabled("copy_table", window.page in (window.item_page, window.section_page))

    def _import(self) -> None:
        words = self.tr("报告 (*.txt *.md *.docx);;所有文件 (*)")
        chosen, _ = QFileDialog.getOpenFileName(self._window, self.tr("读入报告"), self._settings.folder, words)
        if chosen:
            self.edition.read_in(Path(chosen))

    def _new_briefing(self) -> None:
        self.compose.open()
        self.compose.changes.new()

    def _preview(self) -> None:
        if self.compose.in_front:
            self.briefing_exports.print_out()
        elif self._navigator.place and self._window.page is not self._window.preview_page:
            self.preview.open(self._navigator.place)

    def _export(self) -> None:
        if self.compose.in_front:
            self.briefing_exports.export("pdf")
            return
        self._preview()
        self.preview.export()

    def _copy_table(self) -> None:
        window = self._window
        table = window.section_page.table if window.page is window.section_page else window.item_page.table
        table.copy()

    def _filter(self) -> None:
        if self.guide.in_front:
            self._window.guide_page.begin_search()
            return
        self._window.left.show_tab(0)
        self._window.outline.focus_filter()

    def _full(self) -> None:
        window = self._window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()

    def _source(self) -> None:
        place, contents = self._navigator.place, self.detail.contents
        if place is None or contents is None:
            return
        item = contents.report.item_at(place.item) if place.item is not None else None
        SourceDialog(self._theme, contents.report, item, self._window).exec()

    def _folder(self) -> None:
        if QGuiApplication.platformName() != "offscreen":
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._path.parent)))
