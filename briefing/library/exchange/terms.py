"""The words of the W3C Web Annotation model that we write, and our own beside them.

Source: Web Annotation Data Model, W3C Recommendation of 23 February 2017; its JSON-LD context is named, never fetched.
"""

from __future__ import annotations

from typing import Any
from uuid import UUID

from briefing.domain.annotation import AnnotationKind

PREFIX = "bnotes:"
SPACE = "urn:uuid:01a20110-cdc2-7000-8000-000000000000#"
"""What the prefix of our own terms stands for: a name that belongs to nobody else and leads nowhere."""

CONTEXT: list[Any] = [
    "http://www.w3.org/ns/anno.jsonld",
    {
        "bnotes": SPACE,
        "bnotes:revisions": {"@type": "@json"},
        "bnotes:placement": {"@type": "@json"},
    },
]

IDS = UUID("01a20110-cdc2-7000-8000-000000000000")
"""Where names of other programs' annotations, and of their states, become UUIDs (RFC 9562, section 5.5)."""

UUID_URN, SHA256_URN = "urn:uuid:", "urn:sha256:"

QUOTE, POSITION = "TextQuoteSelector", "TextPositionSelector"

MOTIVATIONS = {
    AnnotationKind.BACKGROUND: "describing",
    AnnotationKind.WORDING: "commenting",
    AnnotationKind.QUESTION: "questioning",
    AnnotationKind.PROGRESS: "assessing",
    AnnotationKind.RISK: "assessing",
    AnnotationKind.RESPONSIBLE: "identifying",
    AnnotationKind.INSTRUCTION: "commenting",
    AnnotationKind.ANSWER: "replying",
    AnnotationKind.COMPARISON: "linking",
    AnnotationKind.SLIP: "editing",
}
"""Why an annotation was made, in the model's own words (3.3.5)."""

KINDS = {
    "questioning": AnnotationKind.QUESTION,
    "replying": AnnotationKind.ANSWER,
    "editing": AnnotationKind.SLIP,
    "linking": AnnotationKind.COMPARISON,
}
"""What those words say to us when another program wrote them; every other is background."""
