"""Headline figures and answers, set as cards: small tables."""

from __future__ import annotations

from collections.abc import Sequence

from briefing.domain import markup
from briefing.export.document import Answer, Callouts, Card
from briefing.export.docx.measures import RULE, TEXT_WIDTH, twips
from briefing.export.docx.tables import edges, plain_table, table_cell
from briefing.export.docx.text import paragraph, stretch, styled
from briefing.export.docx.xml import Element, el, on

_ROOM = twips(TEXT_WIDTH)
_FRAME = {"w:val": "single", "w:sz": 4, "w:space": 0, "w:color": RULE}


def callouts_elements(block: Callouts) -> list[Element]:
    """Cards two by two when there are four, else three in a row."""
    if not block.cards:
        return []
    across = 2 if len(block.cards) == 4 else min(3, len(block.cards))
    width = _ROOM // across
    rows = []
    for at in range(0, len(block.cards), across):
        cards = block.cards[at : at + across]
        cells = [table_cell(width, _card(card, last=at + across >= len(block.cards))) for card in cards]
        cells += [table_cell(width, [paragraph("CardLabel", [])]) for _ in range(across - len(cards))]
        rows.append(el("w:tr", None, el("w:trPr", None, on("w:cantSplit")), *cells))
    return [paragraph("Gap", []), plain_table([width] * across, rows, name="主要数据"), paragraph("Gap", [])]


def _card(card: Card, *, last: bool) -> list[Element]:
    value = [stretch(card.value)]
    if card.tail:
        value.append(styled(card.tail, "CardTail"))
    return [
        paragraph("CardLabel", [stretch(card.label)]),
        paragraph("CardValue", value, None if last else on("w:keepNext")),
    ]


def answer_elements(block: Answer, body: Sequence[Element]) -> list[Element]:
    """A question and what may be answered; ``body`` are the answer's paragraphs."""
    asked = [paragraph("Question", [stretch("问　" + block.question)])]
    if block.about:
        asked.append(paragraph("AnswerMeta", [stretch(block.about)], on("w:keepNext")))
    parts = [("状态", block.status), ("来源", block.source)]
    said = "　".join(f"{name}：{words}" for name, words in parts if words)
    meta = [paragraph("AnswerMeta", [stretch(said)])] if said else []
    rows = [
        el("w:tr", None, el("w:trPr", None, on("w:cantSplit")), table_cell(_ROOM, asked)),
        el("w:tr", None, table_cell(_ROOM, [*body, *meta] or [paragraph("Answer", [])])),
    ]
    return [
        paragraph("Gap", []),
        plain_table([_ROOM], rows, name="问答", edges=edges(_FRAME, "top", "left", "bottom", "right")),
        paragraph("Gap", []),
    ]


def answer_lead() -> Element:
    """What stands before the first words of an answer."""
    return styled("答　", "NoteKind")


def answer_start(words: Sequence[markup.Block]) -> bool:
    """Whether the first of an answer's blocks is a paragraph, which can hold the lead."""
    return bool(words) and not words[0].mark
