import people.models.keys
from people.models.keys import renew_keys
from django.conf import settings
from django.db import migrations, models


def renew(apps, schema_editor):
    """Give the rows that are there their keys."""
    renew_keys(apps.get_model("workflow", "Calendar"), of="name", key="name_key")
    renew_keys(apps.get_model("workflow", "SavedFilter"), of="name", key="name_key")


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0002_keep_the_order_of_codes'),
        ('workflow', '0002_find_documents_by_words'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='calendar',
            options={'ordering': ['name_key', 'pk'], 'verbose_name': 'calendar', 'verbose_name_plural': 'calendars'},
        ),
        migrations.AlterModelOptions(
            name='savedfilter',
            options={'ordering': ['name_key', 'pk'], 'verbose_name': 'saved filter', 'verbose_name_plural': 'saved filters'},
        ),
        migrations.RemoveIndex(
            model_name='document',
            name='document_by_subject',
        ),
        migrations.AddField(
            model_name='calendar',
            name='name_key',
            field=people.models.keys.OrderKeyField(of='name', verbose_name='key of order'),
        ),
        migrations.AddField(
            model_name='document',
            name='subject_key',
            field=people.models.keys.OrderKeyField(of='subject', verbose_name='key of order'),
        ),
        migrations.AddField(
            model_name='document',
            name='agenda_key',
            field=people.models.keys.OrderKeyField(of='agenda_number', verbose_name='key of the agenda number'),
        ),
        migrations.AddField(
            model_name='savedfilter',
            name='name_key',
            field=people.models.keys.OrderKeyField(of='name', verbose_name='key of order'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('agenda_key', ''), _negated=True), fields=['agenda_key'], name='document_by_agenda_number'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['subject_key', 'id'], name='document_in_order_of_subject'),
        ),
        migrations.RunPython(renew, migrations.RunPython.noop),
    ]
