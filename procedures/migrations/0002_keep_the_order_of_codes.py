import people.models.keys
from people.models.keys import renew_keys
from django.db import migrations


def renew(apps, schema_editor):
    """Give the rows that are there their keys."""
    renew_keys(apps.get_model("procedures", "Procedure"), of="code", key="code_key")


class Migration(migrations.Migration):

    dependencies = [
        ('procedures', '0001_initial'),
    ]

    operations = [
        migrations.AlterModelOptions(
            name='book',
            options={'ordering': ['unit__name_key', 'unit', 'paper'], 'verbose_name': 'book of SOPs', 'verbose_name_plural': 'books of SOPs'},
        ),
        migrations.AlterModelOptions(
            name='procedure',
            options={'ordering': ['code_key', 'pk'], 'verbose_name': 'SOP', 'verbose_name_plural': 'SOPs'},
        ),
        migrations.AlterModelOptions(
            name='version',
            options={'ordering': ['procedure__code_key', 'procedure', '-revision'], 'verbose_name': 'version', 'verbose_name_plural': 'versions'},
        ),
        migrations.AddField(
            model_name='procedure',
            name='code_key',
            field=people.models.keys.OrderKeyField(of='code', verbose_name='key of order'),
        ),
        migrations.RunPython(renew, migrations.RunPython.noop),
    ]
