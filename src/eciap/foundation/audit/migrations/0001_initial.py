"""The log, and the trigger that refuses to change or remove what was written."""

import django.db.models
from django.db import migrations, models

import eciap.foundation.audit.models

# A statement-level trigger also refuses TRUNCATE, and statements that would touch no row; ALWAYS keeps it firing in
# sessions that call themselves replicas.
APPEND_ONLY = """
CREATE FUNCTION audit_refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'The log is append-only: % on % is refused.', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'restrict_violation';
END $$;
CREATE TRIGGER audit_entry_append_only BEFORE UPDATE OR DELETE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry
    FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse_change();
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_append_only;
ALTER TABLE audit_entry ENABLE ALWAYS TRIGGER audit_entry_no_truncate;
"""
BACKWARDS = """
DROP TRIGGER audit_entry_no_truncate ON audit_entry;
DROP TRIGGER audit_entry_append_only ON audit_entry;
DROP FUNCTION audit_refuse_change();
"""


class Migration(migrations.Migration):
    """Make the log."""

    initial = True
    dependencies = []
    operations = [
        migrations.CreateModel(
            name="Entry",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                (
                    "at",
                    models.DateTimeField(
                        db_default=eciap.foundation.audit.models.ClockTimestamp(), editable=False, verbose_name="at"
                    ),
                ),
                ("verb", models.CharField(max_length=120, verbose_name="verb")),
                (
                    "pseudonym",
                    models.UUIDField(blank=True, help_text="Empty: the system itself.", null=True, verbose_name="by"),
                ),
                ("record_id", models.UUIDField(blank=True, null=True, verbose_name="on")),
                ("data", models.JSONField(blank=True, default=dict, verbose_name="data")),
            ],
            options={
                "verbose_name": "entry",
                "verbose_name_plural": "entries",
                "ordering": ["id"],
                "indexes": [
                    models.Index(fields=["record_id", "id"], name="audit_entry_on"),
                    models.Index(fields=["pseudonym", "id"], name="audit_entry_by"),
                    models.Index(fields=["verb", "id"], name="audit_entry_verb"),
                ],
                "constraints": [
                    models.CheckConstraint(
                        condition=django.db.models.Q(
                            ("verb__regex", r"^[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*\.[a-z][a-z0-9_]*$")
                        ),
                        name="audit_entry_verb_is_dotted",
                    )
                ],
            },
        ),
        migrations.RunSQL(APPEND_ONLY, BACKWARDS),
    ]
