"""What happens by itself where people cross: once a day, persons whose day has come are erased."""

from datetime import datetime

from motcua.crossings.services import persons
from motcua.ground.services import daily


@daily.duty("crossings.persons")
def erase_due(at: datetime) -> object:
    """Erase the data of persons whose period is over."""
    return persons.erase_due(at)
