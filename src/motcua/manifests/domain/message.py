"""The neutral documents of a call: one frozen struct a kind, read from and written to JSON.

Every gateway, form, sheet and program's message is read into one of these and given to `services.submit`. In JSON the
member `document` says which it is.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Annotated, Union

import msgspec

from motcua.kernel.days import LAW_ZONE, law_moment
from motcua.manifests.domain.misread import Misread, reader
from motcua.manifests.domain.shapes import (
    Bill,
    BillParty,
    Dangerous,
    Effects,
    Patient,
    Person,
    PortCall,
    Store,
    Unloaded,
)

Clock = Annotated[str, msgspec.Meta(pattern=r"^(([01][0-9]|2[0-3]):[0-5][0-9])?$(?!\n)")]
"""An hour of the day in Viet Nam as `17:30`; empty where none is told."""


class Document(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag_field="document"):
    """What every document says of its call. `direction`: I on entry, E on exit.

    `expected_on` and `expected_time`: when the ship is to arrive, or to leave. `reference` is the sender's own.
    """

    direction: str = ""  # IEI; IOK A and D
    call_sign: str = ""  # SEN, VEC, OPC
    vessel_name: str = ""  # SNA, VNA
    imo: str = ""
    voyage: str = ""  # VOY, KBF
    carrier: str = ""  # SCA
    port: str = ""  # DPR or LPR of the manifest, NMC, PRT
    port_suffix: str = ""  # EDA, LPD, NMS
    office: str = ""  # NZC, CHC
    expected_on: date | None = None  # IDT, FDT, BDD
    expected_time: Clock = ""  # BGT
    reference: str = ""
    notes: str = ""  # KIJ, SKJ

    @property
    def expected_at(self) -> datetime | None:
        """The expected moment as UTC; the first of the day where no hour is told."""
        return moment(self.expected_on, self.expected_time)


class GeneralDeclaration(Document, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="general"):
    """The general declaration: notice of arrival (VIT) or departure (VOT); FAL form 1."""

    vessel_type: str = ""  # VSC
    flag: str = ""  # VNC
    registry_number: str = ""  # W01
    registered_on: date | None = None  # W02
    registry_port: str = ""  # REG
    registry_port_name: str = ""  # SKM
    gross_tonnage: Decimal | None = None  # GTN
    taxable_tonnage: Decimal | None = None  # KTN
    net_tonnage: Decimal | None = None  # NTN
    operator: str = ""  # OPC
    operator_address: str = ""  # SUJ
    master_last_name: str = ""  # CAL
    master_first_name: str = ""  # CAF
    master_middle_name: str = ""  # CAM
    crew_processing: str = ""  # NSS: 10, 38
    crew_list: str = ""  # NSN
    crew_count: int | None = None  # NOC
    passenger_processing: str = ""  # RSS: 10, 38, NOT
    passenger_list: str = ""  # RSN
    passenger_count: int | None = None  # ROC
    stores_processing: str = ""  # SSS: 10, 38, NOT
    foreign_ports: tuple[PortCall, ...] = ()  # C_ N_ I_ S_
    next_port: str = ""  # EFC
    next_port_name: str = ""  # EFN
    final_port: str = ""  # FDS
    final_port_name: str = ""  # LSN
    second_voyage: str = ""  # KBS
    embarkation_port: str = ""  # DEP
    embarkation_port_name: str = ""  # DEN
    domestic_before: tuple[PortCall, ...] = ()  # TC_ TI_ TO_
    domestic_after: tuple[str, ...] = ()  # TS_
    purpose: str = ""  # IOP
    loading: str = ""  # LFU: 48, N48, 57
    cargo_kinds: tuple[str, ...] = ()  # SK_
    anchorage: str = ""  # BBC
    anchored_on: date | None = None  # BDD
    anchored_time: Clock = ""  # BGT
    anchored_until_on: date | None = None  # BDE
    anchored_until_time: Clock = ""  # BTE
    berth: str = ""  # IBC
    berthed_on: date | None = None  # IDD
    berthed_time: Clock = ""  # IGT
    unberthed_on: date | None = None  # RKY
    unberthed_time: Clock = ""  # RKT
    agent: str = ""  # PCC
    agent_name: str = ""  # PNN
    agent_address: str = ""  # PDD
    carriers: tuple[str, ...] = ()  # F_
    effects_clearance: str = ""  # KTC: YY, YN, NY, NN
    applicant: str = ""  # SIN
    applicant_phone: str = ""  # SIF
    transit: bool = False
    """Whether the ship passes through: as on entry, then as on exit."""
    days_under_way: int | None = None
    """How long the voyage took; the deadline of the manifest follows from it."""

    @property
    def berthed_at(self) -> datetime | None:
        """Planned moment of docking."""
        return moment(self.berthed_on, self.berthed_time)

    @property
    def unberthed_at(self) -> datetime | None:
        """Planned moment of undocking."""
        return moment(self.unberthed_on, self.unberthed_time)

    @property
    def anchored_at(self) -> datetime | None:
        """Planned moment of anchoring."""
        return moment(self.anchored_on, self.anchored_time)

    @property
    def anchored_until(self) -> datetime | None:
        """Planned end at anchor."""
        return moment(self.anchored_until_on, self.anchored_until_time)


class CargoManifest(Document, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="cargo"):
    """The cargo manifest of one carrier (MFR); FAL form 2."""

    days_under_way: int | None = None
    bills: tuple[Bill, ...] = ()


class HouseBills(Document, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="house"):
    """House bills of a forwarder (NVC), each under its master bill."""

    bills: tuple[Bill, ...] = ()


class CrewList(Document, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="crew"):
    """The crew list (NLR); FAL form 5. `mode`: S sea, A air, R rail."""

    mode: str = "S"  # OPT
    people: tuple[Person, ...] = ()


class CrewEffects(Document, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="effects"):
    """The crew's effects declaration (NLR); FAL form 4."""

    effects: tuple[Effects, ...] = ()


