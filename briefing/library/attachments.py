"""Files kept with annotations: once each, by their content."""

from __future__ import annotations

import hashlib
import mimetypes

from sqlalchemy.orm import Session

from briefing.domain.annotation import ATTACHMENT_LIMIT, Attachment
from briefing.domain.errors import LibraryError
from briefing.library.tables_notes import AttachmentRow
from briefing.library.words import whole


def keep(session: Session, name: str, content: bytes) -> Attachment:
    """Keep a file's content. Raises LibraryError when it is larger than ATTACHMENT_LIMIT."""
    if len(content) > ATTACHMENT_LIMIT:
        limit = ATTACHMENT_LIMIT // (1024 * 1024)
        raise LibraryError(f"附件“{name}”超过{limit} MB，没有收入；请压缩后再附，或只在批注里写明它存放的位置。")
    sha256 = hashlib.sha256(content).hexdigest()
    take_in(session, sha256, content)
    return Attachment(sha256, whole(name), mimetypes.guess_type(name)[0] or "application/octet-stream", len(content))


def take_in(session: Session, sha256: str, content: bytes) -> None:
    """Keep content that came with an annotation and whose digest and size were looked at."""
    if session.get(AttachmentRow, sha256) is None:
        session.add(AttachmentRow(sha256=sha256, size=len(content), content=content))
        session.flush()


def content(session: Session, sha256: str) -> bytes | None:
    """The content with that digest, or None when it is not there."""
    row = session.get(AttachmentRow, sha256)
    return None if row is None else row.content
