"""Addresses to which notices also go, as they stand."""

from collections.abc import Collection, Iterable, Sequence
from typing import NamedTuple

from motcua.ground.domain.noticing import Medium, Step
from motcua.ground.models import Address, AddressStep
from motcua.kernel.refusals import NotFound

_TOGETHER = 500


class Standing(NamedTuple):
    """An address now: its classes, whether it is confirmed and so in use."""

    leaf: int
    recipient: str
    medium: Medium
    target: str
    kinds: str
    confirmed: bool


def active(recipients: Collection[str]) -> dict[str, list[Standing]]:
    """The addresses in use of each of these recipients."""
    found: dict[str, list[Standing]] = {}
    for each in standing(recipients):
        if each.confirmed:
            found.setdefault(each.recipient, []).append(each)
    return found


def standing(recipients: Collection[str]) -> list[Standing]:
    """Addresses of these recipients that were not removed, in order."""
    listed, found = sorted(recipients), []
    for start in range(0, len(listed), _TOGETHER):
        held = _registered(listed[start : start + _TOGETHER])
        steps = AddressStep.objects.filter(address__in=held).order_by("leaf") if held else ()
        found += [each for address in held if (each := _now(address, steps)) is not None]
    return found


def _registered(recipients: Sequence[str]) -> list[Address]:
    """Asked for every notice, and mostly there is none: written out, so that nothing has to be composed."""
    marks = ", ".join(["%s"] * len(recipients))
    return list(
        Address.objects.raw(f"SELECT * FROM ground_address WHERE recipient IN ({marks}) ORDER BY leaf", recipients)  # noqa: S608
    )


def _now(address: Address, steps: Iterable[AddressStep]) -> Standing | None:
    own = [each for each in steps if each.address_id == address.leaf]
    if any(each.step == Step.REMOVED for each in own):
        return None
    kinds = next((each.kinds for each in reversed(own) if each.step == Step.CHANGED), address.kinds)
    medium = Medium(address.medium)
    confirmed = medium is Medium.WEBHOOK or any(each.step == Step.CONFIRMED for each in own)
    return Standing(address.leaf, address.recipient, medium, address.target, kinds, confirmed)


def one(address: int, recipients: Collection[str] | None = None) -> Standing:
    """An address that was not removed, if it is one of these recipients'. NotFound."""
    held = Address.objects.filter(pk=address).first()
    if held is not None and (recipients is None or held.recipient in recipients):
        found = _now(held, AddressStep.objects.filter(address=held).order_by("leaf"))
        if found is not None:
            return found
    raise NotFound(what=f"address/{address}")
