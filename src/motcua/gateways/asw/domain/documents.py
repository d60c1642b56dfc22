"""Documents that only windows tell each other."""

import msgspec


class Void(msgspec.Struct, frozen=True, omit_defaults=True):
    """The message that was given up, and why: whoever waits for it need wait no more."""

    message: str
    reason: str = ""


msgspec.json.Decoder(Void)
