# Every table of people, as of 0.2.0.

import django.contrib.auth.validators
import django.core.validators
import django.db.models.deletion
import django.utils.timezone
import people.models.journal
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('auth', '0012_alter_user_first_name_max_length'),
    ]

    operations = [
        migrations.CreateModel(
            name='User',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('password', models.CharField(max_length=128, verbose_name='password')),
                ('last_login', models.DateTimeField(blank=True, null=True, verbose_name='last login')),
                ('is_superuser', models.BooleanField(default=False, help_text='Designates that this user has all permissions without explicitly assigning them.', verbose_name='superuser status')),
                ('username', models.CharField(error_messages={'unique': 'That username is taken.'}, max_length=150, unique=True, validators=[django.contrib.auth.validators.UnicodeUsernameValidator()], verbose_name='username')),
                ('name', models.CharField(max_length=150, verbose_name='full name')),
                ('email', models.EmailField(blank=True, max_length=254, verbose_name='e-mail')),
                ('nip', models.CharField(blank=True, help_text='The number of a civil servant, 18 digits.', max_length=18, null=True, unique=True, validators=[django.core.validators.RegexValidator('^[0-9]{18}$', 'A NIP has 18 digits.')], verbose_name='NIP')),
                ('rank', models.CharField(blank=True, help_text='As it is printed, for example: Penata Tingkat I (III/d).', max_length=100, verbose_name='rank')),
                ('is_staff', models.BooleanField(default=False, verbose_name='may enter the administration')),
                ('is_active', models.BooleanField(default=True, help_text='Take this away instead of deleting an account: the record keeps its name.', verbose_name='active')),
                ('joined_at', models.DateTimeField(default=django.utils.timezone.now, editable=False, verbose_name='joined')),
                ('groups', models.ManyToManyField(blank=True, help_text='The groups this user belongs to. A user will get all permissions granted to each of their groups.', related_name='user_set', related_query_name='user', to='auth.group', verbose_name='groups')),
                ('user_permissions', models.ManyToManyField(blank=True, help_text='Specific permissions for this user.', related_name='user_set', related_query_name='user', to='auth.permission', verbose_name='user permissions')),
            ],
            options={
                'verbose_name': 'user',
                'verbose_name_plural': 'users',
                'ordering': ['name'],
                'permissions': [('supervise', 'May see and supervise all documents')],
            },
        ),
        migrations.CreateModel(
            name='Appointment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.CharField(choices=[('definitive', 'Definitive'), ('plt', 'Plt.'), ('plh', 'Plh.')], default='definitive', max_length=10, verbose_name='capacity')),
                ('letter', models.CharField(blank=True, help_text='Number and date of the letter; Plt. and Plh. cannot do without one.', max_length=150, verbose_name='letter')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'appointment',
                'verbose_name_plural': 'appointments',
                'ordering': ['-starts_on', 'position'],
            },
        ),
        migrations.CreateModel(
            name='PeopleEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveBigIntegerField(unique=True, verbose_name='number')),
                ('deed', models.CharField(choices=people.models.journal.names_of_deeds, max_length=20, verbose_name='deed')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('address', models.GenericIPAddressField(null=True, verbose_name='from the address')),
                ('thing', models.CharField(help_text='As it was called when the deed was done.', max_length=500, verbose_name='what')),
                ('before', models.JSONField(default=dict, verbose_name='before')),
                ('after', models.JSONField(default=dict, verbose_name='after')),
                ('previous_hash', models.CharField(blank=True, max_length=64, verbose_name='hash of the entry before')),
                ('hash', models.CharField(max_length=64, verbose_name='hash')),
                ('by', models.ForeignKey(help_text='Empty where a command did it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='deeds_to_people', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('person', models.ForeignKey(db_constraint=False, help_text='Empty where it bears on nobody alone.', null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='entries_about', to=settings.AUTH_USER_MODEL, verbose_name='about')),
            ],
            options={
                'verbose_name': 'entry of the journal of people',
                'verbose_name_plural': 'journal of people',
                'ordering': ['-number'],
            },
        ),
        migrations.CreateModel(
            name='PeopleHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_count', models.PositiveBigIntegerField(default=0, verbose_name='entries')),
                ('last_hash', models.CharField(blank=True, max_length=64, verbose_name='hash of the last entry')),
            ],
            options={
                'verbose_name': 'head of the journal of people',
                'verbose_name_plural': 'head of the journal of people',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_head_of_the_journal_of_people')],
            },
        ),
        migrations.CreateModel(
            name='Position',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('title', models.CharField(max_length=150, verbose_name='title')),
                ('superior', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='subordinates', to='people.position', verbose_name='superior')),
            ],
            options={
                'verbose_name': 'position',
                'verbose_name_plural': 'positions',
                'ordering': ['title'],
            },
        ),
        migrations.CreateModel(
            name='AppointmentRequest',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_new', models.BooleanField(default=True, verbose_name='new appointment')),
                ('capacity', models.CharField(choices=[('definitive', 'Definitive'), ('plt', 'Plt.'), ('plh', 'Plh.')], max_length=10, verbose_name='capacity')),
                ('letter', models.CharField(max_length=150, verbose_name='letter')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(null=True, verbose_name='until')),
                ('asked_at', models.DateTimeField(verbose_name='asked at')),
                ('decided_at', models.DateTimeField(null=True, verbose_name='decided at')),
                ('is_confirmed', models.BooleanField(null=True, verbose_name='confirmed')),
                ('appointment', models.ForeignKey(help_text='The one to be changed; empty for a new one.', null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='requests', to='people.appointment', verbose_name='appointment')),
                ('asked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='requests_asked', to=settings.AUTH_USER_MODEL, verbose_name='asked by')),
                ('decided_by', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='requests_decided', to=settings.AUTH_USER_MODEL, verbose_name='decided by')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointment_requests', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('position', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointment_requests', to='people.position', verbose_name='position')),
            ],
            options={
                'verbose_name': 'appointment to confirm',
                'verbose_name_plural': 'appointments to confirm',
                'ordering': ['-asked_at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='appointment',
            name='position',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='appointments', to='people.position', verbose_name='position'),
        ),
        migrations.CreateModel(
            name='Unit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('logo', models.ImageField(blank=True, upload_to='logos/', verbose_name='logo')),
                ('paper', models.CharField(choices=[('a4', 'A4 (210 × 297 mm)'), ('f4', 'F4 (215 × 330 mm)')], default='a4', max_length=2, verbose_name='paper')),
                ('decree', models.TextField(blank=True, help_text='The text of the decree that establishes the SOPs of this unit and of those below it; it stands at the beginning of their book.', verbose_name='decree')),
                ('parent', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='children', to='people.unit', verbose_name='belongs to')),
            ],
            options={
                'verbose_name': 'unit',
                'verbose_name_plural': 'units',
                'ordering': ['name'],
            },
        ),
        migrations.AddField(
            model_name='position',
            name='unit',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='positions', to='people.unit', verbose_name='unit'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('nip', None), ('nip__regex', '^[0-9]{18}$'), _connector='OR'), name='user_nip_has_18_digits', violation_error_message='A NIP has 18 digits.'),
        ),
        migrations.AddConstraint(
            model_name='peopleentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', 1), ('previous_hash', '')), models.Q(('number__gt', 1), models.Q(('previous_hash', ''), _negated=True)), _connector='OR'), name='people_entry_carries_the_hash_before_it'),
        ),
        migrations.AddConstraint(
            model_name='peopleentry',
            constraint=models.CheckConstraint(condition=models.Q(('hash', ''), _negated=True), name='people_entry_has_its_hash'),
        ),
        migrations.AddConstraint(
            model_name='appointmentrequest',
            constraint=models.CheckConstraint(condition=models.Q(('letter', ''), _negated=True), name='appointment_request_names_its_letter'),
        ),
        migrations.AddConstraint(
            model_name='appointmentrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('decided_at', None), ('decided_by', None), ('is_confirmed', None)), models.Q(('decided_at__isnull', False), ('decided_by__isnull', False), ('is_confirmed__isnull', False)), _connector='OR'), name='appointment_request_is_decided_by_somebody'),
        ),
        migrations.AddConstraint(
            model_name='appointmentrequest',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('is_confirmed', True), _negated=True), models.Q(models.Q(('decided_by', models.F('asked_by')), _negated=True), models.Q(('decided_by', models.F('user')), _negated=True)), _connector='OR'), name='appointment_is_confirmed_by_a_second_person'),
        ),
        migrations.AddIndex(
            model_name='appointment',
            index=models.Index(fields=['user', 'starts_on'], name='appointment_by_user'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='appointment_ends_after_it_starts', violation_error_message='An appointment cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('capacity', 'definitive'), models.Q(('letter', ''), _negated=True), _connector='OR'), name='acting_appointment_names_its_letter', violation_error_message='Plt. and Plh. need the letter that appoints them.'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.CheckConstraint(condition=models.Q(('capacity__in', ['definitive', 'plt', 'plh'])), name='appointment_capacity_is_known'),
        ),
        migrations.AddConstraint(
            model_name='appointment',
            constraint=models.UniqueConstraint(fields=('user', 'position', 'starts_on'), name='appointment_starts_once', violation_error_message='This person already has that position from that day.'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(fields=('parent', 'name'), name='unit_name_is_unique_in_its_parent', violation_error_message='This unit already has a part of that name.'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.UniqueConstraint(condition=models.Q(('parent', None)), fields=('name',), name='unit_name_is_unique_at_the_top', violation_error_message='There is already a unit of that name.'),
        ),
        migrations.AddConstraint(
            model_name='unit',
            constraint=models.CheckConstraint(condition=models.Q(('parent', None), models.Q(('parent', models.F('id')), _negated=True), _connector='OR'), name='unit_is_not_its_own_parent', violation_error_message='A unit cannot belong to itself.'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.UniqueConstraint(fields=('unit', 'title'), name='position_title_is_unique_in_its_unit', violation_error_message='This unit already has a position of that title.'),
        ),
        migrations.AddConstraint(
            model_name='position',
            constraint=models.CheckConstraint(condition=models.Q(('superior', None), models.Q(('superior', models.F('id')), _negated=True), _connector='OR'), name='position_is_not_its_own_superior', violation_error_message='A position cannot be its own superior.'),
        ),
    ]
