"""What codes and offices are called on a day, also where a list does not know them."""

from datetime import date

from motcua.kernel.refusals import Refusal
from motcua.kernel.words import Words
from motcua.reference import domain as reference


def called(list_name: str, code: str, day: date) -> Words:
    """What a list calls a code on a day; the code itself where the list has none."""
    try:
        return reference.entry(list_name, code, day).words
    except Refusal:
        return Words(code, code)


def office(code: str, day: date) -> Words:
    """What an office was called on a day; its code where there was none."""
    try:
        return reference.office(code, day).words
    except Refusal:
        return Words(code, code)
