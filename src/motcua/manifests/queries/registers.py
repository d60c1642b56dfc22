"""The registers of vessels and of carriers, as they stand."""

from collections.abc import Iterable

from motcua.manifests.models import CarrierEntry, VesselEntry


def vessels(call_signs: Iterable[str] | None = None) -> dict[str, VesselEntry]:
    """Vessels that are registered and not struck off, by call sign; all of them where none are named."""
    rows = VesselEntry.objects.order_by("leaf", "no")
    if call_signs is not None:
        rows = rows.filter(call_sign__in=list(call_signs))
    return {sign: row for sign, row in {row.call_sign: row for row in rows}.items() if not row.struck}


def carriers(codes: Iterable[str] | None = None) -> dict[str, CarrierEntry]:
    """Carriers that are registered and not struck off, by code; all of them where none are named."""
    rows = CarrierEntry.objects.order_by("leaf", "no")
    if codes is not None:
        rows = rows.filter(code__in=list(codes))
    return {code: row for code, row in {row.code: row for row in rows}.items() if not row.struck}


def carriers_of(parties: Iterable[str]) -> list[CarrierEntry]:
    """The carriers for which any of these enterprises answers, in order of code."""
    wanted = set(parties)
    return [row for _, row in sorted(carriers().items()) if row.party in wanted]
