"""The harbour of the demonstration: what the agent and officers do with calls, through the services of manifests."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

import numpy as np

from motcua.demo.services.border import messages, ships
from motcua.demo.services.border.ships import Voyage
from motcua.kernel.actor import Actor
from motcua.manifests import services
from motcua.manifests.domain import shapes as s
from motcua.manifests.domain.message import CargoManifest, CrewList, Document, GeneralDeclaration
from motcua.manifests.services import Doing, Submission

if TYPE_CHECKING:
    from motcua.demo.services.border.manifests import Call

HOUR = timedelta(hours=1)
_ASKED = "Danh sách thuyền viên chưa khớp hộ chiếu (giả định)"


class Harbour:
    """Lodges dossiers for the agent and lets officers decide, many calls at a time."""

    def __init__(
        self, given: Mapping[str, Any], opens: datetime, agent: Actor, officers: Mapping[str, Actor],
        dice: np.random.Generator,
    ) -> None:  # fmt: skip
        self.given, self.opens, self.agent, self.officers, self.dice = given, opens, agent, officers, dice

    def conduct(self, calls: Sequence["Call"]) -> int:
        """Let ships come and go; how many movements were cleared."""
        lodged = [self._lodged_at(call.entry) for call in calls]
        numbers = self._lodge([(call.entry, call.inbound, at) for call, at in zip(calls, lodged, strict=True)])
        asked = [no for no in range(len(calls)) if self.dice.random() < self.given["asked"]]
        self._supplement(calls, numbers, lodged, asked)
        services.do_many([
            doing
            for call, number, at in zip(calls, numbers, lodged, strict=True)
            for doing in self._enter(call, number, at)
        ])  # fmt: skip
        leaving = [(self._exit(call), call.outbound, call.leaves - 6 * HOUR) for call in calls if call.leaves]
        gone = self._lodge(leaving)
        services.do_many([
            doing
            for (voyage, _, _), number in zip(leaving, gone, strict=True)
            for doing in self._leave(voyage, number)
        ])  # fmt: skip
        return len(numbers) + len(gone)

    def _lodged_at(self, entry: Voyage) -> datetime:
        if self.dice.random() < self.given["late"]:
            return entry.moment - 5 * HOUR
        least, most = self.given["lead_hours"]
        return entry.moment - timedelta(minutes=int(self.dice.integers(least * 60, most * 60)))

    def _lodge(self, dossiers: Sequence[tuple[Voyage, Sequence[s.Bill], datetime]]) -> list[str]:
        """The numbers of the calls."""
        wanted = [
            (no, Submission(document, self.agent, at))
            for no, (voyage, bills, at) in enumerate(dossiers)
            for document in ships.documents(voyage, bills)
        ]
        taken = services.submit_many([submission for _, submission in wanted])
        return list({no: done.call for (no, _), done in zip(wanted, taken, strict=True)}.values())

    def _supplement(
        self, calls: Sequence["Call"], numbers: Sequence[str], lodged: Sequence[datetime], asked: Sequence[int]
    ) -> None:
        """Officers ask for crew lists to be supplemented; the agent corrects them."""
        services.do_many([
            Doing(numbers[no], "request", self._officer(calls[no].entry), lodged[no] + HOUR / 2, _ASKED, "crew")
            for no in asked
        ])  # fmt: skip
        services.submit_many(
            [Submission(ships.fewer(_crew(calls[no])), self.agent, lodged[no] + HOUR, "correct") for no in asked]
        )

    def _officer(self, voyage: Voyage) -> Actor:
        return self.officers[voyage.office]

    def _enter(self, call: "Call", number: str, lodged: datetime) -> Iterator[Doing]:
        by, comes = self._officer(call.entry), call.entry.moment
        yield Doing(number, "accept", by, max(lodged + 2 * HOUR, comes - 12 * HOUR))
        yield Doing(number, "arrive", by, comes)
        yield Doing(number, "clear in", by, comes + HOUR * 0.75)
        if call.leaves:
            yield Doing(number, "finish cargo", by, call.leaves - 2 * HOUR)

    def _exit(self, call: "Call") -> Voyage:
        assert call.leaves is not None
        entry = call.entry
        return entry._replace(number=f"{entry.number[:-1]}S", direction="E", moment=call.leaves, transit=entry.transit)

    def _leave(self, voyage: Voyage, number: str) -> Iterator[Doing]:
        by = self._officer(voyage)
        yield Doing(number, "accept", by, voyage.moment - 2 * HOUR)
        yield Doing(number, "clear out", by, voyage.moment)

    def leave_open(
        self, coming: Sequence[tuple[Voyage, str, list[s.Bill]]], lying: Sequence["Call"]
    ) -> None:  # fmt: skip
        """What is open at the opening: ships expected or just come, and ships in port that prepare to go."""
        for voyage, reach, bills in coming:
            self._open(voyage, reach, bills, self.opens - 9 * HOUR)
        here = [call for call in lying if call.leaves is None]
        for call, told in zip(here, self.given["exits"], strict=False):
            leaves = self.opens + told["hours"] * HOUR
            voyage = self._exit(call._replace(leaves=leaves))
            self._open(voyage, told["reach"], [], self.opens - 3 * HOUR)

    def _open(self, voyage: Voyage, reach: str, bills: Sequence[s.Bill], at: datetime) -> None:
        if reach == "announced":
            services.open_call(GeneralDeclaration(**ships.head(voyage)), by=self.agent, at=at)
            return
        documents = ships.documents(voyage, bills)
        held = {"part": documents[:1] + documents[-1:], "late": documents[-1:]}.get(reach, documents)
        number, by = self._brought(voyage, held, at), self._officer(voyage)
        if reach in ("accepted", "arrived"):
            services.accept(number, by=by, at=at + HOUR)
        if reach == "arrived":
            services.arrive(number, by=by, at=voyage.moment)
        if reach == "requested":
            services.request(number, "crew", note=_ASKED, by=by, at=at + HOUR)

    def _brought(self, voyage: Voyage, held: Sequence[Document], at: datetime) -> str:
        """The call's number. What has a message comes as one interchange, or as AWMDS; the rest by form."""
        awmds = [
            each for each in held if isinstance(each, CargoManifest) and voyage.ship.carrier in self.given["awmds"]
        ]
        told = [each for each in held if each not in awmds and messages.as_edifact(each)]
        came = [messages.send_awmds(each, by=self.agent, at=at) for each in awmds]
        if told:
            reference = f"{voyage.ship.call_sign}{voyage.number}"
            sender = voyage.ship.carrier
            came.append(messages.send_edifact(told, by=self.agent, sender=sender, reference=reference, at=at))
        if not all(each.accepted for each in came):
            raise ValueError(f"a message of {voyage.ship.name} was refused")
        forms = [Submission(each, self.agent, at) for each in held if each not in told and each not in awmds]
        return [*(each.call for each in came), *(done.call for done in services.submit_many(forms))][0]


def _crew(call: "Call") -> Document:
    return next(each for each in ships.documents(call.entry, ()) if isinstance(each, CrewList))
