# Every table of the record of documents, as of 0.2.0.

import django.db.models.deletion
import django.db.models.functions.text
import django.db.models.lookups
import workflow.models.entries
import workflow.models.hashes
import workflow.models.words
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        ('procedures', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Document',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('running', 'Under way'), ('finished', 'Finished'), ('cancelled', 'Cancelled')], default='draft', max_length=10, verbose_name='state')),
                ('subject', models.CharField(max_length=300, verbose_name='subject')),
                ('sensitivity', models.CharField(choices=[('ordinary', 'Ordinary'), ('urgent', 'Urgent'), ('important', 'Important'), ('secret', 'Secret')], default='ordinary', max_length=10, verbose_name='sensitivity')),
                ('agenda_number', models.CharField(blank=True, max_length=100, verbose_name='agenda number')),
                ('description', models.TextField(blank=True, verbose_name='description')),
                ('details', models.JSONField(blank=True, default=dict, help_text="What the version's own start form asked for, by the field's number.", verbose_name='details')),
                ('created_at', models.DateTimeField(verbose_name='created')),
                ('started_as', models.CharField(blank=True, max_length=200, verbose_name='started as')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='started')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
                ('cancelled_at', models.DateTimeField(blank=True, null=True, verbose_name='cancelled')),
                ('cancelled_because', models.TextField(blank=True, verbose_name='reason for cancelling')),
                ('entry_count', models.PositiveIntegerField(default=0, editable=False, verbose_name='entries')),
                ('last_hash', workflow.models.hashes.HashField(blank=True, editable=False, verbose_name='hash of the last entry')),
                ('last_entry_at', models.DateTimeField(editable=False, null=True, verbose_name='last entry')),
                ('words', workflow.models.words.WordsField(blank=True, default='', editable=False, verbose_name='words')),
                ('cancelled_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='cancelled_documents', to=settings.AUTH_USER_MODEL, verbose_name='cancelled by')),
                ('started_by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='started_documents', to=settings.AUTH_USER_MODEL, verbose_name='started by')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='documents', to='procedures.version', verbose_name='SOP')),
            ],
            options={
                'verbose_name': 'document',
                'verbose_name_plural': 'documents',
                'ordering': ['-created_at', '-pk'],
            },
        ),
        migrations.CreateModel(
            name='Entry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('deed', models.CharField(choices=workflow.models.entries.names_of_deeds, max_length=30, verbose_name='deed')),
                ('by_name', models.CharField(blank=True, help_text='What the person was called when it was written.', max_length=150, verbose_name='name at the time')),
                ('capacity', models.CharField(blank=True, max_length=200, verbose_name='in the capacity of')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('address', models.GenericIPAddressField(blank=True, null=True, verbose_name='from the address')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('data', models.JSONField(blank=True, default=dict, verbose_name='data')),
                ('previous_hash', workflow.models.hashes.HashField(blank=True, verbose_name='hash of the entry before')),
                ('hash', workflow.models.hashes.HashField(verbose_name='hash')),
                ('by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('document', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='workflow.document', verbose_name='document')),
            ],
            options={
                'verbose_name': 'entry',
                'verbose_name_plural': 'entries',
                'ordering': ['document', 'number'],
            },
        ),
        migrations.CreateModel(
            name='Calendar',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, unique=True, verbose_name='name')),
                ('zone', models.CharField(choices=[('Asia/Jakarta', 'WIB'), ('Asia/Makassar', 'WITA'), ('Asia/Jayapura', 'WIT')], default='Asia/Jakarta', max_length=30, verbose_name='zone')),
                ('is_default', models.BooleanField(default=False, help_text='It counts where a unit has none of its own.', verbose_name='default')),
                ('waiting_allowance', models.PositiveIntegerField(default=450, help_text='Working minutes that a task may wait before its standard time begins.', verbose_name='allowance for waiting')),
                ('unit', models.OneToOneField(blank=True, help_text='It counts for this unit and the units below it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='calendar', to='people.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'calendar',
                'verbose_name_plural': 'calendars',
                'ordering': ['name'],
            },
        ),
        migrations.CreateModel(
            name='CalendarStamp',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('stamp', models.CharField(max_length=32, verbose_name='stamp')),
            ],
            options={
                'verbose_name': 'stamp of the calendars',
                'verbose_name_plural': 'stamp of the calendars',
                'constraints': [models.CheckConstraint(condition=models.Q(('pk', 1)), name='one_stamp_of_the_calendars')],
            },
        ),
        migrations.CreateModel(
            name='Keeping',
            fields=[
                ('document', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='keeping', serialize=False, to='workflow.document', verbose_name='document')),
                ('mark', models.UUIDField(verbose_name='mark')),
                ('at', models.DateTimeField(verbose_name='at')),
            ],
            options={
                'verbose_name': 'keeping of a draft',
                'verbose_name_plural': 'keepings of drafts',
            },
        ),
        migrations.CreateModel(
            name='Untold',
            fields=[
                ('entry', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='untold', serialize=False, to='workflow.entry', verbose_name='entry')),
                ('tell_after', models.DateTimeField(blank=True, help_text='Filled after a try that failed.', null=True, verbose_name='not before')),
                ('tries', models.PositiveSmallIntegerField(db_default=0, verbose_name='times it was tried in vain')),
            ],
            options={
                'verbose_name': 'entry to be told',
                'verbose_name_plural': 'entries to be told',
            },
        ),
        migrations.CreateModel(
            name='HoursRule',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=100, verbose_name='name')),
                ('starts_on', models.DateField(verbose_name='from')),
                ('ends_on', models.DateField(blank=True, null=True, verbose_name='until')),
                ('is_season', models.BooleanField(default=False, help_text='It goes before the normal hours on its days, as in Ramadan.', verbose_name='season')),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='rules', to='workflow.calendar', verbose_name='calendar')),
            ],
            options={
                'verbose_name': 'working hours',
                'verbose_name_plural': 'working hours',
                'ordering': ['calendar', 'starts_on'],
            },
        ),
        migrations.CreateModel(
            name='LastLook',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('entry_count', models.PositiveIntegerField(verbose_name='entries seen')),
                ('looked_at', models.DateTimeField(verbose_name='looked at')),
                ('earlier_count', models.PositiveIntegerField(null=True, verbose_name='entries seen before')),
                ('earlier_at', models.DateTimeField(null=True, verbose_name='looked at before')),
                ('document', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='last_looks', to='workflow.document', verbose_name='document')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='last_looks', to=settings.AUTH_USER_MODEL, verbose_name='user')),
            ],
            options={
                'verbose_name': 'last look',
                'verbose_name_plural': 'last looks',
            },
        ),
        migrations.CreateModel(
            name='MailChoice',
            fields=[
                ('user', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='mail_choice', serialize=False, to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('frequency', models.CharField(choices=[('at_once', 'Each notice at once'), ('daily', 'One e-mail a day with all notices'), ('required', 'Only what is required: work that came back, was assigned, is late')], default='at_once', max_length=10, verbose_name='e-mail')),
                ('language', models.CharField(choices=[('id', 'Indonesian'), ('en', 'English')], default='id', max_length=2, verbose_name='language of the e-mails')),
            ],
            options={
                'verbose_name': 'choice of e-mails',
                'verbose_name_plural': 'choices of e-mails',
                'constraints': [models.CheckConstraint(condition=models.Q(('frequency__in', ['at_once', 'daily', 'required'])), name='mail_choice_frequency_is_known'), models.CheckConstraint(condition=models.Q(('language__in', ['id', 'en'])), name='mail_choice_language_is_known')],
            },
        ),
        migrations.CreateModel(
            name='SavedFilter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=80, verbose_name='name')),
                ('query', models.CharField(max_length=2000, verbose_name='query')),
                ('owner', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='saved_filters', to=settings.AUTH_USER_MODEL, verbose_name='owner')),
                ('position', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='saved_filters', to='people.position', verbose_name='shared with')),
            ],
            options={
                'verbose_name': 'saved filter',
                'verbose_name_plural': 'saved filters',
                'ordering': ['name', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='SentForm',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('mark', models.UUIDField(verbose_name='mark')),
                ('led_to', models.CharField(max_length=500, verbose_name='led to')),
                ('at', models.DateTimeField(db_index=True, verbose_name='at')),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='sent_forms', to=settings.AUTH_USER_MODEL, verbose_name='by')),
            ],
            options={
                'verbose_name': 'form that was sent',
                'verbose_name_plural': 'forms that were sent',
            },
        ),
        migrations.CreateModel(
            name='SpecialDay',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('on', models.DateField(verbose_name='date')),
                ('kind', models.CharField(choices=[('public', 'Public holiday'), ('shared_leave', 'Shared leave'), ('closing', 'Office closed'), ('working', 'Extra working day')], default='public', max_length=12, verbose_name='kind')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('hours_of', models.PositiveSmallIntegerField(blank=True, choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], help_text='The weekday whose hours an extra working day follows.', null=True, verbose_name='hours of')),
                ('calendar', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days', to='workflow.calendar', verbose_name='calendar')),
            ],
            options={
                'verbose_name': 'holiday or special day',
                'verbose_name_plural': 'holidays and special days',
                'ordering': ['-on'],
            },
        ),
        migrations.CreateModel(
            name='Stretch',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'Monday'), (1, 'Tuesday'), (2, 'Wednesday'), (3, 'Thursday'), (4, 'Friday'), (5, 'Saturday'), (6, 'Sunday')], verbose_name='weekday')),
                ('starts_at', models.TimeField(verbose_name='from')),
                ('ends_at', models.TimeField(verbose_name='until')),
                ('rule', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='stretches', to='workflow.hoursrule', verbose_name='working hours')),
            ],
            options={
                'verbose_name': 'stretch of work',
                'verbose_name_plural': 'stretches of work',
                'ordering': ['weekday', 'starts_at'],
            },
        ),
        migrations.CreateModel(
            name='Task',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField(verbose_name='number')),
                ('arrived_at', models.DateTimeField(verbose_name='arrived')),
                ('came_back', models.BooleanField(default=False, help_text='The task just before has sent the document back to this one.', verbose_name='came back')),
                ('started_at', models.DateTimeField(blank=True, null=True, verbose_name='started')),
                ('finished_at', models.DateTimeField(blank=True, null=True, verbose_name='finished')),
                ('finished_as', models.CharField(blank=True, max_length=200, verbose_name='finished as')),
                ('answer', models.CharField(blank=True, choices=[('done', 'Done'), ('yes', 'Yes'), ('no', 'No'), ('sent_back', 'Sent back outside the drawing'), ('taken_back', 'Taken back by the one before'), ('cancelled', 'Cancelled with the document')], max_length=10, verbose_name='answer')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('is_deviation', models.BooleanField(default=False, verbose_name='outside the drawing')),
                ('is_recorded_later', models.BooleanField(default=False, verbose_name='recorded later')),
                ('standard_minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='standard minutes')),
                ('is_whole_counted', models.BooleanField(default=False, help_text='The standard is in days or longer, so waiting counts as well.', verbose_name='the whole is compared')),
                ('due_at', models.DateTimeField(blank=True, null=True, verbose_name='due')),
                ('waiting_minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='minutes waiting')),
                ('working_minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='minutes working')),
                ('paused_minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='minutes paused')),
                ('document', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='workflow.document', verbose_name='document')),
                ('finished_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='finished_tasks', to=settings.AUTH_USER_MODEL, verbose_name='finished by')),
                ('position', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='people.position', verbose_name='position')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='tasks', to='procedures.step', verbose_name='step')),
                ('taken_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='taken_tasks', to=settings.AUTH_USER_MODEL, verbose_name='taken by')),
            ],
            options={
                'verbose_name': 'task',
                'verbose_name_plural': 'tasks',
                'ordering': ['document', 'number'],
            },
        ),
        migrations.CreateModel(
            name='RequirementCheck',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('is_met', models.BooleanField(verbose_name='complete')),
                ('requirement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='procedures.requirement', verbose_name='requirement')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='checks', to='workflow.task', verbose_name='task')),
            ],
            options={
                'verbose_name': 'requirement checked',
                'verbose_name_plural': 'requirements checked',
                'ordering': ['task', 'requirement'],
            },
        ),
        migrations.CreateModel(
            name='Pause',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('reason', models.CharField(max_length=200, verbose_name='reason')),
                ('paused_at', models.DateTimeField(verbose_name='paused')),
                ('resumed_at', models.DateTimeField(blank=True, null=True, verbose_name='resumed')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='pauses', to='workflow.task', verbose_name='task')),
            ],
            options={
                'verbose_name': 'pause',
                'verbose_name_plural': 'pauses',
                'ordering': ['task', 'paused_at'],
            },
        ),
        migrations.CreateModel(
            name='Participation',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('capacity', models.CharField(max_length=200, verbose_name='in the capacity of')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('task', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='participations', to='workflow.task', verbose_name='task')),
            ],
            options={
                'verbose_name': 'participation',
                'verbose_name_plural': 'participations',
                'ordering': ['task', 'user'],
            },
        ),
        migrations.CreateModel(
            name='Notice',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('arrived', 'A task waits'), ('returned', 'Your work came back'), ('assigned', 'A task was assigned to you'), ('near', 'The deadline is near'), ('late', 'The deadline has passed'), ('ended', 'The document is finished'), ('cancelled', 'The document was cancelled')], max_length=10, verbose_name='kind')),
                ('due_at', models.DateTimeField(blank=True, help_text='The deadline that is told.', null=True, verbose_name='due')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('read_at', models.DateTimeField(blank=True, null=True, verbose_name='read')),
                ('mail_after', models.DateTimeField(blank=True, help_text='Empty once there is nothing to send any more.', null=True, verbose_name='e-mail not before')),
                ('mail_tries', models.PositiveSmallIntegerField(default=0, verbose_name='times the e-mail was tried')),
                ('mail_error', models.CharField(blank=True, max_length=300, verbose_name='what the mail server said')),
                ('mailed_at', models.DateTimeField(blank=True, null=True, verbose_name='e-mail sent')),
                ('document', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='workflow.document', verbose_name='document')),
                ('entry', models.ForeignKey(blank=True, db_index=False, help_text='The deed that is told; empty for a deadline.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='workflow.entry', verbose_name='entry')),
                ('user', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to=settings.AUTH_USER_MODEL, verbose_name='user')),
                ('task', models.ForeignKey(blank=True, help_text='What is to be done; empty where nothing is.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='notices', to='workflow.task', verbose_name='task')),
            ],
            options={
                'verbose_name': 'notice',
                'verbose_name_plural': 'notices',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddField(
            model_name='entry',
            name='task',
            field=models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='workflow.task', verbose_name='task'),
        ),
        migrations.CreateModel(
            name='Attachment',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('name', models.CharField(max_length=200, verbose_name='name')),
                ('version', models.PositiveIntegerField(default=1, verbose_name='version')),
                ('kind', models.CharField(max_length=4, verbose_name='kind')),
                ('size', models.PositiveBigIntegerField(verbose_name='size in bytes')),
                ('sha256', models.CharField(max_length=64, verbose_name='SHA-256')),
                ('file', models.FileField(max_length=200, upload_to='attachments/%Y/%m/', verbose_name='file')),
                ('uploaded_at', models.DateTimeField(verbose_name='uploaded')),
                ('uploaded_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to=settings.AUTH_USER_MODEL, verbose_name='uploaded by')),
                ('document', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='workflow.document', verbose_name='document')),
                ('task', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='attachments', to='workflow.task', verbose_name='task')),
            ],
            options={
                'verbose_name': 'file',
                'verbose_name_plural': 'files',
                'ordering': ['name', '-version'],
            },
        ),
        migrations.AddConstraint(
            model_name='calendar',
            constraint=models.UniqueConstraint(condition=models.Q(('is_default', True)), fields=('is_default',), name='one_default_calendar', violation_error_message='There is already a default calendar.'),
        ),
        migrations.AddConstraint(
            model_name='calendar',
            constraint=models.CheckConstraint(condition=models.Q(('zone__in', ['Asia/Jakarta', 'Asia/Makassar', 'Asia/Jayapura'])), name='calendar_zone_is_known'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['started_by', '-created_at'], name='document_by_starter'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['-created_at', '-id'], name='document_newest_first'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('state', 'running')), fields=['-created_at', '-id'], name='document_running_newest_first'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['subject', 'id'], name='document_by_subject'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['started_at'], name='document_by_start'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(fields=['finished_at'], name='document_by_finish'),
        ),
        migrations.AddIndex(
            model_name='document',
            index=models.Index(condition=models.Q(('state', 'running')), fields=['started_by', '-created_at', '-id'], name='document_under_way_by_starter'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('started_at', None), ('state', 'draft')), ('state', 'cancelled'), models.Q(('state__in', ['running', 'finished']), models.Q(('started_at', None), _negated=True)), _connector='OR'), name='document_under_way_was_started'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at__isnull', False), ('state', 'finished')), models.Q(models.Q(('state', 'finished'), _negated=True), ('finished_at', None)), _connector='OR'), name='document_finished_has_its_moment'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('cancelled_at__isnull', False), ('cancelled_by__isnull', False), ('state', 'cancelled'), models.Q(('cancelled_because', ''), _negated=True)), models.Q(models.Q(('state', 'cancelled'), _negated=True), ('cancelled_at', None), ('cancelled_because', ''), ('cancelled_by', None)), _connector='OR'), name='document_cancelled_says_who_when_and_why'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'running', 'finished', 'cancelled'])), name='document_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(('sensitivity__in', ['ordinary', 'urgent', 'important', 'secret'])), name='document_sensitivity_is_known'),
        ),
        migrations.AddConstraint(
            model_name='document',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('entry_count', 0), ('last_entry_at', None), ('last_hash', '')), models.Q(('entry_count__gt', 0), ('last_entry_at__isnull', False), models.Q(('last_hash', ''), _negated=True)), _connector='OR'), name='document_with_entries_keeps_the_head_of_its_journal'),
        ),
        migrations.AddConstraint(
            model_name='hoursrule',
            constraint=models.CheckConstraint(condition=models.Q(('ends_on', None), ('ends_on__gte', models.F('starts_on')), _connector='OR'), name='hours_rule_ends_after_it_starts', violation_error_message='Working hours cannot end before they start.'),
        ),
        migrations.AddConstraint(
            model_name='hoursrule',
            constraint=models.CheckConstraint(condition=models.Q(('is_season', False), models.Q(('ends_on', None), _negated=True), _connector='OR'), name='season_has_an_end', violation_error_message='A season needs its last day.'),
        ),
        migrations.AddConstraint(
            model_name='hoursrule',
            constraint=models.UniqueConstraint(fields=('calendar', 'is_season', 'starts_on'), name='hours_rule_starts_once'),
        ),
        migrations.AddConstraint(
            model_name='lastlook',
            constraint=models.UniqueConstraint(fields=('document', 'user'), name='one_last_look_a_document_and_person'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.UniqueConstraint(fields=('owner', 'name'), name='saved_filter_name_is_unique_for_its_owner'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.CheckConstraint(condition=models.Q(('name', ''), _negated=True), name='saved_filter_has_a_name'),
        ),
        migrations.AddConstraint(
            model_name='savedfilter',
            constraint=models.CheckConstraint(condition=models.Q(('query', ''), _negated=True), name='saved_filter_looks_for_something'),
        ),
        migrations.AddConstraint(
            model_name='sentform',
            constraint=models.UniqueConstraint(fields=('by', 'mark'), name='form_is_obeyed_once'),
        ),
        migrations.AddConstraint(
            model_name='specialday',
            constraint=models.UniqueConstraint(fields=('calendar', 'on', 'kind'), name='special_day_is_named_once_a_kind', violation_error_message='That day is already there.'),
        ),
        migrations.AddConstraint(
            model_name='specialday',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('hours_of__isnull', False), ('hours_of__lte', 6), ('kind', 'working')), models.Q(('hours_of', None), ('kind__in', ['public', 'shared_leave', 'closing'])), _connector='OR'), name='extra_working_day_says_whose_hours', violation_error_message='An extra working day names the weekday whose hours it follows; no other day does.'),
        ),
        migrations.AddConstraint(
            model_name='stretch',
            constraint=models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='stretch_ends_after_it_starts', violation_error_message='Work cannot end before it starts.'),
        ),
        migrations.AddConstraint(
            model_name='stretch',
            constraint=models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='stretch_weekday_is_one_of_seven'),
        ),
        migrations.AddConstraint(
            model_name='stretch',
            constraint=models.UniqueConstraint(fields=('rule', 'weekday', 'starts_at'), name='stretch_starts_once'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('finished_at', None), ('taken_by', None)), fields=['position', '-arrived_at', '-id', 'came_back'], name='task_free_by_position'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('finished_at', None)), fields=['taken_by', '-arrived_at', '-id', 'position', 'came_back'], name='task_open_by_taker'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('finished_at', None), ('taken_by__isnull', False)), fields=['position', 'taken_by', 'came_back', 'arrived_at', 'id'], name='task_in_hand_by_position'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('came_back', True), ('finished_at', None)), fields=['position', 'arrived_at', 'id'], name='task_come_back_by_position'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('finished_at', None)), fields=['due_at', 'document'], name='task_open_by_deadline'),
        ),
        migrations.AddIndex(
            model_name='task',
            index=models.Index(condition=models.Q(('answer__in', ['no', 'sent_back'])), fields=['document'], name='task_returned_by_document'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(condition=models.Q(('finished_at', None)), fields=('document',), name='one_open_task_a_document'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.UniqueConstraint(fields=('document', 'number'), name='task_number_is_unique_in_its_document'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer', ''), ('finished_at', None), ('finished_by', None)), models.Q(('finished_at__isnull', False), ('finished_by__isnull', False), models.Q(('answer', ''), _negated=True)), _connector='OR'), name='task_finished_at_by_and_answer_go_together'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('started_at', None), ('taken_by__isnull', False), _connector='OR'), name='started_task_was_taken'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('started_at', None), ('started_at__gte', models.F('arrived_at')), _connector='OR'), name='task_starts_after_it_arrives'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('finished_at', None), models.Q(('finished_at__gte', models.F('arrived_at')), models.Q(('started_at', None), ('finished_at__gte', models.F('started_at')), _connector='OR')), _connector='OR'), name='task_finishes_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('finished_at', None), ('paused_minutes', None), ('waiting_minutes', None), ('working_minutes', None)), models.Q(('finished_at__isnull', False), ('paused_minutes__isnull', False), ('waiting_minutes__isnull', False), ('working_minutes__isnull', False)), _connector='OR'), name='task_minutes_are_kept_when_it_ends'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(('answer__in', ['', 'done', 'yes', 'no', 'sent_back', 'taken_back', 'cancelled'])), name='task_answer_is_known'),
        ),
        migrations.AddConstraint(
            model_name='task',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('answer__in', ['no', 'sent_back']), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='task_returned_says_why'),
        ),
        migrations.AddConstraint(
            model_name='requirementcheck',
            constraint=models.UniqueConstraint(fields=('task', 'requirement'), name='requirement_is_checked_once_a_task'),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=models.UniqueConstraint(condition=models.Q(('resumed_at', None)), fields=('task',), name='one_open_pause_a_task'),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=models.CheckConstraint(condition=models.Q(('resumed_at', None), ('resumed_at__gte', models.F('paused_at')), _connector='OR'), name='pause_ends_after_it_starts'),
        ),
        migrations.AddConstraint(
            model_name='pause',
            constraint=models.CheckConstraint(condition=models.Q(('reason', ''), _negated=True), name='pause_says_why'),
        ),
        migrations.AddConstraint(
            model_name='participation',
            constraint=models.UniqueConstraint(fields=('task', 'user'), name='person_takes_part_once_a_task'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(fields=['user', '-at', '-id'], name='notice_newest_first'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['user'], name='notice_unread_by_person'),
        ),
        migrations.AddIndex(
            model_name='notice',
            index=models.Index(condition=models.Q(('mail_after__isnull', False)), fields=['mail_after'], name='notice_to_be_mailed'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('entry__isnull', False)), fields=('entry', 'user'), name='person_is_told_once_of_a_deed'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.UniqueConstraint(condition=models.Q(('entry', None)), fields=('task', 'kind', 'due_at', 'user'), name='person_is_told_once_of_a_deadline'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('due_at__isnull', False), ('entry', None), ('kind__in', ['near', 'late']), ('task__isnull', False)), models.Q(('due_at', None), ('entry__isnull', False), ('kind__in', ['arrived', 'returned', 'assigned']), ('task__isnull', False)), models.Q(('due_at', None), ('entry__isnull', False), ('kind__in', ['ended', 'cancelled']), ('task', None)), _connector='OR'), name='notice_says_what_it_is_about'),
        ),
        migrations.AddConstraint(
            model_name='notice',
            constraint=models.CheckConstraint(condition=models.Q(('mailed_at', None), ('mail_after', None), _connector='OR'), name='notice_is_mailed_once'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(fields=('document', 'number'), name='entry_number_is_unique_in_its_document'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('number', 1), ('previous_hash', '')), models.Q(('number__gt', 1), models.Q(('previous_hash', ''), _negated=True)), _connector='OR'), name='entry_carries_the_hash_before_it'),
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.CheckConstraint(condition=django.db.models.lookups.Exact(django.db.models.functions.text.Length('hash'), 32), name='entry_has_its_hash'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.UniqueConstraint(fields=('document', 'name', 'version'), name='attachment_version_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('kind__in', ['pdf', 'docx', 'xlsx', 'odt', 'png', 'jpg'])), name='attachment_kind_is_allowed'),
        ),
        migrations.AddConstraint(
            model_name='attachment',
            constraint=models.CheckConstraint(condition=models.Q(('sha256__regex', '^[0-9a-f]{64}$')), name='attachment_has_its_digest'),
        ),
    ]
