"""Annotations of a file into the library's tables: weighed first, then taken in, and withdrawn again."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.exchange import Arrival
from briefing.domain.revision import ATTACHMENT
from briefing.library import attachments, indexing, resolutions, revisions, writing
from briefing.library.exchange import checking as check
from briefing.library.exchange import gathering
from briefing.library.exchange.checking import Refusal
from briefing.library.exchange.incoming import attached, name_of
from briefing.library.exchange.values import Carried, Package, Refused
from briefing.library.exchange.weighing import CLASH, Here, Weighed, weigh
from briefing.library.reports import Kept
from briefing.library.tables import AnnotationRow
from briefing.library.tables_notes import DetailRow

REINDEXED = 50
"""From how many changed annotations on a report is indexed as a whole."""


@dataclass(frozen=True, slots=True)
class Weighing:
    """One sound annotation of a file with what it comes to here. ``contents`` are the attached files it brings."""

    carried: Carried
    kept: Kept
    weighed: Weighed
    contents: tuple[str, ...] = ()

    @property
    def arrival(self) -> Arrival:
        """What it comes to, files included."""
        found = self.weighed.arrival
        return Arrival.CHANGED if found is Arrival.UNCHANGED and self.contents else found

    @property
    def brings(self) -> bool:
        """Whether anything would be otherwise."""
        return bool(self.weighed.brought or self.contents)


def weigh_all(
    session: Session, kept: Mapping[str, Kept], package: Package
) -> tuple[tuple[Weighing, ...], tuple[Refused, ...]]:
    """What each annotation of a file comes to here, and those that are refused. ``kept`` has the reports by key."""
    reports = gathering.reports_here(session)
    known = gathering.here(session, (one.id for one in package.carried))
    owners = gathering.owners(session, (each.id for one in package.carried for each in one.revisions))
    answered = gathering.answered_by(session) | {one.id: one.answers for one in package.carried if one.answers}
    there = gathering.contents_here(session, package.attachments)
    found: list[Weighing] = []
    refused = list(package.refused)
    for one in package.carried:
        try:
            key = _report_of(one, known.get(one.id), reports)
            if _in_circle(one.id, answered):
                check.refuse("answers in a circle")
            _check_sizes(one, package.attachments)
            weighed = weigh(one, known.get(one.id), owners)
            contents = tuple(sorted(digest for digest in one.digests & set(package.attachments) if digest not in there))
            found.append(Weighing(one, kept[key], weighed, contents))
        except Refusal as refusal:
            refused.append(_refused(one, str(refusal)))
    return _without_shared(session, found, refused)


def take_in(session: Session, found: Iterable[Weighing], package: Package, now: datetime) -> tuple[str, ...]:
    """Write what these bring. Returns the ids of the revisions that count now and did not before."""
    brings = [one for one in found if one.brings]
    for sha256, content in attached(package, sorted({digest for one in brings for digest in one.contents})):
        attachments.take_in(session, sha256, content)
    fresh = [one for one in brings if one.weighed.brought]
    here = gathering.here(session, (one.carried.id for one in fresh))
    _add_rows(session, sorted((one for one in fresh if one.carried.id not in here), key=_age))
    revisions.add(session, [each for one in sorted(fresh, key=_age) for each in one.weighed.new])
    revisions.set_withdrawn(session, [number for one in fresh for number in one.weighed.back], False)
    made = {one.carried.id for one in fresh if one.carried.id not in here}
    settle(session, {one.carried.id: one.kept for one in fresh}, now, made=made)
    return tuple(number for one in fresh for number in one.weighed.brought)


def settle(
    session: Session,
    changed: Mapping[str, Kept],
    now: datetime,
    *,
    made: Collection[str] = (),
    removed: Collection[str] = (),
) -> None:
    """Write anew what the revisions of these annotations come to, find their places where they must be, index them.

    The rows of those that were ``made`` just now are as they should be; reports ``removed``, by key, are not indexed.
    """
    others = [annotation_id for annotation_id in changed if annotation_id not in made]
    counting = revisions.of_many(session, others)
    rows = gathering.rows(session, others)
    anew = {*made, *(one for one in others if writing.recompute(*rows[one], counting.get(one, ())))}
    session.flush()
    by_report: dict[str, tuple[Kept, list[str]]] = {}
    for annotation_id, kept in changed.items():
        by_report.setdefault(kept.report.key, (kept, []))[1].append(annotation_id)
    for kept, ids in by_report.values():
        lost = [one for one in ids if one in anew]
        if lost:
            resolutions.find(session, kept, lost, now)
        if kept.report.key in removed:
            continue
        if len(ids) >= REINDEXED:
            indexing.index_report(session, kept)
        else:
            for annotation_id in ids:
                indexing.index_annotation(session, kept, annotation_id)


def _report_of(carried: Carried, here: Here | None, reports: gathering.ReportsHere) -> str:
    """The key of its report. Raises Refusal when that is not here or marked removed."""
    key = here.report_key if here is not None else reports.match(carried)
    named = name_of(carried.report) or "（未写明）"
    if key in reports.removed or (key is None and carried.report.key in reports.removed):
        check.refuse("a removed report", f"这条批注所在的报告“{named}”已从资料库移除，没有收；请先恢复这份报告再并入。")
    if key is None:
        check.refuse("an unknown report", f"资料库里没有这条批注所在的报告“{named}”，没有收；请先读入这份报告再并入。")
    return key


def _in_circle(annotation_id: str, answered: Mapping[str, str]) -> bool:
    passed = {annotation_id}
    ahead = answered.get(annotation_id, "")
    while ahead and ahead not in passed:
        passed.add(ahead)
        ahead = answered.get(ahead, "")
    return bool(ahead)


def _check_sizes(carried: Carried, sizes: Mapping[str, int]) -> None:
    for one in carried.revisions:
        for name, write in one.writes.items():
            if name.startswith(ATTACHMENT) and isinstance(write.value, Mapping):
                size = write.value["size"]
                if sizes.get(name.removeprefix(ATTACHMENT), size) != size:
                    check.refuse(f"{name} of another size")


def _without_shared(
    session: Session, found: Sequence[Weighing], refused: list[Refused]
) -> tuple[tuple[Weighing, ...], tuple[Refused, ...]]:
    """Refuse what would write a revision of an id that is another annotation's, here or in the same file."""
    owners = gathering.owners(session, (each.id for one in found for each in one.weighed.new))
    sound = []
    for one in found:
        if all(owners.setdefault(each.id, one.carried.id) == one.carried.id for each in one.weighed.new):
            sound.append(one)
        else:
            refused.append(_refused(one.carried, CLASH))
    return tuple(sound), tuple(refused)


