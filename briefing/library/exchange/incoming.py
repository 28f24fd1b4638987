"""Files of annotations read, with suspicion: the package ``.bnotes`` and JSON-LD of any program."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from briefing.library.exchange import checking as check
from briefing.library.exchange import container, faults
from briefing.library.exchange.checking import Refusal, parse
from briefing.library.exchange.decoding import carried_of, is_ours
from briefing.library.exchange.foreign import given_of
from briefing.library.exchange.limits import ATTACHED, FORMAT, MANIFEST, MEBIBYTE, NOTES, NOTES_LIMIT, VERSION
from briefing.library.exchange.values import Carried, Described, Package, Refused

_ZIP = b"PK"


def read_file(path: Path) -> Package:
    """A package or JSON-LD, whichever it is. Raises LibraryError, in one sentence, for everything else."""
    with container.regular_file(path) as file:
        zipped = file.read(len(_ZIP)) == _ZIP
    return read_package(path) if zipped else read_linked(path)


def read_package(path: Path) -> Package:
    """What a package holds. Raises LibraryError for one that is damaged, newer, too large or not as ours are.

    Single annotations that are not sound are refused, with a reason, and the others are there.
    """
    with container.opened(path) as opened:
        manifest = _manifest(path, opened)
        records = _items(_parsed(path, opened.read(NOTES)))
    if records is None:
        raise faults.damaged(path, "no collection")
    carried, refused = _sorted_out(records, lambda record: carried_of(record))
    return Package(
        path=path,
        sha256=digest_of(path),
        author=_said(manifest.get("author")),
        made=check.loose_moment(manifest.get("made")),
        program=_said(manifest.get("program")),
        carried=carried,
        refused=refused,
        attachments={
            found.group(1): size for name, size in opened.sizes.items() if (found := ATTACHED.match(name)) is not None
        },
    )


def read_linked(path: Path) -> Package:
    """What a file of W3C JSON-LD holds, ours or another program's. Raises LibraryError for anything else."""
    with container.regular_file(path) as file:
        content = file.read(NOTES_LIMIT + 1)
    if len(content) > NOTES_LIMIT:
        raise faults.too_large(path, f"more than {NOTES_LIMIT} bytes")
    try:
        parsed = parse(content)
    except ValueError as error:
        raise faults.not_ours(path, str(error)) from error
    records = _items(parsed)
    if records is None:
        raise faults.not_ours(path, "no annotations")
    carried, refused = _sorted_out(records, lambda record: (carried_of if is_ours(record) else given_of)(record))
    outer: Mapping[str, Any] = parsed if isinstance(parsed, dict) else {}
    creator = outer.get("creator")
    return Package(
        path=path,
        sha256=hashlib.sha256(content).hexdigest(),
        author=_said(creator.get("name") if isinstance(creator, dict) else creator),
        made=check.loose_moment(outer.get("created")),
        carried=carried,
        refused=refused,
    )


def attached(package: Package, wanted: Iterable[str]) -> Iterator[tuple[str, bytes]]:
    """The attached files of these digests, one at a time. Raises LibraryError for one that is not what it should be."""
    if not package.attachments:
        return
    with container.opened(package.path) as opened:
        for sha256 in wanted:
            content = opened.read(f"attachments/{sha256}")
            if hashlib.sha256(content).hexdigest() != sha256:
                raise faults.damaged(package.path, f"attachment {sha256}")
            yield sha256, content


def digest_of(path: Path) -> str:
    """The SHA-256 of a whole file."""
    found = hashlib.sha256()
    with container.regular_file(path) as file:
        while portion := file.read(MEBIBYTE):
            found.update(portion)
    return found.hexdigest()


def _manifest(path: Path, opened: container.Container) -> Mapping[str, Any]:
    """The list of contents, when every file is there, of its size and its checksum, and none besides."""
    manifest = _parsed(path, opened.read(MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise faults.not_ours(path, "another format")
    version = manifest.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise faults.damaged(path, "no version")
    if version > VERSION:
        raise faults.newer(path, version)
    files = manifest.get("files")
    listed: dict[str, tuple[int, str]] = {}
    try:
        for entry in check.sequence(files, "files"):
            file = check.mapping(entry, "file")
            name = check.line(file.get("name"), "name")
            listed[name] = check.count(file.get("size"), "size"), check.digest(file.get("sha256"), "sha256")
    except Refusal as error:
        raise faults.damaged(path, error.detail) from error
    sizes = {name: size for name, size in opened.sizes.items() if name != MANIFEST}
    if sizes != {name: size for name, (size, _) in listed.items()} or len(files or ()) != len(listed):
        raise faults.damaged(path, "not the files that it lists")
    for name, (_, sha256) in listed.items():
        found = ATTACHED.match(name)
        if opened.digest(name) != sha256 or (found is not None and found.group(1) != sha256):
            raise faults.damaged(path, f"the checksum of {name}")
    return manifest


def _parsed(path: Path, content: bytes) -> Any:
    try:
        return parse(content)
    except ValueError as error:
        raise faults.damaged(path, str(error)) from error


def _items(parsed: Any) -> list[Any] | None:
    """The annotations of a collection, a page, an array, or one by itself."""
    for _ in range(3):
        if isinstance(parsed, list):
            return parsed
        if not isinstance(parsed, dict):
            return None
        kind = parsed.get("type", parsed.get("@type"))
        if "Annotation" in (kind if isinstance(kind, list) else [kind]):
            return [parsed]
        parsed = parsed.get("items", parsed.get("first", parsed.get("@graph")))
    return None


def _sorted_out(
    records: Sequence[Any], read: Callable[[Any], Carried]
) -> tuple[tuple[Carried, ...], tuple[Refused, ...]]:
    """Those that are sound, and those that are not; of two with one id, both are not."""
    found: list[Carried] = []
    refused: list[Refused] = []
    for record in records:
        try:
            found.append(read(record))
        except Refusal as error:
            refused.append(_refused(record, str(error)))
        except RecursionError:
            refused.append(_refused(record, check.BROKEN))
    seen: dict[str, int] = {}
    revisions: dict[str, set[str]] = {}
    for one in found:
        seen[one.id] = seen.get(one.id, 0) + 1
        for revision in one.revisions:
            revisions.setdefault(revision.id, set()).add(one.id)
    shared = {one for owners in revisions.values() if len(owners) > 1 for one in owners}
    sound = []
    for one in found:
        if seen[one.id] > 1 or one.id in shared:
            refused.append(Refused(one.id, check.BROKEN, name_of(one.report), one.anchor.exact, one.author))
        else:
            sound.append(one)
    return tuple(sound), tuple(refused)


def name_of(report: Described) -> str:
    """What to call a report that may not be here."""
    return report.name or report.title or report.key


def _refused(record: object, reason: str) -> Refused:
    """As much as a person can be told of it."""
    kept: Mapping[str, Any] = record if isinstance(record, dict) else {}
    creator = kept.get("creator")
    body = kept.get("body")
    first = body[0] if isinstance(body, list) and body else body
    target = kept.get("target")
    source = target.get("source") if isinstance(target, dict) else None
    return Refused(
        id=_said(kept.get("id")),
        reason=reason,
        report=_said(source.get("dcterms:title") if isinstance(source, dict) else source),
        author=_said(creator.get("name") if isinstance(creator, dict) else creator),
        title=_said(kept.get("dcterms:title")),
        text=_said(first.get("value") if isinstance(first, dict) else first),
    )


def _said(value: object) -> str:
    """Words of a file, for showing only."""
    return "".join(sign for sign in value[:2000] if check.plain(sign) or sign == "\n") if isinstance(value, str) else ""
