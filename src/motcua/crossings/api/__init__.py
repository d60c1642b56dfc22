"""What programs of carriers may do at the gates."""

from motcua.crossings.api import vehicles

OPERATIONS = (*vehicles.OPERATIONS,)
