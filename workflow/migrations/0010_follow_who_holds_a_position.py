import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

# Who was told of an appointment was told of the position that it was to.
TOLD = """
UPDATE workflow_toldholder SET position_id = held.position_id
FROM people_appointment AS held WHERE held.id = workflow_toldholder.appointment_id
"""
# Of several notices of one vacancy the newest stands.
RESTING = """
UPDATE workflow_notice SET settled_at = at
WHERE kind = 'vacant' AND settled_at IS NULL AND EXISTS (
    SELECT 1 FROM workflow_notice AS newer
    WHERE newer.task_id = workflow_notice.task_id AND newer.user_id = workflow_notice.user_id
    AND newer.kind = 'vacant' AND newer.settled_at IS NULL AND newer.id > workflow_notice.id
)
"""
# Positions as whoever answered held them, else as they are called now.
TITLES = """
UPDATE workflow_task SET position_title = CASE
    WHEN answer NOT IN ('done', 'yes', 'no', 'sent_back') OR finished_as = '' THEN known.title
    WHEN finished_as LIKE 'Plt. %' OR finished_as LIKE 'Plh. %' THEN SUBSTR(finished_as, 6, 150)
    ELSE SUBSTR(finished_as, 1, 150)
END
FROM people_position AS known WHERE known.id = workflow_task.position_id
"""


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0004_count_seats"),
        ("workflow", "0009_keep_old_answers"),
    ]

    operations = [
        migrations.AddField(
            model_name="toldholder",
            name="position",
            field=models.ForeignKey(
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="told_holders",
                to="people.position",
                verbose_name="position",
            ),
        ),
        migrations.RunSQL(TOLD, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="toldholder",
            name="position",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="told_holders",
                to="people.position",
                verbose_name="position",
            ),
        ),
        migrations.RemoveConstraint(
            model_name="notice",
            name="person_is_told_once_of_a_deed",
        ),
        migrations.RunSQL(RESTING, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=Q(entry__isnull=False) & ~Q(kind="vacant"),
                fields=("entry", "user"),
                name="person_is_told_once_of_a_deed",
            ),
        ),
        migrations.AddConstraint(
            model_name="notice",
            constraint=models.UniqueConstraint(
                condition=Q(kind="vacant", settled_at=None),
                fields=("task", "user"),
                name="person_is_told_once_while_a_position_is_vacant",
            ),
        ),
        migrations.AddField(
            model_name="task",
            name="position_title",
            field=models.CharField(
                blank=True,
                editable=False,
                max_length=150,
                verbose_name="title then",
            ),
        ),
        migrations.RunSQL(TITLES, migrations.RunSQL.noop),
    ]
