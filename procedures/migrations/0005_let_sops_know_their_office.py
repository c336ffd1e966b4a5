import django.db.models.deletion
import procedures.models.procedures
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0014_tell_units_apart_in_addresses'),
        ('procedures', '0004_keep_what_was_signed'),
    ]

    operations = [
        migrations.AddField(
            model_name='procedure',
            name='office',
            field=procedures.models.procedures.OfficeField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='owned_procedures', to='people.unit', verbose_name='office'),
        ),
    ]
