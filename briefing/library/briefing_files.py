"""Briefings written by hand in TOML, for the command line and for what the program brings.

    form = "meeting"                # meeting outline comparison answers one_page blank
    title = "2026年主要目标任务简报"
    subtitle, meeting, place, presenter, recipients, confidentiality = "…"
    on = 2026-03-09
    duplex = true                   # mirrored margins
    contents = false                # a table of contents

    [[entry]]
    kind = "heading"                # text, level (1 to 4)
    kind = "text"                   # text: one's own words, Markdown of annotations
    kind = "item"                   # report with quote (exact words; prefix, suffix where they stand in several
                                    #   places; whole = true: all of the item), or with section and item (numbers)
    kind = "items"                  # report with section or part: all items of it; heading = true: its heading too
    kind = "table"                  # the figures of report with quote, section or part; caption
    kind = "comparison"             # indicators (names or keys; none: all); caption
    kind = "chart"                  # report with quote, section or part (or nothing), number (from 1); or indicators
    kind = "annotation"             # id
    kind = "break"

    # and with every kind: new_page, results, difference, sources, margin = true or false; wording = "…"

``section`` is the number of a numbered section, ``part`` the heading of a part that has none.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Any, TypeVar

from briefing.domain.anchor import anchor_at, canonical_text, find_quote, item_offset
from briefing.domain.briefing import Details, Entry, EntryOptions, Form, ItemQuote, Paper
from briefing.domain.briefing_entries import EntryMaker
from briefing.domain.briefing_sources import Sources
from briefing.domain.contents import ReportContents
from briefing.domain.errors import KnownError
from briefing.domain.place import Place
from briefing.domain.report import Item, Section
from briefing.domain.span import Span

T = TypeVar("T")

_ENTRY = re.compile(r"^[ \t]*\[\[[ \t]*entry[ \t]*\]\]", re.MULTILINE)
_AT = re.compile(r"\(at line (\d+), column (\d+)\)")
_TEXTS = ("title", "subtitle", "meeting", "place", "presenter", "recipients", "confidentiality")
_OPTIONS = tuple(field.name for field in fields(EntryOptions))
_WHERE = ("report", "quote", "prefix", "suffix", "section", "item", "part")
_KEYS = {
    "heading": ("text", "level"),
    "text": ("text",),
    "item": (*_WHERE, "whole"),
    "items": (*_WHERE, "heading"),
    "table": (*_WHERE, "caption"),
    "comparison": ("indicators", "caption"),
    "chart": (*_WHERE, "indicators", "number", "caption"),
    "annotation": ("id",),
    "break": (),
}
_TYPES = {str: "文字", int: "整数", bool: " true 或 false", list: "列表"}


class BriefingFileError(KnownError):
    """A file that is to become a briefing does not say what it should; the sentence names the entry and its line."""


@dataclass(frozen=True, slots=True)
class Composition:
    """What such a file says, its entries resolved."""

    form: Form
    details: Details
    paper: Paper
    entries: tuple[Entry, ...]


def read_composition(
    text: str, sources: Sources, new_id: Callable[[], str], *, usual: Details | None = None
) -> Composition:
    """Read a briefing from TOML; what its head does not name is as in ``usual``.

    Raises BriefingFileError, naming the entry, for whatever does not fit.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        at = _AT.search(str(error))
        where = f"第 {at[1]} 行第 {at[2]} 列" if at else "文件末尾"
        raise BriefingFileError(f"{where}不是正确的 TOML 写法，请检查引号、括号和等号。", detail=str(error)) from error
    fault = _fault("题头")
    allowed = {*_TEXTS, "form", "on", "duplex", "contents", "entry"}
    if unknown := sorted(set(data) - allowed):
        raise fault(f"不认识“{unknown[0]}”，可以写的有 {'、'.join(sorted(allowed))}")
    head = _Given(data, fault)
    try:
        form = Form(head.get("form", str, Form.MEETING.value))
    except ValueError:
        raise fault(f"form 只能是 {'、'.join(form.value for form in Form)} 之一") from None
    usual = usual or Details("")
    texts = {name: head.get(name, str, getattr(usual, name)) for name in _TEXTS}
    details = replace(Details(texts.pop("title"), on=head.day("on")), **texts)
    paper = Paper(head.get("duplex", bool, True), head.get("contents", bool, False))
    tables = head.get("entry", list, [])
    lines = [text.count("\n", 0, found.start()) + 1 for found in _ENTRY.finditer(text)]
    entries: list[Entry] = []
    for number, table in enumerate(tables, 1):
        line = f"（第 {lines[number - 1]} 行）" if len(lines) == len(tables) else ""
        named = _fault(f"第 {number} 个 [[entry]]{line}")
        if not isinstance(table, dict):
            raise named("要写成一张表")
        entries += _Reader(_Given(table, named), sources, new_id).entries()
    return Composition(form, details, paper, tuple(entries))


