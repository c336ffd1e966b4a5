import django.db.models.deletion
import people.models.keys
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0005_ask_for_own_passwords'),
    ]

    operations = [
        migrations.AddField(
            model_name='unit',
            name='path',
            field=people.models.keys.PathField(db_default='', db_index=True, default='', editable=False, max_length=200, verbose_name='path'),
        ),
        migrations.CreateModel(
            name='Role',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('editor', 'SOP manager'), ('supervisor', 'Supervisor'), ('people', 'Administrator of people'), ('calendars', 'Administrator of calendars'), ('assessor', 'Assessor'), ('archivist', 'Archivist')], max_length=10, verbose_name='role')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('letter', models.CharField(help_text='Number and date of the letter that gives the role.', max_length=150, verbose_name='letter')),
                ('unit', models.ForeignKey(help_text='It is good for this unit and the units below it.', on_delete=django.db.models.deletion.PROTECT, related_name='roles', to='people.unit', verbose_name='unit')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='roles', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'role',
                'verbose_name_plural': 'roles',
                'ordering': ['-starts_on', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='role_ends_after_it_starts', violation_error_message='A role cannot end before it starts.'), models.CheckConstraint(condition=models.Q(('kind__in', ['editor', 'supervisor', 'people', 'calendars', 'assessor', 'archivist'])), name='role_kind_is_known'), models.CheckConstraint(condition=models.Q(('letter', ''), _negated=True), name='role_names_its_letter')],
            },
        ),
    ]
