"""A package is nobody's word: whatever is wrong with it is said in one sentence, and nothing changes."""

from __future__ import annotations

import io
import json
import os
import shutil
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.domain.errors import LibraryError
from briefing.domain.exchange import Arrival
from briefing.library.exchange import limits
from briefing.library.library import Library
from tests.library.exchange.packing import (
    MANIFEST,
    NOTES,
    Members,
    dump_of,
    items_of,
    members_of,
    packed,
    with_notes,
    zipped,
)

REVISIONS = "bnotes:revisions"
SHA = "0" * 64


def refused(library: Library, path: Path, words: str = "没有并入任何批注") -> str:
    """That the file is refused in one sentence, on looking and on taking in, and that nothing changed."""
    before = dump_of(library.path)
    with pytest.raises(LibraryError, match=words) as looked:
        library.preview_package(path)
    with pytest.raises(LibraryError) as taken:
        library.take_in(path, author="综合科", backup=lambda: pytest.fail("a copy for nothing"))
    sentence = str(taken.value)
    assert str(looked.value) == sentence
    assert sentence.endswith("。")
    assert sentence.count("。") == 1
    assert "\n" not in sentence
    assert dump_of(library.path) == before
    return sentence


def file_of(tmp_path: Path, content: bytes, name: str = "来件.bnotes") -> Path:
    path = tmp_path / name
    path.write_bytes(content)
    return path


@pytest.fixture(scope="session")
def members(package: Path) -> Members:
    return members_of(package)


def stranger(
    name: str, *, mode: int = 0, flag: int = 0, method: int = zipfile.ZIP_STORED
) -> Callable[[Members], bytes]:
    """The package with one more file."""

    def made(members: Members) -> bytes:
        held = io.BytesIO()
        with zipfile.ZipFile(held, "w") as archive:
            for each, content in members.items():
                archive.writestr(each, content)
            info = zipfile.ZipInfo(name)
            info.external_attr, info.compress_type = mode << 16, method
            archive.writestr(info, b"echo")
        return held.getvalue()

    return made


def encrypted(members: Members) -> bytes:
    content = bytearray(zipped(members))
    at = content.rfind(b"PK\1\2")
    content[at + 8] |= 1
    return bytes(content)


def bomb(members: Members) -> bytes:
    return zipped({**members, NOTES: b" " * (64 * 1024 * 1024)})


def many(members: Members) -> bytes:
    return zipped({**members, **{f"attachments/{number:064x}": b"" for number in range(limits.COUNT_LIMIT)}})


def lying(members: Members) -> bytes:
    """The list of files says less than there is."""
    content = bytearray(packed(members))
    at = content.find(b"PK\1\2")
    struct.pack_into("<L", content, at + 24, 10)
    return bytes(content)


def twice(members: Members) -> bytes:
    held = io.BytesIO()
    with pytest.warns(UserWarning, match="Duplicate"), zipfile.ZipFile(held, "w") as archive:
        for name, content in [*members.items(), (NOTES, members[NOTES])]:
            archive.writestr(name, content)
    return held.getvalue()


def large_attachment(members: Members) -> bytes:
    return packed({**members, f"attachments/{SHA}": os.urandom(1024) * (100 * 1024)})


