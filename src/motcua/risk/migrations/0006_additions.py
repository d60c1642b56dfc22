from django.db import migrations, models

import motcua.ground.columns


class Migration(migrations.Migration):
    dependencies = [("risk", "0005_profiles")]

    operations = [
        migrations.CreateModel(
            name="Addition",
            fields=[
                ("leaf", motcua.ground.columns.IdField(serialize=False)),
                ("subject", models.BigIntegerField(db_index=True)),
                ("at", models.DateTimeField()),
                ("day", models.DateField()),
                ("finding", models.CharField(max_length=40)),
                ("hit", models.SmallIntegerField()),
                ("recovered", models.BigIntegerField()),
            ],
        ),
    ]
