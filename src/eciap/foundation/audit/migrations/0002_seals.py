"""Seals, which are append-only like the entries; and entries by date."""

import django.contrib.postgres.indexes
from django.db import migrations, models

# As for the entries: `audit_refuse_change` is made by the first migration.
APPEND_ONLY = """
CREATE TRIGGER audit_seal_append_only BEFORE UPDATE OR DELETE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_seal_no_truncate BEFORE TRUNCATE ON audit_seal
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_seal ENABLE ALWAYS TRIGGER audit_seal_append_only;
ALTER TABLE audit_seal ENABLE ALWAYS TRIGGER audit_seal_no_truncate;
"""


class Migration(migrations.Migration):
    """Make the table of seals."""

    dependencies = [("audit", "0001_initial")]

    operations = [
        migrations.CreateModel(
            name="Seal",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="position")),
                ("entry", models.BigIntegerField(unique=True, verbose_name="entry")),
                ("digest", models.BinaryField(verbose_name="digest of the entry")),
                ("link", models.BinaryField(verbose_name="link of the chain")),
            ],
            options={
                "verbose_name": "seal",
                "verbose_name_plural": "seals",
                "ordering": ["position"],
            },
        ),
        migrations.AddIndex(
            model_name="entry",
            index=django.contrib.postgres.indexes.BrinIndex(fields=["at"], name="audit_entry_at"),
        ),
        migrations.AddConstraint(
            model_name="seal",
            constraint=models.CheckConstraint(
                condition=models.Q(("position__gte", 1)), name="audit_seal_counts_from_one"
            ),
        ),
        migrations.RunSQL(APPEND_ONLY, migrations.RunSQL.noop),
    ]
