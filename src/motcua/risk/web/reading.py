"""Pieces of the forms of profiles: a line of text, and a share in per cent."""

from typing import Any

from django import forms

from motcua.design.domain import numbers


def text_field(label: Any, css: str = "w-full", **more: Any) -> forms.CharField:
    """A line of text that may be left empty."""
    more = {"required": False, "max_length": 2_000, **more}
    return forms.CharField(label=label, widget=forms.TextInput(attrs={"class": css, "autocomplete": "off"}), **more)


def ppm(text: str) -> int:
    """A share in per cent as millionths; -1 for what is none, which is then refused with what was expected."""
    try:
        return numbers.read_percent(text)
    except numbers.NotANumber:
        return -1
