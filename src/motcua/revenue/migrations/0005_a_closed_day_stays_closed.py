from django.db import migrations

_MAKE = """
CREATE FUNCTION revenue_need_open_day() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF EXISTS (SELECT 1 FROM fresh WHERE day <= (SELECT MAX(day) FROM revenue_closed_day)) THEN
    RAISE EXCEPTION 'revenue: the day is closed' USING ERRCODE = 'check_violation';
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER revenue_transfer_open_day AFTER INSERT ON revenue_transfer
  REFERENCING NEW TABLE AS fresh FOR EACH STATEMENT EXECUTE FUNCTION revenue_need_open_day();
"""
_DROP = """
DROP TRIGGER revenue_transfer_open_day ON revenue_transfer;
DROP FUNCTION revenue_need_open_day();
"""


def make(apps, editor):
    """On PostgreSQL writers do not wait for each other: the table itself refuses. On SQLite one writes at a time."""
    if editor.connection.vendor == "postgresql":
        editor.execute(_MAKE)


def drop(apps, editor):
    if editor.connection.vendor == "postgresql":
        editor.execute(_DROP)


class Migration(migrations.Migration):

    dependencies = [
        ('revenue', '0004_closed_days_and_instalments'),
    ]

    operations = [migrations.RunPython(make, drop)]