class ShipStores(Document, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="stores"):
    """The ship's stores declaration (VIT, SHC to SHT); FAL form 3."""

    stores: tuple[Store, ...] = ()


class PassengerList(Document, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="passengers"):
    """A volume of the passenger list (PLR); FAL form 6."""

    mode: str = "S"  # OPT
    volume: int = 1  # VOL
    people: tuple[Person, ...] = ()


class DangerousGoods(Document, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="dangerous"):
    """The dangerous goods manifest (VIT, BO_ to EM_); FAL form 7."""

    goods: tuple[Dangerous, ...] = ()


class HealthDeclaration(Document, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="health"):
    """The maritime declaration of health (VIT, MKS to BK_). Yes and no are 1 and 0."""

    stowaways: str = ""  # MKS
    stowaway_count: int | None = None  # STW
    stowaway_details: str = ""  # MKA
    deaths: str = ""  # JUM
    death_count: int | None = None  # TNJ
    suspected: str = ""  # SKU
    above_normal: str = ""  # KBJ
    ill_count: int | None = None  # KBC
    sick_aboard: str = ""  # SBU
    spreading_cause: str = ""  # SKG
    examined: str = ""  # IRJ
    sick_animals: str = ""  # BDU
    measures: str = ""  # SEJ
    measure_details: str = ""  # SEK
    patients: tuple[Patient, ...] = ()


class ContainerList(Document, frozen=True, omit_defaults=True, forbid_unknown_fields=True, tag="containers"):
    """The list of containers for the supervised area (DCL)."""

    manifest_kind: str = "S"  # TOM
    manifest: str = ""  # REF
    berth: str = ""  # BRT
    manager: BillParty = BillParty()  # CMC to CMT
    containers: tuple[Unloaded, ...] = ()


Any = Union[  # noqa: UP007 - a type that msgspec works out
    GeneralDeclaration, CargoManifest, HouseBills, CrewList, CrewEffects, ShipStores, PassengerList, DangerousGoods,
    HealthDeclaration, ContainerList,
]  # fmt: skip
KINDS: Mapping[str, type[Document]] = {
    str(kind.__struct_config__.tag): kind
    for kind in (
        GeneralDeclaration, CargoManifest, HouseBills, CrewList, CrewEffects, ShipStores, PassengerList,
        DangerousGoods, HealthDeclaration, ContainerList,
    )
}  # fmt: skip
"""Kinds by the word that names them in JSON, in the order in which a dossier shows them."""
ROWS: Mapping[str, str] = {
    "cargo": "bills", "house": "bills", "crew": "people", "effects": "effects", "stores": "stores",
    "passengers": "people", "dangerous": "goods", "health": "patients", "containers": "containers",
}  # fmt: skip
"""The list that each kind is mainly made of."""

_read = reader(Any, KINDS, "document")
_write = msgspec.json.Encoder().encode


def read(raw: bytes) -> Document | list[Misread]:
    """Read one document from JSON; every value that cannot be read is told, not only the first."""
    return _read(raw)


def write(document: Document) -> bytes:
    """The document as JSON, always the same bytes for the same values; what is absent is left out."""
    return _write(document)


def kind_of(document: Document) -> str:
    """The word for its kind."""
    return str(document.__struct_config__.tag)


def rows_of(document: Document) -> tuple[object, ...]:
    """The list it is mainly made of; none of a general declaration."""
    name = ROWS.get(kind_of(document))
    return getattr(document, name) if name else ()


def bills_of(document: Document) -> tuple[Bill, ...]:
    """Its bills; none of other kinds."""
    return document.bills if isinstance(document, CargoManifest | HouseBills) else ()


def moment(day: date | None, clock: str) -> datetime | None:
    """A moment from a day and an hour in Viet Nam; the first of the day where no hour is told."""
    if day is None or not 2000 <= day.year <= 2999:  # noqa: PLR2004
        return None
    told = time.fromisoformat(clock) if clock else time()
    return law_moment(day, told.hour, told.minute)


def clock_of(at: datetime) -> tuple[date, str]:
    """The day and the hour in Viet Nam of a moment, as documents tell them."""
    local = at.astimezone(LAW_ZONE)
    return local.date(), f"{local:%H:%M}"


def texts(value: msgspec.Struct, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text with its path."""
    for name in value.__struct_fields__:
        held = getattr(value, name)
        if isinstance(held, str):
            yield f"{path}/{name}", held
        elif isinstance(held, msgspec.Struct):
            yield from texts(held, f"{path}/{name}")
        elif isinstance(held, tuple):
            yield from _texts_in(held, f"{path}/{name}")


def _texts_in(held: tuple[object, ...], path: str) -> Iterator[tuple[str, str]]:
    for at, each in enumerate(held):
        if isinstance(each, str):
            yield f"{path}/{at}", each
        elif isinstance(each, msgspec.Struct):
            yield from texts(each, f"{path}/{at}")
