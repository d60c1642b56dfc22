"""The public receipt check: paste a receipt or choose its file, read the verdict, or check without this page."""

import json
from datetime import datetime
from hashlib import sha256
from typing import Any
from urllib.parse import quote

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_safe

from motcua.ground import queries
from motcua.ground.domain import verify_receipt
from motcua.ground.domain.covering import REGISTER
from motcua.ground.keyring import public_key
from motcua.kernel.refusals import NotFound
from motcua.kernel.words import Words

LARGEST = 200_000
"""Characters of a receipt; one is about 3,000."""


class ReceiptForm(forms.Form):
    """A receipt as text or as file."""

    receipt = forms.CharField(
        required=False, label=_("Receipt"), max_length=LARGEST, strip=True,
        help_text=_("The whole text of the file, from the first brace to the last"),
        widget=forms.Textarea(attrs={"rows": 8, "class": "w-full", "spellcheck": "false", "autocomplete": "off"}),
    )  # fmt: skip
    file = forms.FileField(
        required=False, label=_("Or the receipt's file"), widget=forms.FileInput(attrs={"accept": ".json"})
    )

    def clean(self) -> dict[str, Any]:
        """One of the two is there and reads as one receipt, kept as `told`."""
        held = super().clean() or {}
        text = held.get("receipt") or self._uploaded(held.get("file"))
        if not text and not self.errors:
            self.add_error("receipt", _("Paste the receipt, or choose its file."))
        elif text:
            held["told"] = self._told(text)
        return held

    def _uploaded(self, file: Any) -> str:
        if file is None:
            return ""
        if file.size > LARGEST:
            self.add_error("file", _("This file is too large to be a receipt. Choose the file that you were given."))
            return ""
        return str(file.read().decode("utf-8", "replace"))

    def _told(self, text: str) -> dict[str, Any] | None:
        try:
            told = json.loads(text)
        except (ValueError, RecursionError):
            told = None
        if isinstance(told, list) and len(told) == 1:
            told = told[0]
        if not isinstance(told, dict):
            self.add_error("receipt", _("This is not a receipt. Copy the whole text, brace to brace."))
            return None
        return told


@require_http_methods(["GET", "HEAD", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Show the form; after a POST the verdict above it."""
    if request.method != "POST":
        word = request.GET.get("word", "").strip()
        if word:
            return redirect("ground:by_word", quote("-".join(word.split())[:60], safe=""))
        return render(request, "ground/receipt.html", {"form": ReceiptForm()})
    form = ReceiptForm(request.POST, request.FILES)
    if not form.is_valid():
        return render(request, "ground/receipt.html", {"form": form}, status=400)
    found = verdict(form.cleaned_data["told"])
    return render(request, "ground/receipt.html", {"form": ReceiptForm(), "verdict": found})


@require_safe
def by_word(request: HttpRequest, word: str) -> HttpResponse:
    """The receipt that a QR code leads to: what was taken down, when, and whether it is right; nothing else."""
    try:
        told = queries.receipt_by_word(word)
    except NotFound:
        return render(request, "ground/receipt.html", {"form": ReceiptForm(), "unknown": word[:60]}, status=404)
    return render(request, "ground/receipt.html", {"form": ReceiptForm(), "verdict": verdict(told)})


@require_safe
def checker(request: HttpRequest) -> HttpResponse:
    """The program with which anyone checks receipts without this site."""
    answer = HttpResponse(queries.receipt_checker(), content_type="text/x-python; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="verify_receipt.py"'
    return answer


def verdict(told: dict[str, Any]) -> dict[str, Any]:
    """What is found of a receipt: whose key, what it says, what is wrong, whether it is in the tree."""
    ours = public_key()
    faults = [Words(*pair) for pair in verify_receipt.faults(told, ours)]
    return {
        "good": not faults,
        "faults": faults,
        "in_tree": told.get("inclusion") is not None,
        "index": _index(told),
        "body": _body(told) if not faults else None,
        "number": _number(told) if not faults else "",
        "hash": _leaf_hash(told) if not faults else "",
        "key": ours.hex(),
    }


def _body(told: dict[str, Any]) -> dict[str, Any]:
    body = json.loads(told["body"])
    verb = REGISTER.verbs.get(body["verb"], Words(body["verb"], body["verb"]))
    return {"verb": verb, "subject": body["subject"], "at": datetime.fromisoformat(body["at"])}


def _number(told: dict[str, Any]) -> str:
    """The number of a declaration, where the receipt is of one."""
    kind, _, number = str(json.loads(told["body"])["subject"]).partition("/")
    return number if kind == "declaration" else ""


def _index(told: dict[str, Any]) -> int | None:
    place = told.get("inclusion")
    index = place.get("index") if isinstance(place, dict) else None
    return index if isinstance(index, int) else None


def _leaf_hash(told: dict[str, Any]) -> str:
    return sha256(b"\x00" + str(told["body"]).encode()).hexdigest()
