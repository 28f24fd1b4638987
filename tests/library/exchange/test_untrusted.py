"""A package is nobody's word: whatever is wrong with it is said in one sentence, and nothing changes."""

from __future__ import annotations

import io
import os
import stat
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from briefing.domain.errors import LibraryError
from briefing.domain.exchange import Arrival
from briefing.library.exchange import limits
from briefing.library.library import Library
from tests.library.exchange.packing import (
    MANIFEST,
    NOTES,
    SHA,
    Members,
    dump_of,
    file_of,
    items_of,
    packed,
    zipped,
)


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


def test_a_file_that_changes_between_looking_and_taking_is_weighed_anew(
    mine: Library, package: Path, members: Members, tmp_path: Path
) -> None:
    path = file_of(tmp_path, package.read_bytes())
    assert mine.preview_package(path).counts[Arrival.NEW] == len(items_of(members))
    path.write_bytes(packed(members, version=9))
    refused(mine, path, "更新版本")
