from django.db import migrations, models


class Migration(migrations.Migration):
    """Keep what a thing said and not its hash; of what was loaded before, nothing is known but that it was loaded."""

    dependencies = [("exchange", "0001_initial")]

    operations = [
        migrations.RemoveField("loadedentry", "state"),
        migrations.AddField(
            "loadedentry", "state", models.JSONField(default=dict, verbose_name="what the thing said"), preserve_default=False
        ),
    ]
