from people.models.slugs import free_slug, slug_of
from django.db import migrations
from django.db.models import F

AT_ONCE = 500


def call_units(apps, schema_editor):
    """Give the units that are there a short name each, offices first."""
    units = apps.get_model("people", "Unit").objects
    there = list(units.order_by(F("parent").asc(nulls_first=True), "pk").only("pk", "name"))
    taken = set()
    for unit in there:
        unit.slug = free_slug(slug_of(unit.name), taken)
        taken.add(unit.slug)
    units.bulk_update(there, ["slug"], batch_size=AT_ONCE)


class Migration(migrations.Migration):
    dependencies = [("people", "0012_let_units_have_short_names")]

    operations = [migrations.RunPython(call_units, migrations.RunPython.noop)]
