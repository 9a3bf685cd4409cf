"""`eciap prepare`: bring the demo's database, content and static files up to date, and nothing more than needed.

What a database holds is written on the database itself, so a look at that says whether there is anything to do.
"""

import hashlib
import os
import sys
from pathlib import Path
from typing import Any

from eciap.config import env, local_postgres, progress, template_database

# Loaded in this order; each may be repeated and then changes nothing.
CONTENT: tuple[tuple[str, ...], ...] = (("vocabulary", "import"), ("content", "load"))
TOLD = ("content", "load")  # takes long enough to say how far it is


def commands(environment: env.Environment) -> list[list[str]]:
    """Return the command lines of what has to be done now; none, where nothing has changed."""
    eciap = [sys.executable, "-m", "eciap.config.cli"]
    mark = of_everything(environment)
    wanted = []
    if _database_holds(environment) != mark:
        wanted.append([*eciap, "prepare", "database", mark])
    stamp = _static_stamp(environment)
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != mark:
        wanted.append([*eciap, "prepare", "static", mark])
    return wanted


def main(words: list[str]) -> int:
    """Do one of the two, in a process of its own."""
    import django
    from django.core.management import CommandError

    django.setup()
    what, mark = words
    try:
        (_static if what == "static" else _database)(mark)
    except (CommandError, template_database.ExtensionRefused) as problem:  # they say what is wrong in plain words
        print(f"\n{problem}", file=sys.stderr)
        return 1
    return 0


def of_everything(environment: env.Environment) -> str:
    """Mark the state of the source, the content and the libraries: names, sizes and times, which is quick to read."""
    mark = hashlib.sha256((environment.root / "requirements.lock").read_bytes())
    mark.update(str(environment.content).encode())
    for folder in sorted({environment.root / "src", environment.root / "content", environment.content}):
        for path, _folders, files in os.walk(folder):
            for file in sorted(files):
                if not file.endswith(".pyc"):
                    seen = os.stat(os.path.join(path, file))  # noqa: PTH116, PTH118 - thousands of them
                    mark.update(f"{path}/{file} {seen.st_size} {seen.st_mtime_ns}\n".encode())
    return mark.hexdigest()[:16]


def _database(mark: str) -> None:
    from django.core.management import call_command
    from django.db import connections

    environment = env.read()
    address = dict(connections["default"].settings_dict)
    name = str(address["NAME"])
    schema = template_database.fingerprint(environment.root)
    with template_database.connect(address, _maintenance(environment, name)) as server:
        if template_database.exists(server, name):
            if template_database.noted(server, name).get("schema") != schema:
                progress.tell("Migrating the database …")
                template_database.migrate(name, progress.Counter("migrations"))
        else:
            progress.tell("Making the database …")
            made = template_database.template(address, schema, progress.Counter("migrations"))
            template_database.copy(server, made, name)
        template_database.note(server, name, {"schema": schema})
        progress.tell("Loading the content …")
        counted = progress.Counter("entries")
        for words in CONTENT:
            options: dict[str, Any] = {"progress": lambda _section, *far: counted(*far)} if words == TOLD else {}
            call_command(*words, **options)
        template_database.note(server, name, {"schema": schema, "everything": mark})


def _static(mark: str) -> None:
    from django.core.management import call_command

    call_command("collectstatic", verbosity=0, interactive=False)
    stamp = _static_stamp(env.read())
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark, encoding="utf-8")


def _database_holds(environment: env.Environment) -> str | None:
    url = environment.database_url
    address = env.database(url) if url else local_postgres.address(environment.var)
    name = str(address["NAME"])
    with template_database.connect(address, _maintenance(environment, name)) as server:
        return template_database.noted(server, name).get("everything")


def _maintenance(environment: env.Environment, name: str) -> str:
    """Which database to speak from: on a server that is not ours, the one we were given is all we may count on."""
    return name if environment.database_url else "postgres"


def _static_stamp(environment: env.Environment) -> Path:
    return environment.var / "run" / "static"
