"""The bucket: tokens that registered declarations earn and checks spend.

All amounts are whole millionths of a token. One token is one physical inspection; documentary checks have
tokens of their own.
"""

ONE = 1_000_000


class Bucket:
    """The balances of the department and how many declarations have earned.

    Both start at zero, so each cap holds from the first declaration on. The balance of inspections is below
    zero only after inspections that the law itself orders; that of documents after checks that the law orders
    or that stand for an inspection without a token.
    """

    __slots__ = ("balance", "documents", "turn")

    def __init__(self, balance: int = 0, turn: int = 0, documents: int = 0) -> None:
        self.balance = balance
        self.turn = turn
        self.documents = documents

    def earn(self, cap_ppm: int, maximum: int) -> None:
        """Add what one registered declaration earns; what would exceed `maximum` is lost."""
        self.turn += 1
        self.balance = min(self.balance + cap_ppm, max(maximum, self.balance))

    def earn_documents(self, share_ppm: int, maximum: int) -> None:
        """Add what one registered declaration earns of documentary checks."""
        self.documents = min(self.documents + share_ppm, max(maximum, self.documents))

    def spend(self) -> None:
        """Take one token. Only with the balance `law.needed` asks for, or by order of the law."""
        self.balance -= ONE

    def spend_documents(self) -> None:
        """Take one documentary check."""
        self.documents -= ONE

    def __repr__(self) -> str:
        return f"Bucket(balance={self.balance}, turn={self.turn}, documents={self.documents})"