WRONG: dict[str, tuple[Callable[[Members], bytes], str]] = {
    "empty": (lambda _: b"", "不是批注文件"),
    "a letter": (lambda _: "这不是批注。".encode() * 50, "不是批注文件"),
    "a picture": (lambda _: b"\x89PNG\r\n\x1a\n" + b"\0" * 500, "不是批注文件"),
    "a zip of something else": (lambda _: zipped({"word/document.xml": b"<w/>"}), "不该有的内容"),
    "an empty zip": (lambda _: zipped({}), "不是批注文件"),
    "truncated": (lambda members: zipped(members)[:-40], "不完整或已损坏"),
    "cut in the middle": (lambda members: zipped(members)[:900], "不完整或已损坏"),
    "something behind it": (lambda members: zipped(members) + b"MZ", "不完整或已损坏"),
    "something before it": (lambda members: b"MZ" + zipped(members), "不是批注文件"),
    "only its mark": (lambda _: b"PK", "不是批注文件"),
    "a way up": (stranger("../../evil.sh"), "不该有的内容"),
    "an absolute name": (stranger("/etc/cron.d/evil"), "不该有的内容"),
    "a drive": (stranger("C:\\evil.exe"), "不该有的内容"),
    "a way up below": (stranger(f"attachments/../{SHA}"), "不该有的内容"),
    "a hidden end": (stranger(f"attachments/{SHA}\0.exe"), "不该有的内容|已损坏"),
    "a folder": (stranger("attachments/"), "不该有的内容"),
    "a program": (stranger("run.py"), "不该有的内容"),
    "a link": (stranger(f"attachments/{SHA}", mode=stat.S_IFLNK | 0o777), "不该有的内容"),
    "a device": (stranger(f"attachments/{SHA}", mode=stat.S_IFCHR | 0o666), "不该有的内容"),
    "another packing": (stranger(f"attachments/{SHA}", method=zipfile.ZIP_BZIP2), "不该有的内容"),
    "a name twice": (twice, "不该有的内容"),
    "encrypted": (encrypted, "不该有的内容"),
    "a bomb": (bomb, "过大"),
    "too many files": (many, "过大"),
    "a large attachment": (large_attachment, "超过20 MB的附件"),
    "sizes that lie": (lying, "已损坏"),
    "an attachment nobody listed": (stranger(f"attachments/{SHA}"), "已损坏"),
    "no list": (lambda members: zipped({NOTES: members[NOTES]}), "不是批注文件"),
    "no annotations": (lambda members: zipped({MANIFEST: members[MANIFEST]}), "不是批注文件"),
    "a changed byte": (lambda members: zipped({**members, NOTES: members[NOTES].replace(b"SUM", b"SUN")}), "已损坏"),
    "another's attachment": (
        lambda members: packed({**members, f"attachments/{SHA}": b"not what its name says"}), "已损坏"),
    "a list of nonsense": (lambda members: zipped({**members, MANIFEST: b"{"}), "已损坏"),
    "a list that is an array": (lambda members: zipped({**members, MANIFEST: b"[]"}), "不是批注文件"),
    "another format": (lambda members: packed(members, format="zotero"), "不是批注文件"),
    "a newer version": (lambda members: packed(members, version=2), "更新版本"),
    "no version": (lambda members: packed(members, version=None), "已损坏"),
    "a version that is true": (lambda members: packed(members, version=True), "已损坏"),
    "files that are no list": (lambda members: packed(members, files={"a": 1}), "已损坏"),
    "files that are words": (lambda members: packed(members, files=["a"]), "已损坏"),
    "files without sizes": (lambda members: packed(members, files=[{"name": NOTES}]), "已损坏"),
    "JSON that ends early": (lambda members: packed({**members, NOTES: b'{"first":'}), "已损坏"),
    "JSON of another encoding": (lambda members: packed({**members, NOTES: "批注".encode("gbk")}), "已损坏"),
    "JSON that is not a number": (lambda members: packed({**members, NOTES: b'{"first": NaN}'}), "已损坏"),
    "a number without end": (lambda members: packed({**members, NOTES: b"[" + b"9" * 9999 + b"]"}), "已损坏"),
    "nested without end": (lambda members: packed({**members, NOTES: b"[" * 100_000 + b"]" * 100_000}), "已损坏"),
    "values without end": (
        lambda members: packed({**members, NOTES: b"[" + b"1," * 13_000_000 + b"1]"}), "过大|已损坏"),
    "no collection": (lambda members: packed({**members, NOTES: b'{"first": {"items": 3}}'}), "已损坏"),
    "a word": (lambda members: packed({**members, NOTES: b'"x"'}), "已损坏"),
}  # fmt: skip


@pytest.mark.parametrize("what", WRONG)
def test_a_wrong_file_is_refused_in_one_sentence(mine: Library, members: Members, tmp_path: Path, what: str) -> None:
    made, words = WRONG[what]
    refused(mine, file_of(tmp_path, made(members)), words)


