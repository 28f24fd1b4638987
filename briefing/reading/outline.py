"""Puts a laid-out page together again as a report."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import PurePath

from briefing.domain.report import Item, ItemRole, Report, Section, SectionRole
from briefing.domain.span import Span
from briefing.reading.callouts import speaks_in_numbers
from briefing.reading.dating import resolve_nature, resolve_year
from briefing.reading.elements import Credit, Element, Heading, Kind, Text, YearMark
from briefing.reading.front import Front, read_front
from briefing.reading.headings import hash_heading
from briefing.reading.layout import lay_out
from briefing.reading.lines import cut
from briefing.reading.page import tail_start
from briefing.reading.sources.load import SourceFile

_DASHES = "—–―─-"


@dataclass(slots=True, eq=False)
class _Node:
    heading: Heading | None
    role: SectionRole = SectionRole.BODY
    texts: list[Text] = field(default_factory=list)
    children: list[_Node] = field(default_factory=list)

    def walk(self) -> Iterator[_Node]:
        stack = [self]
        while stack:
            node = stack.pop()
            yield node
            stack.extend(reversed(node.children))


def read_report(
    source: SourceFile, *, key: str, short: str = "", issuer: str = "", region: str = "", year: int | None = None
) -> Report:
    """Read a report's outline out of its source text, from its layout alone.

    Parts come in reading order, numbered sections of a shuffled two-column page in the order of their
    numbers; call-outs form a part of their own after the part they stand in, text left over after the
    last of them a closing part. ``year`` overrides what the document tells. Never raises: any text has an outline.
    """
    lines = cut(source.text)
    body = lines[: tail_start(lines)]
    marked = any(hash_heading(line.words) for line in body)
    front = Front() if marked else read_front(body)
    elements = lay_out(source.text, body, frozenset(front.used), marked)
    if marked:
        elements = _take_title(elements, front)
    marks = [element.year for element in elements if isinstance(element, YearMark)]
    front.credits += [element.words for element in elements if isinstance(element, Credit)]
    parts = _freeze(_parts(elements))
    title = front.title or PurePath(source.name).stem or source.name
    prose = "\n".join(item.text for part in parts for item in part.all_items())
    heads = [section.heading for part in parts for section in part.walk() if section.heading]
    if year is None:
        year = resolve_year(marks, (front.title, front.subtitle, *front.credits), heads, prose)
    return Report(
        key=key,
        title=title,
        subtitle=front.subtitle,
        year=year,
        nature=resolve_nature("\n".join((*heads, prose))),
        file_name=source.name,
        source_text=source.text,
        sha256=source.sha256,
        short=short,
        issuer=issuer,
        region=region,
        credits=tuple(front.credits),
        parts=parts,
    )


def _take_title(elements: list[Element], front: Front) -> list[Element]:
    """Take title and subtitle out of the hash headings.

    The title is the first, when it stands above all others; the subtitle a dashed line after it.
    """
    heads = [
        (index, element) for index, element in enumerate(elements) if isinstance(element, Heading) and element.marked
    ]
    if not heads:
        return elements
    index, first = heads[0]
    others = [head.rank for _, head in heads[1:]]
    dashed = len(heads) > 1 and heads[1][1].words[0] in _DASHES
    if any(isinstance(element, Text) for element in elements[:index]) or (
        not dashed and others and min(others) <= first.rank
    ):
        return elements
    front.title = first.words
    used = {index}
    following = index + 1
    while following < len(elements) and isinstance(elements[following], YearMark | Credit):
        following += 1
    if following < len(elements):
        after = elements[following]
        if isinstance(after, Heading) and after.words[0] in _DASHES + "（(":
            front.subtitle = after.words
            used.add(following)
    return [element for place, element in enumerate(elements) if place not in used]


def _parts(elements: Sequence[Element]) -> list[_Node]:
    """The tree of headings with their texts, call-outs and closing text set apart."""
    closing = _closing_texts(elements)
    lead_in = _Node(None)
    parts: list[_Node] = [lead_in]
    stack: list[_Node] = []
    callouts: dict[int, tuple[_Node, list[Text], Heading | None]] = {}
    for element in elements:
        if isinstance(element, Heading):
            node = _Node(element)
            while stack and stack[-1].heading is not None and stack[-1].heading.rank >= element.rank:
                stack.pop()
            (stack[-1].children if stack else parts).append(node)
            stack.append(node)
        elif isinstance(element, Text) and id(element) not in closing:
            here = stack[-1] if stack else lead_in
            if element.kind is Kind.CALLOUT:
                part = stack[0] if stack else lead_in
                callouts.setdefault(id(part), (part, [], None))[1].append(element)
            else:
                here.texts.append(element)
    for node in parts:
        for each in node.walk():
            _sort_columns(each)
    parts = _place_callouts(parts, callouts)
    parts = [part for part in parts if part.heading is not None or part.texts or part.children]
    if closing:
        texts = [element for element in elements if isinstance(element, Text) and id(element) in closing]
        parts.append(_Node(None, SectionRole.CLOSING, texts))
    return parts


def _closing_texts(elements: Sequence[Element]) -> frozenset[int]:
    """Paragraphs at the end of a hash edition that call-outs, credits or a year cut off from the last heading."""
    last = max((i for i, e in enumerate(elements) if isinstance(e, Heading)), default=-1)
    if last < 0 or not any(isinstance(e, Heading) and e.marked for e in elements):
        return frozenset()
    broken = False
    after: list[Text] = []
    for element in elements[last + 1 :]:
        if isinstance(element, Text) and element.kind is not Kind.CALLOUT:
            if broken:
                after.append(element)
        else:
            broken, after = True, []
    if any(text.kind is Kind.BULLET for text in after):
        return frozenset()
    return frozenset(id(text) for text in after)


def _place_callouts(parts: list[_Node], callouts: dict[int, tuple[_Node, list[Text], Heading | None]]) -> list[_Node]:
    """Make a part of each part's call-outs, under the heading that was stranded without any text of its own."""
    placed = []
    groups = [texts for _, texts, _ in callouts.values() if speaks_in_numbers(["".join(t.lines) for t in texts])]
    kept = {id(texts) for texts in groups}
    stranded = _take_stranded(parts, len(groups)) if groups else []
    for part in parts:
        placed.append(part)
        if id(part) not in callouts:
            continue
        _, texts, _ = callouts[id(part)]
        if id(texts) in kept:
            placed.append(_Node(stranded.pop(0) if stranded else None, SectionRole.CALLOUTS, texts))
        else:
            part.texts.extend(texts)
    return placed


