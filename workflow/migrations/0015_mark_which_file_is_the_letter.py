from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("workflow", "0014_find_the_newest_documents_of_an_sop")]

    operations = [
        migrations.RemoveConstraint(model_name="attachment", name="attachment_kind_is_allowed"),
        migrations.AddConstraint(
            model_name="attachment",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("kind__in", ["pdf", "docx", "xlsx", "odt", "png", "jpg", "heic"])
                ),
                name="attachment_kind_is_allowed",
            ),
        ),
        migrations.AddField(
            model_name="document",
            name="letter",
            field=models.CharField(
                blank=True,
                help_text=(
                    "The name of the file that is the letter; the one that came last where empty."
                ),
                max_length=200,
                verbose_name="the letter",
            ),
        ),
    ]
