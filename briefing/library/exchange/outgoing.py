"""Files of annotations written, whole or not at all: the package ``.bnotes`` and plain JSON-LD."""

from __future__ import annotations

import contextlib
import hashlib
import os
import secrets
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from briefing import __version__
from briefing.domain.annotation import ATTACHMENT_LIMIT
from briefing.library.exchange import container, faults
from briefing.library.exchange.checking import parse
from briefing.library.exchange.encoding import collection_record, dump, moment, report_record
from briefing.library.exchange.limits import COUNT_LIMIT, FORMAT, MANIFEST, NOTES, NOTES_LIMIT, TOTAL_LIMIT, VERSION
from briefing.library.exchange.values import Carried

Contents = Callable[[str], bytes | None]
"""Gives an attached file by its SHA-256, or None when it is not there."""


def write_package(path: Path, carried: Sequence[Carried], contents: Contents, *, made: datetime, author: str) -> None:
    """Write a package of these annotations with their attached files, replacing ``path`` once it is whole.

    The same annotations and time give the same bytes. Raises LibraryError when it cannot be written there, and for
    more than can be read again.
    """
    notes = _fitting(dump(collection_record(carried, made, author)), "批注")
    files: dict[str, dict[str, Any]] = {NOTES: _file(NOTES, notes)}
    members: dict[str, Callable[[], bytes]] = {NOTES: lambda: notes}
    for sha256 in sorted({digest for one in carried for digest in one.digests}):
        content = contents(sha256)
        if content is not None and len(content) <= ATTACHMENT_LIMIT:
            name = f"attachments/{sha256}"
            files[name] = _file(name, content)
            members[name] = _later(contents, sha256)
    if sum(file["size"] for file in files.values()) > TOTAL_LIMIT or len(files) >= COUNT_LIMIT:
        raise faults.too_much_to_write("附件", TOTAL_LIMIT)
    reports = {one.report.sha256: one.report for one in carried}
    manifest = dump(
        {
            "format": FORMAT,
            "version": VERSION,
            "made": moment(made),
            "author": author,
            "program": f"briefing {__version__}",
            "reports": [report_record(reports[sha256]) for sha256 in sorted(reports)],
            "annotations": len(carried),
            "files": [files[name] for name in sorted(files)],
        },
        indent=1,
    )
    members[MANIFEST] = lambda: manifest
    with replaced(path) as file:
        container.write_container(file, members, frozenset({MANIFEST, NOTES}))


def write_linked(path: Path, carried: Iterable[Carried], *, made: datetime, author: str, history: bool = True) -> None:
    """Write these annotations as plain JSON-LD, replacing ``path`` once it is whole; attached files are only named.

    Without ``history`` it says what they are now and nothing before. Raises LibraryError as ``write_package`` does.
    """
    content = _fitting(dump(collection_record(carried, made, author, history=history), indent=1), "批注")
    with replaced(path) as file:
        file.write(content)


@contextlib.contextmanager
def replaced(path: Path) -> Iterator[IO[bytes]]:
    """A file written beside ``path`` and moved there when it is whole; an older one stays until then."""
    beside = path.with_name(f".briefing-{secrets.token_hex(8)}.part")
    try:
        if not path.parent.is_dir() or path.is_dir():
            raise faults.no_folder(path)
        with beside.open("xb") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise faults.not_written(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            beside.unlink(missing_ok=True)


def _file(name: str, content: bytes) -> dict[str, Any]:
    return {"name": name, "size": len(content), "sha256": hashlib.sha256(content).hexdigest()}


def _later(contents: Contents, sha256: str) -> Callable[[], bytes]:
    return lambda: contents(sha256) or b""


def _fitting(content: bytes, what: str) -> bytes:
    if len(content) > NOTES_LIMIT:
        raise faults.too_much_to_write(what, NOTES_LIMIT)
    try:
        parse(content)
    except ValueError as error:
        raise faults.too_much_to_write(what, NOTES_LIMIT) from error
    return content
