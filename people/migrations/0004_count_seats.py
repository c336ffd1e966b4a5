from django.db import migrations

DEFINITIVE = "definitive"


def count_seats(apps, schema_editor):
    """Give each position as many seats as people have held it definitively at the same time."""
    appointments = apps.get_model("people", "Appointment").objects.filter(capacity=DEFINITIVE)
    terms = {}
    for position, starts_on, ends_on in appointments.values_list("position", "starts_on", "ends_on"):
        terms.setdefault(position, []).append((starts_on, ends_on))
    positions = apps.get_model("people", "Position").objects
    for position, held in terms.items():
        most = max(
            sum(first <= day and (last is None or last >= day) for first, last in held)
            for day, _last in held
        )
        if most > 1:
            positions.filter(pk=position).update(seats=min(most, 32767))


class Migration(migrations.Migration):
    dependencies = [("people", "0003_let_positions_end")]

    operations = [migrations.RunPython(count_seats, migrations.RunPython.noop)]
