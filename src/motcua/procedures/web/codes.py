"""The code of a procedure, and the number of a quality record, in an address."""


class CodeConverter:
    """QT-AB-01: it begins with QT, so that no other page of the room is taken for a procedure."""

    regex = r"QT-[A-Z0-9-]{1,27}"

    def to_python(self, value: str) -> str:
        """As it is written."""
        return value

    def to_url(self, value: str) -> str:
        """As it is written."""
        return value


class NumberConverter(CodeConverter):
    """KPH-2023-001, as records of the quality system are numbered."""

    regex = r"[A-Z]{2,3}-[0-9]{4}-[0-9]{3,12}"
