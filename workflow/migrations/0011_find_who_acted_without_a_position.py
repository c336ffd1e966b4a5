from django.db import migrations, models
from django.db.models import Q


class Migration(migrations.Migration):
    dependencies = [("workflow", "0010_follow_who_holds_a_position")]

    operations = [
        migrations.AddIndex(
            model_name="entry",
            index=models.Index(
                condition=Q(capacity=""), fields=["by"], name="entry_by_whom_in_no_position"
            ),
        ),
    ]
