"""Declarants who appear in what they did: accounts of enterprises that nobody signs in with."""

from motcua.demo.domain.chunks import moment
from motcua.demo.domain.desk import given
from motcua.demo.services.represented import SINCE
from motcua.kernel.actor import SYSTEM, Actor
from motcua.people import queries, services
from motcua.people.domain import Tenure

PREFIX = "khai-"
EARLIER = 3600
"""Seconds before what they first did here at which their accounts were opened."""


class Declarants:
    """Actors of enterprises; the shown ones have their own, others get an account when they first do something."""

    def __init__(self, shown: dict[str, Actor], scale: float) -> None:
        self.actors = dict(shown)
        small, full = given().accounts
        self.most = len(shown) + max(small, round(full * scale))

    def may_come(self, party: str) -> bool:
        """Whether the enterprise has a declarant or may still get one."""
        return party in self.actors or len(self.actors) < self.most

    def of(self, party: str, at: int) -> Actor:
        """The declarant of an enterprise, who has an account from now on."""
        if party not in self.actors:
            self.actors[party] = self._open(party, at - EARLIER)
        return self.actors[party]

    def _open(self, party: str, at: int) -> Actor:
        name = f"{PREFIX}{party}"
        since = moment(at)
        account = services.open_account(
            username=name, name=f"Người khai {party} (giả định)", password=None, by=SYSTEM, at=since
        )
        tenure = Tenure(role="trader", since=SINCE, party=party)
        services.give_post(account=account.pk, tenure=tenure, by=SYSTEM, at=since)
        return queries.actor_for(account.pk, SINCE)
