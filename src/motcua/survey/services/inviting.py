"""Opening a round: a link for each enterprise, by mail or fetched on the site; reminders while it is unused."""

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from email.message import EmailMessage
from typing import Any

from django.conf import settings
from django.db import transaction

from motcua.ground.domain.noticing import Medium
from motcua.ground.queries import addresses
from motcua.ground.services import bulk, jobs, notices, sending
from motcua.kernel.actor import SYSTEM, Actor
from motcua.kernel.days import law_day
from motcua.kernel.moves import move
from motcua.kernel.refusals import NotAllowed, NotFound
from motcua.kernel.words import Words
from motcua.survey import sealing
from motcua.survey.domain.errors import OutsideDays, Spent
from motcua.survey.domain.life import MOVES, REMINDED_AFTER, State
from motcua.survey.models import Round, RoundStep, Token
from motcua.survey.queries import framing
from motcua.survey.services import rows
from motcua.survey.services.rights import held, need_runner
from motcua.survey.services.writing import marked, step

MAIL = "survey.mail"
Links = list[tuple[str, str]]
"""Tax codes with the secrets of their links: told once, stored nowhere."""


@transaction.atomic
def open_round(number: str, *, seen: int = 0, by: Actor, at: datetime) -> Links:
    """Open a signed round within its days and invite. OutsideDays, Impossible.

    Each enterprise gets its link by mail where it has a confirmed address, and else a notice on the site.
    """
    need_runner(by)
    found = held(number, seen)
    today = law_day(at)
    state = move(MOVES, State(found.state), "open")
    if not found.opens_on <= today <= found.closes_on:
        raise OutsideDays(since=f"{found.opens_on:%d/%m/%Y}", until=f"{found.closes_on:%d/%m/%Y}")
    found.state, found.opened_on = str(state), today
    invited = framing.invited(found)
    step(found, "open", by=by, at=at, note=str(len(invited)))
    links, mailed = _issue(found, invited), _mailed(invited)
    _tell(found, [party for party in invited if party not in mailed], _INVITED, at)
    _mail(found, links, mailed, _INVITED, at)
    return links


def _issue(found: Round, parties: Iterable[str]) -> Links:
    """New links, stored as hashes in the order of the hashes."""
    links = [(party, sealing.new_secret()) for party in parties]
    put = sorted(marked(sealing.hashed(secret), found.pk, party, 0) for party, secret in links)
    bulk.insert(rows.T_TOKEN, rows.TOKEN, put)
    return links


_INVITED = Words(
    "Mời doanh nghiệp trả lời khảo sát năng lực cạnh tranh hải quan %(year)s, đến hết ngày %(until)s. Phiếu không ghi "
    "tên doanh nghiệp.",
    "You are invited to the customs competitiveness survey of %(year)s, until %(until)s. Answers carry no name.",
)
_REMINDED = Words(
    "Nhắc: khảo sát năng lực cạnh tranh hải quan %(year)s mở đến hết ngày %(until)s. Đã trả lời thì bỏ qua. Phiếu đang "
    "làm dở mở bằng đường dẫn đã gửi trước.",
    "A reminder: the customs competitiveness survey of %(year)s is open until %(until)s. If you have answered, nothing "
    "is left to do. What you began opens with the link sent before.",
)


def _mailed(parties: Iterable[str]) -> dict[str, str]:
    """Confirmed mail addresses by tax code."""
    codes = {notices.party(party): party for party in parties}
    ways = addresses.active(set(codes))
    return {codes[who]: way.target for who, every in ways.items() for way in every if way.medium is Medium.MAIL}


def _said(found: Round, words: Words) -> Words:
    facts = {"year": found.year, "until": f"{found.closes_on:%d/%m/%Y}"}
    return Words(words.vi % facts, words.en % facts)


