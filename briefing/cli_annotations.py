"""``briefing annotations list|export|import``: annotations without a screen."""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli_parts import backups_of, library_path, open_library, say, say_json, verb_adder
from briefing.domain.errors import LibraryError

if TYPE_CHECKING:
    from briefing.domain.annotation import Annotation, AnnotationKind, AnnotationStatus
    from briefing.domain.contents import ReportContents
    from briefing.domain.exchange import Arriving, MergePreview, MergeReport
    from briefing.library.library import Library

UNNAMED = "本机"
"""Who does something when nobody signs for it, as in the window."""


def register(verbs: Any) -> None:
    """Add ``annotations`` and what belongs under it to what ``ArgumentParser.add_subparsers`` returned."""
    words = "列出、导出、并入批注"
    group = verbs.add_parser("annotations", help=words, description=words)
    verb = verb_adder(group.add_subparsers(title="命令", metavar="命令", required=True))
    listing = verb("list", _list, "列出批注，每条一行")
    listing.add_argument("--report", metavar="KEY", help="只列这份报告的，key 见 outline")
    listing.add_argument("--kind", type=_kind, metavar="KIND", help="只列这一类，如 口径 或 wording")
    listing.add_argument("--status", type=_status, metavar="STATUS", help="只列这种状态，如 已核 或 verified")
    export = verb("export", _export, "导出批注：.bnotes 给同事并入，.jsonld 给别的程序，.csv 和 .xlsx 作表格")
    export.add_argument("ids", nargs="*", metavar="ID", help="只导出这些批注和它们所答复的；不写就是全部")
    export.add_argument("--to", required=True, type=Path, metavar="FILE", help="写到哪里，按扩展名定格式")
    export.add_argument("--report", metavar="KEY", help="只导出这份报告的")
    export.add_argument("--author", default=UNNAMED, metavar="NAME", help="由谁导出")
    export.add_argument("--without-history", action="store_true", help="（.jsonld）只写现在的内容，不带修改历史")
    taking = verb("import", _import, "并入同事的 .bnotes，或别的程序的 .jsonld；先自动备份")
    taking.add_argument("file", type=Path, metavar="FILE")
    taking.add_argument("--dry-run", action="store_true", help="只看会带来什么，不改资料库")
    taking.add_argument("--author", default=UNNAMED, metavar="NAME", help="由谁并入")


def _kind(words: str) -> AnnotationKind:
    from briefing.domain.annotation import AnnotationKind

    found: AnnotationKind = _one_of(AnnotationKind, words)
    return found


def _status(words: str) -> AnnotationStatus:
    from briefing.domain.annotation import AnnotationStatus

    found: AnnotationStatus = _one_of(AnnotationStatus, words)
    return found


def _one_of(kinds: Any, words: str) -> Any:
    for one in kinds:
        if words in (one.value, one.label):
            return one
    known = "、".join(f"{one.label}({one.value})" for one in kinds)
    raise argparse.ArgumentTypeError(f"“{words}”不在其中：{known}")


def _list(call: argparse.Namespace) -> int:
    with open_library(call) as library:
        contents = _chosen(library, call.report)
    found = [
        (one, note)
        for one in contents
        for note in one.annotations
        if not note.deleted and call.kind in (None, note.kind) and call.status in (None, note.status)
    ]
    if call.json:
        say_json({"annotations": [_record(note) for _, note in found]})
        return 0
    for one, note in found:
        words = " ".join(f"{note.title} {note.text}".split())
        place = note.quote or one.report.name
        say(f"{note.id}  [{note.kind.label}·{note.status.label}]  {place}\n    {words}  （{note.author}）")
    return 0


def _export(call: argparse.Namespace) -> int:
    writers: dict[str, Callable[[Library, argparse.Namespace], int]] = {
        ".bnotes": _write_package,
        ".jsonld": _write_linked,
        ".json": _write_linked,
        ".csv": _write_table,
        ".xlsx": _write_table,
    }
    write = writers.get(call.to.suffix.lower())
    if write is None:
        raise LibraryError(f"不认得扩展名“{call.to.suffix}”，没有导出；请写成 .bnotes、.jsonld、.csv 或 .xlsx。")
    with open_library(call) as library:
        _chosen(library, call.report)
        unknown = set(call.ids) - {note.id for note in library.annotations(call.ids)}
        if unknown:
            raise LibraryError(f"资料库里没有批注“{min(unknown)}”，没有导出；编号见 annotations list。")
        written = write(library, call)
    if call.json:
        say_json({"file": str(call.to.resolve()), "annotations": written})
    else:
        say(f"{call.to.resolve()}\n导出批注{written}条。")
    return 0


