"""Elements stand in the order of the schema: Word calls a file damaged in which they do not."""

from __future__ import annotations

import pytest
from docx.oxml.ns import qn
from openpyxl.chart.chartspace import ChartSpace
from openpyxl.xml.functions import fromstring

from briefing.export.docx.xml import el
from tests.export.docx.readback import Word

_TAGS = ("w:pPr", "w:rPr", "w:sectPr", "w:settings", "w:style", "w:tblPr", "w:tcPr")


@pytest.mark.parametrize("tag", _TAGS)
def test_children_stand_where_python_docx_would_put_them(full: Word, tag: str) -> None:
    tried = 0
    for name, part in full.every_part():
        for element in part.iter(qn(tag)):
            before = [child.tag for child in element]
            assert len(before) == len(set(before)) or tag == "w:sectPr", name
            for child in list(element):
                insert = getattr(element, f"_insert_{child.tag.rpartition('}')[2]}", None)
                if insert is None or before.count(child.tag) > 1:
                    continue
                element.remove(child)
                insert(child)
                assert [found.tag for found in element] == before, name
                tried += 1
    assert tried


def test_settings_stand_in_the_order_of_the_schema(full: Word) -> None:
    # ECMA-376, part 1, 17.15.1.78.
    names = [child.tag.rpartition("}")[2] for child in full.xml("settings.xml")]
    assert names == [
        "zoom", "mirrorMargins", "defaultTabStop", "evenAndOddHeaders", "characterSpacingControl", "updateFields",
        "footnotePr", "compat", "themeFontLang", "decimalSymbol", "listSeparator",
    ]  # fmt: skip


def test_indents_and_the_grid_stand_in_the_order_of_the_schema(full: Word) -> None:
    # ECMA-376, part 1, 17.3.1.26: these are what programs most often get wrong.
    order = ["snapToGrid", "spacing", "ind", "jc", "outlineLvl"]
    for _, part in full.every_part():
        for element in part.iter(qn("w:pPr")):
            names = [name for child in element if (name := child.tag.rpartition("}")[2]) in order]
            assert names == sorted(names, key=order.index)


def test_an_element_whose_place_is_unknown_is_a_fault() -> None:
    with pytest.raises(ValueError, match="tbl"):
        el("w:pPr", None, el("w:tbl"))


def test_charts_are_read_by_another_program_and_written_in_the_same_order(full: Word) -> None:
    names = [name for name in full.names("word/charts/") if name.endswith(".xml")]
    assert names
    for name in names:
        tree = fromstring(full.archive.read(name))
        # It does not read the relationship of this one.
        tree.remove(tree.find("{*}externalData"))
        again = ChartSpace.from_tree(tree).to_tree()
        for path in ("{*}chart/{*}plotArea/{*}barChart", "{*}chart/{*}plotArea/{*}valAx", "{*}chart"):
            ours = [child.tag for child in tree.find(path)]
            theirs = [child.tag for child in again.find(path)]
            kept = [tag for tag in theirs if tag in ours]
            assert [tag for tag in ours if tag in kept] == kept, (name, path)


def test_every_relationship_leads_to_a_part(full: Word) -> None:
    present = set(full.archive.namelist())
    for name, part in full.every_part():
        if not name.endswith(".rels"):
            continue
        folder = name.rpartition("_rels/")[0]
        for relation in part:
            target = relation.get("Target")
            path = target.removeprefix("/") if target.startswith("/") else folder + target
            while "/../" in path:
                head, _, tail = path.partition("/../")
                path = f"{head.rpartition('/')[0]}/{tail}".removeprefix("/")
            assert path in present, (name, target)


def test_drawings_and_bookmarks_have_numbers_of_their_own(full: Word) -> None:
    keys = [e.get("id") for e in full.body.iter(qn("wp:docPr"))]
    assert len(keys) == len(set(keys)) > 5
    marks = [e.get(qn("w:id")) for e in full.body.iter(qn("w:bookmarkStart"))]
    assert len(marks) == len(set(marks))


def test_every_style_that_is_used_is_there(full: Word) -> None:
    defined = {s.get(qn("w:styleId")) for s in full.xml("styles.xml").findall(qn("w:style"))}
    used = {
        e.get(qn("w:val"))
        for _, part in full.every_part()
        for tag in ("w:pStyle", "w:rStyle", "w:tblStyle", "w:basedOn", "w:next")
        for e in part.iter(qn(tag))
    }
    assert used <= defined
