"""Stretches of text as the Typst template takes them: what is never broken, and what is noted at the page's foot."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from typing import Any

from briefing.domain import markup
from briefing.export.document import ListEntry, Run, RunRole

_LONGEST_FIGURE = 20
"""A longer figure may break: it would leave the line half empty."""

_ALONE = 2
"""How many characters the last line of a paragraph holds at least, punctuation left aside."""

_ONE_LINE = 19
"""A paragraph of so few characters has no second line, on a page of 28 as of 20 characters a line."""

_MOST_DEPTH = 5


def run_data(runs: Sequence[Run], *, indent: bool = True) -> list[dict[str, Any]]:
    """The runs, empty ones left out.

    A paragraph's last characters and those before a footnote's mark are kept together: neither a mark nor a single
    character stands alone on a line. ``indent`` says whether the first line is indented by two characters.
    """
    pieces: list[dict[str, Any]] = []
    for run in runs:
        if not run.text and not run.footnote:
            continue
        if run.role is RunRole.FIGURE and len(run.text) <= _LONGEST_FIGURE:
            pieces.append(_piece(run, run.text, whole=True, noted=True))
        elif run.footnote:
            at = _tail(run.text, 1)
            pieces += [_piece(run, run.text[:at]), _piece(run, run.text[at:], whole=True, noted=True)]
        else:
            pieces.append(_piece(run, run.text))
    pieces = [piece for piece in pieces if piece["text"] or piece["footnote"]]
    if pieces and sum(len(piece["text"]) for piece in pieces) > _ONE_LINE - 2 * indent:
        _bind_end(pieces)
    return pieces


def noted_end(runs: Sequence[Run], footnote: str) -> tuple[Run, ...]:
    """The runs with ``footnote`` after the last one that has words; a run that has a footnote keeps its own."""
    if not footnote:
        return tuple(runs)
    at = max((n for n, run in enumerate(runs) if run.text.strip()), default=None)
    if at is None or runs[at].footnote:
        return (*runs, Run("", footnote=footnote))
    last = runs[at]
    return (*runs[:at], Run(last.text, last.role, footnote), *runs[at + 1 :])


def markup_runs(runs: Iterable[markup.Run]) -> list[dict[str, Any]]:
    """The runs of an answer in the body's face."""
    return run_data([Run(run.text, RunRole.STRONG if run.bold else RunRole.PLAIN) for run in runs])


def list_nodes(entries: Sequence[ListEntry]) -> list[dict[str, Any]]:
    """Entries that follow one another as lists in lists. One that is deeper than any before it lies one level below."""
    root: list[dict[str, Any]] = []
    bodies: list[list[dict[str, Any]]] = []
    for entry in entries:
        depth = min(entry.depth, len(bodies), _MOST_DEPTH)
        del bodies[depth:]
        body = bodies[-1] if bodies else root
        ordered = entry.mark != "•"
        if not body or body[-1]["kind"] != "list" or body[-1]["ordered"] != ordered:
            body.append({"kind": "list", "ordered": ordered, "entries": []})
        own: list[dict[str, Any]] = [{"kind": "paragraph", "runs": run_data(entry.runs, indent=False)}]
        body[-1]["entries"].append({"mark": entry.mark, "body": own})
        bodies.append(own)
    return root


def _piece(run: Run, text: str, *, whole: bool = False, noted: bool = False) -> dict[str, Any]:
    footnote = {"text": run.footnote, "again": False, "key": ""} if noted and run.footnote else None
    return {"text": text, "role": run.role.value, "whole": whole, "footnote": footnote}


def _bind_end(pieces: list[dict[str, Any]]) -> None:
    """Keep the last characters together. A figure or a note that ends the paragraph takes along what it lacks."""
    last = pieces[-1]
    if last["whole"]:
        if _counted(last["text"]) >= _ALONE or len(pieces) < 2 or pieces[-2]["whole"]:
            return
        before = pieces[-2]
        if before["role"] != last["role"] or "\n" in before["text"][-_ALONE:]:
            return
        at = _tail(before["text"], _ALONE - _counted(last["text"]))
        last["text"] = before["text"][at:] + last["text"]
        before["text"] = before["text"][:at]
    else:
        at = _tail(last["text"], _ALONE)
        if not at:
            return
        pieces[-1:] = [last | {"text": last["text"][:at]}, last | {"text": last["text"][at:], "whole": True}]


def _tail(text: str, count: int) -> int:
    """Where the last ``count`` characters begin, punctuation and marks that belong to a character not counted.

    A word or a number in ASCII that they end in is not kept whole: only so much of it as is counted; a line end
    bounds them.
    """
    at, seen = len(text), 0
    while at and seen < count and text[at - 1] != "\n":
        at -= 1
        seen += _counts(text[at])
    while at and (unicodedata.combining(text[at]) if at < len(text) else False):
        at -= 1
    return at


def _counted(text: str) -> int:
    return sum(_counts(char) for char in text)


def _counts(char: str) -> bool:
    return unicodedata.category(char)[0] in "LNS"
