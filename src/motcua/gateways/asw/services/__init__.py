"""What the window does: certificates are made and registered, messages sent, taken, obeyed and seen to."""

from motcua.gateways.asw.services.incoming import take
from motcua.gateways.asw.services.keys import add, end, make
from motcua.gateways.asw.services.letters import give_up, obey_now, resend
from motcua.gateways.asw.services.outgoing import send

__all__ = ["add", "end", "give_up", "make", "obey_now", "resend", "send", "take"]
