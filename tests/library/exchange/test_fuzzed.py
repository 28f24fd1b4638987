"""What no one has thought of: packages with anything put anywhere are taken or refused, and never break anything."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.domain.errors import LibraryError
from briefing.library.library import Library
from tests.library.exchange.packing import (
    MANIFEST,
    NOTES,
    SHA,
    Members,
    dump_of,
    packed,
    zipped,
)


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory, harvest_file: Path) -> Iterator[Any]:
    path = Path(shutil.copy(harvest_file, tmp_path_factory.mktemp("fuzz") / "library.db"))
    with Library.open(path) as library:
        yield library, dump_of(path), path.parent / "来件.bnotes"


fuzzed = settings(
    max_examples=80,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow, HealthCheck.data_too_large],
)


def only_known(target: Any, content: bytes) -> None:
    """Looking at it and taking it in either work or say why not; what was taken in can be read, and taken back."""
    library, before, path = target
    path.write_bytes(content)
    try:
        library.preview_package(path)
        with library.atomic():
            library.take_in(path, author="综合科")
            for note in library.contents()[0].annotations:
                library.history(note.id)
            raise _TakenBack
    except LibraryError as error:
        assert str(error).endswith("。")
    except _TakenBack:
        pass
    assert dump_of(library.path) == before


class _TakenBack(Exception):  # noqa: N818
    pass


@fuzzed
@given(st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), min_size=1, max_size=12))
def test_bytes_put_elsewhere(target: Any, package: Path, changes: list[tuple[float, int]]) -> None:
    content = bytearray(package.read_bytes())
    for place, value in changes:
        content[int(place * len(content))] = value
    only_known(target, bytes(content))


@fuzzed
@given(st.integers(0, 400), st.integers(0, 60), st.binary(max_size=30))
def test_the_end_put_elsewhere(target: Any, package: Path, back: int, length: int, instead: bytes) -> None:
    content = package.read_bytes()
    at = max(0, len(content) - back)
    only_known(target, content[:at] + instead + content[at + length :])


def paths(value: Any, at: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    """Every place in a JSON value."""
    found = [at]
    if isinstance(value, dict):
        for name, part in value.items():
            found += paths(part, (*at, name))
    elif isinstance(value, list):
        for number, part in enumerate(value):
            found += paths(part, (*at, number))
    return found


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(max_size=8)
    | st.sampled_from(["tag/x", "attachment/" + SHA, "9999-12-31T23:59:59-14:00", "\ud800", "urn:uuid:" + "0" * 36]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=6), inner, max_size=3),
    max_leaves=5,
)  # fmt: skip


@fuzzed
@given(st.data())
def test_values_put_elsewhere(target: Any, members: Members, data: st.DataObject) -> None:
    collection = json.loads(members[data.draw(st.sampled_from([NOTES, NOTES, NOTES, MANIFEST]), label="file")])
    notes = "first" in collection
    for _ in range(data.draw(st.integers(1, 3), label="changes")):
        place = data.draw(st.sampled_from(paths(collection)[1:]), label="place")
        held: Any = collection
        for step in place[:-1]:
            held = held[step]
        if data.draw(st.booleans(), label="take away"):
            del held[place[-1]]
        else:
            held[place[-1]] = data.draw(json_values, label="value")
        if len(paths(collection)) < 2:
            break
    content = json.dumps(collection).encode()
    only_known(target, packed({**members, NOTES: content}) if notes else zipped({**members, MANIFEST: content}))


@fuzzed
@given(json_values)
def test_any_json_as_linked_data(target: Any, value: Any) -> None:
    for content in (value, [value], {"type": "Annotation", "target": value, "body": value, "creator": value}):
        only_known(target, json.dumps(content).encode())
