"""Accounts of the demonstration: one for each role, officers for each branch. Passwords are invented and shown.

Of a branch's officers only the first can sign in; the others appear in what they did."""

from datetime import datetime

from motcua.demo.domain.world import World
from motcua.demo.services import represented
from motcua.demo.services.represented import PASSWORD, SINCE, Shown
from motcua.kernel.actor import SYSTEM, Actor
from motcua.people import queries, services
from motcua.people.domain import Tenure

DEPARTMENT = "20ZZ"


def open_accounts(world: World, at: datetime) -> tuple[dict[str, list[Actor]], list[Shown]]:
    """Open all accounts; returns officers by office, and what to print."""
    officers: dict[str, list[Actor]] = {}
    shown: list[Shown] = []
    for office, branch in world.given.branches.items():
        for number in range(1, branch.officers + 1):
            name = f"can-bo-{office.lower()}-{number}"
            words = f"Công chức {branch.name} {number} (giả định)"
            actor, account = _open(name, words, "officer", office, at, enters=number == 1)
            officers.setdefault(office, []).append(actor)
            shown += [account] if number == 1 else []
        shown.append(_open(f"truong-{office.lower()}", f"Lãnh đạo {branch.name} (giả định)", "head", office, at)[1])
    for number in (1, 2):
        name = f"can-bo-{DEPARTMENT.lower()}-{number}"
        words = f"Công chức Cục {number} (giả định)"
        _, account = _open(name, words, "officer", DEPARTMENT, at, enters=number == 1)
        shown += [account] if number == 1 else []
    for role, name in (
        ("leader", "lanh-dao"),
        ("risk", "rui-ro"),
        ("risk", "rui-ro-2"),
        ("revenue", "thu-thue"),
        ("revenue", "thu-thue-2"),
        ("origin", "xuat-xu"),
        ("issuer", "cap-co"),
        ("iso", "iso"),
        ("support", "ho-tro"),
        ("support", "ho-tro-2"),
        ("control", "kiem-soat"),
        ("control", "kiem-soat-2"),
        ("admin", "quan-tri"),
    ):
        shown.append(_open(name, f"{name} (giả định)", role, "" if role == "admin" else DEPARTMENT, at)[1])
    for number, party in enumerate(_largest(world), start=1):
        code, company, *_ = world.roster.identity(party)
        shown.append(_open(f"doanh-nghiep-{number}", company, "trader", "", at, code)[1])
    traders = [account for account in shown if account.role == "trader"]
    if traders:
        shown += represented.open_users(traders[0], at)
        shown.append(represented.open_agent(world, traders[0], at))
    shown.append(represented.open_carrier(world, at))
    shown.append(represented.open_ship_agent(world, at))
    represented.delegate("truong-20bb", "can-bo-20bb-1", at)
    return officers, shown


def _largest(world: World) -> list[int]:
    """Two parties about in all phases: one at the border, one at the port."""
    about = [all(world.roster.members[phase][party] for phase in range(4)) for party in range(world.roster.size)]
    found = []
    for branch in (0, 4):
        here = [party for party in range(world.roster.size) if about[party] and world.roster.home[party] == branch]
        found += here[:1]
    return found


def _open(
    username: str, name: str, role: str, office: str, at: datetime, party: str = "", *, enters: bool = True
) -> tuple[Actor, Shown]:  # fmt: skip
    password = PASSWORD if enters else None
    account = services.open_account(username=username, name=name, password=password, by=SYSTEM, at=at)
    tenure = Tenure(role=role, since=SINCE, office=office, party=party)
    services.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=at)
    return queries.actor_for(account.pk, SINCE), Shown(username, PASSWORD, role, office, party)


def shown_accounts() -> list[Shown]:
    """The accounts of a demonstration that was built before, as they were printed then."""
    found = []
    for account in queries.visible_to(SYSTEM).order_by("pk"):
        for tenure in queries.tenures_of(account.pk)[:1]:
            if account.has_usable_password():
                found.append(Shown(account.username, PASSWORD, tenure.role, tenure.office, tenure.party))
    return found
