"""The zip of a package. Going in, nothing is unpacked before its name, kind and size are as ours are, and nothing is
unpacked to the disk at all."""

from __future__ import annotations

import hashlib
import stat
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from briefing.domain.annotation import ATTACHMENT_LIMIT
from briefing.library.exchange import faults
from briefing.library.exchange.limits import (
    ATTACHED,
    COUNT_LIMIT,
    DIRECTORY_LIMIT,
    MANIFEST,
    MANIFEST_LIMIT,
    NOTES,
    NOTES_LIMIT,
    RATIO_FREE,
    RATIO_LIMIT,
    TOTAL_LIMIT,
)

_PORTION = 256 * 1024
_END = struct.Struct("<4s4H2LH")
_END_MARK, _FAR_MARK = b"PK\5\6", b"PK\6\7"
_FAR_LENGTH = 20
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_BROKEN = (
    zipfile.BadZipFile,
    zipfile.LargeZipFile,
    zlib.error,
    struct.error,
    EOFError,
    LookupError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
)
"""What Python's zipfile is known to raise on files that are none."""


@contextmanager
def opened(path: Path) -> Iterator[Container]:
    """The package at ``path``. Raises LibraryError when it is none, damaged, too large, or not as ours are."""
    with regular_file(path) as file:
        yield Container(path, file)


@contextmanager
def regular_file(path: Path) -> Iterator[IO[bytes]]:
    """The file, to be read. Raises LibraryError for one that is not there, is none, or cannot be read."""
    try:
        if not path.exists():
            raise faults.missing(path)
        if not path.is_file():
            raise faults.not_a_file(path)
        with path.open("rb") as file:
            yield file
    except OSError as error:
        raise faults.unreadable(path, error) from error


class Container:
    """A zip whose list of files was looked through: each is one of ours, stands once, and is of a size we read."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        self._path = path
        _check_end(path, file)
        with self._known():
            self._zip = zipfile.ZipFile(file)
            self._members = _members(path, self._zip.infolist())
        for name in (MANIFEST, NOTES):
            if name not in self._members:
                raise faults.not_ours(path, f"without {name}")

    @property
    def sizes(self) -> Mapping[str, int]:
        """The files in it, as it says of them."""
        return {name: info.file_size for name, info in self._members.items()}

    def read(self, name: str) -> bytes:
        """A whole file. Raises LibraryError when it is damaged or larger than it said."""
        return b"".join(self._portions(name))

    def digest(self, name: str) -> str:
        """The SHA-256 of a file, of which never more than a portion is in memory."""
        found = hashlib.sha256()
        for portion in self._portions(name):
            found.update(portion)
        return found.hexdigest()

    def _portions(self, name: str) -> Iterator[bytes]:
        info = self._members[name]
        left = info.file_size
        with self._known(), self._zip.open(info) as member:
            while portion := member.read(_PORTION):
                left -= len(portion)
                if left < 0:
                    raise faults.damaged(self._path, f"{name} is larger than it says")
                yield portion
        if left:
            raise faults.damaged(self._path, f"{name} is shorter than it says")

    @contextmanager
    def _known(self) -> Iterator[None]:
        try:
            yield
        except _BROKEN as error:
            raise faults.damaged(self._path, f"{type(error).__name__}: {error}") from error


def write_container(file: IO[bytes], members: Mapping[str, Callable[[], bytes]], packed: frozenset[str]) -> None:
    """Write a zip of these files, in the order of their names; ``packed`` are compressed. The same in, the same out."""
    with zipfile.ZipFile(file, "w", allowZip64=False) as made:
        for name in sorted(members):
            content = members[name]()
            info = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            info.create_system, info.external_attr = 3, (stat.S_IFREG | 0o644) << 16
            fits = len(content) <= RATIO_FREE or len(content) < RATIO_LIMIT * len(zlib.compress(content))
            info.compress_type = zipfile.ZIP_DEFLATED if name in packed and fits else zipfile.ZIP_STORED
            made.writestr(info, content)


def _check_end(path: Path, file: IO[bytes]) -> None:
    """Look at a zip's last record before anybody trusts it: how long its list of files is, and that nothing follows."""
    size = file.seek(0, 2)
    if size < _END.size:
        raise faults.not_ours(path, "shorter than an empty zip")
    file.seek(0)
    head = file.read(4)
    file.seek(max(0, size - _END.size - _FAR_LENGTH))
    tail = file.read()
    mark, disk, first_disk, here, count, length, start, comment = _END.unpack(tail[-_END.size :])
    if mark != _END_MARK:
        raise faults.damaged(path, "no end") if head[:2] == b"PK" else faults.not_ours(path, "no zip")
    if tail[: -_END.size].startswith(_FAR_MARK) or 0xFFFF in (here, count) or 0xFFFF_FFFF in (length, start):
        raise faults.too_large(path, "zip64")
    if disk or first_disk or here != count or comment or start + length + _END.size != size:
        raise faults.suspicious(path, "an end that does not fit")
    if count > COUNT_LIMIT or length > DIRECTORY_LIMIT:
        raise faults.too_large(path, f"{count} files, {length} bytes of names")


def _members(path: Path, found: list[zipfile.ZipInfo]) -> dict[str, zipfile.ZipInfo]:
    members: dict[str, zipfile.ZipInfo] = {}
    for info in found:
        name = info.orig_filename
        if name in members:
            raise faults.suspicious(path, f"{name!r} twice")
        limit = _limit(name)
        if limit is None or info.filename != name:
            raise faults.suspicious(path, f"a file {name!r}")
        if stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
            raise faults.suspicious(path, f"{name!r} is no regular file")
        if info.flag_bits & _ENCRYPTED or info.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
            raise faults.suspicious(path, f"{name!r} is encrypted or packed otherwise")
        if info.file_size > limit:
            if ATTACHED.match(name):
                raise faults.large_attachment(path, f"{name!r} of {info.file_size} bytes")
            raise faults.too_large(path, f"{name!r} of {info.file_size} bytes")
        if info.file_size > RATIO_FREE and info.file_size > RATIO_LIMIT * info.compress_size:
            raise faults.too_large(path, f"{name!r} unpacks {info.compress_size} to {info.file_size} bytes")
        members[name] = info
    if len(members) > COUNT_LIMIT or sum(info.file_size for info in members.values()) > TOTAL_LIMIT:
        raise faults.too_large(path, "altogether")
    return members


def _limit(name: str) -> int | None:
    """Bytes that a file of this name may have; None for a name that is none of ours."""
    match name:
        case "manifest.json":
            return MANIFEST_LIMIT
        case "annotations.json":
            return NOTES_LIMIT
        case _:
            return ATTACHMENT_LIMIT if ATTACHED.match(name) else None
