"""What a file of annotations holds, as plain values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from briefing.domain.anchor import Anchor, Scope
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.revision import ATTACHMENT, Revision


@dataclass(frozen=True, slots=True)
class Described:
    """A report as a file names it. ``sha256`` is that of its source's bytes; what is not known is empty or None."""

    title: str
    sha256: str = ""
    key: str = ""
    year: int | None = None
    region: str = ""
    name: str = ""
    file_name: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What another program says that an annotation holds now; it has no history to tell."""

    at: datetime
    author: str
    kind: AnnotationKind | None
    title: str | None
    text: str
    tags: tuple[str, ...]
    status: AnnotationStatus | None = None


@dataclass(frozen=True, slots=True)
class Carried:
    """One annotation on its way: what was fixed when it was made, and all its revisions.

    ``edition`` is the SHA-256 of the source its selectors were made in, ``answers`` the id of the annotation it
    answers. One with ``given`` comes from a file that has no revisions.
    """

    id: str
    author: str
    created: datetime
    report: Described
    anchor: Anchor
    scope: Scope
    edition: str = ""
    source: str = ""
    computed: bool = False
    answers: str = ""
    revisions: tuple[Revision, ...] = ()
    given: Given | None = None

    @property
    def digests(self) -> frozenset[str]:
        """The SHA-256 of every file that is or was attached to it."""
        return frozenset(
            name.removeprefix(ATTACHMENT)
            for one in self.revisions
            for name, write in one.writes.items()
            if name.startswith(ATTACHMENT) and write.value
        )


@dataclass(frozen=True, slots=True)
class Refused:
    """One annotation of a file that cannot be taken in, as far as it can be told, and why: a Chinese sentence."""

    id: str
    reason: str
    report: str = ""
    quote: str = ""
    author: str = ""
    title: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Package:
    """A file of annotations that was read and found sound.

    ``sha256`` is that of the whole file, ``attachments`` the sizes in bytes of the files in it, by their digests.
    ``made`` is None when the file does not say.
    """

    path: Path
    sha256: str
    author: str = ""
    made: datetime | None = None
    program: str = ""
    carried: tuple[Carried, ...] = ()
    refused: tuple[Refused, ...] = ()
    attachments: Mapping[str, int] = field(default_factory=dict)
