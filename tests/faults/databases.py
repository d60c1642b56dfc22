"""Empty databases for programs that are killed."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def database_of_its_own(name: str) -> Iterator[str]:
    """An empty database on the server that the tests use, dropped afterwards."""
    import psycopg
    from django.db import connection

    held = connection.settings_dict
    server = f"postgresql://{held['USER'] or 'postgres'}@{held['HOST'] or '127.0.0.1'}:{held['PORT'] or 5432}"
    with psycopg.connect(f"{server}/postgres", autocommit=True) as admin:
        admin.execute(f'CREATE DATABASE "{name}"')
        try:
            yield f"{server}/{name}"
        finally:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
