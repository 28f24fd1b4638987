"""What a library can do with briefings."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import replace

from briefing.domain.briefing import Briefing, Details, Entry, Export, Form, Paper
from briefing.domain.errors import LibraryError
from briefing.library import briefings, records
from briefing.library.records import Change
from briefing.library.sessions import Sessions


class BriefingDesk(Sessions):
    """Briefings, their history, and what left the program of them."""

    def briefings(self) -> tuple[Briefing, ...]:
        """Every briefing, removed ones included, the one changed last first."""
        with self._reading() as session:
            return briefings.load(session)

    def briefing(self, briefing_id: str) -> Briefing:
        """The briefing of that id. Raises LibraryError when it is not there."""
        with self._reading() as session:
            found = briefings.one(session, briefing_id)
        if found is None:
            raise LibraryError("资料库里没有这份简报，请刷新后再试。", detail=briefing_id)
        return found

    def briefing_history(self, briefing_id: str) -> tuple[Change, ...]:
        """What happened to a briefing, oldest first."""
        with self._reading() as session:
            return records.history(session, briefing_id)

    def exports(self, briefing_id: str) -> tuple[Export, ...]:
        """What left the program of a briefing, the latest first."""
        with self._reading() as session:
            return briefings.exports(session, briefing_id)

    def export_content(self, export_id: str) -> bytes:
        """The bytes of an export. Raises LibraryError when they are not there."""
        with self._reading() as session:
            return briefings.export_content(session, export_id)

    def add_briefing(
        self,
        form: Form,
        details: Details,
        entries: tuple[Entry, ...] = (),
        *,
        author: str,
        paper: Paper | None = None,
    ) -> Briefing:
        """Begin a briefing."""
        with self._writing() as session:
            note = self._note(author)
            made = Briefing(self._new_id(), form, details, entries, author, note.now, note.now, paper or Paper())
            briefings.put(session, made, note, "add")
            return made

    def copy_briefing(self, briefing_id: str, title: str, *, author: str) -> Briefing:
        """Begin a briefing with what another one holds."""
        with self._writing() as session:
            note = self._note(author)
            made = self.briefing(briefing_id).copied(new_id=self._new_id, author=author, now=note.now, title=title)
            briefings.put(session, made, note, "add")
            return made

    def change_briefing(
        self, briefing_id: str, change: Callable[[Briefing], Briefing], *, author: str, action: str = "edit"
    ) -> tuple[Briefing, Briefing] | None:
        """Change a briefing as it stands now. Returns it before and after, None when it was so already.

        Raises LibraryError when it is not there.
        """
        with self._writing() as session:
            before = self.briefing(briefing_id)
            after = change(before)
            if after == before:
                return None
            note = self._note(author)
            after = replace(after, id=before.id, changed=note.now)
            briefings.put(session, after, note, action)
            return before, after

    def record_export(
        self,
        briefing_id: str,
        format: str,  # noqa: A002
        file_name: str,
        content: bytes,
        *,
        author: str,
        contained: tuple[Entry, ...] | None = None,
    ) -> Export:
        """Keep what left the program of a briefing, with what it contained: as it is kept, unless told otherwise."""
        with self._writing() as session:
            of = self.briefing(briefing_id)
            digest = hashlib.sha256(content).hexdigest()
            entries = of.entries if contained is None else contained
            made = Export(
                self._new_id(), of.id, self._clock(), author, format, file_name, digest, len(content), entries
            )
            briefings.keep_export(session, made, content)
            return made
