"""What is being written, kept as it is typed. None of it is a step that 撤销 takes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from briefing.actions.command import Done
from briefing.domain.annotation import Attachment
from briefing.domain.unfinished import Unfinished
from briefing.library.library import Library


@dataclass(frozen=True, slots=True)
class KeepUnfinished:
    """Keep an open editor's contents."""

    name: ClassVar[str] = "暂存未写完的批注"

    one: Unfinished

    def apply(self, library: Library) -> Done[None]:
        """Keep them."""
        library.keep_unfinished(self.one)
        return Done(None)


@dataclass(frozen=True, slots=True)
class DropUnfinished:
    """Forget what was begun under an id: the person gave it up."""

    name: ClassVar[str] = "放弃未写完的批注"

    id: str

    def apply(self, library: Library) -> Done[None]:
        """Forget it."""
        library.drop_unfinished(self.id)
        return Done(None)


@dataclass(frozen=True, slots=True)
class KeepAttachment:
    """Keep a file's content, so that the annotation being written can have it. Raises LibraryError when too large."""

    name: ClassVar[str] = "收入附件"

    file_name: str
    content: bytes

    def apply(self, library: Library) -> Done[Attachment]:
        """Keep it. The value is the attachment."""
        return Done(library.keep_attachment(self.file_name, self.content))
