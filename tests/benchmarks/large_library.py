"""A library as large as any office's: ten reports with 5,000 items, and 20,000 annotations with their histories."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from briefing.domain.anchor import Scope, anchor_at, anchor_of_item, anchor_of_section
from briefing.domain.annotation import AnnotationKind, AnnotationStatus
from briefing.domain.report import Item, ItemRole, Nature, Report, Section
from briefing.domain.revision import TAG, Revision, Value, merge, revise
from briefing.domain.span import Span
from briefing.library import indexing, reports, revisions, writing
from briefing.library.ids import IdMaker
from briefing.library.library import Library
from briefing.library.reports import Kept
from briefing.library.tables import AnnotationRow
from briefing.library.tables_notes import DetailRow
from briefing.library.writing import Draft
from briefing.reading.figures import read_figures

REPORTS, PARTS, SECTIONS, ITEMS = 10, 5, 5, 20
NOTES = 2000
"""Annotations of each report."""

AUTHORS = ("综合科", "办公室", "发改科", "调研室")
TAGS = ("民生", "投资", "就业", "口径", "待查", "会前")
_WHAT = ("新增城镇就业", "招商引资签约项目", "新建高标准农田", "改造老旧小区", "新增技能人才", "完成固定资产投资")
_UNITS = ("万人", "个", "万亩", "户", "万人", "亿元")
_WORDS = (
    "深入实施消费提振专项行动",
    "稳定高校毕业生、农民工等重点群体就业",
    "加快建设一批补短板项目",
    "持续改善农村人居环境",
    "统筹推进教育、医疗、养老服务",
    "严格落实安全生产责任",
    "推动传统产业改造升级",
    "健全困难群众帮扶机制",
)


def make(path: Path, *, notes: int = NOTES, count: int = REPORTS) -> None:
    """Write it, the annotations in one transaction."""
    with Library.open(path, seed=False) as library:
        with library.atomic():
            for number in range(count):
                report = make_report(number)
                library.add_report(report, read_figures(report))
        with library.atomic(), library._writing() as session:
            for number in range(count):
                _annotate(session, number, notes)


def make_report(number: int) -> Report:
    """A report of parts, numbered sections and items of one paragraph each."""
    dice = random.Random(number)
    key, year = f"city-{number}", 2016 + number
    source = f"# {year}年工作报告\n"
    parts, position = [], 0
    for part in range(PARTS):
        sections = []
        for section in range(SECTIONS):
            heading = f"{dice.choice(_WORDS)}，{dice.choice(_WORDS)}"
            source += f"#### {heading}\n"
            items = []
            for _ in range(ITEMS):
                text, at = _paragraph(dice), len(source) + 2
                line = source.count("\n") + 1
                items.append(Item(position, ItemRole.BODY, text, (Span(at, at + len(text)),), line))
                source += f"- {text}\n"
                position += 1
            sections.append(Section((part, section), heading, section + 1, items=tuple(items)))
        parts.append(Section((part,), f"第{part + 1}部分", sections=tuple(sections)))
    return Report(
        key=key,
        title=f"{year}年工作报告",
        subtitle="",
        year=year,
        nature=Nature.ACTUAL if number % 2 else Nature.TARGET,
        file_name=f"{key}.txt",
        source_text=source,
        sha256=hashlib.sha256(source.encode()).hexdigest(),
        short=f"{year} 报告",
        region=f"第{number // 2}市",
        parts=tuple(parts),
    )


def _paragraph(dice: random.Random) -> str:
    words = dice.sample(_WORDS, 3)
    at = dice.randrange(len(_WHAT))
    return f"{words[0]}。{words[1]}，{_WHAT[at]}{dice.randint(2, 9000)}{_UNITS[at]}，{words[2]}。"


def _annotate(session: Session, number: int, notes: int) -> None:
    kept = reports.load(session, f"city-{number}")
    assert kept is not None
    dice, new_id = random.Random(1000 + number), IdMaker()
    now = datetime(2026, 1, 5, 9, tzinfo=UTC) + timedelta(days=number)
    drafts = list(_drafts(dice, kept.report, notes, new_id))
    writing.add(session, kept, drafts, now, new_id)
    histories = revisions.of_many(session, [draft.id for draft in drafts])
    made = [one for draft in drafts for one in _later(dice, draft, histories[draft.id][0], now, new_id)]
    revisions.add(session, made)
    _refresh(session, kept)
    indexing.index_report(session, kept)


def _refresh(session: Session, kept: Kept) -> None:
    """What ``writing.refresh`` does for each, for all at once."""
    pairs = session.execute(
        select(AnnotationRow, DetailRow)
        .join(DetailRow, DetailRow.annotation_id == AnnotationRow.id)
        .where(AnnotationRow.report_id == kept.id)
    ).all()
    known = revisions.of_many(session, [row.id for row, _ in pairs])
    for row, detail in pairs:
        row.changed = max(one.at for one in known[row.id])
        writing._fill(row, detail, merge(known[row.id]))
    session.flush()


def _drafts(dice: random.Random, report: Report, notes: int, new_id: IdMaker) -> Iterator[Draft]:
    items, sections = list(report.items()), [one for one in report.sections() if one.heading]
    kinds, statuses = list(AnnotationKind), list(AnnotationStatus)
    asked: list[Draft] = []
    for _ in range(notes):
        item, chance = dice.choice(items), dice.random()
        answers = dice.choice(asked) if asked and chance < 0.1 else None
        if answers is not None:
            anchor, scope = answers.anchor, answers.scope
        elif chance < 0.15:
            anchor, scope = anchor_of_section(report, dice.choice(sections)), Scope.SECTION
        elif chance < 0.3:
            anchor, scope = anchor_of_item(report, item), Scope.ITEM
        else:
            start = dice.randrange(len(item.text) - 12)
            anchor, scope = anchor_at(report, item, Span(start, start + dice.randint(4, 12))), Scope.PASSAGE
        kind = AnnotationKind.ANSWER if answers else dice.choice(kinds)
        draft = Draft(
            new_id(),
            kind,
            dice.choice(statuses),
            dice.choice(("", "来源", "请核", "会上可能问到")),
            f"{dice.choice(_WORDS)}：{_paragraph(dice)}\n依据第{dice.randint(1, 90)}号文。",
            dice.choice(AUTHORS),
            anchor,
            scope=scope,
            tags=tuple(dice.sample(TAGS, dice.randint(0, 2))),
            due=date(2026, dice.randint(1, 12), dice.randint(1, 28)) if kind.is_task else None,
            answers=answers.id if answers else "",
        )
        if kind is AnnotationKind.QUESTION:
            asked.append(draft)
        yield draft


def _later(dice: random.Random, draft: Draft, first: Revision, now: datetime, new_id: IdMaker) -> Iterator[Revision]:
    """None, one or two changes after the first writing."""
    known = [first]
    for step in range(dice.randint(0, 2)):
        chance = dice.random()
        values: dict[str, Value] = {"status": dice.choice(list(AnnotationStatus)).value}
        if chance < 0.5:
            values = {"text": f"{draft.text}（第{step + 2}稿）"}
        elif chance < 0.6:
            values = {"deleted": True}
        elif chance < 0.7:
            values = {TAG + dice.choice(TAGS): True}
        known.append(
            revise(
                known, id=new_id(), annotation=draft.id, at=now + timedelta(hours=step + 1),
                author=dice.choice(AUTHORS), action="delete" if "deleted" in values else "edit", values=values,
            )
        )  # fmt: skip
        yield known[-1]
