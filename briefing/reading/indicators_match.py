"""On which terms a result and a target of one thing compare, and whether they speak of one thing at all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from briefing.domain.comparison import Terms
from briefing.reading.indicators_terms import Flow, Kind, Term, is_total
from briefing.reading.indicators_words import literal, related

_FAMILIES_ALIKE = (frozenset({"new"}), frozenset({"build"}), frozenset({"rebuild"}), frozenset({"start"}))
_SPATIAL = ("亩", "公顷", "平方米", "平方公里", "公里", "千米")


@dataclass(frozen=True, slots=True)
class Note:
    """One way in which two terms differ: a sentence without its stop; ``short`` only where nothing may be
    subtracted; ``wording`` when it is about the verbs alone.
    """

    sentence: str
    short: str = ""
    wording: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """How a target compares with its result(s)."""

    results: tuple[Term, ...]
    target: Term
    terms: Terms
    caveat: str = ""
    short: str = ""


def same_core(result: Term, target: Term) -> bool:
    """Whether both speak of one thing in one wording, one kind and one unit."""
    return result.key == target.key


def unlike_core(result: Term, target: Term) -> Note | None:
    """How two cores of one kind and unit differ that a list of words ties together; None when nothing does."""
    if result.key[1:] != target.key[1:]:
        return None
    one, other = result.core, target.core
    for entry in related():
        if one != other and entry.read(one) == entry.read(other):
            return Note(
                _said_of_related(result, target, entry.word_in(one), entry.word_in(other), entry.order, entry.say)
            )
    if result.kind is not Kind.AMOUNT:
        return None
    for group, short, words in (
        ("criteria", "标准不同", "入选标准不同，两数不可相减"),
        ("scope", "范围不同", "统计范围不同，两数不可相减"),
    ):
        for word in literal("modifiers", group):
            if _one_word_apart(one, other, word):
                return Note(f"{_is(result)}，{_is(target)}，{words}", short)
    return None


def _one_word_apart(one: str, other: str, word: str) -> bool:
    longer, shorter = (one, other) if len(one) > len(other) else (other, one)
    return word in longer and longer.replace(word, "", 1) == shorter and len(shorter) >= 3


def _said_of_related(result: Term, target: Term, narrow: str, wide: str, order: Sequence[str], say: str) -> str:
    if say:
        return say.format(ry=result.year, rw=_plain(result.shown), ty=target.year, tw=_with_verb(target))
    if narrow in order and wide in order:
        wider = "后者" if order.index(wide) > order.index(narrow) else "前者"
        told = f"{result.year}年是“{narrow}”，{target.year}年是“{wide}”，{wider}范围更宽"
    else:
        one, other = narrow or _plain(result.shown), wide or _plain(target.shown)
        told = f"{result.year}年是“{one}”，{target.year}年是“{other}”，范围不同"
    if result.key[2] in _SPATIAL and _unclear(result) and _unclear(target):
        told += "；是当年新增还是现有面积，两份报告都没有写明"
    return told


def _unclear(term: Term) -> bool:
    return term.flow is Flow.PLAIN or term.act in literal("act", "unclear")


def compare(result: Term, target: Term, unlike: Note | None = None) -> Match:
    """The terms on which two terms of one thing compare: every difference noted, the gravest first."""
    notes = list(_notes(result, target))
    if unlike is None:
        return _match((result,), target, notes)
    if unlike.short:
        return _match((result,), target, [*notes, unlike])
    # Where the names differ, that the verbs differ too adds nothing.
    return _match((result,), target, [unlike, *(note for note in notes if note.short or not note.wording)])


def compare_parts(results: tuple[Term, ...], target: Term) -> Match:
    """The terms on which the parts, added, compare with a target that is said of all of them together."""
    first = results[0]
    listed = "、".join(_plain(term.shown) for term in results[:-1]) + "和" + _plain(results[-1].shown)
    count = "两" if len(results) == 2 else str(len(results))
    sentence = f"{target.year}年目标是{listed}{count}项合计，{first.year}年的{count}项相加后才可比"
    notes = [Note(sentence)]
    for result in results:
        notes += [note for note in _notes(result, target) if note not in notes]
    return _match(results, target, notes)


def _match(results: tuple[Term, ...], target: Term, notes: list[Note]) -> Match:
    grave = next((note for note in notes if note.short), None)
    if grave is not None:
        return Match(results, target, Terms.NOT_SUBTRACTABLE, f"{grave.sentence}。", grave.short)
    if not notes:
        return Match(results, target, Terms.SAME)
    sentences = [note.sentence for note in notes]
    if target.hedge:
        sentences.append(f"目标前有“{target.hedge}”二字")
    return Match(results, target, Terms.CAVEAT, "；".join(dict.fromkeys(sentences)) + "。")


def _notes(result: Term, target: Term) -> Iterator[Note]:
    yield from _scope(result, target)
    yield from _criteria(result, target)
    yield from _flow(result, target)
    yield from _span(result, target)
    if result.expected:
        yield Note(f"{result.year}年的{result.figure.raw}是预计数")
    if result.driven and not target.driven:
        yield Note(
            f"{result.year}年的{result.figure.raw}写在“{result.driven}”之后，"
            f"“{result.driven}”可以理解为总增速，也可以理解为拉动作用，引用前须向统计部门核实"
        )


def _scope(result: Term, target: Term) -> Iterator[Note]:
    if result.owner != target.owner:
        yield Note(f"{_is(result, owner=True)}，{_is(target, owner=True)}，统计范围不同，两数不可相减", "范围不同")
    if result.narrowing == target.narrowing:
        return
    if result.kind is Kind.RATIO and result.narrowing:
        yield Note(
            f"两份报告用语相同，但所指不一定相同：{result.year}年写在“{result.narrowing}”一句之下，"
            f"{target.year}年没有这一限定，引用前须向主管部门核对口径"
        )
        return
    limited, free, word = (result, target, "实绩") if result.narrowing else (target, result, "目标")
    yield Note(
        f"{limited.year}年的{word}写在“{limited.narrowing}”一句之下，可能只指这一部分；"
        f"{free.year}年没有这一限定，引用前须向主管部门核对口径"
    )


def _criteria(result: Term, target: Term) -> Iterator[Note]:
    if result.criteria.rstrip("的") != target.criteria.rstrip("的"):
        yield Note(f"{_is(result)}，{_is(target)}，入选标准不同，两数不可相减", "标准不同")


def _flow(result: Term, target: Term) -> Iterator[Note]:
    if result.kind is not Kind.AMOUNT:
        return
    new, other = (result, target) if result.flow is Flow.NEW else (target, result)
    if new.flow is Flow.NEW and other.flow is not Flow.NEW:
        if other.flow is Flow.ACT and not is_total(other):
            if new.family != "new":
                yield Note(f"{_says(result)}，{_says(target)}，用词不同，引用前须核对口径", wording=True)
            return
        told = "是总数" if is_total(other) else "没有写明是新增，按总数看"
        first = f"{other.year}年“{_quote(other)}”{told}"
        second = f"{new.year}年“{_quote(new)}”是{_gained(new)}"
        ordered = (first, second) if other is result else (second, first)
        yield Note(f"{ordered[0]}，{ordered[1]}，一个是存量、一个是新增，两数不可相减", "存量与新增")
        return
    if new.flow is Flow.NEW:
        if result.family == target.family:
            return
        if "start" in (result.family, target.family):
            yield Note(f"{_says(result)}，{_says(target)}，一个是开工、一个不是，两数不可相减", "开工与建成")
        elif "net" in (result.family, target.family):
            yield Note(f"{_says(result)}，{_says(target)}，一个扣除了减少、一个没有，两数不可相减", "净增与新增")
        elif "rebuild" in (result.family, target.family):
            yield Note(f"{_says(result)}，{_says(target)}，范围不同，引用前须核对口径")
        else:
            yield Note(f"{_says(result)}，{_says(target)}，用词不同，引用前须核对口径", wording=True)
        return
    counted = result.figure.quantity.base_unit not in ("元", "吨", "斤", "千瓦时")
    if counted and {result.flow, target.flow} == {Flow.ACT, Flow.STOCK}:
        stock = result if result.flow is Flow.STOCK else target
        done = target if stock is result else result
        yield Note(
            f"{stock.year}年“{_quote(stock)}”是总数，{done.year}年“{_quote(done)}”是当年完成数，两数不可相减",
            "存量与新增",
        )


def _span(result: Term, target: Term) -> Iterator[Note]:
    """Several years against one."""
    if target.plan:
        yield Note(f"目标是{target.year}年的，与{result.year}年相隔{target.year - result.year}年")
    if _summed(result) != _summed(target):
        summed = result if _summed(result) else target
        yield Note(f"{summed.year}年“{_quote(summed)}”是累计数，另一个不是，两数不可相减", "累计与当年")
    if not result.setting.years:
        return
    if summed_up(result):
        yield Note(
            f"{result.year}年的数写在“{result.setting.years}”之下，是几年累计，{target.year}年目标是一年的数，两数不可相减",
            "累计与当年",
        )


def summed_up(term: Term) -> bool:
    """Whether a number adds up what was done in several years."""
    return term.kind is Kind.AMOUNT and bool(term.setting.years) and not is_total(term)


def _summed(term: Term) -> bool:
    """Whether a number is added up over the years (累计达260亿元), of what is not counted at one moment."""
    return term.kind is Kind.AMOUNT and "累计" in term.setting.clause[-8:] and not term.core.endswith("余额")


def _gained(term: Term) -> str:
    return {"net": "当年净增数", "start": "当年开工数"}.get(term.family, "当年新增数")


def _says(term: Term) -> str:
    return f"{term.year}年是“{term.verb or term.act}”"


def _is(term: Term, owner: bool = False) -> str:
    """2024年是“重大转型项目”."""
    if owner and term.owner:
        return f"{term.year}年是“{term.owner}”{term.act or term.verb}的{_plain(term.shown)}"
    if owner:
        return f"{term.year}年是{_with_verb(term)}"
    return f"{term.year}年是“{term.criteria}{_with_verb(term) if term.verb else _plain(term.shown)}”"


def _with_verb(term: Term) -> str:
    return f"{term.verb}{_plain(term.shown)}"


def _plain(words: str) -> str:
    return words.strip("、，")


def _quote(term: Term) -> str:
    """Verb or stock word, number and bound as the sentence has them: 突破300家, 新认定…30家以上."""
    clause = term.setting.clause
    tail = ""
    for word in ("以上", "左右", "以内", "以下"):
        if term.setting.after.startswith(word):
            tail = word
    number = f"{term.figure.raw.replace('*', '')}{tail}"
    if term.verb:
        return f"{term.verb}{_plain(term.shown)}{number}"
    before = next(
        (w for w in ("突破", "达到", "超过", "累计达", "累计", "总数达", "增至", "达") if clause.endswith(w)), ""
    )
    return f"{before}{number}" if before else f"{_plain(term.shown)}{number}"
