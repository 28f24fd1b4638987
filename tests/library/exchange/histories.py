"""People who annotate apart from each other, in memory: what each knows, and when they hand each other files.

Beside the revisions it is written down who knew what when writing what: what must come out is told from that alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

from hypothesis import strategies as st

from briefing.domain.anchor import Anchor, Scope
from briefing.domain.revision import ATTACHMENT, DELETED, TAG, Revision, Value, merge, revise
from briefing.library.exchange.checking import parse
from briefing.library.exchange.decoding import carried_of
from briefing.library.exchange.encoding import annotation_record, dump
from briefing.library.exchange.values import Carried, Described
from briefing.library.exchange.weighing import Here, Weighed, weigh
from briefing.library.values import from_anchor

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
REPORT = Described("工作报告", "ab" * 32, "report-1", 2026, "某市", "2026 报告", "report.txt")
PLACES = (
    Anchor("新增城镇就业", "优化创业服务。", "4.70万人", 7, 13),
    Anchor("招商引资签约项目1000个", "", ",就业容量大。", 60, 73),
)
WORDS = ("口径一致", "改过的字", "<b>粗</b> #set", "=1+1", "")
TAGS = ("重点", "待办")
FILES = tuple(hashlib.sha256(bytes([n])).hexdigest() for n in range(2))
PEOPLE = ("甲", "乙", "丙")

Act = tuple[int, str, int, int, int]
"""Who, what, on which note, with which value, and how many minutes the clock jumps."""

_DOING = ("add", "edit", "edit", "title", "status", "kind", "delete", "restore", "answer", "place", "tag", "untag",
          "attach", "detach", "due", "choose", "hand", "hand", "hand")  # fmt: skip

acts = st.lists(
    st.tuples(
        st.integers(0, len(PEOPLE) - 1),
        st.sampled_from(_DOING),
        st.integers(0, 7),
        st.integers(0, 9),
        st.integers(-400, 400),
    ),
    min_size=4,
    max_size=18,
)


@dataclass
class Person:
    """One computer: the annotations on it, and a clock that may be wrong."""

    name: str
    clock: datetime = NOON
    notes: dict[str, Carried] = field(default_factory=dict)

    def known(self) -> set[str]:
        """The ids of all revisions there."""
        return {each.id for one in self.notes.values() for each in one.revisions}

    def hand_over(self) -> list[Carried]:
        """What a file from this computer holds, through all of its text."""
        return [carried_of(parse(dump(annotation_record(one)))) for one in self.notes.values()]

    def take(self, arriving: Iterable[Carried]) -> list[Weighed]:
        """Take a file in, as a library does."""
        owners = {each.id: one.id for one in self.notes.values() for each in one.revisions}
        found = []
        for one in arriving:
            mine = self.notes.get(one.id)
            here = None if mine is None else _kept_here(mine)
            weighed = weigh(one, here, owners)
            found.append(weighed)
            self.notes[one.id] = replace(one, revisions=(*(mine.revisions if mine else ()), *weighed.new))
        return found


class World:
    """Three people, and what was written by whom in knowledge of what."""

    def __init__(self) -> None:
        self.people = [Person(name) for name in PEOPLE]
        self.seen_by: dict[str, set[str]] = {}
        self._count = 0

    def live(self, history: Iterable[Act]) -> World:
        """Let all of it happen."""
        for act in history:
            self._do(*act)
        return self

    def everything(self) -> dict[str, list[Revision]]:
        """All revisions that anybody has, by annotation."""
        found: dict[str, set[str]] = {}
        whole: dict[str, Revision] = {}
        for person in self.people:
            for number, one in person.notes.items():
                for each in one.revisions:
                    found.setdefault(number, set()).add(each.id)
                    whole[each.id] = each
        return {number: [whole[each] for each in sorted(ids)] for number, ids in found.items()}

    def standing(self, revisions: Iterable[Revision], name: str) -> set[str]:
        """The values of a field that nobody wrote over knowing them."""
        writers = [one.id for one in revisions if name in one.writes]
        return {one for one in writers if not any(one in self.seen_by[other] for other in writers if other != one)}

    def _do(self, who: int, what: str, which: int, value: int, jump: int) -> None:
        person = self.people[who]
        person.clock += timedelta(minutes=jump)
        if what == "hand":
            other = self.people[(who + 1 + value % 2) % len(self.people)]
            other.take(person.hand_over())
            return
        ids = sorted(person.notes)
        if what == "add" or not ids:
            self._add(person, PLACES[which % len(PLACES)], WORDS[value % len(WORDS)], "")
            return
        note = person.notes[ids[which % len(ids)]]
        if what == "answer":
            self._add(person, note.anchor, WORDS[value % len(WORDS)], note.id)
            return
        self._write(person, note, what, self._values(note, what, value))

    def _values(self, note: Carried, what: str, value: int) -> Mapping[str, Value]:
        match what:
            case "edit":
                return {"text": f"{WORDS[value % len(WORDS)]}{self._count}"}
            case "title":
                return {"title": WORDS[value % len(WORDS)]}
            case "status":
                return {"status": ("draft", "pending", "verified", "rejected")[value % 4]}
            case "kind":
                return {"kind": ("risk", "wording", "progress")[value % 3]}
            case "delete" | "restore":
                return {DELETED: what == "delete"}
            case "place":
                return {"placement": from_anchor(PLACES[value % 2]) if value % 3 else None}
            case "tag" | "untag":
                return {TAG + TAGS[value % 2]: what == "tag"}
            case "attach" | "detach":
                held = {"name": f"附件{value}.docx", "type": "text/plain", "size": 3}
                return {ATTACHMENT + FILES[value % 2]: held if what == "attach" else None}
            case "due":
                return {"due": f"2026-05-{value + 10}" if value else None}
        rivals = merge(note.revisions).rivals
        return {
            name: rivals[name][value % len(rivals[name])].writes[name].value if name != DELETED else bool(value % 2)
            for name in rivals
        }

    def _add(self, person: Person, anchor: Anchor, words: str, answers: str) -> None:
        number = self._id()
        values: dict[str, Value] = {"kind": "background", "status": "draft", "title": "", "text": words}
        note = Carried(number, person.name, person.clock, REPORT, anchor, Scope.PASSAGE, "ab" * 32, answers=answers)
        self._write(person, note, "add", values)

    def _write(self, person: Person, note: Carried, what: str, values: Mapping[str, Value]) -> None:
        if not values:
            return
        action = what if what in ("add", "delete", "restore", "place", "choose") else "edit"
        made = revise(
            note.revisions,
            id=self._id(),
            annotation=note.id,
            at=person.clock,
            author=person.name,
            action=action,
            values=values,
        )
        self.seen_by[made.id] = {one.id for one in note.revisions}
        person.notes[note.id] = replace(note, revisions=(*note.revisions, made))

    def _id(self) -> str:
        """Ids that do not sort by time: nothing may lean on that."""
        self._count += 1
        mixed = hashlib.sha256(str(self._count).encode()).digest()[:16]
        return str(UUID(bytes=mixed, version=4))


def _kept_here(mine: Carried) -> Here:
    return Here(mine.author, "report-1", mine.anchor, mine.scope, mine.answers, mine.revisions)
