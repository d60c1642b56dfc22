"""Bring the database to the present shape."""

from django.core.management import call_command


def run() -> None:
    """Tạo hoặc nâng cấp cơ sở dữ liệu. Make or upgrade the database."""
    call_command("migrate", interactive=False, verbosity=0)
