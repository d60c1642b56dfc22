"""Answers: what was filled in, judged by the form of the procedure's version, as it is kept."""

import json
from collections.abc import Mapping
from datetime import date
from typing import Any

from motcua.dossiers.domain.errors import FaultyAnswers
from motcua.procedures.domain.content import Content
from motcua.procedures.domain.form.definition import Form
from motcua.procedures.domain.form.judging import judge
from motcua.procedures.queries.lists import codes_on

_NO_FORM = Form(())
"""A procedure without a form takes papers only."""


def judged(content: Content, answers: Mapping[str, Any], day: date) -> str:
    """The answers as canonical JSON. FaultyAnswers with every fault of the form."""
    found = judge(content.form or _NO_FORM, answers, today=day, codes=codes_on(day))
    if found.faults:
        raise FaultyAnswers(found.faults, count=len(found.faults), first=found.faults[0].words)
    return json.dumps(found.answers, ensure_ascii=False, sort_keys=True)
