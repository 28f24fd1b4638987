"""What each picture of the guide shows. A new picture is a function here and a line in ``PLAIN`` or ``SHARED``."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from briefing.domain.exchange import Arrival
from briefing.pictures import colleagues
from briefing.pictures.window import PictureWindow, first_report, item_saying, item_with_most_joined

if TYPE_CHECKING:
    from PySide6.QtGui import QImage

    from briefing.pictures.colleagues import Shared

EMPLOYMENT = "新增城镇就业4.3万"
"""What the first ten minutes are about."""

LOW, HIGH = (1200, 640), (1366, 880)
"""The window's sizes for pages that have little to show, and for those that have more than others."""

Scene = Callable[[PictureWindow], "QImage"]
SharedScene = Callable[[PictureWindow, "Shared"], "QImage"]


def _start(window: PictureWindow) -> QImage:
    window.go(None)
    return window.image()


def _outline(window: PictureWindow) -> QImage:
    window.go(item_saying(window, EMPLOYMENT))
    return window.part([window.program.window.left])


def _report(window: PictureWindow) -> QImage:
    window.go(first_report(window))
    return window.part([window.program.window.pages])


def _section(window: PictureWindow) -> QImage:
    place = item_with_most_joined(window)
    window.go(type(place)(place.report_key, place.section))
    return window.part([window.program.window.pages])


def _item(window: PictureWindow) -> QImage:
    window.resize(*HIGH)
    window.go(item_with_most_joined(window))
    return window.part([window.program.window.pages])


def _employment(window: PictureWindow) -> QImage:
    window.resize(*LOW)
    window.go(item_saying(window, EMPLOYMENT))
    return window.part([window.program.window.pages])


def _search(window: PictureWindow) -> QImage:
    from PySide6.QtWidgets import QLineEdit

    window.go(first_report(window))
    window.desk.search.open("就业")
    typed = window.program.window.palette_box.findChildren(QLineEdit)[0]
    palette = typed.parentWidget()
    assert palette is not None
    image = window.part([palette], 24)
    window.program.window.palette_box.hide()
    return image


def _compare(window: PictureWindow) -> QImage:
    window.command("compare")
    window.program.window.compare_page.table.selectRow(2)
    return window.image()


def _correcting(window: PictureWindow) -> QImage:
    window.resize(*HIGH)
    window.go(item_with_most_joined(window))
    window.program.window.item_page.choose_first()
    window.command("correct")
    image = window.part([window.program.window.pages])
    window.go(None)
    return image


def _check(window: PictureWindow) -> QImage:
    from briefing.ui.check.page import FINDINGS

    window.resize(*LOW)
    window.command("check")
    window.program.window.check_page.show_part(FINDINGS)
    return window.part([window.program.window.pages])


def _writing(window: PictureWindow) -> QImage:
    from PySide6.QtGui import QInputMethodEvent
    from PySide6.QtWidgets import QApplication

    window.go(item_saying(window, EMPLOYMENT))
    window.command("write")
    focused = QApplication.focusWidget()
    assert focused is not None
    given = QInputMethodEvent()
    given.setCommitString("目标为4.3万人以上；2024年实绩4.7万人。")
    QApplication.sendEvent(focused, given)
    image = window.part([window.program.window.pages, window.program.window.notes])
    editor = window.program.window.notes.editor
    assert editor is not None
    editor.given_up.emit()
    window.rest()
    return image


def _notes(window: PictureWindow) -> QImage:
    window.command("notes")
    return window.image()


def _briefing(window: PictureWindow) -> QImage:
    from briefing.domain.briefing import ItemQuote

    window.command("briefings")
    current = window.desk.compose.current
    assert current is not None
    quoted = [entry for entry in current.entries if isinstance(entry.content, ItemQuote)]
    window.program.window.composer.list.choose(quoted[1].id)
    return window.image()


def _briefing_empty(window: PictureWindow) -> QImage:
    window.command("new_briefing")
    image = window.image()
    window.command("undo")
    return image


def _preview(window: PictureWindow) -> QImage:
    window.go(item_saying(window, EMPLOYMENT))
    window.command("preview")
    return window.image()


def _settings(window: PictureWindow) -> QImage:
    window.resize(*LOW)
    window.command("settings")
    image = window.part([window.program.window.pages])
    window.go(None)
    return image


def _presenting(window: PictureWindow) -> QImage:
    from briefing.export.show.slide import Stage
    from briefing.export.show.slides import slides_of
    from briefing.ui.show.view import ShowView

    width, height = 1280, 720
    store, stage = window.desk.store, Stage.of(width, height)
    slides = slides_of(item_with_most_joined(window), store.library, store.indicators, stage)
    view = ShowView(window.program.theme, window.program.window)
    # Whatever screen there is: it is seen as on one that most meeting rooms have.
    view.begin(slides, stage, window.program.window.screen())
    view.showNormal()
    view.resize(width, height)
    image = window.image(view)
    view.end()
    view.deleteLater()
    return image


def _backups(window: PictureWindow, shared: Shared) -> QImage:
    from pathlib import Path

    from briefing.library.backups import Backups
    from briefing.ui.backups.dialog import BackupsDialog

    dialog = BackupsDialog(window.program.theme, Path("资料库旁边的文件夹"), window.program.window)
    dialog.show_backups(Backups(shared.library).all())
    dialog.show()
    image = window.image(dialog)
    dialog.close()
    dialog.deleteLater()
    return image


def _exporting(window: PictureWindow, shared: Shared) -> QImage:
    window.resize(*LOW)
    window.command("hand_on")
    return window.part([window.program.window.pages])


def _merging(window: PictureWindow, shared: Shared) -> QImage:
    window.desk.merge.preview(shared.package)
    window.rest()
    page = window.program.window.merge_page
    preview = page.preview
    assert preview is not None
    page.choose(next(one.id for one in preview.arriving if one.arrival is Arrival.CONFLICTING))
    image = window.part([window.program.window.pages])
    window.go(None)
    return image


def _edition(window: PictureWindow, shared: Shared) -> QImage:
    window.desk.edition.preview(shared.report, shared.edition)
    image = window.part([window.program.window.pages])
    window.go(None)
    return image


def _conflict(window: PictureWindow, shared: Shared) -> QImage:
    window.resize(*LOW)
    window.command("settle")
    return window.part([window.program.window.pages])


def _confirming(window: PictureWindow, shared: Shared) -> QImage:
    window.resize(*LOW)
    window.command("confirm")
    return window.part([window.program.window.pages])


PLAIN: Mapping[str, Scene] = {
    "start": _start,
    "outline": _outline,
    "report": _report,
    "section": _section,
    "item": _item,
    "employment": _employment,
    "search": _search,
    "compare": _compare,
    "correcting": _correcting,
    "check": _check,
    "writing": _writing,
    "notes": _notes,
    "briefing": _briefing,
    "briefing-empty": _briefing_empty,
    "preview": _preview,
    "presenting": _presenting,
    "settings": _settings,
}
"""From a library as it is at first start."""

SHARED: tuple[tuple[Callable[[Shared], None] | None, Mapping[str, SharedScene]], ...] = (
    (None, {"backups": _backups, "exporting": _exporting, "merging": _merging, "edition": _edition}),
    (colleagues.merged, {"conflict": _conflict}),
    (colleagues.corrected, {"confirming": _confirming}),
)
"""From one in which two people have written: before each group something is done to it."""

GUIDE: tuple[str, ...] = (*PLAIN, *(name for _, group in SHARED for name in group))
"""The names of all pictures of the guide."""
