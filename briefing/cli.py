"""The same powers without a screen. ``briefing`` alone opens the window.

Exit status: 0 when done, 1 when it could not be (said in one line on stderr), 2 for a wrong call.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from briefing import __version__, cli_annotations, cli_compose, cli_library, cli_window, locales
from briefing.cli_parts import library_path, open_library, places_of, say, say_json, shelf_of, verb_adder
from briefing.domain.errors import KnownError
from briefing.locate import is_portable, stay_within

if TYPE_CHECKING:
    from briefing.domain.figure import Figure
    from briefing.domain.report import Report


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command and return the exit status."""
    if argv is None:
        locales.start_again_in_utf8()
    heard = sys.stderr is not None
    _speak_utf8()
    call = _parser().parse_args(argv)
    if is_portable(call.portable):
        stay_within(places_of(call))
    work: Callable[[argparse.Namespace], int] = call.work
    try:
        return work(call)
    except KnownError as error:
        print(f"briefing: {error}", file=sys.stderr)
        if not heard or (work is cli_window.window and cli_window.is_from_a_menu(os.environ, sys.stderr.isatty())):
            from briefing.app import complain

            complain(str(error))
        return 1
    except BrokenPipeError:
        # Whoever read our output has seen enough; the interpreter must not complain at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0


def window() -> int:
    """Entry point of the window, for a desktop's menu."""
    locales.start_again_in_utf8()
    return main([])


def _speak_utf8() -> None:
    """Chinese whatever the console's code page or LANG is.

    A program of Windows that has a window has no console: its streams are None, and whoever writes, flushes or asks for
    a terminal would fail. Its words go nowhere instead.
    """
    for name in ("stdout", "stderr"):
        stream = getattr(sys, name)
        if stream is None:
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115 - open as long as we run
        elif hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="briefing", description="简报台：从政府工作报告准备会议简报。不带命令就打开窗口。"
    )
    parser.add_argument("--library", type=Path, metavar="FILE", help="资料库文件；不写就用系统的数据文件夹")
    parser.add_argument("--portable", action="store_true", help="把资料库、设置、备份和日志都放在程序自己的文件夹里")
    parser.add_argument("--version", action="version", version=f"briefing {__version__}")
    parser.add_argument("--quit-when-shown", action="store_true", help=argparse.SUPPRESS)
    parser.set_defaults(work=cli_window.window, json=False)
    verbs = parser.add_subparsers(title="命令", metavar="命令")

    verb = verb_adder(verbs)
    cli_window.register(verb)
    verb("outline", _outline, "列出资料库里各份报告的章节和条目")
    figures = verb("figures", _figures, "读出一份文件里的数据，每行一个")
    figures.add_argument("file", type=Path, metavar="FILE")
    figures.add_argument("--explain", action="store_true", help="连同不算数据的数，各说明为什么")
    search = verb("search", _search, "搜索章节、条目、数据、指标和批注")
    search.add_argument("words", nargs="+", metavar="WORDS")
    verb("compare", _compare, "对照各份报告的实绩与目标，每项指标一行")
    check = verb("check", _check, "校核：前后不一、合计不符、缺单位、用字有误")
    check.add_argument("file", type=Path, nargs="?", metavar="FILE", help="一份文件；不写就校核资料库里的各份报告")
    export = verb("export", _export, "把一份报告或其中一章写成 PDF，或把一份简报写成 PDF、Word、Excel、文本")
    which = export.add_mutually_exclusive_group(required=True)
    which.add_argument("--report", metavar="KEY", help="报告的 key，见 outline")
    which.add_argument("--briefing", metavar="KEY", help="简报的 key 或标题，见 briefings")
    export.add_argument("--section", type=int, metavar="N", help="报告中章节的序号")
    cli_compose.add_target(export)
    cli_compose.register(verbs)
    cli_annotations.register(verbs)
    cli_library.register(verbs)
    verb("doctor", _doctor, "诊断：版本、位置、字体、资料库")
    demonstrate = verb("demonstrate", _demonstrate, "")
    demonstrate.add_argument("--to", type=Path, metavar="FOLDER")
    screenshots = verb("screenshots", _screenshots, "")
    screenshots.add_argument("--to", type=Path, required=True, metavar="FOLDER")
    screenshots.add_argument("only", nargs="*", metavar="NAME")
    return parser


def _outline(call: argparse.Namespace) -> int:
    from briefing.domain.labels import caption, section_title
    from briefing.reading.records import outline_record

    with open_library(call) as library:
        reports = [contents.report for contents in library.contents()]
        briefings = [cli_compose.briefing_record(one, library) for one in library.briefings() if not one.removed]
    if call.json:
        say_json({"reports": [outline_record(report) for report in reports], "briefings": briefings})
        return 0
    for report in reports:
        say(f"{report.key}  {report.name}")
        for section in report.sections():
            say("  " * len(section.path) + section_title(section))
            for item in section.own_items():
                say("  " * (len(section.path) + 1) + caption(item))
    return 0


