"""``briefing compose``, ``briefing briefings`` and ``briefing export --briefing``: briefings without a screen."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from briefing.cli_parts import open_library, preferences_of, say, say_json, shelf_of, verb_adder
from briefing.domain.errors import ExportError, SourceError

if TYPE_CHECKING:
    from briefing.domain.briefing import Briefing
    from briefing.domain.briefing_sources import Sources
    from briefing.library.library import Library

AUTHOR = "命令行"
"""Who exports, in a library's records, when nobody is named."""


def register(verbs: Any) -> None:
    """Add the verbs to what ``ArgumentParser.add_subparsers`` returned."""
    verb = verb_adder(verbs)
    compose = verb("compose", _compose, "按 TOML 文件编一份简报，写成 PDF、Word、Excel、Markdown 或纯文本")
    compose.add_argument("--from", dest="source", required=True, type=Path, metavar="FILE.toml", help="简报的内容")
    add_target(compose)
    compose.add_argument("--keep", action="store_true", help="把编好的简报也存进资料库，并记下这次导出")
    verb("briefings", _briefings, "列出资料库里的简报和导出记录")


def add_target(parser: argparse.ArgumentParser) -> None:
    """What every export of a briefing asks for."""
    parser.add_argument("--to", required=True, type=Path, metavar="FILE", help="写到哪里，按文件名的结尾决定格式")
    parser.add_argument("--author", default=AUTHOR, metavar="NAME", help="记在导出记录里的署名")


def export_briefing(call: argparse.Namespace) -> int:
    """Write a briefing of the library, named by its key or its title, and record the export."""
    with open_library(call) as library:
        sources = _sources(library)
        briefing = _named(library.briefings(), call.briefing)
        content, told = _written(briefing, sources, call)
        _record(library, briefing, sources, call, content)
    _tell(call, told | {"briefing": briefing.id})
    return 0


def briefing_record(briefing: Briefing, library: Library) -> dict[str, Any]:
    """A briefing as a plain record, with its entries' kinds and its exports."""
    from briefing.domain.briefing_entries import kind_label

    details = briefing.details
    return {
        "key": briefing.id,
        "title": details.title,
        "form": briefing.form.value,
        "meeting": details.meeting,
        "on": None if details.on is None else details.on.isoformat(),
        "author": briefing.author,
        "created": briefing.created.isoformat(),
        "changed": briefing.changed.isoformat(),
        "entries": [{"key": entry.id, "kind": kind_label(entry.content)} for entry in briefing.entries],
        "exports": [
            {
                "at": export.at.isoformat(),
                "author": export.author,
                "format": export.format,
                "file": export.file_name,
                "sha256": export.sha256,
                "size": export.size,
            }
            for export in library.exports(briefing.id)
        ],
    }


def _compose(call: argparse.Namespace) -> int:
    from datetime import UTC, datetime

    from briefing.actions.composing import NewBriefing
    from briefing.domain.briefing import Briefing
    from briefing.export.briefing.usual import usual_details
    from briefing.library.briefing_files import read_composition
    from briefing.library.ids import IdMaker

    text = _text(call.source)
    new_id = IdMaker()
    with open_library(call) as library:
        sources = _sources(library)
        read = read_composition(text, sources, new_id, usual=usual_details(preferences_of(call)))
        now = datetime.now(UTC)
        briefing = Briefing(new_id(), read.form, read.details, read.entries, call.author, now, now, read.paper)
        content, told = _written(briefing, sources, call)
        if call.keep:
            command = NewBriefing(
                form=read.form, details=read.details, author=call.author, entries=read.entries, paper=read.paper
            )
            briefing = command.apply(library).value
            _record(library, briefing, sources, call, content)
            told["briefing"] = briefing.id
        else:
            _put(call.to, content)
    _tell(call, told)
    return 0


def _briefings(call: argparse.Namespace) -> int:
    with open_library(call) as library:
        records = [briefing_record(one, library) for one in library.briefings() if not one.removed]
    if call.json:
        say_json({"briefings": records})
        return 0
    for record in records:
        say(f"{record['key']}  {record['title'] or '未命名简报'}　{len(record['entries'])} 项")
        for export in record["exports"]:
            say(f"    {export['at'][:16].replace('T', ' ')}  {export['author']}  {export['file']}  {export['sha256']}")
    if not records:
        say("资料库里还没有简报。", sys.stderr)
    return 0


def _text(path: Path) -> str:
    try:
        return path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise SourceError(f"“{path}”打不开，请检查文件名和权限。", detail=repr(error)) from error
    except UnicodeDecodeError as error:
        raise SourceError(f"“{path.name}”不是 UTF-8 编码，请另存为 UTF-8。", detail=repr(error)) from error


def _sources(library: Library) -> Sources:
    from briefing.domain.briefing_sources import Sources

    return Sources(library.contents(), library.indicators())


def _named(briefings: tuple[Briefing, ...], name: str) -> Briefing:
    kept = [one for one in briefings if not one.removed]
    found = [one for one in kept if name == one.id] or [one for one in kept if name == one.details.title]
    if len(found) > 1:
        keys = "、".join(one.id for one in found)
        raise ExportError(f"题为“{name}”的简报有 {len(found)} 份，请改用 key：{keys}。")
    if not found:
        known = "、".join(one.name for one in kept) or "一份也没有"
        raise ExportError(f"资料库里没有 key 或标题为“{name}”的简报，现有：{known}。")
    return found[0]


def _written(briefing: Briefing, sources: Sources, call: argparse.Namespace) -> tuple[bytes, dict[str, Any]]:
    """The file's bytes, and what to tell of it; complaints go to stderr, a line each."""
    from briefing.export.briefing.document import composed
    from briefing.export.briefing.files import format_of, written
    from briefing.export.fonts import FaceRole

    kind, shelf = format_of(call.to), shelf_of(call)
    made = composed(briefing, sources, shelf.families(FaceRole.HEI))
    content = written(made.document, kind, shelf)
    for complaint in made.complaints:
        say(f"briefing: {complaint.sentence}", sys.stderr)
    return content, {
        "file": str(call.to.resolve()),
        "format": kind,
        "complaints": [{"entry": one.entry, "sentence": one.sentence} for one in made.complaints],
    }


def _record(library: Library, briefing: Briefing, sources: Sources, call: argparse.Namespace, content: bytes) -> None:
    """Write the file and keep it; one is not done without the other."""
    from briefing.actions.composing import RecordExport
    from briefing.domain.briefing_changes import as_printed
    from briefing.export.briefing.files import format_of

    with library.atomic():
        RecordExport(
            id=briefing.id,
            format=format_of(call.to),
            file_name=call.to.name,
            content=content,
            author=call.author,
            contained=as_printed(briefing, sources),
        ).apply(library)
        _put(call.to, content)


def _put(path: Path, content: bytes) -> None:
    from briefing.export.files import replace_file

    replace_file(path, content)


def _tell(call: argparse.Namespace, told: dict[str, Any]) -> None:
    if call.json:
        say_json(told)
    else:
        say(told["file"])
