"""How a person's word finds its figure again: the same place, else the only one with the same neighbours, else none."""

from __future__ import annotations

from dataclasses import replace

from briefing.domain.correction import FigureAnchor
from briefing.domain.figure import Figure
from briefing.domain.report import Report
from briefing.domain.span import Span
from tests.library.samples import make_figure, make_report

TEXTS = ("今年新建农村公路12公里,改造管网12公里。", "明年新建农村公路12公里。")


def read(*texts: str, title: str = "") -> tuple[Report, tuple[Figure, ...]]:
    report = make_report(outline=(("一节", texts),), title=title)
    found = []
    for item in report.items():
        at = item.text.find("12公里")
        while at >= 0:
            span = Span(at, at + 4)
            one = make_figure(report, item.position, "12公里", "12", "公里", "公路")
            found.append(replace(one, text_span=span, span=item.to_source(span)))
            at = item.text.find("12公里", at + 1)
    return report, tuple(found)


def anchors() -> list[FigureAnchor]:
    report, figures = read(*TEXTS)
    return [FigureAnchor.of(report, figure.span) for figure in figures]


def test_an_anchor_holds_the_words_and_32_code_points_on_either_side() -> None:
    first = anchors()[0]
    assert first.raw == "12公里"
    assert first.prefix.endswith("\n- 今年新建农村公路")
    assert first.suffix.startswith(",改造管网12公里。")
    assert max(len(anchor.prefix) for anchor in anchors()) == 32
    assert all(len(anchor.suffix) <= 32 for anchor in anchors())


def test_the_same_place_comes_first() -> None:
    report, figures = read(*TEXTS)
    assert [anchor.resolve(report, figures) for anchor in anchors()] == list(figures)


def test_a_text_that_moved_is_known_by_its_neighbours() -> None:
    report, figures = read(*TEXTS, title="题目加长了许多许多许多许多许多许多许多许多许多许多")
    assert [anchor.resolve(report, figures) for anchor in anchors()] == list(figures)
    places = [anchor.place(report) for anchor in anchors()]
    assert [place and (place[0].position, place[1]) for place in places] == [
        (figure.item, figure.text_span) for figure in figures
    ]


def test_two_places_alike_are_not_guessed_between() -> None:
    before, after = (
        "字数够多,足以盖过前面三十二个字符的范围," * 2,
        "其余工作也都按计划推进,没有什么不同,一切照旧进行," * 2,
    )
    text = f"{before}新建农村公路12公里,{after}"
    report, figures = read(text, text)
    anchor = FigureAnchor.of(report, figures[0].span)
    moved, again = read(text, text, title="题目加长了")
    assert anchor.resolve(report, figures) == figures[0]
    assert anchor.resolve(moved, again) is None
    assert anchor.place(moved) is None


def test_other_words_at_the_same_place_are_not_meant() -> None:
    report, figures = read(*TEXTS)
    other = replace(figures[0], raw="13公里")
    assert anchors()[0].resolve(report, (other,)) is None
    assert anchors()[0].resolve(report, ()) is None
