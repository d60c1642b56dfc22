"""Second factors: added, used and removed. Each change is a leaf; secrets lie sealed, codes as hashes."""

from datetime import datetime

from django.db import transaction

from motcua.ground.services import ids, notices
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.refusals import NotAllowed
from motcua.kernel.words import Words
from motcua.people import covering, domain, events, queries, sealing
from motcua.people.domain import factors as rules
from motcua.people.models import Account, Factor, FactorRemoved, Recovery, RecoveryUsed
from motcua.people.queries import factors as reads
from motcua.people.services import note_failure
from motcua.people.services.holding import append, open_of


@transaction.atomic
def add_codes(account: int, *, key: bytes, code: str, name: str, by: Actor, at: datetime, real: datetime) -> int:
    """Add an application that shows a right code of the key; returns the leaf. WrongCode, FactorThere."""
    _own(by, account)
    open_of(account)
    if reads.of(account, "codes"):
        raise domain.FactorThere
    step = rules.matching_step(key, code, real.timestamp(), 0)
    if step is None:
        raise domain.WrongCode
    return _add(account, "codes", name, None, sealing.seal(key, account), step, by, at)


@transaction.atomic
def add_passkey(
    account: int, *, handle: bytes, public: bytes, counter: int, name: str, by: Actor, at: datetime
) -> int:  # fmt: skip
    """Add a passkey that has just been registered; returns the leaf. FactorThere, BadPasskey."""
    _own(by, account)
    open_of(account)
    if len(reads.of(account, "passkey")) >= rules.MOST_PASSKEYS:
        raise domain.FactorThere
    if Factor.objects.filter(handle=handle).exists():
        raise domain.BadPasskey
    return _add(account, "passkey", name, handle, public, counter, by, at)


@transaction.atomic
def use_code(account: Account, code: str, *, at: datetime, real: datetime) -> str:
    """Take a code of the application, or a recovery code, once; which kind it was, or an empty text.

    While the account waits after wrong codes, nothing is right.
    """
    name = reads.attempts_name(account.pk)
    if queries.locked_until(name, real) is None:
        for factor in Factor.objects.select_for_update(of=("self",)).filter(
            account=account, kind="codes", removed=None
        ):
            key = sealing.unseal(bytes(factor.secret), account.pk)
            step = rules.matching_step(key, code, real.timestamp(), factor.counter)
            if step is not None:
                Factor.objects.filter(pk=factor.pk).update(counter=step, used_at=real)
                return "codes"
        if _use_recovery(account, code, at):
            return "recovery"
    return ""


def need_code(account: Account, code: str, *, at: datetime, real: datetime) -> str:
    """The same; a wrong code is counted like a wrong password, under a name of its own. WrongCode."""
    kind = use_code(account, code, at=at, real=real)
    if not kind:
        note_failure(reads.attempts_name(account.pk), real=real, at=at)
        raise domain.WrongCode
    return kind


@transaction.atomic
def passkey_used(factor: int, counter: int, *, real: datetime) -> None:
    """Note that a passkey answered. BadPasskey where its count did not go on: somebody may have copied it."""
    held = Factor.objects.select_for_update(of=("self",)).filter(pk=factor, kind="passkey", removed=None).first()
    if held is None or (counter and counter <= held.counter):
        raise domain.BadPasskey
    Factor.objects.filter(pk=factor).update(counter=counter, used_at=real)


@transaction.atomic
def remove(factor: int, *, by: Actor, at: datetime) -> None:
    """Take away one's own factor. UnknownFactor; LastFactor where the person's role needs one."""
    held = Factor.objects.select_for_update(of=("self",)).filter(pk=factor, removed=None, account=by.account).first()
    if held is None or by.kind != "person":
        raise domain.UnknownFactor
    if reads.needed(by) and len(reads.of(by.account)) == 1:
        raise domain.LastFactor
    _remove(held, by, at)


def remove_all(account: int, by: Actor, at: datetime) -> None:
    """Take away every factor and recovery code, in the transaction of a reset that two have agreed on."""
    for held in Factor.objects.select_for_update(of=("self",)).filter(account=account, removed=None).order_by("pk"):
        _remove(held, by, at)


@transaction.atomic
def make_recovery(account: int, *, by: Actor, at: datetime) -> list[str]:
    """Make a new set of recovery codes, which are kept nowhere; older ones open nothing any more."""
    _own(by, account)
    open_of(account)
    codes = [rules.new_recovery_code() for _ in range(rules.RECOVERY_CODES)]
    leaf = ids.one(at)
    rows = [(leaf, no, account, sealing.digest(rules.plain(code), account)) for no, code in enumerate(codes, start=1)]
    Recovery.objects.bulk_create(
        Recovery(leaf=made, no=no, account_id=whose, digest=kept) for made, no, whose, kept in rows
    )
    told = [row_bytes(covering.T_RECOVERY, row) for row in rows]
    append(events.RECOVERY_MADE, leaf, account, at, by, {"codes": len(codes)}, told)
    return codes


def _use_recovery(account: Account, code: str, at: datetime) -> bool:
    wanted = sealing.digest(rules.plain(code), account.pk)
    found = next((row for row in reads.unused_recovery(account.pk) if bytes(row.digest) == wanted), None)
    if found is None:
        return False
    row = (ids.one(at), found.leaf, found.no)
    RecoveryUsed.objects.create(**dict(zip(covering.RECOVERY_USED, row, strict=True)))
    by = Actor(account.pk, account.name)
    append(events.RECOVERY_USED, row[0], account.pk, at, by, {}, [row_bytes(covering.T_RECOVERY_USED, row)])
    notices.tell(notices.account(account.pk), _USED, "/me/security/", at=at)
    return True


_USED = Words(
    "Một mã khôi phục của anh/chị vừa được dùng để đăng nhập. Nếu không phải anh/chị, báo quản trị viên ngay.",
    "A recovery code of yours was used to sign in. If it was not you, tell an administrator at once.",
)
_ADDED = Words("Đã thêm một yếu tố xác thực vào tài khoản.", "A second factor was added to your account.")
_REMOVED = Words("Đã bỏ một yếu tố xác thực khỏi tài khoản.", "A second factor was removed from your account.")


def _add(  # noqa: PLR0913 - a row
    account: int, kind: str, name: str, handle: bytes | None, secret: bytes, counter: int, by: Actor, at: datetime
) -> int:
    leaf = ids.one(at)
    named = " ".join(name.split())[:60] or rules.KINDS[kind].vi
    Factor.objects.create(
        leaf=leaf, account_id=account, kind=kind, name=named, handle=handle, secret=secret, counter=counter
    )  # fmt: skip
    row = row_bytes(covering.T_FACTOR, (leaf, account, kind, handle))
    append(events.FACTOR_ADDED, leaf, account, at, by, {"kind": kind}, [row])
    notices.tell(notices.account(account), _ADDED, "/me/security/", at=at)
    return leaf


def _remove(held: Factor, by: Actor, at: datetime) -> None:
    row = (ids.one(at), held.pk)
    FactorRemoved.objects.create(leaf=row[0], factor=held)
    told = [row_bytes(covering.T_FACTOR_REMOVED, row)]
    append(events.FACTOR_REMOVED, row[0], held.account_id, at, by, {"kind": held.kind}, told)
    notices.tell(notices.account(held.account_id), _REMOVED, "/me/security/", at=at)


def _own(by: Actor, account: int) -> None:
    """Only the person, and never while standing in for another."""
    if by.kind != "person" or by.account != account:
        raise NotAllowed(who=by.name, act="factor")
