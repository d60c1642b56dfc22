"""What is told of a signed result: whether the document is whole, who signed it, and on whose word."""

import msgspec


class Seal(msgspec.Struct, frozen=True):
    """A signature as it was checked. `ours`: its certificate comes from this installation's own authority, which no
    public authority vouches for; `why` says what is wrong, in English, where something is."""

    whole: bool
    valid: bool
    ours: bool
    signer: str = ""
    issuer: str = ""
    fingerprint: str = ""
    why: str = ""

    @property
    def good(self) -> bool:
        """Whether the document is as it was signed, by an officer of this installation."""
        return self.whole and self.valid and self.ours
