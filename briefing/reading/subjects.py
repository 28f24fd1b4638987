"""Finds what a number is said of.

Four ways of saying it are told apart: before the number (原煤产量达到1.7亿吨), after it (新建7座湿地), handed round
(城乡居民收入分别增长3.7%、5.6%), and left out because something before it in the sentence has named it (、增长2.6%).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from briefing.domain.figure import Measure
from briefing.reading.clauses import Frame
from briefing.reading.fans import hand_round
from briefing.reading.measures import measure_of
from briefing.reading.memory import Memory, Said
from briefing.reading.nouns import counted_noun, first_thing, follows_as_noun, join_attribute
from briefing.reading.units import UnitKind
from briefing.reading.vocabulary import words
from briefing.reading.wording import (
    after_inner_verb,
    class_name,
    compares,
    kept_verb,
    kept_verb_at_end,
    stock_of,
    trim_lead,
    trim_tail,
)

_RATES = words("subjects", "attributes", "rates")
_OWN_COUNT = (UnitKind.COUNT, UnitKind.PEOPLE, UnitKind.EXTENT)
_WHOLE = (UnitKind.PERCENT, UnitKind.POINTS, UnitKind.MULTIPLE)
_LONGEST = 40
_LONGEST_ROW = 12
# Verbs that, alone before a number, speak of what the sentence has named.
_VERBS_OF_WHOLE = ("净增", "新增", "新建", "开工", "开工建设", "新开工", "竣工", "投产", "增加", "减少", "改造", "出口")
_WIDENED = re.compile(r"(?:范围|规模|覆盖面)(?:扩大|拓展|增加|延伸|扩展)(?:到|至)(?:了|全国|全省)?$")
# Subjects that begin or end like no name of a row.
_ODD = re.compile(
    r"^(?:在|对|把|使|比|由|从|于|至|这|那|其|有)(?!外|口|岗|建|职|校|册|编|机|业)|[了着但并将还]$|努力|^.$"
)
_DOUBTFUL = 0.6
_PUT_INTO = re.compile(r"(?:启动)?(?:建设|实施|新建|改造|完成|打造|推进|启动|用于|修建|扩建|改扩建|建成|购置)+(?:了)?")
_LONGEST_THING = 24
_VERB_STARTS = "治造改建种修拆搬整购植退"


@dataclass(frozen=True, slots=True)
class Named:
    """A subject with its measure; ``confidence`` from 0 to 1 and in ``reason`` why it is not higher."""

    subject: str
    measure: Measure
    confidence: float
    reason: str = ""


def name_subjects(text: str, frames: Sequence[Frame]) -> list[Named]:
    """The subject and measure of every frame of one text. Linear in the text."""
    return _Namer(text, frames).run()


class _Namer:
    def __init__(self, text: str, frames: Sequence[Frame]) -> None:
        self._text = text
        self._frames = frames
        self._memory = Memory(text)
        self._named: list[Named] = []

    def run(self) -> list[Named]:
        index = 0
        while index < len(self._frames):
            end = self._run_end(index)
            if end > index and self._fan(index, end):
                index = end + 1
                continue
            self._take(index)
            index += 1
        return self._named

    def _run_end(self, index: int) -> int:
        """The last of the numbers that stand in one row with nothing but joints between them."""
        end = index
        kind = self._frames[index].mention.kind
        while end - index < _LONGEST_ROW and end + 1 < len(self._frames):
            following = self._frames[end + 1]
            if not following.bare or following.mention.kind is not kind:
                break
            end += 1
        return end

    def _fan(self, index: int, end: int) -> bool:
        frame = self._frames[index]
        count = end - index + 1
        head = frame.head
        trimmed = trim_tail(head)
        whole = trim_lead(trimmed.words)
        parts = hand_round(whole, count) if whole else []
        if not parts:
            parts = self._memory.named_before(frame, whole, count)
        if not parts:
            return False
        verb = kept_verb(whole)
        for offset, part in enumerate(parts):
            each = self._frames[index + offset]
            measure = self._measure(each, trimmed.change, trimmed.reached, part, head)
            subject = self._finish(part, trimmed.verb, trimmed.change, trimmed.reached, each)
            self._note(each, subject, part, measure, verb, 0.85, "")
        return True

    def _take(self, index: int) -> None:
        frame = self._frames[index]
        if self._doubled(index):
            frame = replace(frame, tail=self._frames[index + 1].tail, next_near=self._frames[index + 1].next_near)
        if frame.bare and self._named and not follows_as_noun(frame):
            self._continue(frame)
            return
        head = self._own_head(frame)
        trimmed = trim_tail(head)
        inner = after_inner_verb(trimmed.words)
        before = class_name(trim_lead(inner))
        if self._is_counted(frame, trimmed.words, before):
            self._counted(index, frame, before)
            return
        self._stated(index, frame, before, trimmed.change, trimmed.reached, trimmed.verb)

    def _doubled(self, index: int) -> bool:
        """Whether two counts of one thing stand side by side (12类55件民生实事)."""
        frame = self._frames[index]
        if index + 1 >= len(self._frames) or not frame.next_near or frame.tail.strip():
            return False
        following = self._frames[index + 1]
        return {frame.mention.kind, following.mention.kind} <= {UnitKind.COUNT, UnitKind.PEOPLE} and follows_as_noun(
            following
        )

    def _own_head(self, frame: Frame) -> str:
        """The head without the noun that the number before it in the clause has counted."""
        said = self._memory.said[-1] if self._memory.said else None
        if said is None or not said.counted or said.clause != frame.clause:
            return frame.head
        last = re.split(r"、|和|及(?!其)|与", frame.head)[-1]
        if frame.listed or last in words("subjects", "attributes", "bare"):
            return last
        if "、" in frame.head:
            return frame.head.rpartition("、")[2]
        return frame.head.strip().removeprefix(said.thing)

    def _continue(self, frame: Frame) -> None:
        """A number in a row that nothing hands round: it is said of what the one before it was said of."""
        last = self._named[-1]
        measure = self._measure(frame, "", False, last.subject, "")
        self._note(frame, last.subject, self._memory.said[-1].topic, measure, "", 0.5, "与前一数据并列，指标由前文推定")

    # --- said after the number

    def _is_counted(self, frame: Frame, raw: str, before: str) -> bool:
        if not follows_as_noun(frame):
            return False
        if frame.mention.kind is UnitKind.COUNT:
            # 试点范围扩大到1451个县: the range is what is told, in counties.
            return not (_WIDENED.search(frame.head) and len(trim_lead(before)) >= 4)
        if frame.mention.kind is UnitKind.BARE and frame.mention.magnitude_word:
            return True
        if frame.mention.kind in _WHOLE:
            opens = frame.mention.kind is UnitKind.PERCENT and not frame.head.strip("、 ") and not frame.bare
            return not before and (frame.tail.startswith("的") or opens)
        if frame.tail.startswith("的"):
            return True
        if not frame.bare and frame.head.rstrip().endswith(("和", "与", "以及")):
            return True
        return not before or before == kept_verb(before) or raw.endswith("等")

    def _counted(self, index: int, frame: Frame, before: str) -> None:
        following = self._frames[index + 1] if index + 1 < len(self._frames) else None
        governed = bool(frame.head.strip("、 ")) and not frame.head.rstrip().endswith(("完成", "的", "有"))
        tail = frame.tail
        noun = counted_noun(tail, governed=governed, cut=frame.next_near, following=following.tail if following else "")
        if tail.startswith("的") and frame.next_near and following is not None and not noun.strip("的约近超 "):
            noun = counted_noun(following.tail, governed=True, cut=following.next_near, following="")
        if not noun:
            self._stated(index, frame, before, "", False, "")
            return
        if tail.startswith("的") and frame.mention.kind is not UnitKind.COUNT and frame.mention.kind not in _WHOLE:
            noun = first_thing(noun)
            attribute = next((each for each in words("subjects", "attributes", "bare") if before.endswith(each)), "")
            attribute = before if len(before) <= len(attribute) + 2 and attribute else attribute
            subject = join_attribute(noun, attribute)
            measure = self._measure(frame, "", False, subject, frame.head)
            self._note(frame, subject, noun, measure, "", 0.8, "指标由后文的名词与前文的词合成")
            self._memory.said[-1].counted = True
            return
        verb = kept_verb_at_end(frame.head) or (kept_verb(before) if before == kept_verb(before) else "")
        if not verb and frame.listed and self._memory.said and self._memory.said[-1].clause == frame.clause:
            verb = self._memory.said[-1].verb if not self._own_head(frame).strip() else ""
        measure = self._measure(frame, "", False, noun, frame.head)
        if frame.mention.kind is UnitKind.PERCENT:
            measure = Measure.SHARE
        self._note(frame, verb + noun, noun, measure, verb, 0.9 if len(noun) <= 20 else 0.7, "")
        self._memory.said[-1].counted = True

    # --- said before the number, or left out

    def _invested_in(self, index: int) -> str:
        """What money was put into, when it stands after the sum (投资2亿元建设…, 总投资11亿元、占地600亩的…)."""
        frame = self._frames[index]
        tail, cut = frame.tail, frame.next_near
        following = self._frames[index + 1] if index + 1 < len(self._frames) else None
        if following is not None and cut and tail.startswith("、") and following.tail.startswith("的"):
            return first_thing(following.tail)
        verb = _PUT_INTO.match(tail)
        if not verb:
            return ""
        noun = tail[verb.end() :].strip()
        if cut and following is not None and noun.endswith("等"):
            noun = following.tail
        elif cut and "等" not in noun and "、" in noun:
            return ""
        noun = trim_lead(class_name(noun.strip("、 ")))
        return noun if 2 <= len(noun) <= _LONGEST_THING else ""

    def _stated(self, index: int, frame: Frame, before: str, change: str, reached: bool, verb: str) -> None:
        last = before.rpartition("、")[2]
        if last != before and (opened := trim_lead(last)) != last and re.match(r"去年|今年|全年|当年|目前", last):
            before = opened
        confidence, reason, thing = 0.9, "", ""
        topic, led = self._memory.topic(frame)
        if re.search(r"累计|总数|总量|达到?$|增至|增加到|扩大到", frame.head):
            topic = stock_of(topic)
        subject = before
        attribute = subject.removesuffix("的")
        if level := self._memory.other_level(subject):
            subject, confidence, reason = level, 0.7, "指标承前省略"
        elif subject in _RATES and (rated := self._memory.rated()):
            subject, confidence, reason = rated, 0.6, "指标承前省略"
        elif not subject or subject in _RATES:
            subject = topic
            change = change or led
            confidence, reason = (
                (0.85 if self._memory.goes_on(frame) else 0.6, "指标承前省略") if topic else (0.2, "没有找到指标")
            )
        elif subject in _VERBS_OF_WHOLE and topic:
            thing = stock_of(topic)
            subject = subject + thing if subject.startswith("新") else thing + subject
            confidence, reason = 0.7, "指标承前省略"
        elif (subject.startswith(("占", "高于", "低于", "快于", "高出", "好于", "优于", "领先")) and topic) or (
            subject.startswith(_RATES) and topic
        ):
            subject, confidence, reason = topic + subject, 0.7, "指标承前省略"
        elif attribute in words("subjects", "attributes", "inputs") and (thing := self._invested_in(index)):
            subject, confidence, reason = join_attribute(thing, attribute), 0.8, "指标由后文的名词与前文的词合成"
        elif attribute in words("subjects", "attributes", "bare") and self._memory.lacks(attribute, topic, frame):
            thing = self._memory.thing_of(topic, frame)
            subject, confidence, reason = join_attribute(thing, attribute), 0.7, "指标承前省略"
        elif (
            frame.listed
            and not kept_verb(subject)
            and subject[0] not in _VERB_STARTS
            and frame.head.lstrip("、和及与 ").startswith(subject[:2])
            and self._memory.carries(frame)
        ) or self._memory.adds_on(frame, subject):
            subject = self._memory.said[-1].verb + subject
        if frame.mention.kind in _WHOLE and (over := re.match(r"(?:覆盖|用于[^，。；、]{2,14})", frame.tail)):
            subject = f"{subject}{over[0]}"
        if len(subject) > _LONGEST:
            confidence, reason = min(confidence, 0.5), "指标名称过长，请核对"
        measure = self._measure(frame, change, reached, subject, frame.head)
        whole = self._finish(subject, verb, change, reached, frame)
        self._note(frame, whole, subject, measure, kept_verb(subject), confidence, reason, thing)

    def _finish(self, subject: str, verb: str, change: str, reached: bool, frame: Frame) -> str:
        """The subject as a row carries it: without 增速, with 净增 or 增加 where an amount of change is meant."""
        for word in () if compares(subject) else _RATES:
            if subject.endswith(word) and len(subject) > len(word) + 1:
                subject = subject.removesuffix(word).removesuffix("的")
        for word in ("总量", "总数"):
            if subject.endswith(word) and len(subject) > len(word) + 2:
                subject = subject.removesuffix(word)
        if change and not reached and frame.mention.kind not in _WHOLE and verb not in _RATES and subject:
            subject += verb.removesuffix("了")
        return subject

    def _measure(self, frame: Frame, change: str, reached: bool, subject: str, head: str) -> Measure:
        before = self._named[-1].measure if self._named else None
        return measure_of(
            frame.mention, head=head, tail=frame.tail, change=change, reached=reached, subject=subject, before=before
        )

    def _note(
        self,
        frame: Frame,
        subject: str,
        topic: str,
        measure: Measure,
        verb: str,
        confidence: float,
        reason: str,
        thing: str = "",
    ) -> None:
        if subject in words("subjects", "attributes", "vague") or _ODD.search(subject):
            confidence, reason = min(confidence, _DOUBTFUL), reason or "指标名称可能不完整，请核对"
        self._named.append(Named(subject, measure, confidence, reason))
        self._memory.said.append(Said(topic, frame.sentence, frame.clause, measure, verb, thing=thing or topic))
