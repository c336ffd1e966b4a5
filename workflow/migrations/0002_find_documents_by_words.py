from django.db import migrations

from workflow.models.words import VECTOR

INDEX = "document_by_words"


def make_index(apps, schema_editor):
    """Let PostgreSQL find the beginnings of words; SQLite looks through the rows."""
    if schema_editor.connection.vendor == "postgresql":
        vector = VECTOR.format(column="words")
        schema_editor.execute(f"CREATE INDEX {INDEX} ON workflow_document USING gin ({vector})")


def drop_index(apps, schema_editor):
    """Take the index away."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP INDEX {INDEX}")


class Migration(migrations.Migration):
    dependencies = [("workflow", "0001_initial")]

    operations = [migrations.RunPython(make_index, drop_index)]
