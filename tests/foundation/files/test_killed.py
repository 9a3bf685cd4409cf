"""Processes that are killed while they take in files: what was acknowledged is there, and nothing half is left."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote

import pytest
from django.db import connection

from eciap.foundation.files import store
from eciap.foundation.files.models import StoredFile
from eciap.foundation.files.operations import remove_bytes_without_row

ROOT = Path(__file__).resolve().parents[3]
WRITERS = 2


@pytest.mark.django_db(transaction=True)
def test_a_killed_process_leaves_no_row_without_bytes_and_soon_no_bytes_without_a_row(folder):
    acknowledged = []
    writers = [_writer(folder) for _ in range(WRITERS)]
    for number, writer in enumerate(writers):
        acknowledged += [writer.stdout.readline().strip() for _ in range(2)]
        time.sleep(0.013 * number)  # each at another moment of its third file
        writer.kill()
        acknowledged += writer.stdout.read().splitlines()
        writer.wait()
        writer.stdout.close()
    _wait_for_their_transactions()

    rows = {str(file.uuid): file for file in StoredFile.objects.all()}
    lying = {path.name for path in folder.glob("*/*")}
    assert set(acknowledged) <= rows.keys() <= lying
    for key, file in rows.items():
        assert sha256(b"".join(store.current().read(key, 0, file.size))).hexdigest() == file.sha256

    # Where a kill falls is chance; this is what one leaves that falls between the bytes and the row.
    (folder / "00").mkdir(exist_ok=True)
    (folder / "00" / "00000000-0000-4000-8000-000000000000").write_bytes(b"bytes without a row")
    later = datetime.now(UTC) + timedelta(days=1, minutes=1)
    assert remove_bytes_without_row(at=later, older_than=timedelta(days=1)) == len(lying - rows.keys()) + 1
    assert {path.name for path in folder.glob("*/*")} == rows.keys()


def _writer(folder: Path) -> subprocess.Popen:
    at = connection.settings_dict
    whose = f"{quote(at['USER'], safe='')}:{quote(at['PASSWORD'] or '', safe='')}"
    where = f"{quote(at['HOST'], safe='')}{f':{at["PORT"]}' if at['PORT'] else ''}"
    surroundings = {name: value for name, value in os.environ.items() if not name.startswith("COV")} | {
        "DATABASE_URL": f"postgresql://{whose}@{where}/{at['NAME']}",
        "DJANGO_SETTINGS_MODULE": "eciap.config.settings",
        "PYTHONPATH": f"{ROOT / 'src'}:{ROOT}",
    }
    command = [sys.executable, "-m", "tests.foundation.files.writer", str(folder)]
    return subprocess.Popen(command, cwd=ROOT, env=surroundings, stdout=subprocess.PIPE, text=True)


def _wait_for_their_transactions() -> None:
    """Let the database notice that its clients are gone."""
    others = (
        "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
        " AND backend_type = 'client backend' AND pid <> pg_backend_pid()"
    )
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute(others)
            if cursor.fetchone() == (0,):
                return
        time.sleep(0.05)
