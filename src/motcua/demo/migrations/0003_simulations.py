from django.db import migrations, models

import motcua.ground.columns


class Migration(migrations.Migration):
    dependencies = [("demo", "0002_what_an_inspection_finds")]

    operations = [
        migrations.CreateModel(
            name="Simulation",
            fields=[
                ("id", motcua.ground.columns.IdField(serialize=False)),
                ("at", models.DateTimeField()),
                ("actor", models.CharField(max_length=60)),
                ("turn", models.BigIntegerField()),
                ("asked", models.TextField()),
                ("answer", models.TextField(default="")),
                ("code", models.CharField(default="", max_length=12)),
            ],
        ),
    ]
