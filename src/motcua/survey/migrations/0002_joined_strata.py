from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('survey', '0001_rounds'),
    ]

    operations = [
        migrations.AlterField(
            model_name='answer',
            name='stratum',
            field=models.CharField(max_length=200),
        ),
        migrations.AlterField(
            model_name='box',
            name='stratum',
            field=models.CharField(max_length=200),
        ),
    ]