def _figures(call: argparse.Namespace) -> int:
    from briefing.reading.explained import Exclusion, read_exclusions
    from briefing.reading.figures import read_figures
    from briefing.reading.outline import read_report
    from briefing.reading.records import exclusion_record, figure_record
    from briefing.reading.sources import load

    report = read_report(load(call.file), key=call.file.stem)
    found: list[Figure | Exclusion] = [*read_figures(report)]
    if call.explain:
        found = sorted([*found, *read_exclusions(report)], key=lambda each: each.span)
    # A person at a terminal reads a table; a program that reads our output gets JSON Lines.
    as_json = call.json or not sys.stdout.isatty()
    for each in found:
        if isinstance(each, Exclusion):
            raw = " ".join(each.raw.split())
            line = (
                json.dumps(exclusion_record(each), ensure_ascii=False) if as_json else f"{raw}\t不是数据\t{each.reason}"
            )
        elif as_json:
            line = json.dumps(figure_record(each), ensure_ascii=False)
        else:
            line = "\t".join(
                (
                    each.subject,
                    each.measure.label,
                    each.quantity.words,
                    str(each.year or ""),
                    " ".join(each.raw.split()),
                )
            )
        say(line)
    return 0


def _search(call: argparse.Namespace) -> int:
    from briefing.export.records import hit_record

    words = " ".join(call.words)
    with open_library(call) as library:
        hits = library.search(words)
    if call.json:
        say_json({"words": words, "hits": [hit_record(hit) for hit in hits]})
    else:
        for hit in hits:
            say(f"[{hit.kind.label}] {hit.text}\n    {hit.trail}")
    if not hits and not call.json:
        say("没有找到。换一个词，或只写其中两个字。", sys.stderr)
    return 0


def _compare(call: argparse.Namespace) -> int:
    from briefing.export.records import indicator_record
    from briefing.export.words import indicator_lines

    with open_library(call) as library:
        contents, indicators = library.contents(), library.indicators()
    reports = {each.report.key: each.report for each in contents}
    figures = [figure for each in contents for figure in each.figures]
    if call.json:
        say_json({"indicators": [indicator_record(indicator, reports, figures) for indicator in indicators]})
        return 0
    for line in indicator_lines(indicators, reports):
        say(line)
    if not indicators:
        say("没有可对照的指标。资料库里要有同一地区的实绩和以后年份的目标。", sys.stderr)
    return 0


def _check(call: argparse.Namespace) -> int:
    from briefing.export.records import finding_record
    from briefing.export.words import finding_lines
    from briefing.reading.checks import check

    checked = [(report, check(report, figures)) for report, figures in _checked_reports(call)]
    if call.json:
        say_json(
            {
                "reports": [
                    {"key": report.key, "findings": [finding_record(finding, report) for finding in findings]}
                    for report, findings in checked
                ]
            }
        )
        return 0
    for report, findings in checked:
        for line in finding_lines(report, findings):
            say(line)
    return 0


def _checked_reports(call: argparse.Namespace) -> list[tuple[Report, tuple[Figure, ...]]]:
    """The file named with the figures read in it, or the library's reports with the figures kept."""
    if call.file is None:
        with open_library(call) as library:
            return [(contents.report, contents.figures) for contents in library.contents()]
    from briefing.reading.figures import read_figures
    from briefing.reading.outline import read_report
    from briefing.reading.sources import load

    report = read_report(load(call.file), key=call.file.stem)
    return [(report, read_figures(report))]


def _export(call: argparse.Namespace) -> int:
    if call.briefing is not None:
        return cli_compose.export_briefing(call)
    from briefing.export.choices import PageChoices
    from briefing.export.fonts import FaceRole
    from briefing.export.pdf import PdfWriter
    from briefing.export.selection import document_of, place_of

    with open_library(call) as library:
        contents, indicators = library.contents(), library.indicators()
    place = place_of(contents, call.report, call.section)
    shelf = shelf_of(call)
    document = document_of(place, contents, indicators, PageChoices(), shelf.families(FaceRole.HEI))
    writer = PdfWriter(shelf)
    writer.write(document, call.to)
    if call.json:
        say_json({"file": str(call.to.resolve()), "fonts": {f.role.value: f.used for f in writer.faces}})
    else:
        say(str(call.to.resolve()))
    return 0


def _doctor(call: argparse.Namespace) -> int:
    from briefing.doctor import examine, report_of

    findings = examine(library_path(call), places_of(call))
    if call.json:
        keys = ("topic", "name", "value", "advice", "level")
        say_json([{key: getattr(finding, key) for key in keys} for finding in findings])
        return 0
    say(report_of(findings))
    return 0


def _demonstrate(call: argparse.Namespace) -> int:
    from briefing.demonstration import demonstrate

    for path in demonstrate(library_path(call), call.to):
        say(str(path))
    return 0


def _screenshots(call: argparse.Namespace) -> int:
    from briefing.pictures.making import screenshots

    for path in screenshots(call.to, call.only):
        say(str(path))
    return 0
