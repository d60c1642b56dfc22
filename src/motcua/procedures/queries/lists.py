"""The lists that fields of forms choose from, and the titles of versions."""

from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache

from motcua.kernel.words import Words
from motcua.procedures.domain import record
from motcua.procedures.domain.form.codes import Codes
from motcua.procedures.models import Version
from motcua.reference import domain as reference


@lru_cache(maxsize=64)
def codes_on(day: date) -> Codes:
    """Countries and customs offices as they are on a day."""
    countries = {code: entry.words for code, entry in sorted(reference.code_list("country").on(day).items())}
    offices = {each.code: each.words for each in reference.offices(day) if each.kind in ("department", "branch")}
    return Codes(countries, offices)


def titles(versions: Iterable[int]) -> Mapping[int, Words]:
    """The titles of some versions."""
    rows = Version.objects.filter(pk__in=list(versions)).values_list("pk", "content")
    return {identifier: record.read(content).title for identifier, content in rows}
