"""诊断: versions, places, faces, the library's health, this computer, and what to do about each fault. No Qt."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from briefing.doctor.finding import Finding, Level, report_of

if TYPE_CHECKING:
    from briefing.doctor.locations import Usage
    from briefing.export.fonts import FontShelf
    from briefing.library.backups import Backups
    from briefing.locate import Places

__all__ = ["Finding", "Level", "examine", "report_of"]


def examine(
    library: Path,
    places: Places,
    *,
    backups: Backups | None = None,
    shelf: FontShelf | None = None,
    free: Usage | None = None,
    now: datetime | None = None,
) -> tuple[Finding, ...]:
    """Look at everything; nothing is changed and no library is made. It reads the whole library: not for a thread that
    somebody waits for.

    ``backups`` are the library's and ``shelf`` this computer's faces, both as the settings say unless given. ``free``
    (the bytes free where a folder lies) and ``now`` stand for this computer's disks and clock.
    """
    # The window knows of findings from its start, and needs what finds them only when it is asked to look.
    from briefing.doctor.faces import look_at_faces
    from briefing.doctor.locations import free_bytes, look_at_places
    from briefing.doctor.machine import look_at_machine
    from briefing.doctor.stored import look_at_stored
    from briefing.doctor.versions import look_at_versions
    from briefing.export.preferred import shelf_for
    from briefing.library.backup_places import backups_for
    from briefing.library.backups import utc_now
    from briefing.preferences.file import read

    chosen = read(places.preferences)
    backups = backups or backups_for(library, chosen, places)

    return (
        *look_at_stored(library, backups, now or utc_now()),
        *look_at_places(library, places, backups, free or free_bytes),
        *look_at_faces(shelf or shelf_for(chosen)),
        *look_at_machine(),
        *look_at_versions(places),
    )
