"""What goes into a library comes out equal."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.domain.figure import Figure, Measure
from briefing.domain.quantity import Bound, Quantity
from briefing.domain.report import Item, ItemRole, Nature, Report, Section, SectionRole
from briefing.domain.span import Span
from briefing.library.library import Library
from tests.library.samples import harvest_figures, make_report


def test_a_new_library_without_seeds_is_empty(library: Library) -> None:
    assert library.contents() == ()
    assert library.indicators() == ()
    assert library.search("就业") == ()


def test_a_report_comes_back_equal_after_the_file_was_closed(tmp_path: Path) -> None:
    report = make_report()
    figures = harvest_figures(report)
    with Library.open(tmp_path / "a.db", seed=False) as library:
        library.add_report(report, figures)
    with Library.open(tmp_path / "a.db") as library:
        (contents,) = library.contents()
    assert contents.report == report
    assert contents.figures == figures
    assert contents.annotations == ()


def test_every_field_of_a_report_is_kept(library: Library) -> None:
    report = _odd_report()
    library.add_report(report, (_odd_figure(report),))
    (contents,) = library.contents()
    assert contents.report == report
    assert contents.figures == (_odd_figure(report),)


def test_decimals_keep_their_digits(library: Library) -> None:
    report = make_report()
    figure = harvest_figures(report)[0]
    exact = replace(figure, quantity=replace(figure.quantity, value=Decimal("4.70"), base_value=Decimal("1E+27")))
    library.add_report(report, (exact,))
    kept = library.contents()[0].figures[0].quantity
    assert (str(kept.value), str(kept.base_value)) == ("4.70", "1E+27")


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(text=st.text(min_size=1), value=st.decimals(allow_nan=False, allow_infinity=False))
def test_any_text_and_any_decimal_are_kept(library: Library, text: str, value: Decimal) -> None:
    key = f"any-{len(library.contents())}"
    report = make_report(key, outline=((text, (text,)),))
    figure = replace(harvest_like(report, text), quantity=Quantity(value, text, value, text))
    library.add_report(report, (figure,))
    contents = library.report(key)
    assert contents is not None
    assert contents.report == report
    assert contents.figures == (figure,)


def test_reports_come_newest_first_then_the_one_read_in_later(library: Library) -> None:
    for key, year in (("old", 2019), ("undated", None), ("new", 2026), ("new-too", 2026)):
        library.add_report(make_report(key, year=year), ())
    assert [contents.report.key for contents in library.contents()] == ["new-too", "new", "old", "undated"]


def test_a_removed_report_is_out_of_sight_and_can_come_back(harvest: Library) -> None:
    before = harvest.contents()
    key = before[0].report.key
    assert harvest.set_report_removed(key, True)
    assert harvest.contents() == ()
    assert harvest.report(key) is None
    assert harvest.search("就业") == ()
    assert not harvest.set_report_removed(key, True)
    assert harvest.set_report_removed(key, False)
    assert harvest.contents() == before
    assert harvest.search("就业")


def test_a_file_is_known_by_its_digest(harvest: Library) -> None:
    report = harvest.contents()[0].report
    assert harvest.report_of_file(report.sha256) == (report.key, False)
    assert harvest.report_of_file("0" * 64) is None
    harvest.set_report_removed(report.key, True)
    assert harvest.report_of_file(report.sha256) == (report.key, True)


def harvest_like(report: Report, text: str) -> Figure:
    return Figure(
        report_key=report.key,
        item=1,
        span=report.sections().__next__().sections[0].items[0].pieces[0],
        text_span=Span(0, len(text)),
        raw=text,
        quantity=Quantity(Decimal(1), "", Decimal(1), ""),
        measure=Measure.COUNT,
        subject=text,
        nature=Nature.TARGET,
        year=None,
    )


def _odd_report() -> Report:
    """Call-outs without a heading, items in pieces, Windows line ends, rare characters, nested sections."""
    source = "﻿标题\r\n发放\r\n𠮷𠮷元\r\n\x00结\u2029尾\r\n"
    callout = Item(0, ItemRole.CALLOUT, "发放𠮷𠮷元", (Span(5, 7), Span(9, 12)), 2, (2,))
    closing = Item(1, ItemRole.CLOSING, "\x00结\u2029尾", (Span(14, 18),), 4)
    deep = Section((1, 0, 0), "深", 3, SectionRole.CLOSING, Span(1, 2), 1, items=(closing,))
    return Report(
        key="odd",
        title="标题",
        subtitle="",
        year=None,
        nature=Nature.TARGET,
        file_name="odd 报告.txt",
        source_text=source,
        sha256="a" * 64,
        short="短",
        issuer="市政府",
        region="长治市",
        credits=("文字整理:某", "版式设计:某"),
        parts=(
            Section((0,), None, role=SectionRole.CALLOUTS, items=(callout,)),
            Section((1,), "部分", sections=(Section((1, 0), "节", sections=(deep,)), Section((1, 1), "空节", 4))),
        ),
    )


def _odd_figure(report: Report) -> Figure:
    return Figure(
        report_key=report.key,
        item=0,
        span=Span(9, 11),
        text_span=Span(2, 4),
        raw="𠮷𠮷",
        quantity=Quantity(
            Decimal("1"), "个", Decimal("1"), "个", Bound.RANGE, upper=Decimal("2.50"), base_upper=Decimal("2.50")
        ),
        measure=Measure.INDEX,
        subject="",
        nature=Nature.TARGET,
        year=2030,
        cues=(Span(0, 1), Span(4, 5)),
        confidence=0.25,
        reason="读数成疑",
    )
