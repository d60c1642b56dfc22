"""Shapes: what neutral documents are made of. Frozen values, named after the WCO Data Model and the FAL forms.

The VNACCS item stands behind each field. Amounts and quantities are exact decimals, days are days in Viet Nam; absent
texts are empty, absent amounts None.
"""

from datetime import date
from decimal import Decimal

import msgspec


class BillParty(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Consignor, consignee or who is to be notified. Of a list (`NS_`…) the letters differ."""

    code: str = ""  # SHS, CNS, NS_
    name: str = ""  # SHN, CNN, NN_
    postcode: str = ""  # SHP, CNP, NP_
    building: str = ""  # SN1, CN1, NE_
    street: str = ""  # SN2, CN2, NF_
    district: str = ""  # SN3, CN3, NG_
    city: str = ""  # SN4, CN4, NH_
    country: str = ""  # SN5, CN5, NC_
    phone: str = ""  # SHT, CTL, NL_


class Goods(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A goods row of a bill."""

    description: str = ""  # CM_
    heading: str = ""  # HS_
    marks: str = ""  # MR_
    packages: int | None = None  # PC_
    package_unit: str = ""  # PU_
    gross_weight: Decimal | None = None  # GW_
    weight_unit: str = ""  # 1W_
    net_weight: Decimal | None = None  # NW_
    net_unit: str = ""  # 2W_
    volume: Decimal | None = None  # VO_
    volume_unit: str = ""  # VU_
    origin: str = ""  # OR_
    special: str = ""  # SP_


class Container(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A container, with the seals on it. `status`: 4 empty, 5 full."""

    number: str = ""  # CNO
    seals: tuple[str, ...] = ()  # SL_
    status: str = ""  # EFS
    size: str = ""  # SIZ
    type: str = ""  # TYP
    delivery: str = ""  # DLV
    ownership: str = ""  # COW
    stuffing: str = ""  # VAN


class Bill(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A bill of lading. One without a number holds empty containers; a house bill names its `master`."""

    number: str = ""  # BLN, of a house bill CBL
    master: str = ""  # OBL
    loading_port: str = ""  # LPR
    discharge_port: str = ""  # DPR
    destination: str = ""  # DST
    destination_name: str = ""  # DSN
    delivery_place: str = ""  # DLP
    delivery_name: str = ""  # DLN
    consignor: BillParty = BillParty()
    consignee: BillParty = BillParty()
    notify: tuple[BillParty, ...] = ()  # NS_ to NL_, at most 2
    freight: Decimal | None = None  # FRT
    freight_currency: str = ""  # FRC
    transit: str = ""  # KRR
    transit_reason: str = ""  # KRS
    transit_days: int | None = None  # PRD
    other_laws: tuple[str, ...] = ()  # OC_
    notes: str = ""  # NTE
    goods: tuple[Goods, ...] = ()
    containers: tuple[Container, ...] = ()


class PortCall(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A port where the ship lies before or after."""

    port: str = ""  # C_, TC_, TS_
    name: str = ""  # N_
    arrived_on: date | None = None  # I_, TI_
    left_on: date | None = None  # S_, TO_


class Person(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody aboard, of the crew (NLR) or a passenger (PLR)."""

    kind: str = ""  # CPK
    last_name: str = ""  # LNM
    first_name: str = ""  # FNM
    middle_name: str = ""  # MNM
    nationality: str = ""  # NAT
    born_on: date | None = None  # BRT
    sex: str = ""  # SEX
    document: str = ""  # IDK
    document_number: str = ""  # IDN
    origin: str = ""  # ORG
    origin_name: str = ""  # ORN
    destination: str = ""  # DST
    destination_name: str = ""  # DSN
    document_until: date | None = None  # PDT
    document_issuer: str = ""  # PIC
    title: str = ""  # RAN, crew alone
    notes: str = ""  # KIZ


class Effects(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """What a member of the crew brings along and declares (NLR)."""

    last_name: str = ""  # LNM
    first_name: str = ""  # FNM
    middle_name: str = ""  # MNM
    document_number: str = ""  # IDN
    alcohol: int | None = None  # ALC, litres
    tobacco: int | None = None  # TBC
    tobacco_unit: str = ""  # UNT: P pieces, G grams
    arms: int | None = None  # FIR
    other: str = ""  # OTH


class Store(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """One kind of the ship's stores."""

    code: str = ""  # SHC
    name: str = ""  # SHN
    quantity: Decimal | None = None  # SHK
    unit: str = ""  # SHT


class Dangerous(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Dangerous goods aboard."""

    booking: str = ""  # BO_
    marks: str = ""  # MA_
    packages: int | None = None  # NP_
    package_unit: str = ""  # KP_
    hazard_class: str = ""  # CL_
    un_number: str = ""  # UN_
    packing_group: str = ""  # PG_
    subsidiary_risk: str = ""  # SR_
    flash_point: str = ""  # FP_
    flash_point_unit: str = ""  # FU_
    marine_pollutant: str = ""  # MP_
    gross_weight: Decimal | None = None  # GR_, kilograms
    net_weight: Decimal | None = None  # NE_, kilograms
    ems: str = ""  # EM_


class Patient(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """Somebody who fell ill aboard."""

    name: str = ""  # SM_
    title: str = ""  # SC_
    age: int | None = None  # NR_
    sex: str = ""  # SI_
    nationality: str = ""  # KK_
    joined_port: str = ""  # JU_
    joined_on: date | None = None  # JS_
    sick_on: date | None = None  # BA_
    told_port: str = ""  # MI_
    condition: str = ""  # BJ_
    outcome: str = ""  # BR_
    treatment: str = ""  # KT_
    notes: str = ""  # BK_


class Unloaded(msgspec.Struct, frozen=True, omit_defaults=True, forbid_unknown_fields=True):
    """A container of the list of those unloaded (DCL)."""

    number: str = ""  # CNO
    status: str = ""  # EFS
    size: str = ""  # SIZ
    type: str = ""  # TYP
    stay_days: int | None = None  # SAD
