# Every table of SOPs, as of 0.2.0.

import django.core.validators
import django.db.models.deletion
import procedures.models.entries
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('people', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Actor',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('name', models.CharField(help_text='As it is printed.', max_length=150, verbose_name='heading')),
                ('position', models.ForeignKey(blank=True, help_text='Whose holders do the steps of this column.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='actors', to='people.position', verbose_name='position')),
            ],
            options={
                'verbose_name': 'actor',
                'verbose_name_plural': 'actors',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Procedure',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(help_text='Short and lasting, as in KS-08; it stands in the addresses of the pages.', max_length=30, unique=True, validators=[django.core.validators.RegexValidator('^[A-Z0-9][A-Z0-9.-]*$', 'Use capital letters, digits, dots and hyphens, as in KS-08.')], verbose_name='code')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='procedures', to='people.unit', verbose_name='unit')),
            ],
            options={
                'verbose_name': 'SOP',
                'verbose_name_plural': 'SOPs',
                'ordering': ['code'],
            },
        ),
        migrations.CreateModel(
            name='Step',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveSmallIntegerField(verbose_name='number')),
                ('kind', models.CharField(choices=[('execution', 'Execution'), ('decision', 'Decision')], default='execution', max_length=10, verbose_name='kind')),
                ('activity', models.TextField(verbose_name='activity')),
                ('standard_text', models.CharField(blank=True, help_text='As the office writes it.', max_length=100, verbose_name='time')),
                ('standard_minutes', models.PositiveIntegerField(blank=True, null=True, verbose_name='working minutes')),
                ('standard_unit', models.CharField(blank=True, choices=[('minute', 'minutes'), ('hour', 'hours'), ('day', 'working days'), ('week', 'weeks'), ('month', 'months')], max_length=6, verbose_name='unit of time')),
                ('output', models.TextField(blank=True, verbose_name='output')),
                ('remark', models.TextField(blank=True, verbose_name='remark')),
                ('way', models.CharField(choices=[('next', 'The next row'), ('step', 'A certain step'), ('end', 'The end')], default='next', max_length=4, verbose_name='done or yes leads to')),
                ('no_way', models.CharField(blank=True, choices=[('next', 'The next row'), ('step', 'A certain step'), ('end', 'The end')], max_length=4, verbose_name='no leads to')),
                ('yes_label', models.CharField(default='Ya', max_length=20, verbose_name='label of yes')),
                ('no_label', models.CharField(default='Tidak', max_length=20, verbose_name='label of no')),
                ('needs_all_requirements', models.BooleanField(default=False, verbose_name='all requirements must be ticked')),
                ('needs_file', models.BooleanField(default=False, verbose_name='a file must be attached')),
                ('records_participants', models.BooleanField(default=False, verbose_name='who took part is recorded')),
                ('actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='steps', to='procedures.actor', verbose_name='responsible')),
                ('no_way_step', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reached_by_no', to='procedures.step', verbose_name='which step')),
                ('participants', models.ManyToManyField(blank=True, related_name='shared_steps', to='procedures.actor', verbose_name='take part')),
                ('way_step', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='reached_by_yes', to='procedures.step', verbose_name='which step')),
            ],
            options={
                'verbose_name': 'step',
                'verbose_name_plural': 'steps',
                'ordering': ['number'],
            },
        ),
        migrations.CreateModel(
            name='Requirement',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('text', models.CharField(max_length=300, verbose_name='text')),
                ('step', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='requirements', to='procedures.step', verbose_name='step')),
            ],
            options={
                'verbose_name': 'requirement',
                'verbose_name_plural': 'requirements',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Version',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(default=1, editable=False, verbose_name='revision')),
                ('state', models.CharField(choices=[('draft', 'Draft'), ('in_force', 'In force'), ('replaced', 'Replaced'), ('revoked', 'Revoked')], default='draft', editable=False, max_length=10, verbose_name='state')),
                ('title', models.CharField(max_length=300, verbose_name='name of the SOP')),
                ('number', models.CharField(blank=True, help_text="In the office's own pattern; may be missing while it is a draft.", max_length=100, verbose_name='number of the SOP')),
                ('made_on', models.DateField(blank=True, null=True, verbose_name='made on')),
                ('revised_on', models.DateField(blank=True, null=True, verbose_name='revised on')),
                ('effective_on', models.DateField(blank=True, null=True, verbose_name='effective on')),
                ('approver_title', models.CharField(blank=True, max_length=150, verbose_name="approver's position")),
                ('approver_capacity', models.CharField(choices=[('definitive', 'Definitive'), ('plt', 'Plt.'), ('plh', 'Plh.')], default='definitive', max_length=10, verbose_name="approver's capacity")),
                ('approver_name', models.CharField(blank=True, max_length=150, verbose_name="approver's name")),
                ('approver_rank', models.CharField(blank=True, max_length=100, verbose_name="approver's rank")),
                ('approver_nip', models.CharField(blank=True, max_length=18, verbose_name="approver's NIP")),
                ('legal_basis', models.TextField(blank=True, verbose_name='legal basis')),
                ('qualifications', models.TextField(blank=True, verbose_name='qualifications of those who carry it out')),
                ('related', models.TextField(blank=True, verbose_name='related SOPs')),
                ('equipment', models.TextField(blank=True, verbose_name='equipment')),
                ('warnings', models.TextField(blank=True, verbose_name='warnings')),
                ('recording', models.TextField(blank=True, verbose_name='recording')),
                ('capsules', models.CharField(choices=[('own_rows', 'Rows of their own above the first and below the last step'), ('steps', 'The symbols of the first and the last step')], default='steps', max_length=10, verbose_name='start and end')),
                ('has_column_numbers', models.BooleanField(default=False, verbose_name='print a row of column numbers')),
                ('to_confirm', models.TextField(blank=True, help_text='What the owner still has to confirm; shown on screen, never printed.', verbose_name='to be confirmed')),
                ('created_at', models.DateTimeField(editable=False, verbose_name='created')),
                ('put_in_force_at', models.DateTimeField(editable=False, null=True, verbose_name='put in force')),
                ('ended_at', models.DateTimeField(editable=False, null=True, verbose_name='ended')),
                ('ended_because', models.TextField(blank=True, editable=False, verbose_name='reason for revoking')),
                ('end_actor', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='procedures.actor', verbose_name='column of the end symbol')),
                ('ended_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions_ended', to=settings.AUTH_USER_MODEL, verbose_name='ended by')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='versions', to='procedures.procedure', verbose_name='SOP')),
                ('put_in_force_by', models.ForeignKey(editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='versions_put_in_force', to=settings.AUTH_USER_MODEL, verbose_name='put in force by')),
            ],
            options={
                'verbose_name': 'version',
                'verbose_name_plural': 'versions',
                'ordering': ['procedure__code', '-revision'],
            },
        ),
        migrations.AddField(
            model_name='step',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='steps', to='procedures.version', verbose_name='version'),
        ),
        migrations.CreateModel(
            name='StartField',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('order', models.PositiveSmallIntegerField(default=0, verbose_name='order')),
                ('label', models.CharField(max_length=100, verbose_name='label')),
                ('kind', models.CharField(choices=[('text', 'Text'), ('long_text', 'Long text'), ('date', 'Date'), ('number', 'Number'), ('choice', 'Choice'), ('file', 'File')], default='text', max_length=10, verbose_name='kind')),
                ('is_required', models.BooleanField(default=False, verbose_name='required')),
                ('help_text', models.CharField(blank=True, max_length=200, verbose_name='help')),
                ('choices', models.TextField(blank=True, help_text='One a line.', verbose_name='choices')),
                ('version', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='start_fields', to='procedures.version', verbose_name='version')),
            ],
            options={
                'verbose_name': 'field of the start form',
                'verbose_name_plural': 'fields of the start form',
                'ordering': ['order', 'pk'],
            },
        ),
        migrations.CreateModel(
            name='Book',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('paper', models.CharField(choices=[('a4', 'A4 (210 × 297 mm)'), ('f4', 'F4 (215 × 330 mm)')], max_length=2, verbose_name='paper')),
                ('state', models.CharField(choices=[('ordered', 'Being made'), ('made', 'Ready'), ('failed', 'Not made')], default='ordered', max_length=10, verbose_name='state')),
                ('fingerprint', models.CharField(max_length=64, verbose_name='fingerprint')),
                ('total', models.PositiveIntegerField(verbose_name='number of SOPs')),
                ('pages', models.JSONField(default=list, help_text='Of what stands before the SOPs, then of each SOP that is done.', verbose_name='pages')),
                ('tries', models.PositiveSmallIntegerField(default=0, verbose_name='tries of the piece at hand')),
                ('trouble', models.CharField(blank=True, choices=[('no_sop', 'No SOP of this unit is in force.'), ('not_printable', 'An SOP cannot be printed.'), ('unavailable', 'Printing is not installed on this computer.'), ('broken', 'The computer could not do it.')], max_length=15, verbose_name='trouble')),
                ('ordered_at', models.DateTimeField(verbose_name='ordered')),
                ('touched_at', models.DateTimeField(verbose_name='last worked on')),
                ('ordered_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='books_ordered', to=settings.AUTH_USER_MODEL, verbose_name='ordered by')),
                ('unit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='books', to='people.unit', verbose_name='unit')),
                ('trouble_with', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='procedures.version', verbose_name='trouble with')),
            ],
            options={
                'verbose_name': 'book of SOPs',
                'verbose_name_plural': 'books of SOPs',
                'ordering': ['unit__name', 'paper'],
            },
        ),
        migrations.AddField(
            model_name='actor',
            name='version',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='actors', to='procedures.version', verbose_name='version'),
        ),
        migrations.CreateModel(
            name='VersionEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('revision', models.PositiveIntegerField(verbose_name='revision')),
                ('deed', models.CharField(choices=procedures.models.entries.names_of_deeds, max_length=12, verbose_name='deed')),
                ('at', models.DateTimeField(verbose_name='at')),
                ('copied_from', models.PositiveIntegerField(null=True, verbose_name='copied from revision')),
                ('note', models.TextField(blank=True, verbose_name='note')),
                ('by', models.ForeignKey(help_text='Empty where a command did it.', null=True, on_delete=django.db.models.deletion.PROTECT, related_name='version_entries', to=settings.AUTH_USER_MODEL, verbose_name='by')),
                ('procedure', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='entries', to='procedures.procedure', verbose_name='SOP')),
            ],
            options={
                'verbose_name': 'entry of a version',
                'verbose_name_plural': 'entries of versions',
                'ordering': ['-at', '-pk'],
            },
        ),
        migrations.AddConstraint(
            model_name='procedure',
            constraint=models.CheckConstraint(condition=models.Q(('code__regex', '^[A-Z0-9][A-Z0-9.-]*$')), name='procedure_code_fits_an_address', violation_error_message='Use capital letters, digits, dots and hyphens.'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(fields=('procedure', 'revision'), name='version_revision_is_unique'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'in_force')), fields=('procedure',), name='one_version_in_force_a_procedure'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('procedure',), name='one_draft_a_procedure', violation_error_message='This SOP already has a draft.'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'in_force', 'replaced', 'revoked'])), name='version_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('put_in_force_at', None), ('state', 'draft')), models.Q(models.Q(('state', 'draft'), _negated=True), models.Q(('put_in_force_at', None), _negated=True)), _connector='OR'), name='version_not_a_draft_was_put_in_force'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), ('state__in', ['draft', 'in_force'])), models.Q(('state__in', ['replaced', 'revoked']), models.Q(('ended_at', None), _negated=True)), _connector='OR'), name='version_replaced_or_revoked_has_ended'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'revoked'), _negated=True), models.Q(('ended_because', ''), _negated=True), _connector='OR'), name='revoked_version_says_why'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('put_in_force_at', None), _negated=True), ('put_in_force_by', None), _connector='OR'), name='version_put_in_force_by_and_at_go_together'),
        ),
        migrations.AddConstraint(
            model_name='version',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('ended_at', None), _negated=True), ('ended_by', None), _connector='OR'), name='version_ended_by_and_at_go_together'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.UniqueConstraint(fields=('version', 'number'), name='step_number_is_unique_in_its_version', violation_error_message='Two steps have the same number.'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('number__gte', 1)), name='step_numbers_count_from_one'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'execution'), ('no_way', '')), models.Q(('kind', 'decision'), models.Q(('no_way', ''), _negated=True)), _connector='OR'), name='decision_has_a_second_exit_and_execution_has_none', violation_error_message='A decision has an exit for no, an execution has none.'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('way', 'step'), models.Q(('way__in', ['next', 'end']), ('way_step', None)), _connector='OR'), name='step_named_by_its_exit_only', violation_error_message='Name a step only where the exit leads to one.'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(('no_way', 'step'), models.Q(('no_way__in', ['', 'next', 'end']), ('no_way_step', None)), _connector='OR'), name='step_named_by_its_no_exit_only', violation_error_message='Name a step only where the exit leads to one.'),
        ),
        migrations.AddConstraint(
            model_name='step',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('standard_minutes', None), ('standard_unit', '')), models.Q(('standard_minutes__gte', 1), ('standard_minutes__isnull', False), ('standard_unit__in', ['minute', 'hour', 'day', 'week', 'month'])), _connector='OR'), name='standard_minutes_and_unit_go_together', violation_error_message='Standard minutes and their unit go together.'),
        ),
        migrations.AddConstraint(
            model_name='startfield',
            constraint=models.UniqueConstraint(fields=('version', 'label'), name='start_field_label_is_unique_in_its_version', violation_error_message='Two fields have the same label.'),
        ),
        migrations.AddConstraint(
            model_name='startfield',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('kind', 'choice'), _negated=True), models.Q(('choices', ''), _negated=True), _connector='OR'), name='start_field_of_choice_has_choices', violation_error_message='Write the choices, one a line.'),
        ),
        migrations.AddConstraint(
            model_name='book',
            constraint=models.UniqueConstraint(fields=('unit', 'paper'), name='one_book_a_unit_and_paper'),
        ),
        migrations.AddConstraint(
            model_name='book',
            constraint=models.CheckConstraint(condition=models.Q(('paper__in', ['a4', 'f4'])), name='book_paper_is_known'),
        ),
        migrations.AddConstraint(
            model_name='book',
            constraint=models.CheckConstraint(condition=models.Q(('state__in', ['ordered', 'made', 'failed'])), name='book_state_is_known'),
        ),
        migrations.AddConstraint(
            model_name='book',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'failed'), models.Q(('trouble', ''), _negated=True)), models.Q(models.Q(('state', 'failed'), _negated=True), ('trouble', '')), _connector='OR'), name='book_not_made_says_why'),
        ),
        migrations.AddConstraint(
            model_name='actor',
            constraint=models.UniqueConstraint(fields=('version', 'name'), name='actor_name_is_unique_in_its_version', violation_error_message='Two columns have the same heading.'),
        ),
        migrations.AddConstraint(
            model_name='versionentry',
            constraint=models.CheckConstraint(condition=models.Q(('deed', ''), _negated=True), name='version_entry_names_its_deed'),
        ),
        migrations.AddConstraint(
            model_name='versionentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('copied_from__isnull', False), ('deed', 'copy')), models.Q(models.Q(('deed', 'copy'), _negated=True), ('copied_from', None)), _connector='OR'), name='version_entry_of_a_copy_says_of_what'),
        ),
        migrations.AddConstraint(
            model_name='versionentry',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('deed', 'revoke'), _negated=True), models.Q(('note', ''), _negated=True), _connector='OR'), name='version_entry_of_revoking_says_why'),
        ),
    ]
