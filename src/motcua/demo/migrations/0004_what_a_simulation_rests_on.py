from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("demo", "0003_simulations")]

    operations = [
        migrations.RemoveField("Simulation", "turn"),
        migrations.AddField("Simulation", "basis", models.CharField(max_length=200, default="")),
    ]
