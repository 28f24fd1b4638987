"""Remembers what the numbers before have been said of, for the words a sentence leaves out."""

from __future__ import annotations

import re
from dataclasses import dataclass

from briefing.domain.figure import Measure
from briefing.reading.clauses import Frame
from briefing.reading.fans import hand_round, is_fan
from briefing.reading.nouns import join_attribute
from briefing.reading.units import UnitKind
from briefing.reading.vocabulary import words
from briefing.reading.wording import kept_verb, kept_verb_at_end, trim_lead, trim_tail

_WHOLE = (UnitKind.PERCENT, UnitKind.POINTS, UnitKind.MULTIPLE)
_LONGEST_ROW = 12
_REACH = 240
_LONGEST = 40
_LEVEL = re.compile(r"(?:国家|省部|省|市|县|区|州|部|乡镇|村)级")
_COUNTED_AS = re.compile(r"(?<=..)(?:接待)?(?:海内外|国内外|国内|入境|过夜)?(?:游客|旅客)?(?:人次|人数|户数|数量)$")
_VERB_STARTS = "治造改建种修拆搬整购植退"


@dataclass(slots=True)
class Said:
    """What the numbers so far have been said of: ``topic`` is a subject without a verb of change."""

    topic: str
    sentence: int
    clause: int
    measure: Measure
    verb: str = ""
    counted: bool = False
    thing: str = ""


class Memory:
    """What one text has said so far."""

    def __init__(self, text: str) -> None:
        self._text = text
        self.said: list[Said] = []

    def named_before(self, frame: Frame, whole: str, count: int) -> list[str]:
        """Subjects for a row of numbers out of what the sentence has named: earlier numbers, or the clause before."""
        said = self.said[-1] if self.said else None
        if said is not None and said.counted and said.clause == frame.clause and whole.startswith(said.thing):
            # 16条产业链、18个专业镇营业收入分别…: each counted thing has the aspect.
            rest = whole.removeprefix(said.thing)
            things = [each.thing for each in self.said[-count:] if each.counted and each.clause == frame.clause]
            if rest and len(set(things)) == count:
                return [thing + rest for thing in things]
        aspect = whole in words("subjects", "attributes", "bare")
        if whole and not aspect:
            return []
        row = self.said[-count:]
        if (
            aspect
            and len(row) == count
            and all(
                each.measure is Measure.COUNT and each.sentence == frame.sentence and each.clause == row[0].clause
                for each in row
            )
        ):
            return [join_attribute(each.thing, whole) for each in row]
        if not aspect:
            earlier = []
            for said in self.said[: -2 * _LONGEST_ROW - 1 : -1]:
                if said.sentence != frame.sentence:
                    break
                earlier.append(said.topic)
            distinct = list(dict.fromkeys(reversed(earlier)))
            if len(distinct) >= count:
                return distinct[-count:]
        if not is_fan(frame.head):
            return []
        clause = re.split(r"[，,：:；;]", self.before(frame).rstrip("，,：: "))[-1]
        parts = hand_round(trim_lead(trim_tail(clause).words), count)
        return [part + whole for part in parts]

    def lacks(self, attribute: str, topic: str, frame: Frame) -> bool:
        """Whether an aspect needs the name of what the sentence spoke of: of a thing, not of another aspect."""
        if not topic or not self.said or frame.sentence != self.said[-1].sentence:
            return False
        if self.said[-1].measure is Measure.COUNT and len(self.said) > 1:
            other = self.said[-2]
            if other.measure is Measure.COUNT and other.clause == self.said[-1].clause and other.topic != topic:
                # An aspect of two things named before belongs to neither alone.
                return False
        thing = self.thing_of(topic, frame)
        if _COUNTED_AS.search(thing) and frame.clause == self.said[-1].clause:
            return True
        return attribute in ("占比", "比重", "比例") or not thing.endswith(words("subjects", "attributes", "heads"))

    def thing_of(self, topic: str, frame: Frame) -> str:
        """The thing whose aspects the sentence tells one after the other, else its topic."""
        said = self.said[-1] if self.said else None
        thing = said.thing if said is not None and said.sentence == frame.sentence and said.thing else topic
        # 旅游人次5万、收入3亿元: the income is the tourism's, not the visitors'.
        return _COUNTED_AS.sub("", thing) if said is not None and said.clause == frame.clause else thing

    def goes_on(self, frame: Frame) -> bool:
        """Whether the sentence has had a number before this one."""
        return bool(self.said) and self.said[-1].sentence == frame.sentence

    def other_level(self, subject: str) -> str:
        """省级重点项目5个、市级20个: the second is of the same things, of another level."""
        if not _LEVEL.fullmatch(subject) or not self.said:
            return ""
        rest = _LEVEL.split(self.said[-1].thing, maxsplit=1)
        return subject + rest[-1] if len(rest) > 1 and rest[-1] else ""

    def rated(self) -> str:
        """What the number before spoke of when it was a growth, to which a bare 涨幅 or 增速 refers."""
        if self.said and self.said[-1].measure in (Measure.GROWTH, Measure.DECLINE):
            return self.said[-1].topic
        return ""

    def adds_on(self, frame: Frame, subject: str) -> bool:
        """Whether a thing named alone after 新增… goes on with the list across a comma."""
        said = self.said[-1] if self.said else None
        return (
            said is not None
            and said.verb == "新增"
            and not kept_verb(subject)
            and not kept_verb_at_end(subject)
            and subject[:1] not in _VERB_STARTS
            and said.sentence == frame.sentence
            and said.clause == frame.clause - 1
            and frame.mention.kind in (UnitKind.EXTENT, UnitKind.COUNT)
            and frame.head.strip(" 近约超") == subject
            and not subject.endswith(words("subjects", "attributes", "heads"))
        )

    def carries(self, frame: Frame) -> bool:
        """Whether the verb before the last thing (新增…) holds for the next member of the list."""
        said = self.said[-1] if self.said else None
        same_kind = frame.mention.kind not in _WHOLE
        return said is not None and said.sentence == frame.sentence and bool(said.verb) and same_kind

    def topic(self, frame: Frame) -> tuple[str, str]:
        """What the sentence has named before and how that changed: by its last number, else by the clause before."""
        if self.said and self.said[-1].sentence == frame.sentence:
            return self.said[-1].topic, ""
        before = self.before(frame).rstrip("，,：:、（( ")
        clause = re.split(r"[，,：:]", before)[-1] if before else ""
        trimmed = trim_tail(clause)
        topic = trim_lead(trimmed.words)
        return (topic, trimmed.change) if 2 <= len(topic) <= _LONGEST else ("", "")

    def before(self, frame: Frame) -> str:
        """The sentence up to the clause of a number."""
        return self._text[max(frame.sentence_start, frame.head_start - _REACH) : frame.head_start]
