import people.models.keys
from people.models.keys import renew_keys
from django.db import migrations


def renew(apps, schema_editor):
    """Give the rows that are there their keys."""
    renew_keys(apps.get_model("people", "Unit"), of="name", key="name_key")
    renew_keys(apps.get_model("people", "Position"), of="title", key="title_key")
    renew_keys(apps.get_model("people", "User"), of="name", key="name_key")


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='position',
            options={'ordering': ['title_key', 'pk'], 'verbose_name': 'position', 'verbose_name_plural': 'positions'},
        ),
        migrations.AlterModelOptions(
            name='unit',
            options={'ordering': ['name_key', 'pk'], 'verbose_name': 'unit', 'verbose_name_plural': 'units'},
        ),
        migrations.AlterModelOptions(
            name='user',
            options={'ordering': ['name_key', 'pk'], 'permissions': [('supervise', 'May see and supervise all documents')], 'verbose_name': 'user', 'verbose_name_plural': 'users'},
        ),
        migrations.AddField(
            model_name='position',
            name='title_key',
            field=people.models.keys.OrderKeyField(of='title', verbose_name='key of order'),
        ),
        migrations.AddField(
            model_name='unit',
            name='name_key',
            field=people.models.keys.OrderKeyField(of='name', verbose_name='key of order'),
        ),
        migrations.AddField(
            model_name='user',
            name='name_key',
            field=people.models.keys.OrderKeyField(of='name', verbose_name='key of order'),
        ),
        migrations.RunPython(renew, migrations.RunPython.noop),
    ]
