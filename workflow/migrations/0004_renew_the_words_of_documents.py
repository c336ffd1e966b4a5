from django.db import migrations, transaction

from people.finding import kept_words, order_key
from procedures.numbers import shown

AT_ONCE = 500
KEPT = ("words", "subject_key", "agenda_key")
# Cheaper than `bulk_update`, which names each row once a field.
WRITE = "UPDATE workflow_document SET words = %s, subject_key = %s, agenda_key = %s WHERE id = %s"


def renew(apps, schema_editor):
    """Write anew what finds documents and puts them in order, some hundreds at a time."""
    model = apps.get_model("workflow", "Document")
    titles, numbers = _titles(apps), _numbers(apps)
    last = 0
    while True:
        with transaction.atomic():
            rows = list(_rows(model).filter(pk__gt=last).order_by("pk")[:AT_ONCE])
            if not rows:
                return
            names = _names(apps, rows[0].pk, rows[-1].pk)
            changed = [row for row in rows if _is_renewed(row, titles, numbers, names)]
            with schema_editor.connection.cursor() as cursor:
                cursor.executemany(WRITE, [(*_kept(row), row.pk) for row in changed])
        last = rows[-1].pk


def _rows(model):
    facts = ("version_id", "subject", "agenda_number", "description", "details")
    return model.objects.only(*facts, *KEPT)


def _titles(apps):
    versions = apps.get_model("procedures", "Version").objects.order_by()
    found = versions.values_list("pk", "procedure__code", "title")
    return {key: (code, title) for key, code, title in found}


def _numbers(apps):
    fields = apps.get_model("procedures", "StartField").objects.filter(kind="number")
    return {str(key) for key in fields.values_list("pk", flat=True)}


def _names(apps, first, last):
    """Return the names of files by document, of a stretch of documents."""
    files = apps.get_model("workflow", "Attachment").objects.order_by("pk")
    names = {}
    of_these = files.filter(document__gte=first, document__lte=last)
    for key, name in of_these.values_list("document", "name"):
        names.setdefault(key, []).append(name)
    return names


def _kept(row):
    return [getattr(row, name) for name in KEPT]


def _is_renewed(row, titles, numbers, names):
    """Renew one document; return whether anything is another."""
    before = _kept(row)
    texts = {key: text for key, text in row.details.items() if isinstance(text, str)}
    grouped = [shown(text) for key, text in texts.items() if key in numbers]
    facts = (row.subject, row.agenda_number, row.description)
    told = (*facts, *titles[row.version_id], *texts.values(), *grouped)
    row.words = kept_words([*told, *names.get(row.pk, ())])
    row.subject_key = order_key(row.subject)
    row.agenda_key = order_key(row.agenda_number)
    return before != _kept(row)


class Migration(migrations.Migration):
    atomic = False  # a large office's documents go in many transactions

    dependencies = [
        ("workflow", "0003_keep_the_order_of_names"),
        ("procedures", "0002_keep_the_order_of_codes"),
    ]

    operations = [migrations.RunPython(renew, migrations.RunPython.noop)]