def _refused(carried: Carried, reason: str) -> Refused:
    merged = carried.given or None
    return Refused(
        carried.id,
        reason,
        name_of(carried.report),
        carried.anchor.exact,
        carried.author,
        (merged.title or "") if merged is not None else "",
        merged.text if merged is not None else _last_text(carried),
    )


def _last_text(carried: Carried) -> str:
    written = [one for one in carried.revisions if "text" in one.writes]
    return str(max(written, key=lambda one: (one.at, one.id)).writes["text"].value) if written else ""


def _age(one: Weighing) -> tuple[datetime, str]:
    return one.carried.created, one.carried.id


def _add_rows(session: Session, new: Sequence[Weighing]) -> None:
    pairs = [_rows(one) for one in new]
    session.add_all([row for row, _ in pairs])
    session.flush()
    session.add_all([detail for _, detail in pairs])
    session.flush()


def _rows(one: Weighing) -> tuple[AnnotationRow, DetailRow]:
    carried, values = one.carried, one.weighed.after.values
    anchor = carried.anchor
    row = AnnotationRow(
        id=carried.id,
        report_id=one.kept.id,
        kind=AnnotationKind(str(values["kind"])),
        status=AnnotationStatus(str(values["status"])),
        title="",
        text="",
        author=carried.author,
        created=carried.created,
        changed=carried.created,
        source=carried.source,
        computed=carried.computed,
        deleted=False,
        exact=anchor.exact,
        prefix=anchor.prefix,
        suffix=anchor.suffix,
        start=anchor.start,
        end=anchor.end,
    )
    detail = DetailRow(
        annotation_id=carried.id,
        scope=carried.scope,
        edition=carried.edition or one.kept.report.sha256,
        answers=carried.answers,
        tags=[],
        due=None,
        attachments=[],
        placement=None,
        conflicts=[],
        withdrawn=False,
    )
    writing.fill(row, detail, one.weighed.new)
    return row, detail
