"""The annual report as one file of HTML: nothing to fetch, to be kept, sent and printed."""

import re
from base64 import b64encode
from functools import cache
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils import translation

from motcua.ground.services import clock
from motcua.reference import domain as reference
from motcua.reports.domain.figures import Report
from motcua.reports.web.held import drawn
from motcua.reports.web.views import paper_context


def html(report: Report, language: str) -> str:
    """The whole report with its style and letters inside. Figures name the command that lists their rows."""
    with translation.override(language):
        told: dict[str, Any] = {
            **paper_context(drawn(report, clock.now()), opening=False),
            "unit": reference.office(reference.DEPARTMENT, report.as_of).words.in_language(language),
            "LANGUAGE_CODE": language,
            "clock": {"now": clock.now(), "demonstration": clock.is_demonstration()},
            "style": _style(),
            "alone": True,
        }
        return render_to_string("reports/standalone.html", told)


@cache
def _style() -> str:
    """The stylesheet with its fonts inside."""
    path = _static("design/motcua.css")
    return re.sub(r'url\("([^"]+)"\)', lambda found: _inside(path.parent / found[1]), path.read_text("utf-8"))


def _inside(path: Path) -> str:
    return f'url("data:font/woff2;base64,{b64encode(path.read_bytes()).decode()}")'


def _static(name: str) -> Path:
    found = finders.find(name)
    if not isinstance(found, str):
        raise FileNotFoundError(name)
    return Path(found)
