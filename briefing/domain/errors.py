"""Known errors: what a person can meet and do something about."""

from __future__ import annotations


class KnownError(Exception):
    """Something that is no fault of the program's, said in one Chinese sentence with a way out.

    ``str(error)`` is that sentence. ``detail`` is for whoever mends the program; it can quote a report, so no
    log holds it.
    """

    def __init__(self, sentence: str, *, detail: str = "") -> None:
        super().__init__(sentence)
        self.detail = detail


class SourceError(KnownError):
    """A file cannot be read as a report: missing, empty, binary, of a wrong encoding, or no report."""


class LibraryError(KnownError):
    """A library cannot be opened or written: newer, locked, read-only, corrupt, or the disk is full."""


class ExportError(KnownError):
    """A page cannot be written: no place, no room, or a character that no font has."""
