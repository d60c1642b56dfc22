"""Rows that no leaf answers for yet bear a mark; those of rounds that are open get theirs now."""

from typing import Any

from django.db import migrations, models

from motcua.survey import sealing

TOKEN = ("hash", "round_id", "party", "spent")
BOX = ("id", "round_id", "day", "kind", "office", "stratum", "flags", "content")


def mark(apps: Any, schema_editor: Any) -> None:
    """Mark every link and every row of a box as it stands."""
    for name, table, columns in (("Token", "survey_token", TOKEN), ("Box", "survey_box", BOX)):
        model = apps.get_model("survey", name)
        for each in model.objects.all():
            each.mark = sealing.mark(table, [getattr(each, column) for column in columns])
            each.save(update_fields=["mark"])


class Migration(migrations.Migration):
    """The column with its first values."""

    dependencies = [("survey", "0002_joined_strata")]

    operations = [
        migrations.AddField("box", "mark", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.AddField("token", "mark", models.CharField(default="", max_length=64), preserve_default=False),
        migrations.RunPython(mark, migrations.RunPython.noop, elidable=True),
    ]