def _take_stranded(parts: list[_Node], wanted: int) -> list[Heading]:
    """Take unnumbered hash headings with nothing below them out of the tree, at most ``wanted``."""
    found: list[Heading] = []
    holders = [node.children for part in parts for node in part.walk()]
    for siblings in [*holders, parts]:
        for node in list(siblings):
            head = node.heading
            empty = not node.texts and not node.children
            if empty and head is not None and head.marked and head.number is None and len(found) < wanted:
                siblings.remove(node)
                found.append(head)
    return sorted(found, key=lambda head: head.line)


def _sort_columns(node: _Node) -> None:
    """Put numbered hash sections in the order of their numbers when these count from 1 without a gap."""
    numbered = [child for child in node.children if child.heading is not None and child.heading.number is not None]
    numbers = [
        child.heading.number for child in numbered if child.heading is not None and child.heading.number is not None
    ]
    if sorted(numbers) != list(range(1, len(numbers) + 1)) or numbers == sorted(numbers):
        return
    if not all(child.heading is not None and child.heading.marked for child in numbered):
        return
    in_order = iter(sorted(numbered, key=lambda child: _number_of(child)))
    node.children = [next(in_order) if child in numbered else child for child in node.children]


def _number_of(node: _Node) -> int:
    return node.heading.number or 0 if node.heading is not None else 0


def _freeze(parts: Sequence[_Node]) -> tuple[Section, ...]:
    counter = iter(range(10**9))
    return tuple(_section(node, (index,), counter) for index, node in enumerate(parts))


_ROLES = {
    SectionRole.BODY: ItemRole.BODY,
    SectionRole.CALLOUTS: ItemRole.CALLOUT,
    SectionRole.CLOSING: ItemRole.CLOSING,
}


def _section(node: _Node, path: tuple[int, ...], counter: Iterator[int]) -> Section:
    has_lead = bool(node.children and node.texts and node.texts[0].kind is Kind.PARAGRAPH and len(path) == 1)
    leads = tuple(_item(text, ItemRole.LEAD, counter) for text in node.texts[:1] if has_lead)
    items = tuple(_item(text, _ROLES[node.role], counter) for text in node.texts[has_lead:])
    sections = tuple(_section(child, (*path, index), counter) for index, child in enumerate(node.children))
    head = node.heading
    return Section(
        path=path,
        heading=head.words if head else None,
        number=head.number if head else None,
        role=node.role,
        heading_span=head.span if head else None,
        line=head.line if head else None,
        leads=leads,
        items=items,
        sections=sections,
    )


def _item(text: Text, role: ItemRole, counter: Iterator[int]) -> Item:
    pieces: list[Span] = []
    breaks = []
    length = 0
    for stretch in text.stretches:
        if length:
            breaks.append(length)
        pieces.extend(stretch)
        for piece in stretch:
            length += piece.end - piece.start
    return Item(next(counter), role, "".join(text.lines), tuple(pieces), text.line, tuple(breaks))
