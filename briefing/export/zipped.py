"""Zip files that are the same bytes whenever they are made, so that an export can be told by its checksum."""

from __future__ import annotations

import io
import re
import zipfile

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment a zip file can name."""

_MOMENT = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")


def timeless(packed: bytes) -> bytes:
    """A zip file again, without the times its entries were made at."""
    return _again(packed, dated=True)


def undated(packed: bytes) -> bytes:
    """An Office file again, without those times and without the moments in its properties."""
    return _again(packed, dated=False)


def _again(packed: bytes, *, dated: bool) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for entry in old.infolist():
            content = old.read(entry)
            if not dated and entry.filename == "docProps/core.xml":
                content = _MOMENT.sub(rb"\g<1>1980-01-01T00:00:00Z", content)
            info = zipfile.ZipInfo(entry.filename, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(info, content)
    return held.getvalue()
