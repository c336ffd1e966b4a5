from django.db import migrations
from django.utils import timezone


def count_as_told(apps, schema_editor):
    """Count whoever holds a position already as told of what waits there."""
    told = apps.get_model("workflow", "ToldHolder")
    begun = apps.get_model("people", "Appointment").objects.filter(starts_on__lte=timezone.localdate())
    now = timezone.now()
    rows = (told(appointment_id=key, at=now) for key in begun.values_list("pk", flat=True).iterator())
    told.objects.bulk_create(rows, batch_size=1000)


class Migration(migrations.Migration):
    dependencies = [("workflow", "0005_tell_whom_it_concerns")]

    operations = [migrations.RunPython(count_as_told, migrations.RunPython.noop)]
