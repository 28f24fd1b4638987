"""The pages one works on: where entries stand, and only the pages drawn that somebody looks at."""

from __future__ import annotations

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage

from briefing.export.document import Document, EntryMark, Heading, PageBreak
from briefing.export.pdf import PdfWriter
from briefing.export.preview import PageImage, PagePreview, PageSize
from briefing.export.printable import UnprintableError
from briefing.export.steps import ExportCancelled
from tests.print import readback
from tests.print.pages import KINDS, SENTENCE, briefing, long_table, text, wide_table
from tests.print.readback import MM


@pytest.fixture
def preview(writer: PdfWriter) -> Iterator[PagePreview]:
    made = PagePreview(writer)
    yield made
    made.close()


def where(writer: PdfWriter, document: Document) -> list[tuple[str, int, int, int]]:
    """Entry, page, and top and bottom in lines of the page's grid, from 0."""
    pitch = ((225 - 22 * 156 / 28) / 21) + 156 / 28
    marks = writer.render(document, None).marks
    return [(m.entry, m.page, round((m.top - 37) / pitch), round((m.bottom - 37) / pitch + 0.3)) for m in marks]


class TestMarks:
    def test_say_between_which_lines_an_entry_stands(self, writer: PdfWriter) -> None:
        blocks = (
            EntryMark("a"),
            Heading("标题", 1, 1),
            text("甲。"),
            EntryMark("b"),
            text(SENTENCE),
            EntryMark("c"),
            text("丙"),
        )
        assert where(writer, Document("标题", blocks=blocks)) == [("a", 0, 2, 4), ("b", 0, 4, 6), ("c", 0, 6, 7)]

    def test_an_entry_over_several_pages_has_one_for_each(self, writer: PdfWriter) -> None:
        blocks = (text("前。"), EntryMark("a"), text("字" * 1500), EntryMark("b"), text("后。"))
        found = where(writer, Document("标题", blocks=blocks))
        assert [(entry, page) for entry, page, _, _ in found] == [("a", 0), ("a", 1), ("a", 2), ("b", 2)]
        assert found[1][2:] == (0, 22)
        assert found[2][3] == found[3][2]

    def test_every_kind_of_block_is_found(self, writer: PdfWriter) -> None:
        for kind, blocks in KINDS.items():
            marks = writer.render(Document("标题", blocks=(text("前。"), EntryMark("a"), *blocks)), None).marks
            assert [mark.entry for mark in marks] == ["a"], kind
            assert marks[0].bottom - marks[0].top > 3, kind
            assert marks[0].top >= 37 and marks[0].bottom <= 262, kind

    def test_entries_without_words_have_a_place_too(self, writer: PdfWriter) -> None:
        blocks = (
            EntryMark("a"),
            EntryMark("b"),
            text("乙。"),
            EntryMark("c"),
            PageBreak(),
            EntryMark("d"),
            text("丁。"),
        )
        assert [(m[0], m[1]) for m in where(writer, Document("标题", blocks=blocks))] == [
            ("a", 0), ("b", 0), ("c", 0), ("d", 1),
        ]  # fmt: skip

    def test_an_entry_that_begins_a_new_page_begins_there(self, writer: PdfWriter) -> None:
        blocks = (EntryMark("a"), text("甲。"), EntryMark("b"), PageBreak(), text("乙。"))
        assert where(writer, Document("标题", blocks=blocks)) == [("a", 0, 2, 3), ("b", 1, 0, 1)]

    def test_are_those_of_the_words(self, writer: PdfWriter) -> None:
        made = writer.render(briefing(), None)
        words = {"e3": "二、招商引资", "e6": "三、答问参考", "e9": "五、历年对照", "e10": "六、结语"}
        for entry, heading in words.items():
            mark = next(mark for mark in made.marks if mark.entry == entry)
            found = [piece for piece in readback.pieces(made.pdf, mark.page) if piece.text == heading]
            box = readback.reader(made.pdf).pages[mark.page].mediabox
            (piece,) = found
            assert (float(box.height) - piece.y) / MM == pytest.approx(mark.top + 0.88 * 156 / 28, abs=0.2)
        assert [mark.entry for mark in made.marks if mark.page == 5] == ["e9"]

    def test_cost_nothing_where_there_are_none(self, writer: PdfWriter) -> None:
        assert writer.render(Document("标题"), None).marks == ()


