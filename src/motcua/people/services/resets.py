"""A lost second factor: one administrator asks for it to be taken away, another agrees, the person is told."""

from datetime import datetime

from django.db import transaction

from motcua.ground.services import ids, notices
from motcua.kernel.actor import Actor
from motcua.kernel.canonical import row_bytes
from motcua.kernel.words import Words
from motcua.people import covering, domain, events
from motcua.people.models import Reset, ResetDecided
from motcua.people.queries import factors as reads
from motcua.people.services.factors import remove_all
from motcua.people.services.holding import append, open_of
from motcua.people.services.visits import end_all


@transaction.atomic
def ask_reset(account: int, *, reason: str, by: Actor, at: datetime) -> int:
    """Ask that somebody's factors be taken away; returns the leaf. NeedsWords, NothingToReset, FourEyes, NotAllowed."""
    _administrator(by, account)
    open_of(account)
    if not reason.strip():
        raise domain.NeedsWords
    if not reads.of(account) or Reset.objects.filter(account=account, decided=None).exists():
        raise domain.NothingToReset
    row = (ids.one(at), account, by.account, reason.strip()[:200])
    Reset.objects.create(**dict(zip(covering.RESET, row, strict=True)))
    append(events.RESET_ASKED, row[0], account, at, by, {}, [row_bytes(covering.T_RESET, row)])
    notices.tell(notices.account(account), _ASKED, "/me/security/", at=at)
    return row[0]


@transaction.atomic
def decide_reset(reset: int, *, agreed: bool, by: Actor, at: datetime) -> None:
    """Agree, and every factor and session of the person is gone; or not. NothingToReset, FourEyes, NotAllowed."""
    held = Reset.objects.select_for_update(of=("self",)).filter(pk=reset, decided=None).first()
    if held is None:
        raise domain.NothingToReset
    _administrator(by, held.account_id)
    if by.account == held.asked_by_id:
        raise domain.FourEyes
    row = (ids.one(at), reset, by.account, int(agreed))
    ResetDecided.objects.create(**dict(zip(covering.RESET_DECIDED, row, strict=True)))
    told = [row_bytes(covering.T_RESET_DECIDED, row)]
    append(events.RESET_DECIDED, row[0], held.account_id, at, by, {"agreed": int(agreed)}, told)
    if agreed:
        remove_all(held.account_id, by, at)
        end_all(held.account_id)
    notices.tell(notices.account(held.account_id), _DONE if agreed else _NOT, "/me/security/", at=at)


_ASKED = Words(
    "Một quản trị viên đề nghị đặt lại yếu tố thứ hai của anh/chị. Nếu anh/chị không yêu cầu, báo ngay.",
    "An administrator asks to reset your second factors. If you did not ask for it, say so at once.",
)
_DONE = Words(
    "Yếu tố thứ hai của anh/chị đã được đặt lại. Đăng nhập bằng mật khẩu rồi thêm yếu tố mới.",
    "Your second factors were reset. Sign in with your password and add a new one.",
)
_NOT = Words("Đề nghị đặt lại yếu tố thứ hai đã bị từ chối.", "The reset of your second factors was not agreed to.")


def _administrator(by: Actor, account: int) -> None:
    """A person in an administrator's own post, and not the one concerned."""
    by.need("admin")
    if by.kind != "person" or by.account == account:
        raise domain.FourEyes
