from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("demo", "0001_what_is_hidden_and_to_come")]

    operations = [
        migrations.AddField("Truth", "found", models.SmallIntegerField(null=True)),
    ]
