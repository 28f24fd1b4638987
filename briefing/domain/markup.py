"""The Markdown of annotations: paragraphs, lists, bold; links stand as text. Everything else is taken literally."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_inline import StateInline
    from markdown_it.token import Token


_DEEPEST = 18
"""Lists within lists beyond this level of the parser are taken literally."""


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words in one weight. ``text`` holds ``\\n`` where a line was broken."""

    text: str
    bold: bool = False


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or an entry of a list: then ``mark`` is what stands before it (• or 1.), ``depth`` how far in."""

    runs: tuple[Run, ...]
    mark: str = ""
    depth: int = 0

    @property
    def text(self) -> str:
        """Its words without weights."""
        return "".join(run.text for run in self.runs)


def blocks(text: str) -> tuple[Block, ...]:
    """What the Markdown says. Any text is Markdown; no HTML is made of it and nothing in it is followed."""
    found: list[Block] = []
    lists: list[int | None] = []
    mark = ""
    tokens = _parser().parse(text)
    if any(token.level >= _DEEPEST for token in tokens):
        # Below it the parser leaves words out.
        return tuple(Block((Run(line),)) for line in text.splitlines() if line.strip())
    for token in tokens:
        match token.type:
            case "bullet_list_open":
                lists.append(None)
            case "ordered_list_open":
                lists.append(int(token.attrGet("start") or 1))
            case "bullet_list_close" | "ordered_list_close":
                lists.pop()
            case "list_item_open":
                number = lists[-1]
                mark = "•" if number is None else f"{number}."
                if number is not None:
                    lists[-1] = number + 1
            case "list_item_close":
                if mark:
                    found.append(Block((), mark, max(0, len(lists) - 1)))
                mark = ""
            case "inline":
                found.append(Block(_runs(token.children or []), mark, max(0, len(lists) - 1)))
                mark = ""
    return tuple(found)


def plain(text: str) -> str:
    """The words of it, a block to a line, with the marks of lists and without those of bold."""
    return "\n".join(f"{'  ' * block.depth}{block.mark} {block.text}" if block.mark else block.text
                     for block in blocks(text))  # fmt: skip


@cache
def _parser() -> MarkdownIt:
    """Only what annotations use; a link keeps its words and its address as they were typed."""
    from markdown_it import MarkdownIt

    parser = MarkdownIt("zero").enable(["list", "emphasis", "newline"])
    parser.inline.ruler.before("emphasis", "strong beside punctuation", _strong_beside_punctuation)
    return parser


def _strong_beside_punctuation(state: StateInline, silent: bool) -> bool:
    """``**“以上”**二字`` is bold: Chinese sets no blanks there, for want of which CommonMark (0.31.2, 6.2) sees none.

    Everything else is left to the rule for emphasis.
    """
    text, start = state.src, state.pos
    inner = start + 2
    if not text.startswith("**", start) or text[inner : inner + 1] in ("", "*") or text[inner].isspace():
        return False
    if start and text[start - 1] == "*":
        return False
    # After an odd number of pairs of stars this one ends what the rule for emphasis has begun.
    if sum(one.marker == ord("*") for one in state.delimiters) // 2 % 2:
        return False
    end = text.find("**", inner, state.posMax)
    if end <= inner or text[end - 1].isspace() or text[end + 2 : end + 3] == "*":
        return False
    if not (_is_punctuation(text[inner]) or _is_punctuation(text[end - 1])):
        return False
    if not silent:
        last = state.posMax
        state.push("strong_open", "strong", 1)
        state.pos, state.posMax = inner, end
        state.md.inline.tokenize(state)
        state.posMax = last
        state.push("strong_close", "strong", -1)
    state.pos = end + 2
    return True


def _is_punctuation(char: str) -> bool:
    return unicodedata.category(char)[0] in "PS"


def _runs(tokens: list[Token]) -> tuple[Run, ...]:
    found: list[Run] = []
    bold = 0
    for token in tokens:
        match token.type:
            case "strong_open":
                bold += 1
            case "strong_close":
                bold -= 1
            case "em_open" | "em_close":
                found.append(Run(token.markup, bold > 0))
            case "softbreak" | "hardbreak":
                found.append(Run("\n", bold > 0))
            case _:
                if token.content:
                    found.append(Run(token.content, bold > 0))
    joined: list[Run] = []
    for run in found:
        if joined and joined[-1].bold == run.bold:
            joined[-1] = Run(joined[-1].text + run.text, run.bold)
        else:
            joined.append(run)
    return tuple(joined)
