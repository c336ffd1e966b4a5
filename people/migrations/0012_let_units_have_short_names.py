import django.db.models.deletion
import people.models.slugs
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0011_let_holders_name_their_deputy'),
    ]

    operations = [
        migrations.AddField(
            model_name='unit',
            name='slug',
            field=people.models.slugs.SlugOfNameField(default='', verbose_name='short name in addresses'),
            preserve_default=False,
        ),
        migrations.CreateModel(
            name='FormerSlug',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('slug', models.CharField(max_length=50, unique=True, verbose_name='short name')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='former_slugs', to='people.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'former short name',
                'verbose_name_plural': 'former short names',
                'ordering': ['slug'],
            },
        ),
    ]
