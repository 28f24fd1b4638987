"""The package: a zip of W3C JSON-LD with attachments and checksums, the same for the same content and time."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from briefing import __version__
from briefing.domain.annotation import AnnotationKind, Attachment
from briefing.domain.errors import LibraryError
from briefing.domain.span import Span
from briefing.library.exchange import limits
from briefing.library.exchange.incoming import read_file
from briefing.library.exchange.outgoing import write_linked, write_package
from briefing.library.library import Library
from briefing.library.writing import Edit
from tests.library.exchange.conftest import FILE, REPORT
from tests.library.exchange.packing import items_of, members_of

MADE = datetime(2026, 3, 1, 12, tzinfo=UTC)


def test_the_list_of_contents_says_what_is_in_it(package: Path) -> None:
    members = members_of(package)
    manifest = json.loads(members["manifest.json"])
    assert (manifest["format"], manifest["version"], manifest["author"]) == ("bnotes", 1, "就业科")
    assert manifest["program"] == f"briefing {__version__}"
    assert [report["bnotes:key"] for report in manifest["reports"]] == [REPORT]
    listed = {file["name"]: (file["size"], file["sha256"]) for file in manifest["files"]}
    assert listed == {
        name: (len(content), hashlib.sha256(content).hexdigest())
        for name, content in members.items()
        if name != "manifest.json"
    }
    assert f"attachments/{hashlib.sha256(FILE).hexdigest()}" in listed


def test_an_annotation_is_w3c_json_ld(package: Path) -> None:
    members = members_of(package)
    collection = json.loads(members["annotations.json"])
    assert collection["@context"][0] == "http://www.w3.org/ns/anno.jsonld"
    assert (collection["type"], collection["first"]["type"]) == ("AnnotationCollection", "AnnotationPage")
    assert collection["total"] == len(items_of(members)) == 4
    (note,) = (item for item in items_of(members) if item["dcterms:title"] == "就业")
    assert note["id"].startswith("urn:uuid:")
    assert (note["type"], note["motivation"], note["creator"]["name"]) == ("Annotation", "commenting", "就业科")
    assert note["created"] < note["modified"]
    text, tag, file = _bodies(note)
    assert text == {
        "type": "TextualBody", "value": "口径：**城镇**新增。", "format": "text/markdown", "language": "zh",
    }  # fmt: skip
    assert tag == {"type": "TextualBody", "value": "重点", "purpose": "tagging"}
    assert (file["id"], file["dcterms:title"]) == (f"urn:sha256:{hashlib.sha256(FILE).hexdigest()}", "纪要.txt")
    quote, position = note["target"]["selector"]
    assert (quote["type"], quote["exact"]) == ("TextQuoteSelector", "新增城镇就业")
    assert (position["type"], position["end"] - position["start"]) == ("TextPositionSelector", 6)
    assert note["target"]["source"]["id"].startswith("urn:sha256:")
    assert note["bnotes:placement"]["exact"] == "优化创业服务"
    assert (note["bnotes:status"], note["bnotes:due"]) == ("verified", "2026-05-01")
    assert len(note["bnotes:revisions"]) == 4


def _bodies(note: Any) -> tuple[Any, Any, Any]:
    bodies = note["body"]
    (tag,) = (body for body in bodies if body.get("purpose") == "tagging")
    (file,) = (body for body in bodies if "value" not in body)
    (text,) = (body for body in bodies if body not in (tag, file))
    return text, tag, file


def test_the_answered_note_goes_along_with_a_selected_answer(mine: Library, tmp_path: Path) -> None:
    (asked,) = mine.contents()[0].annotations
    answer = mine.add_annotation(
        REPORT, None, None, kind=AnnotationKind.ANSWER, text="答", author="办公室", answers=asked.id
    )
    mine.add_annotation(REPORT, 3, None, kind=AnnotationKind.RISK, text="不选", author="办公室")
    assert mine.export_package(tmp_path / "选.bnotes", author="综合科", ids=[answer.id]) == 2
    assert {one.id for one in read_file(tmp_path / "选.bnotes").carried} == {asked.id, answer.id}


def test_the_same_content_and_time_give_the_same_bytes(package: Path, tmp_path: Path) -> None:
    read = read_file(package)
    contents = {hashlib.sha256(FILE).hexdigest(): FILE}
    for name, carried in (("a", read.carried), ("b", read.carried[::-1])):
        write_package(tmp_path / name, carried, contents.get, made=MADE, author="甲")
        write_linked(tmp_path / f"{name}.jsonld", carried, made=MADE, author="甲")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()
    assert (tmp_path / "a.jsonld").read_bytes() == (tmp_path / "b.jsonld").read_bytes()


def test_what_was_written_is_read_back(package: Path, tmp_path: Path) -> None:
    read = read_file(package)
    write_package(tmp_path / "又.bnotes", read.carried, lambda _: None, made=MADE, author="甲")
    write_linked(tmp_path / "又.jsonld", read.carried, made=MADE, author="甲")
    for name in ("又.bnotes", "又.jsonld"):
        again = read_file(tmp_path / name)
        assert (again.carried, again.refused, again.author, again.made) == (read.carried, (), "甲", MADE)


def test_what_is_withdrawn_stays_at_home(other: Library, package: Path, tmp_path: Path) -> None:
    report = other.take_in(package, author="综合科")
    assert other.export_package(tmp_path / "有.bnotes", author="综合科") == 4
    other.withdraw_exchange(report.exchange)
    assert other.export_package(tmp_path / "无.bnotes", author="综合科") == 0
    assert read_file(tmp_path / "无.bnotes").carried == ()


def test_linked_data_for_others_leaves_out_what_is_deleted_and_the_past(mine: Library, tmp_path: Path) -> None:
    (note,) = mine.contents()[0].annotations
    gone = mine.add_annotation(REPORT, 3, None, kind=AnnotationKind.RISK, text="作废", author="综合科")
    mine.edit_annotation(gone.id, Edit(deleted=True), author="综合科")
    assert mine.export_linked(tmp_path / "x.jsonld", author="综合科", history=False) == 1
    (item,) = json.loads((tmp_path / "x.jsonld").read_text(encoding="utf-8"))["first"]["items"]
    assert item["id"] == f"urn:uuid:{note.id}"
    assert "bnotes:revisions" not in item


def test_a_package_that_cannot_be_written_leaves_the_older_one(
    mine: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "旧.bnotes"
    path.write_bytes(b"old")
    with monkeypatch.context() as patched, pytest.raises(LibraryError, match="分几次导出"):
        patched.setattr("briefing.library.exchange.outgoing.NOTES_LIMIT", 100)
        mine.export_package(path, author="综合科")
    for bad in (tmp_path / "没有" / "x.bnotes", tmp_path):
        with pytest.raises(LibraryError, match="换一个"):
            mine.export_package(bad, author="综合科")
    assert path.read_bytes() == b"old"
    assert sorted(one.name for one in tmp_path.iterdir() if one.suffix != ".db" and ".db-" not in one.name) == [
        path.name
    ]


def test_what_repeats_itself_is_no_bomb_when_we_write_it(mine: Library, other: Library, tmp_path: Path) -> None:
    words = "啊" * 400_000
    mine.add_annotation(REPORT, 1, Span(0, 2), kind=AnnotationKind.RISK, text=words, author="综合科")
    white = mine.keep_attachment("白.bmp", b"\0" * (5 * 1024 * 1024))
    note = mine.add_annotation(
        REPORT, 1, None, kind=AnnotationKind.RISK, text="白", author="综合科", attachments=(white,)
    )
    mine.export_package(tmp_path / "长.bnotes", author="综合科")
    other.take_in(tmp_path / "长.bnotes", author="办公室")
    assert words in {one.text for one in other.contents()[0].annotations}
    assert len(other.attachment_content(note.attachments[0].sha256)) == white.size


def test_an_attachment_that_is_not_at_hand_does_not_stop_the_words(
    mine: Library, other: Library, tmp_path: Path
) -> None:
    lost = Attachment("0" * 64, "遗失.pdf", "application/pdf", 10)
    note = mine.add_annotation(
        REPORT, 1, None, kind=AnnotationKind.RISK, text="附", author="综合科", attachments=(lost,)
    )
    mine.export_package(tmp_path / "a.bnotes", author="综合科")
    other.take_in(tmp_path / "a.bnotes", author="办公室")
    taken = other.annotation(note.id)
    assert taken is not None
    assert taken.attachments == (lost,)
    with pytest.raises(LibraryError, match="再要一份"):
        other.attachment_content(lost.sha256)


def test_nothing_in_it_is_as_the_system_names_it(package: Path) -> None:
    with zipfile.ZipFile(package) as opened:
        infos = opened.infolist()
    assert {info.date_time for info in infos} == {(1980, 1, 1, 0, 0, 0)}
    assert {info.create_system for info in infos} == {3}
    assert max(info.file_size for info in infos) < limits.TOTAL_LIMIT
