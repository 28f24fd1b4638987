"""What stands around a briefing's contents: the first page's words, and the lines that close it."""

from __future__ import annotations

from collections.abc import Iterator

from briefing.domain.briefing import Briefing, Details, Form
from briefing.export.document import Block, Contents, Document
from briefing.export.numbering import chinese_date


def framed(briefing: Briefing, blocks: tuple[Block, ...]) -> Document:
    """The first page's words and the closing lines (GB/T 9704-2012, 7.3.2 主送机关, 7.3.5 署名 and 成文日期).

    The day stands at the end, below whose paper it is; where nobody signs it stands with the meeting.
    """
    details = briefing.details
    large = briefing.form is Form.ONE_PAGE
    closing = bool(details.presenter) and not large
    return Document(
        title=details.title,
        subtitle=details.subtitle,
        author=details.presenter if closing else "",
        date=details.on if closing else None,
        blocks=((Contents(), *blocks) if briefing.paper.contents and not large else blocks),
        confidentiality=details.confidentiality,
        title_breaks=details.title_breaks,
        addressee=details.recipients,
        facts=tuple(_facts(details, closing=closing)),
        duplex=briefing.paper.duplex,
        large=large,
    )


def _facts(details: Details, *, closing: bool) -> Iterator[tuple[str, str]]:
    if details.meeting:
        yield "会议", details.meeting
    if details.on is not None and (details.meeting or details.place or not closing):
        yield "时间", chinese_date(details.on)
    if details.place:
        yield "地点", details.place
    if details.presenter and not closing:
        yield "汇报", details.presenter