def _write_package(library: Library, call: argparse.Namespace) -> int:
    return library.export_package(call.to, author=call.author, report_key=call.report, ids=call.ids or None)


def _write_linked(library: Library, call: argparse.Namespace) -> int:
    history = not call.without_history
    return library.export_linked(
        call.to, author=call.author, report_key=call.report, ids=call.ids or None, history=history
    )


def _write_table(library: Library, call: argparse.Namespace) -> int:
    """The table has what is not marked deleted, as it stands."""
    from briefing.export import annotation_table as table

    rows = table.rows_of(_chosen(library, call.report), call.ids or None)
    if call.to.suffix.lower() == ".xlsx":
        cut = table.write_xlsx(rows, call.to)
        if cut:
            say(cut, sys.stderr)
    else:
        table.write_csv(rows, call.to)
    return len(rows)


def _import(call: argparse.Namespace) -> int:
    if call.dry_run:
        with open_library(call) as library:
            preview, exchange, copy = library.preview_package(call.file), "", ""
    else:
        report = _take_in(call)
        preview, exchange, copy = report.preview, report.exchange, report.backup
    if call.json:
        say_json(_told(preview) | {"exchange": exchange, "backup": copy, "dry_run": call.dry_run})
        return 0
    for line in _lines(preview):
        say(line)
    if call.dry_run:
        say("只是预览，资料库没有改动。")
    elif not exchange:
        say("没有新内容，资料库没有改动。")
    else:
        say(f"已并入；并入前的备份：{copy}")
    return 0


def _take_in(call: argparse.Namespace) -> MergeReport:
    """While a window has the library it is left to that window."""
    from briefing.library.occupancy import Occupancy

    occupancy = Occupancy(library_path(call))
    try:
        library: Library
        with open_library(call) as library:
            return library.take_in(call.file, author=call.author, backup=lambda: _copy(call, library))
    finally:
        occupancy.release()


def _copy(call: argparse.Namespace, library: Library) -> str:
    """The backup that is made before anything is taken in."""
    from briefing.library.backups import BackupReason

    return str(backups_of(call, library.path).make(BackupReason.MERGE).path.resolve())


def _chosen(library: Library, key: str | None) -> Sequence[ReportContents]:
    contents = library.contents()
    found = [one for one in contents if key in (None, one.report.key)]
    if key is not None and not found:
        raise LibraryError(f"资料库里没有报告“{key}”；各报告的 key 见 briefing outline。")
    return found


def _record(note: Annotation) -> dict[str, Any]:
    return {
        "id": note.id,
        "report": note.report_key,
        "kind": note.kind.value,
        "status": note.status.value,
        "title": note.title,
        "text": note.text,
        "author": note.author,
        "created": note.created.isoformat(),
        "changed": note.changed.isoformat(),
        "quote": note.quote,
        "scope": note.scope.value,
        "state": note.state.value,
        "item": note.item,
        "section": None if note.section is None else list(note.section),
        "stretch": None if note.stretch is None else [note.stretch.start, note.stretch.end],
        "tags": list(note.tags),
        "due": None if note.due is None else note.due.isoformat(),
        "attachments": [{"name": one.name, "size": one.size, "sha256": one.sha256} for one in note.attachments],
        "answers": note.answers or None,
        "source": note.source,
        "computed": note.computed,
        "conflicts": list(note.conflicts),
    }


def _told(preview: MergePreview) -> dict[str, Any]:
    return {
        "file": preview.file_name,
        "author": preview.author,
        "made": None if preview.made is None else preview.made.isoformat(),
        "counts": {arrival.value: number for arrival, number in preview.counts.items()},
        "annotations": [_arriving(one) for one in preview.arriving],
    }


def _arriving(one: Arriving) -> dict[str, Any]:
    return {
        "id": one.id,
        "arrival": one.arrival.value,
        "report": one.report,
        "quote": one.quote,
        "kind": one.kind.value,
        "status": one.status.value,
        "author": one.author,
        "title": one.title,
        "text": one.text,
        "here": one.here,
        "deleted": one.deleted,
        "state": None if one.state is None else one.state.value,
        "fields": list(one.fields),
        "reason": one.reason or None,
    }


def _lines(preview: MergePreview) -> list[str]:
    lines = [f"{preview.file_name}  {preview.author}".rstrip()]
    lines.append("，".join(f"{arrival.label}{number}条" for arrival, number in preview.counts.items()))
    reasons = Counter(one.reason for one in preview.arriving if one.reason)
    return [*lines, *(f"  {reason}（{number}条）" for reason, number in reasons.items())]