def test_a_file_that_is_not_there_a_folder_and_one_that_is_no_file(mine: Library, tmp_path: Path) -> None:
    refused(mine, tmp_path / "没有.bnotes", "找不到")
    (tmp_path / "夹.bnotes").mkdir()
    refused(mine, tmp_path / "夹.bnotes", "不是文件")
    refused(mine, tmp_path / "a\0b.bnotes", "找不到")
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "管.bnotes")
        refused(mine, tmp_path / "管.bnotes", "不是文件")


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="may read everything")
def test_a_file_that_may_not_be_read(mine: Library, package: Path, tmp_path: Path) -> None:
    path = file_of(tmp_path, package.read_bytes())
    path.chmod(0)
    refused(mine, path, "读不了")


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


def test_a_file_that_changes_between_looking_and_taking_is_weighed_anew(
    mine: Library, package: Path, members: Members, tmp_path: Path
) -> None:
    path = file_of(tmp_path, package.read_bytes())
    assert mine.preview_package(path).counts[Arrival.NEW] == len(items_of(members))
    path.write_bytes(packed(members, version=9))
    refused(mine, path, "更新版本")


# What no one has thought of.


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory, harvest_file: Path) -> Any:
    path = Path(shutil.copy(harvest_file, tmp_path_factory.mktemp("fuzz") / "library.db"))
    with Library.open(path) as library:
        yield library, dump_of(path), path.parent / "来件.bnotes"


fuzzed = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def only_known(target: Any, content: bytes) -> None:
    """Looking at it and taking it in either work or say why not; what was taken in can be read, and taken back."""
    library, before, path = target
    path.write_bytes(content)
    try:
        library.preview_package(path)
        with library.atomic():
            library.take_in(path, author="综合科")
            for note in library.contents()[0].annotations:
                library.history(note.id)
            raise _TakenBack
    except LibraryError as error:
        assert str(error).endswith("。")
    except _TakenBack:
        pass
    assert dump_of(library.path) == before


class _TakenBack(Exception):  # noqa: N818
    pass


@fuzzed
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12))
def test_bytes_put_elsewhere(target: Any, package: Path, changes: list[tuple[float, int]]) -> None:
    content = bytearray(package.read_bytes())
    for place, value in changes:
        content[int(place * len(content))] = value
    only_known(target, bytes(content))


@fuzzed
@given(st.integers(0, 400), st.integers(0, 60), st.binary(max_size=30))
def test_the_end_put_elsewhere(target: Any, package: Path, back: int, length: int, instead: bytes) -> None:
    content = package.read_bytes()
    at = max(0, len(content) - back)
    only_known(target, content[:at] + instead + content[at + length :])


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    found = [at]
    if isinstance(value, dict):
        for name, part in value.items():
            found += paths(part, (*at, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            found += paths(part, (*at, number))
    return found


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
    | st.sampled_from(["tag/x", "attachment/" + SHA, "9999-12-31T23:59:59-14:00", "\ud800", "urn:uuid:" + "0" * 36]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@fuzzed
@given(st.data())
def test_values_put_elsewhere(target: Any, members: Members, data: st.DataObject) -> None:
    collection = json.loads(members[data.draw(st.sampled_from([NOTES, NOTES, NOTES, MANIFEST]), label="file")])
    notes = "first" in collection
    for _ in range(data.draw(st.integers(1, 3), label="changes")):
        place = data.draw(st.sampled_from(paths(collection)[1:]), label="place")
        held: Any = collection
        for step in place[:-1]:
            held = held[step]
        if data.draw(st.booleans(), label="take away"):
            del held[place[-1]]
        else:
            held[place[-1]] = data.draw(json_values, label="value")
        if len(paths(collection)) < 2:
            break
    content = json.dumps(collection).encode()
    only_known(target, packed({**members, NOTES: content}) if notes else zipped({**members, MANIFEST: content}))


@fuzzed
@given(json_values)
def test_any_json_as_linked_data(target: Any, value: Any) -> None:
    for content in (value, [value], {"type": "Annotation", "target": value, "body": value, "creator": value}):
        only_known(target, json.dumps(content).encode())