def _tell(found: Round, parties: Iterable[str], words: Words, at: datetime) -> None:
    told = _said(found, words)
    notices.tell_many(
        [notices.Told(notices.party(party), told, "/survey/mine/", "other", found.number) for party in parties], at=at
    )


def _mail(found: Round, links: Links, mailed: Mapping[str, str], words: Words, at: datetime) -> None:
    told = _said(found, words)
    jobs.put_many(
        [
            (MAIL, {"to": mailed[party], "secret": secret, "vi": told.vi, "en": told.en, "round": found.number})
            for party, secret in links if party in mailed
        ],
        at=at,
    )  # fmt: skip


@jobs.sender(MAIL)
def mail(job: jobs.Job, at: datetime) -> Callable[[], None] | None:
    """Send a link; the job that held its secret is gone afterwards. Nothing once the round is over or it was used."""
    told: dict[str, Any] = job.payload
    token = Token.objects.filter(hash=sealing.hashed(told["secret"]), spent=0).first()
    if token is None or not Round.objects.filter(pk=token.round_id, closes_on__gte=law_day(at)).exists():
        return None
    message = EmailMessage()
    message["From"], message["To"] = settings.MAIL_FROM, told["to"]
    message["Subject"] = " ".join(told["vi"].split())[:120]
    message["Message-ID"] = f"<survey.{job.id}@{sending.host()}>"
    message["Auto-Submitted"] = "auto-generated"
    address = f"{settings.PUBLIC_URL.rstrip('/')}/survey/a/{told['secret']}/"
    message.set_content(f"{told['vi']}\n\n{told['en']}\n\n{address}\n")
    sending.deliver(message)
    return None


def forget_mail(found: Round) -> None:
    """Drop mails of a round that could not be sent: they hold a link, and a reminder tells who had not answered."""
    jobs.withdraw(MAIL, lambda told: told.get("round") == found.number)


@transaction.atomic
def own_link(number: str, party: str, *, by: Actor, at: datetime) -> str:
    """A new link for an enterprise that is signed in; links it had before stay good. NotAllowed, NotFound, Spent."""
    if party not in by.own:
        raise NotAllowed(who=by.name, act=f"survey/{number}")
    found = held(number)
    before = list(Token.objects.select_for_update().filter(round_id=found.pk, party=party).order_by("hash"))
    if found.state != State.OPEN or not before or law_day(at) > found.closes_on:
        raise NotFound(what=number)
    if any(token.spent for token in before):
        raise Spent
    return _issue(found, [party])[0][1]


@transaction.atomic
def remind(number: str, *, seen: int = 0, by: Actor = SYSTEM, at: datetime) -> int:
    """Remind those who have not answered; how many. Nobody is told who has. Impossible.

    A mail with a link more goes to them alone and leaves no trace. A notice stays in its inbox for good: it goes to
    all who get no mail, lest those without one be known to have answered.
    """
    need_runner(by)
    found = held(number, seen)
    move(MOVES, State(found.state), "remind")
    used = set(Token.objects.filter(round_id=found.pk, spent=1).values_list("party", flat=True))
    invited = framing.invited(found)
    left, mailed = [party for party in invited if party not in used], _mailed(invited)
    step(found, "remind", by=by, at=at, note=str(len(left)))
    _tell(found, [party for party in invited if party not in mailed], _REMINDED, at)
    _mail(found, _issue(found, [party for party in left if party in mailed]), mailed, _REMINDED, at)
    return len(left)


def remind_due(at: datetime) -> int:
    """On the days set, remind in every open round that has not been reminded so often; how many rounds."""
    done = 0
    for found in Round.objects.filter(state=State.OPEN).order_by("pk"):
        days = (law_day(at) - found.opened_on).days if found.opened_on else 0
        due = sum(after <= days for after in REMINDED_AFTER)
        if RoundStep.objects.filter(about=found.pk, verb="remind").count() < due and law_day(at) <= found.closes_on:
            remind(found.number, seen=found.leaf, at=at)
            done += 1
    return done
