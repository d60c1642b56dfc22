"""What control watches at the gates: the orders that it gave, never changed."""

from django.db import models

from motcua.ground.columns import IdField


class Watched(models.Model):
    """An order to look out for a plate or a container (`watch`), or its end (`stop`); from `since` to `until`."""

    leaf = IdField()
    number = models.CharField(max_length=20)
    verb = models.CharField(max_length=5)
    at = models.DateTimeField()
    actor = models.CharField(max_length=60)
    what = models.CharField(max_length=12)
    value = models.CharField(max_length=20)
    since = models.DateField()
    until = models.DateField()

    class Meta:
        db_table = "crossings_watched"
        indexes = (models.Index(fields=["value"], name="crossings_watched_value"),)
        constraints = (
            models.UniqueConstraint(fields=["number", "verb"], name="crossings_watched_once"),
            models.CheckConstraint(condition=models.Q(verb__in=["watch", "stop"]), name="crossings_watched_verb"),
        )
