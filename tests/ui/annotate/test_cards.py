"""Cards: whose they are, answers, states of anchors, conflicts, histories, attachments."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPointF, QRectF, Qt, QUrl
from PySide6.QtGui import QDropEvent, QImage, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from briefing.actions.annotating import AddAnnotation, DeleteAnnotation, EditAnnotation
from briefing.actions.beginning import KeepAttachment
from briefing.domain.anchor import AnchorState
from briefing.domain.annotation import ATTACHMENT_LIMIT, Annotation, AnnotationKind, AnnotationStatus, Attachment
from briefing.domain.span import Span
from briefing.library.writing import Edit
from briefing.ui.annotate.beside import Beside
from briefing.ui.annotate.card import NoteCard
from briefing.ui.annotate.kind_mark import paint_kind
from briefing.ui.annotate.words import Setting, Words
from briefing.ui.parts import Clickable
from briefing.ui.theme import Theme
from tests.ui import samples
from tests.ui.annotate.conftest import Margin
from tests.ui.detail.conftest import Show, show
from tests.ui.driver import TARGETS, visible
from tests.ui.test_every_place import wrong

__all__ = ["show"]

Key = Qt.Key
Control = Qt.KeyboardModifier.ControlModifier
BARE = "改造升级传统产业"
CLEAN = "多措并举促销费"


def written(
    margin: Margin, text: str, author: str, stretch: Span | None = None, attachments: tuple[Attachment, ...] = ()
) -> Annotation:
    """A note by somebody about the bare item."""
    place = margin.person.place(BARE)
    kind = AnnotationKind.BACKGROUND
    margin.do(AddAnnotation(report_key=TARGETS, item=place.item, kind=kind, text=text, author=author, stretch=stretch,
                            attachments=attachments))  # fmt: skip
    return next(note for note in margin.kept(BARE) if note.text == text)


def offered(card: NoteCard) -> list[str]:
    card.setFocus(Qt.FocusReason.TabFocusReason)
    return [one.text() for one in visible(card, QPushButton)]


def test_own_words_can_be_changed_and_those_of_others_answered(margin: Margin) -> None:
    person = margin.person
    margin.open(BARE)
    mine, theirs = written(margin, "我写的", "本机"), written(margin, "同事写的", "统计局")
    assert offered(margin.card_of(mine)) == ["改", "删除", "⋯"]
    assert offered(margin.card_of(theirs)) == ["答复", "⋯"]
    menu = person.desk.annotate.menu(theirs.id)
    assert [action.text().split("\t")[0] for action in menu.actions() if action.text()] == [
        "答复", "状态", "状态和标签…", "历史", "复制文字",
    ]  # fmt: skip
    menu.close()

    margin.press(theirs, Key.Key_Delete)
    assert "不能改写" in person.sentence
    assert len(margin.kept(BARE)) == 2

    margin.press(theirs, Key.Key_Return)
    assert margin.says("答复 统计局")
    margin.type("已收悉")
    margin.save()
    answer = next(note for note in margin.kept(BARE) if note.text == "已收悉")
    assert (answer.kind, answer.answers) == (AnnotationKind.ANSWER, theirs.id)
    cards = margin.note_cards()
    assert [card.note.text for card in cards] == ["我写的", "同事写的", "已收悉"]
    assert [card.shown.number for card in cards] == [1, 2, 0]

    margin.do(DeleteAnnotation(id=theirs.id, author="统计局"))
    assert "所答复的批注已删除" in margin.card_of(answer).accessibleDescription()


def test_status_and_tags_are_everybodys(margin: Margin) -> None:
    person = margin.person
    margin.open(BARE)
    theirs = written(margin, "同事写的", "统计局")
    menu = person.desk.annotate.menu(theirs.id)
    (statuses,) = menu.findChildren(QMenu)
    next(action for action in statuses.actions() if action.text() == "已核").trigger()
    menu.close()
    person.settle()
    assert margin.kept(BARE)[0].status is AnnotationStatus.VERIFIED
    menu = person.desk.annotate.menu(theirs.id)
    next(action for action in menu.actions() if action.text() == "状态和标签…").trigger()
    menu.close()
    person.type("工业")
    QTest.keyClick(person.focused(), Key.Key_Return, Control)
    person.settle()
    (note,) = margin.kept(BARE)
    assert (note.tags, note.text, note.author) == (("工业",), "同事写的", "统计局")
    assert "标签：工业" in margin.cards()[0]


def test_a_note_is_moved_to_the_words_that_are_selected(margin: Margin) -> None:
    person = margin.person
    margin.open(BARE)
    note = written(margin, "说的是别处", "统计局", stretch=Span(10, 14))
    person.window.item_page.text.select(Span(0, 8))
    menu = person.desk.annotate.menu(note.id)
    next(action for action in menu.actions() if action.text() == "改到选中的文字").trigger()
    menu.close()
    person.settle()
    assert margin.kept(BARE)[0].stretch == Span(0, 8)
    assert person.window.menus.actions["undo"].text() == "撤销“换批注的原文”"


def test_the_name_is_asked_for_once_and_in_its_place(margin: Margin) -> None:
    person = margin.person
    margin.open(BARE)
    person.shortcut("write")
    margin.type("第一条")
    (asked,) = [one for one in visible(margin.pane, QLineEdit) if one.accessibleName() == "署名"]
    asked.setText(" 综合科 ")
    margin.field.setFocus()
    margin.save()
    assert margin.kept(BARE)[0].author == "综合科"
    person.shortcut("write")
    assert [one for one in visible(margin.pane, QLineEdit) if one.accessibleName() == "署名"] == []
    assert person.desk.annotate.names == {"综合科", "本机"}


def test_a_history_shows_what_changed_and_brings_an_old_version_back(margin: Margin) -> None:
    person = margin.person
    margin.open(BARE)
    note = written(margin, "签约项目1000个", "本机")
    margin.do(EditAnnotation(id=note.id, author="本机", change=Edit(text="签约项目1200个")))
    margin.do(EditAnnotation(id=note.id, author="统计局", change=Edit(status=AnnotationStatus.VERIFIED)))
    margin.press(note, Key.Key_H, Control)
    assert shows_history(margin)
    lines = [one.accessibleName().split("：")[-1] for one in history(margin)]
    assert lines == ["草稿改为已核", "改动内容", "写下"]
    person.keys(history(margin)[1], Key.Key_Return)
    assert any("[删去“1000”][加上“1200”]" in words for words in told(margin))
    person.keys(history(margin)[2], Key.Key_Return)
    person.press("恢复这一版")
    person.settle()
    (now,) = margin.kept(BARE)
    assert (now.text, now.status) == ("签约项目1000个", AnnotationStatus.DRAFT)
    assert not shows_history(margin)
    assert person.sentence == "已恢复旧版。"
    person.press("撤销", person.window.notice)
    person.settle()
    assert margin.kept(BARE)[0].text == "签约项目1200个"

    margin.press(note, Key.Key_H, Control)
    person.keys(person.focused(), Key.Key_Escape)
    assert not shows_history(margin)
    assert margin.card_of(note).hasFocus()


def history(margin: Margin) -> list[Clickable]:
    return visible(margin.pane, Clickable)


def shows_history(margin: Margin) -> bool:
    return margin.pane.told is not None


def told(margin: Margin) -> list[str]:
    return [one.accessibleName() for one in visible(margin.pane, Words)]


def test_files_are_dropped_in_said_with_their_size_and_handed_to_the_system(
    margin: Margin, qtbot: QtBot, tmp_path: Path
) -> None:
    person = margin.person
    small, large = tmp_path / "清单.txt", tmp_path / "录像.mp4"
    small.write_bytes(b"x" * 2048)
    with large.open("wb") as file:
        file.truncate(ATTACHMENT_LIMIT + 1)
    margin.open(BARE)
    person.shortcut("write")
    margin.type("见附件")
    drop(margin, small, large)
    person.settle()
    assert "20 MB" in person.sentence
    assert margin.says("清单.txt · 2 KB")
    margin.save()
    (note,) = margin.kept(BARE)
    assert [file.name for file in note.attachments] == ["清单.txt"]
    with qtbot.waitSignal(person.desk.annotate.attaching.opened) as opened:
        person.press("打开附件 清单.txt · 2 KB")
    (path,) = opened.args
    assert (path.name, path.read_bytes()) == ("清单.txt", small.read_bytes())
    person.leave()
    assert not path.exists()


def drop(margin: Margin, *paths: Path) -> None:
    given = QMimeData()
    given.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    event = QDropEvent(
        QPointF(20, 20), Qt.DropAction.CopyAction, given, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    )
    assert margin.pane.editor is not None
    margin.pane.editor.dropEvent(event)


def test_what_may_be_a_program_is_not_opened(margin: Margin) -> None:
    margin.open(BARE)
    kept: list[Attachment] = []
    margin.person.desk.store.carry_out(KeepAttachment("清单.exe", b"MZ"), kept.append)
    margin.person.settle()
    written(margin, "同事附的", "统计局", attachments=tuple(kept))
    margin.person.press("打开附件 清单.exe · 1 KB")
    assert "不直接打开" in margin.person.sentence


@pytest.mark.parametrize(("answer", "left"), [("是这里", [Span(0, 8)]), ("不是", [])])
def test_a_place_that_was_only_suggested_is_settled_beside_the_text(
    margin: Margin, answer: str, left: list[Span]
) -> None:
    margin.open(BARE)
    note = written(margin, "原文改过", "统计局", stretch=Span(0, 8))
    with closing(sqlite3.connect(margin.person.library)) as file:
        file.execute("UPDATE annotation_resolutions SET state = 'suggested' WHERE annotation_id = ?", (note.id,))
        file.commit()
    margin.person.desk.store.load()
    margin.person.settle()
    assert margin.kept(BARE) == ()
    (card,) = margin.note_cards()
    assert "待确认" in card.accessibleDescription()
    margin.person.press(answer, card)
    margin.person.settle()
    assert [one.stretch for one in margin.kept(BARE)] == left
    assert len(margin.note_cards()) == len(left)


def test_a_conflict_asks_for_its_window_by_the_notes_id(margin: Margin, qtbot: QtBot) -> None:
    margin.open(BARE)
    note = written(margin, "各写各的", "统计局")
    one = margin.pane.margin
    margin.pane.set_beside((Beside(replace(note, conflicts=("text",)), 1),))
    with qtbot.waitSignal(margin.person.desk.annotate.settle_wanted) as heard:
        margin.person.press("处理这条批注的冲突", one)
    assert heard.args == [note.id]


def everything(margin: Margin) -> None:
    """An editor with all that there can be in it, over cards with all that there can be on them."""
    margin.open(BARE)
    kept: list[Attachment] = []
    margin.person.desk.store.carry_out(KeepAttachment("一个名字很长的附件，长到一行放不下.xlsx", b"x"), kept.append)
    margin.person.settle()
    note = written(margin, "**要紧**：\n\n1. 甲\n2. 乙 " + "x" * 60, "名字很长很长的一个处室", attachments=tuple(kept))
    full = replace(note, conflicts=("text",), state=AnchorState.SUGGESTED, due=date(2020, 1, 1), tags=("工业", "农业"))
    margin.person.shortcut("write")
    editor = margin.pane.editor
    assert editor is not None
    margin.person.press("更多类别")
    margin.person.press("类别：责任单位")
    further = editor.unfold()
    for tag in ("工业", "一个写得很长的标签一直写到再也写不下为止", "农业"):
        further.tags.add(tag)
    further.files.add(kept[0])
    margin.pane.set_beside((Beside(full, 1), Beside(replace(full, id="other"), 0, depth=2, own=False)))
    margin.pane.set_current(note.id)
    margin.person.settle()


@pytest.mark.parametrize("look", [(1366, 768, 1.0), (1920, 1080, 2.0), (1024, 640, 1.5)])
def test_nothing_of_it_is_cut(margin: Margin, look: tuple[int, int, float]) -> None:
    margin.person.window.resize(look[0], look[1])
    margin.person.program.theme.set_scale(look[2])
    everything(margin)
    found = wrong(margin.pane)
    assert found == [], "\n".join(found)


# Cards by themselves: states that the two reports do not bring.


@pytest.fixture
def sample() -> Annotation:
    contents = samples.later()
    return samples.note(contents.report, samples.item_with(contents, "精准务实"), 1)


def test_a_suggested_place_is_confirmed_or_not(theme: Theme, show: Show, sample: Annotation, qtbot: QtBot) -> None:
    card = NoteCard(theme, Beside(replace(sample, state=AnchorState.SUGGESTED), 1))
    show(card, 280, card.heightForWidth(280))
    assert "待确认" in card.accessibleDescription()
    for words, wish in (("是这里", "confirm"), ("不是", "dismiss")):
        with qtbot.waitSignal(card.wished) as heard:
            next(one for one in visible(card, QPushButton) if one.text() == words).click()
        assert (heard.args[0].value, heard.args[1]) == (wish, sample.id)


def test_a_conflict_says_so_and_asks_for_its_window(theme: Theme, show: Show, sample: Annotation, qtbot: QtBot) -> None:
    card = NoteCard(theme, Beside(replace(sample, conflicts=("text",)), 1))
    show(card, 280, card.heightForWidth(280))
    assert "有冲突" in card.accessibleDescription()
    with qtbot.waitSignal(card.wished) as heard:
        next(one for one in visible(card, QPushButton) if one.text() == "去处理").click()
    assert heard.args[0].value == "settle"


def test_a_date_that_has_passed_is_said_in_words(theme: Theme, show: Show, sample: Annotation) -> None:
    note = replace(sample, kind=AnnotationKind.RESPONSIBLE, due=date(2020, 1, 1), status=AnnotationStatus.PENDING)
    card = NoteCard(theme, Beside(note, 1))
    show(card, 280, card.heightForWidth(280))
    assert "期限 2020年1月1日，过期" in card.accessibleDescription()
    done = NoteCard(theme, Beside(replace(note, status=AnnotationStatus.VERIFIED), 1))
    show(done, 280, done.heightForWidth(280))
    assert "过期" not in done.accessibleDescription()


def test_every_kind_has_a_mark_of_its_own(theme: Theme) -> None:
    seen = []
    for kind in AnnotationKind:
        image = QImage(20, 20, QImage.Format.Format_ARGB32_Premultiplied)
        image.fill(Qt.GlobalColor.white)
        painter = QPainter(image)
        paint_kind(painter, theme, kind, QRectF(4, 4, 12, 12))
        painter.end()
        colours = [image.pixelColor(x, y) for x in range(20) for y in range(20)]
        assert all(abs(one.red() - one.blue()) < 40 for one in colours), "ink only"
        seen.append(bytes(image.constBits()))
    assert len(set(seen)) == len(list(AnnotationKind))


def test_markdown_is_set_and_never_html(theme: Theme) -> None:
    setting = Setting(theme)
    setting.markdown("**要紧**：\n\n- 甲 <b>x</b>\n- https://example.com")
    text = setting.document.toPlainText()
    assert text == "要紧：\n•\t甲 <b>x</b>\n•\thttps://example.com"
    bold = setting.document.firstBlock().begin().fragment()
    assert (bold.text(), bold.charFormat().fontWeight() >= 700) == ("要紧", True)
    assert not bold.charFormat().isAnchor()
