"""The bucket: tokens that registered declarations earn and physical inspections spend.

All amounts are whole millionths of a token. One token is one physical inspection.
"""

ONE = 1_000_000


class Bucket:
    """The balance of the department and how many declarations have earned.

    The balance starts at zero, so the cap holds from the first declaration on. It is below zero
    only after inspections that the law itself orders.
    """

    __slots__ = ("balance", "turn")

    def __init__(self, balance: int = 0, turn: int = 0) -> None:
        self.balance = balance
        self.turn = turn

    def earn(self, cap_ppm: int, maximum: int) -> None:
        """Add what one registered declaration earns; what would exceed `maximum` is lost."""
        self.turn += 1
        self.balance = min(self.balance + cap_ppm, max(maximum, self.balance))

    def spend(self) -> None:
        """Take one token. Only with the balance `law.needed` asks for, or by order of the law."""
        self.balance -= ONE

    def __repr__(self) -> str:
        return f"Bucket(balance={self.balance}, turn={self.turn})"