class TestPreview:
    def test_says_how_many_pages_there_are_and_how_they_lie(self, preview: PagePreview) -> None:
        layout = preview.update(Document("标题", blocks=(text("前。"), wide_table(2))))
        assert layout.pages == 2
        assert [size.turned for size in layout.sizes] == [False, True]
        assert layout.sizes[0] == PageSize(pytest.approx(210, abs=0.1), pytest.approx(297, abs=0.1))

    def test_draws_a_page_in_the_size_asked_for(self, preview: PagePreview) -> None:
        preview.update(Document("标题", blocks=(text("甲。"),)))
        for ppi in (36, 96):
            image = preview.image(0, ppi)
            assert (image.width, image.height) == (
                pytest.approx(210 / 25.4 * ppi, abs=1),
                pytest.approx(297 / 25.4 * ppi, abs=1),
            )
            assert len(image.pixels) == 4 * image.width * image.height

    def test_shows_what_the_typesetter_draws(self, preview: PagePreview, writer: PdfWriter) -> None:
        document = briefing()
        preview.update(document)
        for page, drawn in enumerate(writer.to_png(document, 72)):
            image = preview.image(page, 72)
            one = _coarse(QImage(image.pixels, image.width, image.height, QImage.Format.Format_RGB32))
            other = _coarse(QImage.fromData(drawn))
            # Two painters thicken small letters differently; words in another place make another picture.
            assert max(abs(a - b) for a, b in zip(one, other, strict=True)) < 60

    def test_what_is_previewed_is_what_is_exported(self, preview: PagePreview) -> None:
        preview.update(briefing())
        assert readback.text(preview.pdf).startswith("内部资料关于2026年")
        assert readback.root(preview.pdf)["/MarkInfo"]["/Marked"] == True  # noqa: E712 - a PDF boolean

    def test_an_edit_brings_other_pages(self, preview: PagePreview) -> None:
        preview.update(Document("标题", blocks=(text("甲。"),)))
        before = preview.image(0, 36)
        preview.update(Document("标题", blocks=(text(SENTENCE * 9),)))
        assert preview.image(0, 36) != before

    def test_the_same_document_is_not_laid_out_again(self, preview: PagePreview) -> None:
        document = Document("标题", blocks=(text("甲。"),))
        first = preview.update(document)
        image = preview.image(0, 36)
        told: list[str] = []
        assert preview.update(replace(document), progress=lambda _, name: told.append(name)) is first
        assert not told
        assert preview.image(0, 36) is image

    def test_a_refusal_leaves_the_pages_as_they_were(self, preview: PagePreview) -> None:
        layout = preview.update(Document("标题", blocks=(text("甲。"),)))
        with pytest.raises(UnprintableError):
            preview.update(Document("标题", blocks=(text("😀"),)))
        assert preview.layout is layout
        assert preview.image(0, 36)
        untagged = preview.update(Document("标题", blocks=(text("😀"),)), tagged=False)
        assert untagged.missing == ("😀",)

    def test_being_stopped_leaves_the_pages_as_they_were(self, preview: PagePreview) -> None:
        layout = preview.update(Document("标题", blocks=(text("甲。"),)))
        asked: list[int] = []

        def cancelled() -> bool:
            asked.append(1)
            return len(asked) > 2

        with pytest.raises(ExportCancelled):
            preview.update(briefing(), cancelled=cancelled)
        assert preview.layout is layout

    def test_pages_that_are_not_there_are_an_index_error(self, preview: PagePreview) -> None:
        with pytest.raises(IndexError):
            preview.image(0)
        preview.update(Document("标题"))
        for page in (-1, 1):
            with pytest.raises(IndexError):
                preview.image(page)

    def test_all_pages_can_be_taken_one_by_one_for_a_printer(self, preview: PagePreview) -> None:
        preview.update(Document("标题", blocks=(text("甲。"), PageBreak(), text("乙。"))))
        kept = [preview.image(page, 36) for page in (0, 1)]
        pages = preview.images(36)
        preview.update(Document("另一"))
        assert len(pages) == 2
        assert list(pages) == kept
        assert [pages[-1], *pages[:1]] == kept[::-1]

    def test_pages_can_be_drawn_while_a_worker_lays_out(self, preview: PagePreview) -> None:
        preview.update(Document("标题", blocks=(text("甲。"),)))
        with ThreadPoolExecutor(1) as worker:
            running = [worker.submit(preview.update, Document(f"标题{n}", blocks=(text("乙。"),))) for n in range(8)]
            while not all(run.done() for run in running):
                assert isinstance(preview.image(0, 36), PageImage)
            assert {run.result().pages for run in running} == {1}

    def test_a_height_on_a_page_leads_to_the_entry_there(self, preview: PagePreview) -> None:
        layout = preview.update(Document("标题", blocks=(EntryMark("a"), text("甲。"), EntryMark("b"), long_table(25))))
        (mark,) = layout.of("a")
        assert layout.entry_at(0, (mark.top + mark.bottom) / 2) == "a"
        assert layout.entry_at(0, 200) == "b"
        assert layout.entry_at(1, 40) == "b"
        assert layout.entry_at(0, 1) == "a"
        assert layout.entry_at(7, 100) is None
        assert [mark.page for mark in layout.of("b")] == [0, 1]


def _coarse(image: QImage) -> bytes:
    """The greys of 30 by 30 fields."""
    scaled = image.convertToFormat(QImage.Format.Format_Grayscale8).scaled(
        30, 30, mode=Qt.TransformationMode.SmoothTransformation
    )
    dots = bytes(scaled.constBits())
    return b"".join(dots[row * scaled.bytesPerLine() :][:30] for row in range(30))