Fault = Callable[[str], BriefingFileError]


def _fault(where: str) -> Fault:
    return lambda what: BriefingFileError(f"{where}：{what}。")


class _Given:
    """The keys of a table, each of the type it must have."""

    def __init__(self, data: Mapping[str, Any], fault: Fault) -> None:
        self.data = data
        self.fault = fault

    def get(self, name: str, kind: type[T], default: T) -> T:
        value = self.data.get(name, default)
        # A bool is an int to Python, not to a person.
        if not isinstance(value, kind) or (kind is int and isinstance(value, bool)):
            raise self.fault(f"{name} 要写成{_TYPES[kind]}")
        return value

    def need(self, name: str) -> str:
        value = self.get(name, str, "")
        if not value.strip():
            raise self.fault(f"缺少 {name}")
        return value

    def day(self, name: str) -> date | None:
        value = self.data.get(name)
        if value is None:
            return None
        try:
            return date.fromisoformat(value) if isinstance(value, str) else date(value.year, value.month, value.day)
        except (ValueError, AttributeError):
            raise self.fault(f"{name} 要写成日期，如 2026-03-09") from None


class _Reader:
    """Makes the entries of one table."""

    def __init__(self, given: _Given, sources: Sources, new_id: Callable[[], str]) -> None:
        self._given = given
        self._fault = given.fault
        self._sources = sources
        self._make = EntryMaker(sources, new_id)

    def entries(self) -> list[Entry]:
        given, kind = self._given, self._given.need("kind")
        if kind not in _KEYS:
            raise self._fault(f"不认识 kind“{kind}”，可以写的有 {'、'.join(_KEYS)}")
        allowed = {"kind", "wording", *_KEYS[kind], *_OPTIONS}
        if unknown := sorted(set(given.data) - allowed):
            raise self._fault(f"kind 是 {kind} 时不认识“{unknown[0]}”，可以写的有 {'、'.join(sorted(allowed))}")
        options = EntryOptions(
            **{name: given.get(name, bool, getattr(EntryOptions(), name)) for name in _OPTIONS if name in given.data}
        )
        wording = given.get("wording", str, "") or None
        first, *rest = self._made(kind, options)
        # What begins a page, and what is worded otherwise, is the first of several entries.
        made = [replace(first, options=options, wording=wording)]
        return made + [replace(one, options=replace(options, new_page=False)) for one in rest]

    def _made(self, kind: str, options: EntryOptions) -> Iterable[Entry]:
        given, make = self._given, self._make
        title = given.get("caption", str, "") if "caption" in _KEYS[kind] else ""
        match kind:
            case "heading":
                level = given.get("level", int, 1)
                if not 1 <= level <= 4:
                    raise self._fault("level 只能是 1 到 4")
                return [make.heading(given.need("text"), level)]
            case "text":
                return [make.text(given.need("text"))]
            case "item":
                return [self._item()]
            case "items":
                found = make.section(self._place(), heading=given.get("heading", bool, False))
                return found or self._nothing("那里没有条目")
            case "table":
                table = make.table(self._place(), title=title, options=options)
                return [table] if table is not None else self._nothing("那里没有数据")
            case "comparison":
                return [make.comparison(self._indicators(), title=title, options=options)]
            case "chart":
                return [self._chart(title)]
            case "annotation":
                key = given.need("id")
                if key not in self._sources.annotations:
                    raise self._fault(f"资料库里没有编号为 {key} 的批注")
                return [make.note(key)]
            case _:
                return [make.page_end()]

    def _nothing(self, what: str) -> Iterable[Entry]:
        raise self._fault(what)

    def _item(self) -> Entry:
        given = self._given
        if "quote" not in given.data:
            place = self._place()
            if place.item is None:
                raise self._fault("要写 quote，或者 section 和 item")
            return self._make.item(place)
        contents = self._contents()
        item, stretch = self._quoted(contents)
        place = Place(contents.report.key, (), item.position)
        if given.get("whole", bool, False):
            return self._make.item(place)
        if len(stretch) == len(item.text):
            return self._make.item(place)
        anchor = anchor_at(contents.report, item, stretch)
        return self._make.of(ItemQuote(contents.report.key, anchor, whole=False))

    def _chart(self, title: str) -> Entry:
        given = self._given
        number = given.get("number", int, 0)
        if number < 0:
            raise self._fault("number 从 1 数起")
        if "indicators" in given.data:
            made = self._make.chart_of(self._indicators(), title=title)
        else:
            made = self._make.chart(self._place(), number - 1 if number else None, title=title)
        if not made.seen:
            raise self._fault("那里没有可以画成图的数据")
        return made

    def _indicators(self) -> tuple[str, ...]:
        keys = []
        for name in self._given.get("indicators", list, []):
            found = [key for key, one in self._sources.indicators.items() if name in (key, one.name)]
            if len(found) != 1:
                what = "有不止一项，请改写 key" if found else "没有"
                raise self._fault(f"指标“{name}”{what}，名称和 key 见 briefing compare --json")
            keys += found
        return tuple(keys)

    def _contents(self) -> ReportContents:
        key = self._given.need("report")
        contents = self._sources.library.get(key)
        if contents is None:
            known = "、".join(self._sources.library) or "一份也没有"
            raise self._fault(f"资料库里没有 key 为“{key}”的报告，现有：{known}")
        return contents

    def _quoted(self, contents: ReportContents) -> tuple[Item, Span]:
        """The one place where the quote stands."""
        given, report = self._given, contents.report
        words = given.need("quote")
        before, after = given.get("prefix", str, ""), given.get("suffix", str, "")
        text = canonical_text(report)
        found = []
        for item, stretch in find_quote(report, words):
            at = item_offset(report, item) + stretch.start
            if text[:at].endswith(before) and text[at + len(stretch) :].startswith(after):
                found.append((item, stretch))
        if not found:
            raise self._fault(f"报告“{report.key}”里找不到“{words}”，标点也要与原文一样")
        if len(found) > 1:
            raise self._fault(f"“{words}”在报告“{report.key}”里有 {len(found)} 处，请用 prefix 或 suffix 写明是哪一处")
        return found[0]

    def _place(self) -> Place:
        given = self._given
        contents = self._contents()
        report = contents.report
        if "quote" in given.data:
            return Place(report.key, (), self._quoted(contents)[0].position)
        section: Section | None = None
        if "section" in given.data:
            number = given.get("section", int, 0)
            section = next((one for one in report.numbered() if one.number == number), None)
            if section is None:
                known = "、".join(str(one.number) for one in report.numbered()) or "没有编号的章节"
                raise self._fault(f"报告“{report.key}”没有第 {number} 章，可选：{known}")
        elif "part" in given.data:
            heading = given.need("part")
            section = next((one for one in report.sections() if one.heading == heading), None)
            if section is None:
                raise self._fault(f"报告“{report.key}”没有题为“{heading}”的章节")
        if "item" not in given.data:
            return Place(report.key, () if section is None else section.path)
        if section is None:
            raise self._fault("item 要和 section 或 part 一起写")
        number = given.get("item", int, 0)
        if not 1 <= number <= len(section.items):
            raise self._fault(f"那一章有 {len(section.items)} 条，没有第 {number} 条")
        return Place(report.key, section.path, section.items[number - 1].position)
