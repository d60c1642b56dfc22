"""The lists that fields choose from, as they are on a day."""

from collections.abc import Mapping

import msgspec

from motcua.kernel.words import Words


class Codes(msgspec.Struct, frozen=True):
    """Countries (ISO 3166, two letters) and offices by code, with their names."""

    countries: Mapping[str, Words] = {}
    offices: Mapping[str, Words] = {}
