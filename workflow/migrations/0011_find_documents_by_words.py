import workflow.models.searched
from django.db import migrations, models

from workflow.models.searched import VECTOR
from workflow.searching import kept_words

PIECE = 1000
INDEX = "document_by_words"


def keep_words(apps, schema_editor):
    """Write down what the documents that are there are found by."""
    document_model = apps.get_model("workflow", "Document")
    documents = document_model.objects.select_related("version__procedure")
    last = 0
    while piece := list(documents.filter(pk__gt=last).order_by("pk")[:PIECE]):
        names = {}
        attachments = apps.get_model("workflow", "Attachment").objects.filter(document__in=piece)
        for key, name in attachments.order_by("pk").values_list("document", "name"):
            names.setdefault(key, []).append(name)
        for each in piece:
            each.words = kept_words(texts_of(each, names.get(each.pk, [])))
        document_model.objects.bulk_update(piece, ["words"], batch_size=200)
        last = piece[-1].pk


def texts_of(document, names):
    """Return the texts of a document as the actions take them."""
    version = document.version
    answers = [answer for answer in document.details.values() if isinstance(answer, str)]
    own = [document.subject, document.agenda_number, version.procedure.code, version.title]
    return [*own, *answers, *names, document.description]


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
    dependencies = [
        ("procedures", "0003_books"),
        ("workflow", "0010_keep_last_looks"),
    ]

    operations = [
        migrations.AddField(
            model_name="document",
            name="words",
            field=workflow.models.searched.WordsField(
                blank=True, default="", editable=False, verbose_name="words"
            ),
        ),
        migrations.RunPython(keep_words, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(
                condition=models.Q(("state", "running")),
                fields=["-created_at", "-id"],
                name="document_running_newest_first",
            ),
        ),
        migrations.AddIndex(
            model_name="document",
            index=models.Index(fields=["subject", "id"], name="document_by_subject"),
        ),
        migrations.RunPython(make_index, drop_index),
    ]
