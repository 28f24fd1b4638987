"""Reports and figures as plain records, for exchange and for measuring the reader."""

from __future__ import annotations

from typing import Any

from briefing.domain.figure import Figure
from briefing.domain.report import Report, Section, SectionRole
from briefing.reading.explained import Exclusion


def outline_record(report: Report) -> dict[str, Any]:
    """A report's outline as nested dictionaries: parts, their sections, the texts of their items."""
    return {
        "key": report.key,
        "file": report.file_name,
        "title": report.title,
        "subtitle": report.subtitle,
        "year": report.year,
        "nature": report.nature.value,
        "credits": list(report.credits),
        "parts": [_part(part) for part in report.parts],
        "item_count": report.item_count(),
        "section_count": sum(1 for part in report.parts for _ in _below(part)),
    }


def figure_record(figure: Figure) -> dict[str, Any]:
    """A figure with the fields of the labelled ones, and how sure the reader is of it."""
    quantity = figure.quantity
    return {
        "start": figure.span.start,
        "end": figure.span.end,
        "raw": figure.raw,
        "value": quantity.number,
        "unit": quantity.unit,
        "base_value": quantity.base_number,
        "base_unit": quantity.base_unit,
        "bound": quantity.bound.value,
        "measure": figure.measure.value,
        "subject": figure.subject,
        "nature": figure.nature.value,
        "year": figure.year,
        "confidence": figure.confidence,
    }


def exclusion_record(exclusion: Exclusion) -> dict[str, Any]:
    """A number that is no figure: where it stands, and under ``excluded`` why."""
    return {
        "start": exclusion.span.start,
        "end": exclusion.span.end,
        "raw": exclusion.raw,
        "excluded": exclusion.reason,
    }


def _below(part: Section) -> list[Section]:
    return [section for section in part.walk() if section is not part]


def _part(section: Section) -> dict[str, Any]:
    record: dict[str, Any] = {"heading": section.heading}
    if len(section.path) > 1:
        record = {"number": section.number, "heading": section.heading, "source_line": section.line}
    elif section.number is not None:
        record["number"] = section.number
    if section.role is not SectionRole.BODY:
        record["role"] = section.role.value
    if section.leads:
        record["lead"] = "\n".join(lead.text for lead in section.leads)
    if section.sections:
        record["sections"] = [_part(child) for child in section.sections]
    if section.items or not section.sections:
        record["items"] = [item.text for item in section.items]
    return record
