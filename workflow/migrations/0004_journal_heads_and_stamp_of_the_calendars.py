import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


def take_heads_from_the_entries(apps, schema_editor):
    """Give each document the number, hash and moment of its last entry."""
    documents = apps.get_model("workflow", "Document").objects
    for document in documents.exclude(entries=None):
        last = document.entries.order_by("number").last()
        documents.filter(pk=document.pk).update(
            entry_count=last.number, last_hash=last.hash, last_entry_at=last.at
        )


class Migration(migrations.Migration):
    dependencies = [
        ("procedures", "0001_initial"),
        ("workflow", "0003_name_all_deeds"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="CalendarStamp",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("stamp", models.CharField(max_length=32, verbose_name="stamp")),
            ],
            options={
                "verbose_name": "stamp of the calendars",
                "verbose_name_plural": "stamp of the calendars",
            },
        ),
        migrations.AddField(
            model_name="document",
            name="entry_count",
            field=models.PositiveIntegerField(default=0, editable=False, verbose_name="entries"),
        ),
        migrations.AddField(
            model_name="document",
            name="last_entry_at",
            field=models.DateTimeField(editable=False, null=True, verbose_name="last entry"),
        ),
        migrations.AddField(
            model_name="document",
            name="last_hash",
            field=models.CharField(
                blank=True, editable=False, max_length=64, verbose_name="hash of the last entry"
            ),
        ),
        migrations.RunPython(take_heads_from_the_entries, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="entry",
            name="by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to=settings.AUTH_USER_MODEL,
                verbose_name="by",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="document",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="workflow.document",
                verbose_name="document",
            ),
        ),
        migrations.AlterField(
            model_name="entry",
            name="task",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="entries",
                to="workflow.task",
                verbose_name="task",
            ),
        ),
        # On PostgreSQL Django takes the column's only unique index away with the index of the key.
        migrations.RemoveConstraint(model_name="task", name="one_open_task_a_document"),
        migrations.AlterField(
            model_name="task",
            name="document",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="tasks",
                to="workflow.document",
                verbose_name="document",
            ),
        ),
        migrations.AddConstraint(
            model_name="task",
            constraint=models.UniqueConstraint(
                condition=models.Q(("finished_at", None)),
                fields=("document",),
                name="one_open_task_a_document",
            ),
        ),
        migrations.AlterField(
            model_name="task",
            name="finished_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="finished_tasks",
                to=settings.AUTH_USER_MODEL,
                verbose_name="finished by",
            ),
        ),
        migrations.AlterField(
            model_name="task",
            name="taken_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="taken_tasks",
                to=settings.AUTH_USER_MODEL,
                verbose_name="taken by",
            ),
        ),
        migrations.AddConstraint(
            model_name="document",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("entry_count", 0), ("last_entry_at", None), ("last_hash", "")),
                    models.Q(
                        ("entry_count__gt", 0),
                        ("last_entry_at__isnull", False),
                        models.Q(("last_hash", ""), _negated=True),
                    ),
                    _connector="OR",
                ),
                name="document_with_entries_keeps_the_head_of_its_journal",
            ),
        ),
        migrations.AddConstraint(
            model_name="calendarstamp",
            constraint=models.CheckConstraint(
                condition=models.Q(("pk", 1)), name="one_stamp_of_the_calendars"
            ),
        ),
    ]
