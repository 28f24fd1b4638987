"""What of a report's text a corrected edition changes."""

from __future__ import annotations

from briefing.domain.report import Report
from briefing.ui.edition.changes import Change, changed_sentences, counts
from tests.library.samples import make_report

HEADING = "坚持就业优先,办好民生实事"


def report(*items: str) -> Report:
    return make_report(outline=((HEADING, items),))


def test_the_same_text_has_no_changes() -> None:
    assert changed_sentences(report("甲甲。乙乙。"), report("甲甲。乙乙。")) == ()


def test_a_number_corrected_is_a_sentence_reworded() -> None:
    (found,) = changed_sentences(report("新增就业4.7万人。空气更好。"), report("新增就业4.9万人。空气更好。"))
    assert (found.change, found.before, found.after) == (Change.REWORDED, "新增就业4.7万人。", "新增就业4.9万人。")


def test_what_has_nothing_in_common_is_one_gone_and_one_new() -> None:
    found = changed_sentences(report("优化创业服务。"), report("修建三条道路。"))
    assert {one.change for one in found} == {Change.ADDED, Change.REMOVED}
    assert dict(counts(found)) == {Change.ADDED: 1, Change.REMOVED: 1, Change.REWORDED: 0}


def test_sentences_are_told_with_the_line_they_stand_in() -> None:
    old, new = report("甲甲甲甲。", "乙乙乙乙。"), report("甲甲甲甲。", "丁丁丁丁。", "乙乙乙乙。")
    (found,) = changed_sentences(old, new)
    assert (found.change, found.after) == (Change.ADDED, "丁丁丁丁。")
    assert "丁丁丁丁" in new.source_text.splitlines()[found.line - 1]


def test_sentences_moved_to_another_item_alone_change_nothing() -> None:
    assert changed_sentences(report("甲甲。乙乙。"), report("甲甲。", "乙乙。")) == ()
