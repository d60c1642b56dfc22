"""The page that describes the door to people, written from the operations themselves."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.views.decorators.http import require_safe

from motcua.design.domain.api import Operation
from motcua.design.domain.problems import KINDS
from motcua.design.templatetags.figures import say
from motcua.kernel.words import Words
from motcua.people.domain import SCOPES
from motcua.site.door import limits, openapi, samples
from motcua.site.door.operations import OPERATIONS


@require_safe
def described(request: HttpRequest) -> HttpResponse:
    """Every operation, what it takes and gives, the problems, the limits, and examples that run."""
    context = {
        "operations": [_shown(operation) for operation in OPERATIONS], "scopes": SCOPES.items(),
        "problems": [
            {"name": name, "kind": kind, "remedy": _marked(kind.remedy)} for name, kind in KINDS.items()
        ],
        "limits": limits.told(), "samples": samples.read(),
    }  # fmt: skip
    return render(request, "site/programs.html", context)


def _shown(operation: Operation) -> dict[str, Any]:
    return {
        "operation": operation, "about": _marked(operation.about), "method": operation.method.upper(),
        "address": f"/api/{operation.path}",
        "takes": [openapi.name_of(kind) for kind in operation.takes],
        "gives": [(status, openapi.names_of(kind)) for status, kind in operation.gives.items()],
    }  # fmt: skip


def _marked(words: Words) -> SafeString:
    """A sentence in the reader's language, with what stands between backticks as code."""
    parts = enumerate(say(words).split("`"))
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", text) if at % 2 else text,) for at, text in parts)
    )


def never(request: HttpRequest, **place: str) -> HttpResponse:
    """The door answers before; whoever gets here went around it."""
    raise Http404
