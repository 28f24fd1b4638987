"""How much a file of annotations may hold. What we write keeps to the same limits, so that it can be read again."""

from __future__ import annotations

import re

FORMAT = "bnotes"
VERSION = 1

SUFFIX = ".bnotes"

MEBIBYTE = 1024 * 1024

MANIFEST_LIMIT = 8 * MEBIBYTE
"""Bytes of the list of contents."""

NOTES_LIMIT = 128 * MEBIBYTE
"""Bytes of the annotations themselves; 20,000 with their histories take about 50 MB."""

TOTAL_LIMIT = 1024 * MEBIBYTE
"""Bytes of everything together, unpacked."""

COUNT_LIMIT = 10_000
"""Files in a package."""

DIRECTORY_LIMIT = 4 * MEBIBYTE
"""Bytes of a zip's own list of files; ours take about 130 each."""

RATIO_LIMIT = 200
"""How much smaller packed than unpacked; what would be more is written unpacked."""

RATIO_FREE = MEBIBYTE
"""Bytes up to which the ratio does not matter: a short list of contents is no bomb."""

VALUES_LIMIT = 12_000_000
"""Opening brackets and commas in JSON: each can cost sixty bytes of memory and more once read."""

REVISIONS_LIMIT = 5_000
"""Revisions of one annotation."""

FIELDS_LIMIT = 2_000
"""Fields that the revisions of one annotation write, all told."""

LINKS_LIMIT = 5_000
"""Revisions that one revision may name as replaced or seen."""

NAME_LIMIT = 255
"""Characters of a person's or a file's name."""

YEARS = (1, 9998)
"""Years of times that every zone can say."""

OFFSET_LIMIT = 10**9
"""Code points up to which a position in a text is one."""

ATTACHED = re.compile(r"attachments/([0-9a-f]{64})\Z")
MANIFEST, NOTES = "manifest.json", "annotations.json"
