import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflow", "0013_tell_of_originals")]

    operations = [
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                fields=["version", "-created_at", "-id"], name="document_of_sop_newest_first"
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="version",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="documents",
                to="procedures.version",
                verbose_name="SOP",
            ),
        ),
    ]
