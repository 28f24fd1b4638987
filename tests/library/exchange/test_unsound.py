"""One annotation that is not sound is refused with a reason; the others of its file are taken in."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from briefing.domain.exchange import Arrival
from briefing.library.library import Library
from tests.library.exchange.packing import (
    REVISIONS,
    SHA,
    Members,
    dump_of,
    file_of,
    items_of,
    with_notes,
)


def first(items: list[Any]) -> Any:
    return items[0]


def revision(items: list[Any], number: int = 0) -> Any:
    return items[0][REVISIONS][number]


def text_write(items: list[Any]) -> Any:
    return next(one for one in items[0][REVISIONS] if one["action"] == "add")["writes"]


def loop(items: list[Any]) -> None:
    one, other = items[0][REVISIONS][:2]
    for a, b in ((one, other), (other, one)):
        a["writes"]["text"] = {"value": "圈", "over": [b["id"]]}


def setting(*path: str | int, to: Any) -> Callable[[list[Any]], None]:
    """Puts a value in a place of the first annotation."""

    def change(items: list[Any]) -> None:
        held: Any = items[0]
        for step in path[:-1]:
            held = held[step]
        held[path[-1]] = to

    return change


def writing(name: str, value: Any) -> Callable[[list[Any]], None]:
    """Lets the first revision write a field."""
    return lambda items: text_write(items).__setitem__(name, {"value": value, "over": []})


UNSOUND: dict[str, tuple[Callable[[list[Any]], object], str]] = {
    "no object": (lambda items: items.__setitem__(0, 7), "格式不对"),
    "no id": (lambda items: first(items).pop("id"), "格式不对"),
    "an id that is no UUID": (setting("id", to="urn:uuid:x"), "格式不对"),
    "an id in capitals": (setting("id", to="urn:uuid:01A201C6-05DC-7670-9467-6FC3C1B6D4B3"), "格式不对"),
    "an id that is another name": (setting("id", to="http://example.org/1"), "格式不对"),
    "no revisions": (lambda items: first(items).pop(REVISIONS), "格式不对"),
    "empty revisions": (setting(REVISIONS, to=[]), "格式不对"),
    "revisions that are words": (setting(REVISIONS, to="x"), "格式不对"),
    "a revision that is none": (setting(REVISIONS, 0, to=None), "格式不对"),
    "a revision id that is no UUID": (setting(REVISIONS, 0, "id", to="x"), "格式不对"),
    "a revision twice": (lambda items: first(items)[REVISIONS].append(revision(items)), "格式不对"),
    "a time without sense": (setting(REVISIONS, 0, "at", to="昨天"), "格式不对"),
    "a time out of all zones": (setting(REVISIONS, 0, "at", to="9999-12-31T23:59:59-12:00"), "格式不对"),
    "a time that is a number": (setting(REVISIONS, 0, "at", to=3), "格式不对"),
    "an author of two lines": (setting(REVISIONS, 0, "author", to="甲\n乙"), "格式不对"),
    "an author turned round": (setting("creator", "name", to="甲\u202etxt.exe"), "格式不对"),
    "no author": (setting("creator", to=None), "格式不对"),
    "an endless author": (setting("creator", "name", to="甲" * 10_000), "格式不对"),
    "an unknown action": (setting(REVISIONS, 0, "action", to="translate"), "更新版本"),
    "other parts": (setting(REVISIONS, 0, "signature", to="x"), "更新版本"),
    "an unknown kind": (writing("kind", "poem"), "更新版本"),
    "an unknown status": (writing("status", "approved"), "更新版本"),
    "an unknown field": (writing("colour", "red"), "更新版本"),
    "an unknown scope": (setting("bnotes:scope", to="word"), "更新版本"),
    "a text that is a list": (writing("text", ["x"]), "格式不对"),
    "half a pair": (writing("text", "\ud83d"), "格式不对"),
    "a deletion that is a word": (writing("deleted", "yes"), "格式不对"),
    "a due date that is none": (writing("due", "2026-02-30"), "格式不对"),
    "a due date with a time": (writing("due", "2026-02-03T00:00"), "格式不对"),
    "a placement without words": (writing("placement", {"start": 1}), "格式不对"),
    "a placement before the text": (
        writing("placement", {"exact": "", "prefix": "", "suffix": "", "start": -1, "end": 3}), "格式不对"),
    "a placement turned round": (
        writing("placement", {"exact": "", "prefix": "", "suffix": "", "start": 5, "end": 3}), "格式不对"),
    "a placement of fractions": (
        writing("placement", {"exact": "", "prefix": "", "suffix": "", "start": 1.5, "end": 3}), "格式不对"),
    "a tag that is a number": (writing("tag/重点", 1), "格式不对"),
    "an empty tag": (writing("tag/", True), "格式不对"),
    "a tag without end": (writing("tag/" + "长" * 400, True), "格式不对"),
    "an attachment that is no digest": (writing("attachment/../x", None), "格式不对"),
    "an attachment that leads elsewhere": (
        writing(f"attachment/{SHA}", {"name": "../../x.exe", "type": "text/plain", "size": 1}), "附件名称"),
    "an attachment that is a folder": (
        writing(f"attachment/{SHA}", {"name": "..", "type": "text/plain", "size": 1}), "附件名称"),
    "an attachment in disguise": (
        writing(f"attachment/{SHA}", {"name": "纪要\u202ecod.exe", "type": "text/plain", "size": 1}), "格式不对"),
    "an attachment of 100 MB": (
        writing(f"attachment/{SHA}", {"name": "x", "type": "text/plain", "size": 100 * 1024 * 1024}), "超过20 MB"),
    "an attachment without a type": (
        writing(f"attachment/{SHA}", {"name": "x", "type": "; rm", "size": 1}), "格式不对"),
    "an over that is a word": (lambda items: text_write(items)["text"].__setitem__("over", "x"), "格式不对"),
    "an over that is no UUID": (lambda items: text_write(items)["text"].__setitem__("over", ["x"]), "格式不对"),
    "a circle": (loop, "格式不对"),
    "an answer to nonsense": (setting("bnotes:answers", to=5), "格式不对"),
    "no selector": (lambda items: first(items)["target"].pop("selector"), "格式不对"),
    "a selector of numbers": (setting("target", "selector", to=[1, 2]), "格式不对"),
    "a position without end": (setting("target", "selector", 1, "end", to=10**12), "格式不对"),
    "no target": (setting("target", to="urn:x"), "格式不对"),
    "a report that is a word": (setting("target", "source", to="x"), "格式不对"),
    "a year of letters": (setting("target", "source", "bnotes:year", to="2025"), "格式不对"),
}  # fmt: skip


@pytest.mark.parametrize("what", UNSOUND)
def test_an_unsound_annotation_is_refused_and_the_others_are_taken(
    mine: Library, members: Members, tmp_path: Path, what: str
) -> None:
    change, words = UNSOUND[what]
    path = file_of(tmp_path, with_notes(members, change))
    (refusal,) = (one for one in mine.preview_package(path).arriving if one.arrival is Arrival.REFUSED)
    assert words in refusal.reason
    assert refusal.reason.endswith("。")
    report = mine.take_in(path, author="综合科")
    assert report.preview.counts[Arrival.NEW] == len(items_of(members)) - 1
    assert mine.health().ok


def test_two_annotations_of_one_id_are_both_refused(mine: Library, members: Members, tmp_path: Path) -> None:
    path = file_of(tmp_path, with_notes(members, lambda items: items.append(json.loads(json.dumps(items[0])))))
    assert mine.preview_package(path).counts[Arrival.REFUSED] == 2


def test_a_revision_id_of_ours_that_says_something_else_is_refused(
    mine: Library, package: Path, members: Members, tmp_path: Path
) -> None:
    mine.take_in(package, author="综合科")
    forged = file_of(tmp_path, with_notes(members, lambda items: text_write(items)["text"].update(value="伪造")))
    before = dump_of(mine.path)
    report = mine.take_in(forged, author="综合科")
    assert report.preview.counts[Arrival.REFUSED] == 1
    assert "编号相同而内容对不上" in report.preview.arriving[-1].reason
    assert (report.exchange, dump_of(mine.path)) == ("", before)


def test_a_revision_id_of_another_annotation_of_ours_is_refused(
    mine: Library, members: Members, tmp_path: Path
) -> None:
    (note,) = mine.contents()[0].annotations
    (own,) = mine.revisions([note.id])[note.id]
    path = file_of(tmp_path, with_notes(members, setting(REVISIONS, 0, "id", to=own.id)))
    (refusal,) = (one for one in mine.preview_package(path).arriving if one.arrival is Arrival.REFUSED)
    assert "编号相同" in refusal.reason
    mine.take_in(path, author="综合科")
    assert mine.annotation(note.id) == note


def test_an_annotation_of_ours_with_another_author_or_place_is_refused(
    mine: Library, package: Path, members: Members, tmp_path: Path
) -> None:
    mine.take_in(package, author="综合科")
    for change in (setting("creator", "name", to="冒名"), setting("target", "selector", 0, "exact", to="别处")):
        path = file_of(tmp_path, with_notes(members, change))
        assert mine.preview_package(path).counts[Arrival.REFUSED] == 1


def test_answers_in_a_circle_are_refused(mine: Library, members: Members, tmp_path: Path) -> None:
    def knot(items: list[Any]) -> None:
        items[0]["bnotes:answers"], items[1]["bnotes:answers"] = items[1]["id"], items[0]["id"]

    path = file_of(tmp_path, with_notes(members, knot))
    assert mine.preview_package(path).counts[Arrival.REFUSED] >= 2


def test_an_attachment_of_another_size_than_was_said_is_refused(
    mine: Library, members: Members, tmp_path: Path
) -> None:
    def shrink(items: list[Any]) -> None:
        for one in items[0][REVISIONS]:
            for name, write in one["writes"].items():
                if name.startswith("attachment/"):
                    write["value"]["size"] = 1

    path = file_of(tmp_path, with_notes(members, shrink))
    assert mine.preview_package(path).counts[Arrival.REFUSED] == 1


def test_hostile_words_are_words(mine: Library, members: Members, tmp_path: Path) -> None:
    words = "<script>alert(1)</script>\n[点](javascript:x) ![](http://a/b.png) '; DROP TABLE annotations; -- \0 =cmd|x"
    path = file_of(tmp_path, with_notes(members, writing("title", words)))
    report = mine.take_in(path, author="综合科")
    assert report.preview.counts[Arrival.REFUSED] == 0
    titles = {note.title for note in mine.contents()[0].annotations}
    assert words in titles
