from django.conf import settings
from django.db import migrations, models
from django.db.models import Exists, OuterRef


def mark(apps, schema_editor):
    """Mark the tasks to which the task just before has sent the document back."""
    tasks = apps.get_model("workflow", "Task").objects
    before = tasks.filter(
        document=OuterRef("document"),
        number=OuterRef("number") - 1,
        answer__in=["no", "sent_back"],
    )
    tasks.filter(Exists(before)).update(came_back=True)


class Migration(migrations.Migration):
    dependencies = [
        ("people", "0002_decree_of_a_unit"),
        ("procedures", "0003_books"),
        ("workflow", "0013_keep_hashes_as_bytes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="task",
            name="came_back",
            field=models.BooleanField(
                default=False,
                help_text="The task just before has sent the document back to this one.",
                verbose_name="came back",
            ),
        ),
        migrations.RunPython(mark, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("came_back", True), ("finished_at", None)),
                fields=["position", "arrived_at", "id"],
                name="task_come_back_by_position",
            ),
        ),
        migrations.AddIndex(
            model_name="task",
            index=models.Index(
                condition=models.Q(("finished_at", None)),
                fields=["due_at", "document"],
                name="task_open_by_deadline",
            ),
        ),
    ]
