"""The index of containers, filled with those of transports that stand already."""

import json
from typing import Any

from django.db import migrations, models


def _fold(text: str) -> str:
    """As `declarations.domain.boxes.fold` did when this was written."""
    return "".join(sign for sign in text.upper() if sign.isascii() and sign.isalnum())[:20]


def fill(apps: Any, schema_editor: Any) -> None:
    """Every container of every version, departure and arrival."""
    boxed, version, sealed = (apps.get_model("transport", name) for name in ("Boxed", "Version", "Sealed"))
    pairs = dict.fromkeys(sealed.objects.values_list("container", "transport_id"))
    for transport, message in version.objects.values_list("transport_id", "message").iterator():
        pairs |= {(box.get("number", ""), transport): None for box in json.loads(message).get("containers", ())}
    rows = {(_fold(container), transport) for container, transport in pairs}
    boxed.objects.bulk_create(
        [boxed(container=container, transport_id=transport) for container, transport in sorted(rows) if container],
        batch_size=1_000,
    )


class Migration(migrations.Migration):
    dependencies = [("transport", "0001_transports")]

    operations = [
        migrations.CreateModel(
            name="Boxed",
            fields=[
                ("pk", models.CompositePrimaryKey("container", "transport_id", blank=True, editable=False, primary_key=True, serialize=False)),
                ("container", models.CharField(max_length=20)),
                ("transport_id", models.BigIntegerField()),
            ],
        ),
        migrations.RunPython(fill, migrations.RunPython.noop, elidable=True),
    ]
