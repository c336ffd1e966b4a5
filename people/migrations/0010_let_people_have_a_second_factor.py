from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0009_remember_foreign_names")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="second_factor_due_on",
            field=models.DateField(
                blank=True,
                editable=False,
                help_text="The first day on which signing in takes a second factor.",
                null=True,
                verbose_name="second factor from",
            ),
        ),
    ]
