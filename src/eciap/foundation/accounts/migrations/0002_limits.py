"""The table in which all web workers count attempts together (the cache `limits`)."""

from django.db import migrations

CREATE = """
CREATE TABLE accounts_limits (
    cache_key varchar(255) NOT NULL PRIMARY KEY,
    value text NOT NULL,
    expires timestamp with time zone NOT NULL
);
CREATE INDEX accounts_limits_expires ON accounts_limits (expires);
"""
DROP = "DROP TABLE accounts_limits;"


class Migration(migrations.Migration):
    dependencies = [("accounts", "0001_initial")]

    operations = [migrations.RunSQL(CREATE, DROP)]
