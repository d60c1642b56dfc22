"""Who asks: as little of a person as an answer needs, and what the log keeps in their place."""

import msgspec

from motcua.helpdesk.domain.errors import NoContact
from motcua.kernel.canonical import commitment, encode


class Contact(msgspec.Struct, frozen=True, omit_defaults=True):
    """Who asks. Nothing of this stands in the log. `company` is what an unregistered enterprise calls itself."""

    name: str = ""
    mail: str = ""
    phone: str = ""
    company: str = ""


class Asked(msgspec.Struct, frozen=True):
    """A question as it is written down: a line for lists, and the words. Erased with the asker."""

    title: str
    body: str


_write = msgspec.json.Encoder().encode
_read = msgspec.json.Decoder(Contact).decode


def write(contact: Contact) -> bytes:
    """As it is kept, before it is encrypted."""
    return _write(contact)


def read(content: bytes) -> Contact:
    """A contact again. MsgspecError where somebody changed it."""
    return _read(content)


def committed(contact: Contact, salt: bytes) -> bytes:
    """What a leaf answers for: a salted hash that says nothing without the salt."""
    return commitment(salt, [encode(msgspec.to_builtins(contact))])


def committed_words(title: str, body: str, salt: bytes) -> bytes:
    """What a leaf answers for in the place of what was written."""
    return commitment(salt, [encode([title, body])])


def reachable(contact: Contact) -> Contact:
    """A contact that an answer can be sent to. NoContact."""
    if not (contact.mail.strip() or contact.phone.strip()):
        raise NoContact
    return contact
