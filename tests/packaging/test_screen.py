"""Whether something was painted is read from the picture of a screen."""

from __future__ import annotations

import struct

import pytest
from bundling.screen import colours

WIDTH, HEIGHT = 4, 2


def dump(pixels: bytes, *, bits: int = 32) -> bytes:
    """A window dump with a name after its head and two colour entries, as X servers write it."""
    fields = [0] * 25
    fields[0], fields[4], fields[5], fields[11], fields[12], fields[19] = 104, WIDTH, HEIGHT, bits, WIDTH * 4, 2
    return struct.pack(">25I", *fields) + b"Xvf\0" + bytes(range(24)) + pixels


def test_an_empty_screen_has_one_colour() -> None:
    assert colours(dump(bytes(WIDTH * HEIGHT * 4))) == 1


def test_each_colour_counts_once() -> None:
    assert colours(dump(b"aaaabbbbccccaaaa" + b"bbbbddddaaaaaaaa")) == 4


def test_what_is_no_dump_is_refused() -> None:
    with pytest.raises(ValueError, match="no window dump"):
        colours(b"")
    with pytest.raises(ValueError, match="16 bits"):
        colours(dump(bytes(32), bits=16))
