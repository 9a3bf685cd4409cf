"""What entries of the search mean; PostgreSQL compares their vectors with pgvector."""

import django.db.models.deletion
import pgvector.django
from django.db import migrations, models


class Migration(migrations.Migration):
    """Make the table of meanings."""

    dependencies = [("records", "0004_names_first")]

    operations = [
        pgvector.django.VectorExtension(),
        migrations.CreateModel(
            name="SearchMeaning",
            fields=[
                (
                    "entry",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.CASCADE,
                        primary_key=True,
                        related_name="meaning",
                        serialize=False,
                        to="records.searchentry",
                    ),
                ),
                ("title", pgvector.django.HalfVectorField(dimensions=512)),
                ("whole", pgvector.django.HalfVectorField(dimensions=512)),
            ],
            options={
                "verbose_name": "meaning of a search entry",
                "verbose_name_plural": "meanings of search entries",
            },
        ),
        # Inside their rows: every search reads all of them, and two vectors are just large enough to be moved elsewhere.
        migrations.RunSQL(
            "ALTER TABLE records_searchmeaning ALTER title SET STORAGE PLAIN, ALTER whole SET STORAGE PLAIN",
            migrations.RunSQL.noop,
        ),
    ]
