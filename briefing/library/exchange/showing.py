"""What arrives, as a person is shown it before deciding."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from briefing.domain.anchor import AnchorState
from briefing.domain.anchoring import Anchoring
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.exchange import Arrival, Arriving
from briefing.domain.revision import ATTACHMENT, DELETED, Merged
from briefing.library.exchange.taking import Weighing
from briefing.library.exchange.values import Refused
from briefing.library.exchange.weighing import Here
from briefing.library.tables import ResolutionRow
from briefing.library.values import to_anchor


def arriving(
    session: Session, found: Sequence[Weighing], refused: Iterable[Refused], known: Mapping[str, Here]
) -> tuple[Arriving, ...]:
    """These as a person is shown them, in the file's order, the refused ones last."""
    states = _states(session, [one.carried.id for one in found])
    anchorings: dict[str, Anchoring] = {}
    shown = []
    for one in found:
        merged = one.weighed.theirs if one.arrival is Arrival.CONFLICTING else one.weighed.after
        before = one.weighed.before
        placement = one.weighed.after.values.get("placement")
        state = states.get(one.carried.id)
        if before is None or placement != before.values.get("placement") or state is None:
            anchor = to_anchor(placement if isinstance(placement, Mapping) else None)
            if anchor is None:
                mine = known.get(one.carried.id)
                anchor = one.carried.anchor if mine is None else mine.anchor
            report = one.kept.report
            finder = anchorings.setdefault(report.key, Anchoring(report))
            state = finder.find(anchor, one.carried.scope).state
        shown.append(_shown(one, merged, state))
    return (*shown, *(_shown_refused(one) for one in refused))


def _states(session: Session, ids: Sequence[str]) -> dict[str, AnchorState]:
    found: dict[str, AnchorState] = {}
    for start in range(0, len(ids), 500):
        rows = session.execute(
            select(ResolutionRow.annotation_id, ResolutionRow.state).where(
                ResolutionRow.annotation_id.in_(ids[start : start + 500])
            )
        )
        found.update({row.annotation_id: row.state for row in rows})
    return found


def _shown(one: Weighing, merged: Merged, state: AnchorState) -> Arriving:
    """A conflict shows the file's words, so that both are seen; everything else shows how it would stand."""
    values = merged.values
    carried, before = one.carried, one.weighed.before
    placement = values.get("placement")
    return Arriving(
        id=carried.id,
        arrival=one.arrival,
        report=one.kept.report.name,
        quote=str(placement["exact"]) if isinstance(placement, Mapping) else carried.anchor.exact,
        kind=AnnotationKind(str(values["kind"])),
        status=AnnotationStatus(str(values["status"])),
        author=carried.author,
        title=str(values.get("title", "")),
        text=str(values.get("text", "")),
        here=None if before is None else str(before.values.get("text", "")),
        deleted=bool(values.get(DELETED, False)),
        state=state,
        fields=one.weighed.fields or tuple(ATTACHMENT + digest for digest in one.contents if before is not None),
    )


def _shown_refused(one: Refused) -> Arriving:
    return Arriving(
        id=one.id,
        arrival=Arrival.REFUSED,
        report=one.report,
        quote=one.quote,
        kind=AnnotationKind.BACKGROUND,
        status=AnnotationStatus.DRAFT,
        author=one.author,
        title=one.title,
        text=one.text,
        reason=one.reason,
    )
