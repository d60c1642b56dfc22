"""What revenue does by itself: ending plans of instalments that are paid, or of which a part is overdue."""

from datetime import datetime

from motcua.ground.services import daily
from motcua.kernel.actor import SYSTEM
from motcua.revenue import services


@daily.duty("revenue.instalments")
def follow_plans(at: datetime) -> object:
    """Once a day."""
    return services.follow_plans(by=SYSTEM, at=at)
