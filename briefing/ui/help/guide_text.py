"""The user's guide as values: its parts in their order, each a list of blocks, and where words stand in them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from enum import Enum
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

if TYPE_CHECKING:
    from markdown_it.token import Token

INDEX = "index.md"
"""Its headings are groups, its list entries link to the parts in their order."""

SCHEME = "guide:"
"""Links lead to a part (``guide:notes``) or to a heading of it (``guide:notes#回收站``)."""

KEYS = "{{按键}}"
"""A paragraph of this alone is where the tables of all keys of the menus stand."""

Keys = Mapping[str, Sequence[tuple[str, str]]]
"""Menu by menu its commands that have keys, each with them."""


class Manner(Enum):
    """How a stretch of words is set. NAME is what the program calls something, KEY what is pressed."""

    PLAIN = "plain"
    NAME = "name"
    KEY = "key"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words; ``target`` is where a link leads."""

    text: str
    manner: Manner = Manner.PLAIN
    target: str = ""


class Role(Enum):
    """What a block is."""

    HEADING = "heading"
    TEXT = "text"
    STEP = "step"
    HINT = "hint"
    PICTURE = "picture"
    TABLE = "table"


@dataclass(frozen=True)
class Block:
    """A paragraph, or whatever stands in the place of one.

    ``level`` is that of a heading, ``mark`` what stands before the entry of a list (empty where it goes on), ``depth``
    how far in it stands, ``picture`` a path below the guide's folder, ``rows`` the cells of a table, header first.
    """

    role: Role
    runs: tuple[Run, ...] = ()
    level: int = 0
    mark: str = ""
    depth: int = 0
    picture: str = ""
    rows: tuple[tuple[tuple[Run, ...], ...], ...] = ()

    @cached_property
    def text(self) -> str:
        """Its words; those of a table row by row."""
        if self.rows:
            return "\n".join("　".join(words_of(cell) for cell in row) for row in self.rows)
        return words_of(self.runs)


@dataclass(frozen=True, slots=True)
class Part:
    """One subject. ``key`` names its file and stands in links."""

    key: str
    title: str
    group: str
    blocks: tuple[Block, ...]

    def headings(self) -> tuple[str, ...]:
        """What links can lead to within it."""
        return tuple(block.text for block in self.blocks if block.role is Role.HEADING)


@dataclass(frozen=True, slots=True)
class Hit:
    """Where words were found: a block of a part, under a heading, with some words around."""

    part: str
    title: str
    block: int
    excerpt: str


@dataclass(frozen=True)
class Guide:
    """All parts in their order."""

    parts: tuple[Part, ...]

    @cached_property
    def by_key(self) -> dict[str, Part]:
        """The parts by their keys."""
        return {part.key: part for part in self.parts}

    def find(self, words: str) -> tuple[Hit, ...]:
        """The blocks that hold all the words, those whose heading or title does first."""
        wanted = words.casefold().split()
        if not wanted:
            return ()
        return tuple(sorted(self._hits(wanted), key=lambda found: not _holds(found.title, wanted)))

    def _hits(self, wanted: Sequence[str]) -> Iterator[Hit]:
        for part in self.parts:
            title = part.title
            for number, block in enumerate(part.blocks):
                if block.role is Role.HEADING:
                    title = part.title if block.level == 1 else f"{part.title} › {block.text}"
                if _holds(block.text, wanted):
                    yield Hit(part.key, title, number, _excerpt(block.text, wanted))


@dataclass
class _Reading:
    """What is known while the tokens of a file go by."""

    blocks: list[Block] = field(default_factory=list)
    lists: list[int | None] = field(default_factory=list)
    mark: str = ""
    hint: bool = False
    row: list[tuple[Run, ...]] = field(default_factory=list)
    rows: list[tuple[tuple[Run, ...], ...]] = field(default_factory=list)
    in_table: bool = False
    level: int = 0


def read_guide(folder: Path, keys: Keys | None = None) -> Guide:
    """Read the index and every part it names. ``keys`` are those of the menus."""
    parts, group = [], ""
    for block in read_blocks((folder / INDEX).read_text(encoding="utf-8")):
        if block.role is Role.HEADING:
            group = block.text
        for run in block.runs:
            if run.manner is Manner.LINK:
                key = run.target.removeprefix(SCHEME)
                blocks = read_blocks((folder / f"{key}.md").read_text(encoding="utf-8"), keys)
                parts.append(Part(key, run.text, group, blocks))
    return Guide(tuple(parts))


def read_blocks(text: str, keys: Keys | None = None) -> tuple[Block, ...]:
    """The blocks of a file of ours: headings, paragraphs, lists, tables, hints (``>``), pictures alone in a line."""
    from markdown_it import MarkdownIt

    reading = _Reading()
    for token in MarkdownIt("commonmark").enable("table").parse(text):
        _take(reading, token, keys or {})
    return tuple(reading.blocks)


def words_of(runs: Sequence[Run]) -> str:
    """Their words."""
    return "".join(run.text for run in runs)


def _take(reading: _Reading, token: Token, keys: Keys) -> None:
    match token.type:
        case "heading_open":
            reading.level = int(token.tag[1:])
        case "heading_close":
            reading.level = 0
        case "bullet_list_open":
            reading.lists.append(None)
        case "ordered_list_open":
            reading.lists.append(int(token.attrGet("start") or 1))
        case "bullet_list_close" | "ordered_list_close":
            reading.lists.pop()
        case "list_item_open":
            number = reading.lists[-1]
            reading.mark = "•" if number is None else f"{number}."
            if number is not None:
                reading.lists[-1] = number + 1
        case "blockquote_open" | "blockquote_close":
            reading.hint = token.nesting == 1
        case "table_open":
            reading.in_table, reading.rows = True, []
        case "tr_open":
            reading.row = []
        case "tr_close":
            reading.rows.append(tuple(reading.row))
        case "table_close":
            reading.in_table = False
            reading.blocks.append(Block(Role.TABLE, rows=tuple(reading.rows)))
        case "inline":
            _take_words(reading, token, keys)
        case _:
            pass


def _take_words(reading: _Reading, token: Token, keys: Keys) -> None:
    runs = _runs(token.children or [])
    picture = next((child for child in token.children or [] if child.type == "image"), None)
    depth = len(reading.lists)
    if reading.in_table:
        reading.row.append(runs)
    elif picture is not None:
        source = str(picture.attrGet("src") or "")
        reading.blocks.append(Block(Role.PICTURE, (Run(picture.content),), picture=source, depth=depth))
    elif token.content == KEYS:
        for menu, commands in keys.items():
            reading.blocks.append(Block(Role.HEADING, (Run(menu),), level=3))
            lines = (("命令", "按键"), *commands)
            rows = tuple(((Run(command),), (Run(pressed),)) for command, pressed in lines)
            reading.blocks.append(Block(Role.TABLE, rows=rows))
    elif reading.level:
        reading.blocks.append(Block(Role.HEADING, runs, level=reading.level))
    elif depth:
        reading.blocks.append(Block(Role.STEP, runs, mark=reading.mark, depth=depth))
        reading.mark = ""
    else:
        reading.blocks.append(Block(Role.HINT if reading.hint else Role.TEXT, runs))


def _runs(children: Sequence[Token]) -> tuple[Run, ...]:
    found: list[Run] = []
    manner, target = Manner.PLAIN, ""
    for child in children:
        match child.type:
            case "strong_open":
                manner = Manner.NAME
            case "link_open":
                manner, target = Manner.LINK, unquote(str(child.attrGet("href") or ""))
            case "strong_close" | "link_close":
                manner, target = Manner.PLAIN, ""
            case "code_inline":
                found.append(Run(child.content, Manner.KEY))
            case "text" if child.content:
                found.append(Run(child.content, manner, target))
            case _:
                pass  # A line's end within a paragraph: Chinese has no blank there.
    return tuple(found)


def _holds(text: str, wanted: Sequence[str]) -> bool:
    plain = text.casefold()
    return all(word in plain for word in wanted)


_BEFORE, _LONG = 10, 60


def _excerpt(text: str, wanted: Sequence[str]) -> str:
    """Some words from shortly before the first one wanted."""
    plain = " ".join(text.split())
    at = max(0, plain.casefold().find(wanted[0]) - _BEFORE)
    return f"{'…' if at else ''}{plain[at : at + _LONG]}{'…' if at + _LONG < len(plain) else ''}"
