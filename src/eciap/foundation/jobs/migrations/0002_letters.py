"""The outbox: letters, and who is not to get which; the moves of a letter as `transitions.LETTER` has them."""

import django.db.models.deletion
import django.db.models.functions.datetime
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


MOVES = """
CREATE FUNCTION jobs_letter_moves() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NEW.state NOT IN ('waiting', 'held', 'dropped') THEN
            RAISE EXCEPTION 'jobs_letter_moves: no letter begins as %', NEW.state USING ERRCODE = 'check_violation';
        END IF;
    ELSIF NEW.state <> OLD.state AND (OLD.state, NEW.state) NOT IN (
        ('held', 'waiting'), ('held', 'dropped'),
        ('waiting', 'sent'), ('waiting', 'refused'), ('waiting', 'given_up'), ('waiting', 'dropped'),
        ('sent', 'bounced'),
        ('refused', 'waiting'), ('bounced', 'waiting'), ('given_up', 'waiting')
    ) THEN
        RAISE EXCEPTION 'jobs_letter_moves: a letter that is % does not become %', OLD.state, NEW.state
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
END;
$$;
CREATE TRIGGER jobs_letter_moves BEFORE INSERT OR UPDATE ON jobs_letter
    FOR EACH ROW EXECUTE FUNCTION jobs_letter_moves();
"""
MOVES_BACK = """
DROP TRIGGER jobs_letter_moves ON jobs_letter;
DROP FUNCTION jobs_letter_moves();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0001_initial'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='Undeliverable',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=320, verbose_name='address')),
                ('status', models.CharField(max_length=20, verbose_name='status')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('since', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='since')),
            ],
            options={
                'verbose_name': 'undeliverable address',
                'verbose_name_plural': 'undeliverable addresses',
                'ordering': ('-since', '-id'),
                'constraints': [models.UniqueConstraint(fields=('address',), name='jobs_undeliverable_once'), models.CheckConstraint(condition=models.Q(('address', django.db.models.functions.text.Lower('address'))), name='jobs_undeliverable_lower_case')],
            },
        ),
        migrations.CreateModel(
            name='Letter',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(max_length=320, verbose_name='address')),
                ('language', models.CharField(max_length=12, verbose_name='language')),
                ('template', models.CharField(blank=True, max_length=200, verbose_name='template')),
                ('purpose', models.CharField(max_length=40, verbose_name='purpose')),
                ('message_id', models.CharField(max_length=250, verbose_name='Message-ID')),
                ('subject', models.TextField(verbose_name='subject')),
                ('source', models.BinaryField(verbose_name='source')),
                ('state', models.CharField(choices=[('waiting', 'waits'), ('held', 'held back'), ('sent', 'sent'), ('refused', 'refused'), ('bounced', 'came back'), ('given_up', 'given up'), ('dropped', 'not sent')], default='waiting', max_length=12, verbose_name='state')),
                ('reason', models.TextField(blank=True, verbose_name='reason')),
                ('attempts', models.PositiveSmallIntegerField(default=0, verbose_name='attempts')),
                ('posted_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='written')),
                ('due_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), verbose_name='due')),
                ('ended_at', models.DateTimeField(blank=True, null=True, verbose_name='ended')),
                ('job_id', models.BigIntegerField(blank=True, null=True, verbose_name='job')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', related_query_name='jobs_letter', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'letter',
                'verbose_name_plural': 'letters',
                'ordering': ('-id',),
                'indexes': [models.Index(condition=models.Q(('state', 'waiting')), fields=['due_at'], name='jobs_letter_due'), models.Index(fields=['state', '-id'], name='jobs_letter_state')],
                'constraints': [models.UniqueConstraint(fields=('message_id', 'address'), name='jobs_letter_once_to_each'), models.CheckConstraint(condition=models.Q(('state__in', ['waiting', 'held', 'sent', 'refused', 'bounced', 'given_up', 'dropped'])), name='jobs_letter_state_known'), models.CheckConstraint(condition=models.Q(models.Q(('address', ''), _negated=True), models.Q(('purpose', ''), _negated=True)), name='jobs_letter_addressed')],
            },
        ),
        migrations.CreateModel(
            name='Unsubscription',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('address', models.CharField(blank=True, max_length=320, verbose_name='address')),
                ('purpose', models.CharField(max_length=40, verbose_name='purpose')),
                ('at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now(), editable=False, verbose_name='at')),
                ('person', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='+', related_query_name='jobs_unsubscription', to=settings.AUTH_USER_MODEL, verbose_name='person')),
            ],
            options={
                'verbose_name': 'unsubscription',
                'verbose_name_plural': 'unsubscriptions',
                'ordering': ('id',),
                'constraints': [models.CheckConstraint(condition=models.Q(('person', None), ('address', ''), _connector='XOR'), name='jobs_unsubscription_of_person_or_address'), models.CheckConstraint(condition=models.Q(('address', django.db.models.functions.text.Lower('address'))), name='jobs_unsubscription_lower_case'), models.UniqueConstraint(fields=('person', 'address', 'purpose'), name='jobs_unsubscription_once', nulls_distinct=False)],
            },
        ),
        migrations.RunSQL(MOVES, MOVES_BACK),
    ]
