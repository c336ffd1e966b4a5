from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("people", "0004_count_seats")]

    operations = [
        migrations.AddField(
            model_name="user",
            name="has_given_password",
            field=models.BooleanField(
                db_default=False,
                default=False,
                editable=False,
                help_text="Somebody else knows it, so it is changed before anything else is done.",
                verbose_name="password was given",
            ),
        ),
    ]
