"""Telling: the report's text, generated from its figures; no sentence that a figure denies."""

from motcua.reports.domain.telling.sections import Plan, Section, Sentence, as_json, sections

__all__ = ["Plan", "Section", "Sentence", "as_json", "sections"]
