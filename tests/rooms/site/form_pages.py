"""Shared by the tests of the form's pages: how its pages are asked and read."""

import re
from collections.abc import Callable
from html import unescape
from typing import Any

from django.test import Client

from motcua.declarations.domain.drafting.entered import load
from motcua.declarations.models import Draft
from motcua.declarations.services import Answer

Enter = Callable[..., Client]
Lodge = Callable[..., list[Answer]]
EVIL = "<script>alert(1)</script>\"'&"


def text(answer: Any) -> str:
    return unescape(" ".join(re.sub(r"<[^>]+>", " ", answer.content.decode()).split()))


def address(draft: Draft, rest: str = "") -> str:
    return f"/declarations/drafts/{draft.pk}/{rest}"


def header(draft: Draft) -> dict[str, str]:
    return load(Draft.objects.get(pk=draft.pk).body).header


def post(client: Client, draft: Draft, rest: str, **data: Any) -> Any:
    known = {"revision": Draft.objects.get(pk=draft.pk).revision, "form": "tab"}
    return client.post(address(draft, rest), {**known, **data})


def lodged(client: Client, draft: Draft) -> Any:
    data = {"revision": Draft.objects.get(pk=draft.pk).revision, "key": draft.reference, "sure": "1"}
    return client.post(address(draft, "lodge"), data)


def in_english(enter: Enter) -> Enter:
    """The same, with pages in English."""

    def sign_in(role: str, **tenure: Any) -> Client:
        client = enter(role, **tenure)
        client.cookies["django_language"] = "en"
        return client

    return sign_in
