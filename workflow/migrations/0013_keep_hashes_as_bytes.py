import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models.functions import Length
from django.db.models.lookups import Exact

import workflow.models.hashes
from workflow.models.never_changed import NeverChanged

HASHES = [
    ("workflow_document", "last_hash"),
    ("workflow_entry", "previous_hash"),
    ("workflow_entry", "hash"),
]


def to_bytes(apps, schema_editor):
    """Write the 64 digits of each hash as 32 bytes."""
    if schema_editor.connection.vendor == "postgresql":
        for table, column in HASHES:
            schema_editor.execute(
                f"ALTER TABLE {table} ALTER COLUMN {column} TYPE bytea USING decode({column}, 'hex')"
            )
        return
    made = schema_editor.connection.connection
    made.create_function("unhexed", 1, bytes.fromhex, deterministic=True)  # SQLite 3.41 has unhex
    for table, column in HASHES:
        schema_editor.execute(f"UPDATE {table} SET {column} = unhexed({column})")


def to_digits(apps, schema_editor):
    """Write the 32 bytes of each hash as 64 digits."""
    for table, column in HASHES:
        if schema_editor.connection.vendor == "postgresql":
            schema_editor.execute(
                f"ALTER TABLE {table} ALTER COLUMN {column} "
                f"TYPE varchar(64) USING encode({column}, 'hex')"
            )
        else:
            schema_editor.execute(f"UPDATE {table} SET {column} = lower(hex({column}))")


class Migration(migrations.Migration):
    dependencies = [
        ("workflow", "0012_keep_filters"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        # The triggers refuse every change of an entry: they are lifted while hashes are written anew.
        migrations.RemoveConstraint(model_name="entry", name="entry_is_never_changed_nor_removed"),
        migrations.RemoveConstraint(model_name="entry", name="entry_has_its_hash"),
        migrations.RemoveConstraint(model_name="entry", name="entry_carries_the_hash_before_it"),
        migrations.RemoveConstraint(
            model_name="document", name="document_with_entries_keeps_the_head_of_its_journal"
        ),
        migrations.RunPython(to_bytes, to_digits),
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="document",
                    name="last_hash",
                    field=workflow.models.hashes.HashField(
                        blank=True, editable=False, verbose_name="hash of the last entry"
                    ),
                ),
                migrations.AlterField(
                    model_name="entry",
                    name="previous_hash",
                    field=workflow.models.hashes.HashField(
                        blank=True, verbose_name="hash of the entry before"
                    ),
                ),
                migrations.AlterField(
                    model_name="entry",
                    name="hash",
                    field=workflow.models.hashes.HashField(verbose_name="hash"),
                ),
            ],
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
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("number", 1), ("previous_hash", "")),
                    models.Q(("number__gt", 1), models.Q(("previous_hash", ""), _negated=True)),
                    _connector="OR",
                ),
                name="entry_carries_the_hash_before_it",
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=models.CheckConstraint(
                condition=Exact(Length("hash"), 32), name="entry_has_its_hash"
            ),
        ),
        migrations.AddConstraint(
            model_name="entry",
            constraint=NeverChanged(fields=(), name="entry_is_never_changed_nor_removed", once=""),
        ),
        migrations.AlterField(
            model_name="document",
            name="cancelled_by",
            field=models.ForeignKey(
                blank=True,
                db_index=False,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="cancelled_documents",
                to=settings.AUTH_USER_MODEL,
                verbose_name="cancelled by",
            ),
        ),
        migrations.AlterField(
            model_name="document",
            name="started_by",
            field=models.ForeignKey(
                db_index=False,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="started_documents",
                to=settings.AUTH_USER_MODEL,
                verbose_name="started by",
            ),
        ),
    ]
