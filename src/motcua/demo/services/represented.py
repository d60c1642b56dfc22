"""Who acts for others in the demonstration: two more users of an enterprise, an agent with a mandate, a delegation."""

from datetime import date, datetime

import msgspec

from motcua.demo.domain.names import tax_code
from motcua.demo.domain.world import World
from motcua.kernel.actor import SYSTEM, Actor
from motcua.parties import services as parties
from motcua.parties.domain import Mandate, Party
from motcua.parties.services import mandates
from motcua.people import queries, services
from motcua.people.domain import Delegation, Tenure
from motcua.people.queries import staff
from motcua.people.services import delegations, enterprise

SINCE = date(2022, 1, 1)
PASSWORD = "trinh-dien-2023"  # noqa: S105 - public on purpose: it opens invented data only
AGENT = "Công ty TNHH Đại lý Hải quan Minh Họa"
SHIP_AGENT = "Công ty TNHH Đại lý Tàu biển Minh Họa"
CARRIER = "Công ty TNHH Vận tải Minh Họa"
AGENT_ACTS = frozenset({"see", "prepare", "lodge", "amend"})
USERS = {"soan": frozenset({"see", "prepare"}), "nop-thue": frozenset({"see", "pay"})}
MANDATE = (date(2023, 1, 1), date(2024, 12, 31))
ABSENCE = (date(2023, 12, 20), date(2024, 1, 5))


class Shown(msgspec.Struct, frozen=True):
    """An account as it is printed at the end."""

    username: str
    password: str
    role: str
    office: str
    party: str = ""


def open_users(manager: Shown, at: datetime) -> list[Shown]:
    """Two more users of the manager's enterprise, invited and joined: one prepares, one pays."""
    by = _actor(manager.username)
    shown = []
    for name, may in USERS.items():
        username = f"{manager.username}-{name}"
        secret = enterprise.invite(manager.party, name=username, may=may, by=by, at=at, real=at)[1]
        enterprise.join_new(
            secret, username=username, name=f"{username} (giả định)", password=PASSWORD, email="", at=at, real=at
        )  # fmt: skip
        shown.append(Shown(username, PASSWORD, "trader", "", manager.party))
    return shown


def open_agent(world: World, principal: Shown, at: datetime) -> Shown:
    """A registered customs agent with a mandate of the enterprise; its user lodges for it."""
    code = tax_code(world.roster.size)
    parties.register(
        [Party(code, AGENT, "Hạ Long, Quảng Ninh", province="Quảng Ninh", founded_on=SINCE, registered_on=SINCE)],
        by=SYSTEM, at=at,
    )  # fmt: skip
    account = services.open_account(
        username="dai-ly-1", name="Nhân viên đại lý (giả định)", password=PASSWORD, by=SYSTEM, at=at
    )
    services.give_post(account=account.pk, tenure=Tenure("trader", SINCE, party=code), by=SYSTEM, at=at)
    mandates.recognise(code, since=at.date(), decision="QĐ giả định 01", by=SYSTEM, at=at)
    mandate = mandates.give(
        Mandate(principal.party, code, *MANDATE, AGENT_ACTS), by=_actor(principal.username), at=at
    )  # fmt: skip
    mandates.accept(mandate, by=_actor("dai-ly-1"), at=at)
    return Shown("dai-ly-1", PASSWORD, "trader", "", code)


def open_carrier(world: World, at: datetime) -> Shown:
    """A carrier of the border, with a user."""
    code = tax_code(world.roster.size + 1)
    parties.register(
        [Party(code, CARRIER, "Móng Cái, Quảng Ninh", province="Quảng Ninh", founded_on=SINCE, registered_on=SINCE)],
        by=SYSTEM, at=at,
    )  # fmt: skip
    account = services.open_account(
        username="van-tai-1", name="Nhân viên vận tải (giả định)", password=PASSWORD, by=SYSTEM, at=at
    )
    services.give_post(account=account.pk, tenure=Tenure("trader", SINCE, party=code), by=SYSTEM, at=at)
    return Shown("van-tai-1", PASSWORD, "trader", "", code)


def open_ship_agent(world: World, at: datetime) -> Shown:
    """A ship's agent that answers for its lines, with a user."""
    code = tax_code(world.roster.size + 2)
    parties.register(
        [Party(code, SHIP_AGENT, "Hạ Long, Quảng Ninh", province="Quảng Ninh", founded_on=SINCE, registered_on=SINCE)],
        by=SYSTEM, at=at,
    )  # fmt: skip
    account = services.open_account(
        username="dai-ly-tau-1", name="Nhân viên đại lý tàu (giả định)", password=PASSWORD, by=SYSTEM, at=at
    )
    services.give_post(account=account.pk, tenure=Tenure("trader", SINCE, party=code), by=SYSTEM, at=at)
    return Shown("dai-ly-tau-1", PASSWORD, "trader", "", code)


def delegate(absent: str, delegate_: str, at: datetime) -> None:
    """Let somebody stand in for a head during the days around the opening."""
    away = next(iter(_held(absent)), None)
    stands = queries.visible_to(SYSTEM).filter(username=delegate_).first()
    if away is None or stands is None:
        return
    wanted = Delegation(away, 0, stands.pk, *ABSENCE, "Đi công tác (giả định)")
    delegations.delegate(wanted, by=SYSTEM, at=at)


def _held(username: str) -> list[int]:
    account = queries.visible_to(SYSTEM).filter(username=username).first()
    return [held.pk for held in staff.posts_of(account.pk)] if account else []


def _actor(username: str) -> Actor:
    return queries.actor_for(queries.visible_to(SYSTEM).get(username=username), SINCE)
