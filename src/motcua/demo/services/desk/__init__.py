"""The desks of officers and traders through the year: planned by `domain.dealing`, done through the services."""

from motcua.demo.services.desk.closing import certify, change_channels, equip
from motcua.demo.services.desk.conducting import DeskConductor
from motcua.demo.services.desk.declarants import Declarants
from motcua.demo.services.desk.securing import secure
from motcua.demo.services.desk.treasury import guarantee_of, tell_treasury

__all__ = [
    "Declarants",
    "DeskConductor",
    "certify",
    "change_channels",
    "equip",
    "guarantee_of",
    "secure",
    "tell_treasury",
]
