"""Passkeys: what a browser is asked and whether its answer is right. The checking is `fido2`'s; nothing is stored here.

A passkey asks for the person (finger, face, PIN), so that it alone is both factors. It belongs to a host name: it works
over HTTPS, and on localhost for trials; an address of digits has none.
"""

import json
import re
from collections.abc import Sequence
from typing import Any

from fido2.server import Fido2Server
from fido2.webauthn import (
    AttestedCredentialData,
    AuthenticationResponse,
    PublicKeyCredentialRpEntity,
    PublicKeyCredentialUserEntity,
    ResidentKeyRequirement,
    UserVerificationRequirement,
)

from motcua.people.domain import BadPasskey

_NAME = "một cửa"
_LONGEST = 20_000


def host_of(address: str) -> str:
    """The host name without its port."""
    return address.rpartition(":")[0] if re.search(r":\d+\Z", address) else address


def possible(address: str) -> bool:
    """Whether passkeys can be had at this address at all."""
    return re.fullmatch(r"[A-Za-z0-9.-]*[A-Za-z][A-Za-z0-9.-]*", host_of(address)) is not None


def ask_new(address: str, account: int, name: str, held: Sequence[bytes]) -> tuple[dict[str, Any], dict[str, Any]]:
    """What to ask a browser that is to make a passkey, and the state to keep meanwhile. `held` are those it has."""
    user = PublicKeyCredentialUserEntity(id=b"%d" % account, name=name, display_name=name)
    options, state = _server(address).register_begin(
        user, [AttestedCredentialData(each) for each in held],
        resident_key_requirement=ResidentKeyRequirement.REQUIRED,
        user_verification=UserVerificationRequirement.REQUIRED,
    )  # fmt: skip
    return dict(options)["publicKey"], _kept(state)


def made(address: str, state: dict[str, Any], answer: str) -> tuple[bytes, bytes, int]:
    """Handle, public data and count of the passkey that a browser has made. BadPasskey."""
    try:
        found = _server(address).register_complete(state, _read(answer))
        if found.credential_data is None:
            raise BadPasskey
        return found.credential_data.credential_id, bytes(found.credential_data), found.counter
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadPasskey from error


def ask(address: str, held: Sequence[bytes] = ()) -> tuple[dict[str, Any], dict[str, Any]]:
    """What to ask a browser that is to show a passkey: one of `held`, or whichever it has."""
    options, state = _server(address).authenticate_begin(
        [AttestedCredentialData(each) for each in held] or None, UserVerificationRequirement.REQUIRED
    )
    return dict(options)["publicKey"], _kept(state)


def handle_of(answer: str) -> bytes:
    """Which passkey a browser shows. BadPasskey."""
    try:
        return AuthenticationResponse.from_dict(_read(answer)).raw_id
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadPasskey from error


def check(address: str, state: dict[str, Any], public: bytes, answer: str) -> int:
    """The count of a passkey that answered rightly. BadPasskey."""
    try:
        told = AuthenticationResponse.from_dict(_read(answer))
        _server(address).authenticate_complete(state, [AttestedCredentialData(public)], told)
        return told.response.authenticator_data.counter
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise BadPasskey from error


def _server(address: str) -> Fido2Server:
    return Fido2Server(PublicKeyCredentialRpEntity(name=_NAME, id=host_of(address)))


def _kept(state: Any) -> dict[str, Any]:
    return {"challenge": str(state["challenge"]), "user_verification": str(state["user_verification"].value)}


def _read(answer: str) -> dict[str, Any]:
    if len(answer) > _LONGEST:
        raise BadPasskey
    found = json.loads(answer)
    if not isinstance(found, dict):
        raise BadPasskey
    return found
