"""Values out of a file that nobody vouches for: each is of the kind and size that we read, or it is refused."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime
from enum import StrEnum
from typing import Any, NoReturn, TypeVar
from uuid import UUID

from briefing.domain.anchor import Anchor
from briefing.domain.annotation import ATTACHMENT_LIMIT, Attachment
from briefing.library.exchange.limits import NAME_LIMIT, OFFSET_LIMIT, VALUES_LIMIT, YEARS

E = TypeVar("E", bound=StrEnum)

_DIGEST = re.compile(r"[0-9a-f]{64}\Z")
_MEDIA_TYPE = re.compile(r"[A-Za-z0-9][\w.+-]{0,126}/[A-Za-z0-9][\w.+-]{0,126}\Z", re.ASCII)
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}\Z", re.ASCII)
_HALF_PAIR = re.compile("[\ud800-\udfff]")

BROKEN = "这条批注的内容不完整或格式不对，没有收；请让写它的人重新导出。"
NEWER = "这条批注是更新版本的程序写的，没有收；请升级本程序后再并入。"


class Refusal(Exception):  # noqa: N818 (what is done, not what went wrong here)
    """One annotation is not taken in. ``str`` is a Chinese sentence, ``detail`` for tests and logs."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(reason)
        self.detail = detail


def refuse(detail: str, reason: str = BROKEN) -> NoReturn:
    """Raise the refusal."""
    raise Refusal(reason, detail)


def parse(content: bytes) -> Any:
    """JSON as we read it. Raises ValueError for what is none, nested too deep, or too much to hold in memory."""
    if sum(content.count(mark) for mark in (b"[", b"{", b",")) > VALUES_LIMIT:
        raise ValueError("too many values")
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except RecursionError as error:
        raise ValueError("nested too deep") from error


def mapping(value: object, what: str) -> Mapping[str, Any]:
    """A JSON object."""
    return value if isinstance(value, dict) else refuse(f"{what} is no object")


def sequence(value: object, what: str) -> Sequence[Any]:
    """A JSON array."""
    return value if isinstance(value, list) else refuse(f"{what} is no array")


def text(value: object, what: str) -> str:
    """Any words that can be kept."""
    if not isinstance(value, str) or _HALF_PAIR.search(value):
        refuse(f"{what} is no text")
    return value


def line(value: object, what: str, *, empty: bool = False) -> str:
    """A name: one line of at most NAME_LIMIT characters, without control characters."""
    words = text(value, what)
    if len(words) > NAME_LIMIT or not (words.strip() or empty) or not plain(words):
        refuse(f"{what} is no name")
    return words


def plain(words: str) -> bool:
    """Whether there are no control characters in it, and none that turn the direction of writing."""
    return all(unicodedata.category(sign) != "Cc" and sign not in "\u2028\u2029\u202a\u202b\u202c\u202d\u202e"
               "\u2066\u2067\u2068\u2069\u200e\u200f" for sign in words)  # fmt: skip


def flag(value: object, what: str) -> bool:
    """True or false."""
    return value if isinstance(value, bool) else refuse(f"{what} is neither true nor false")


def count(value: object, what: str, limit: int = OFFSET_LIMIT) -> int:
    """A whole number from 0 to the limit."""
    if isinstance(value, bool) or not isinstance(value, int) or not 0 <= value <= limit:
        refuse(f"{what} is no count")
    return value


def uuid(value: object, what: str) -> str:
    """A UUID as we write it."""
    words = text(value, what)
    try:
        same = str(UUID(words)) == words
    except ValueError:
        same = False
    return words if same else refuse(f"{what} is no UUID")


def digest(value: object, what: str) -> str:
    """A SHA-256 in hexadecimal."""
    words = text(value, what)
    return words if _DIGEST.match(words) else refuse(f"{what} is no SHA-256")


def moment(value: object, what: str) -> datetime:
    """An aware time, in UTC."""
    found = loose_moment(value)
    return found if found is not None else refuse(f"{what} is no time")


def loose_moment(value: object) -> datetime | None:
    """A time, in UTC; one without a zone counts as UTC. None for what is no time."""
    if not isinstance(value, str) or len(value) > NAME_LIMIT:
        return None
    try:
        found = datetime.fromisoformat(value)
        if not YEARS[0] < found.year <= YEARS[1]:
            return None
        return found.replace(tzinfo=UTC) if found.tzinfo is None else found.astimezone(UTC)
    except (ValueError, OverflowError):
        return None


def day(value: object, what: str) -> str:
    """A date as ``2026-03-01``."""
    words = text(value, what)
    try:
        date.fromisoformat(words if _DAY.match(words) else "")
    except ValueError:
        refuse(f"{what} is no date")
    return words


def word(kind: type[E], value: object, what: str) -> E:
    """One of the words that this version knows; another may be a newer one's."""
    words = line(value, what)
    try:
        return kind(words)
    except ValueError:
        refuse(f"{what} is {words[:40]!r}", NEWER)


def anchor(value: object, what: str) -> Anchor:
    """Selectors as we keep them."""
    kept = mapping(value, what)
    if set(kept) != {"exact", "prefix", "suffix", "start", "end"}:
        refuse(f"{what} has other parts")
    exact, prefix, suffix = (text(kept[name], f"{what}.{name}") for name in ("exact", "prefix", "suffix"))
    start, end = (count(kept[name], f"{what}.{name}") for name in ("start", "end"))
    if start > end:
        refuse(f"{what} ends before it starts")
    return Anchor(exact, prefix, suffix, start, end)


def attachment(sha256: str, value: object, what: str) -> Attachment:
    """What is known of an attached file. Its name leads nowhere, and its size is one that is kept."""
    kept = mapping(value, what)
    if set(kept) != {"name", "type", "size"}:
        refuse(f"{what} has other parts")
    name = line(kept["name"], f"{what}.name")
    if "/" in name or "\\" in name or name.strip(" .") == "":
        refuse(f"{what}.name leads elsewhere", "这条批注的附件名称不正常，没有收；请让写它的人给附件改名后重新导出。")
    media = line(kept["type"], f"{what}.type")
    if not _MEDIA_TYPE.match(media):
        refuse(f"{what}.type is no media type")
    size = kept["size"]
    if isinstance(size, int) and not isinstance(size, bool) and size > ATTACHMENT_LIMIT:
        limit = ATTACHMENT_LIMIT // (1024 * 1024)
        refuse(f"{what}.size", f"这条批注的附件超过{limit} MB，没有收；请让写它的人去掉或压缩附件后重新导出。")
    return Attachment(digest(sha256, what), name, media, count(size, f"{what}.size"))


def _no_number(words: str) -> NoReturn:
    raise ValueError(f"{words} is no JSON")
