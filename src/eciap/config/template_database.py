"""Databases made in a moment: migrated once into a template, then copied by PostgreSQL itself.

Migrating from nothing takes many seconds, copying the result a fraction of one. The demo's first start, every test
worker and every test that commits get their database this way, on our own server as well as on one that
`DATABASE_URL` names.
"""

import ast
import contextlib
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import psycopg
from psycopg import sql

EXTENSIONS = ("vector", "pg_trgm", "unaccent", "btree_gist")
PREFIX = "eciap_template_"
LOCK = 0x_EC1A_9000

type Address = Mapping[str, Any]
type Progress = Callable[[int, int], None]


def in_silence(_done: int, _number: int) -> None:
    """Hear how many of how many migrations are done, and say nothing."""


class ExtensionRefused(Exception):
    """Raised when the server does not let us add an extension that the platform needs."""


def fingerprint(root: Path) -> str:
    """Hash everything that a migrated database depends on: the libraries, the list of apps, our own migrations."""
    mark = hashlib.sha256((root / "requirements.lock").read_bytes())
    settings = ast.parse((root / "src/eciap/config/settings.py").read_text(encoding="utf-8"))
    for node in settings.body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "INSTALLED_APPS":
            mark.update(ast.dump(node).encode())
    for file in sorted((root / "src").glob("eciap/**/migrations/*.py")):
        mark.update(file.relative_to(root).as_posix().encode())
        mark.update(file.read_bytes())
    return mark.hexdigest()[:16]


def connect(address: Address, name: str = "postgres") -> "psycopg.Connection[tuple[Any, ...]]":
    """Open a connection in which every statement stands for itself, as CREATE DATABASE demands."""
    return psycopg.connect(
        host=address["HOST"] or None,
        port=address["PORT"] or None,
        user=address["USER"] or None,
        password=address["PASSWORD"] or None,
        dbname=name,
        autocommit=True,
        connect_timeout=10,
        **{name: value for name, value in address.get("OPTIONS", {}).items() if name != "pool"},
    )


def template(address: Address, mark: str, progress: Progress = in_silence) -> str:
    """Return the name of the migrated template; make it first where it is missing.

    Whoever comes second waits for the first: the lock is the server's, so it holds across machines and goes with
    its owner. A half-made template never gets the name, so a kill -9 leaves nothing wrong behind.
    """
    name = PREFIX + mark
    with connect(address) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if exists(server, name):
            return name
        half = f"{name}_half"
        drop(server, half)
        create_empty(address, server, half)
        migrate(half, progress)
        server.execute(sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(half), sql.Identifier(name)))
        # Nobody may connect: a template can be copied only while nobody does.
        server.execute(sql.SQL("ALTER DATABASE {} ALLOW_CONNECTIONS false").format(sql.Identifier(name)))
    return name


def migrate(name: str, progress: Progress = in_silence) -> None:
    """Run all migrations into a database."""
    from django.core.management import call_command

    from eciap.config import migrating

    with pointed_at(name):
        call_command(migrating.Command(progress), verbosity=0, interactive=False)
        call_command("createcachetable", verbosity=0)


def ensure(address: Address, name: str) -> None:
    """Have a database of this name on a server of our own, be it empty."""
    with connect(address) as server:
        server.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if not exists(server, name):
            create_empty(address, server, name)


def drop_other_templates(address: Address, mark: str) -> None:
    """Drop the templates of former migrations; on a server of our own only, others may share a remote one."""
    with connect(address) as server:
        found = server.execute("SELECT datname FROM pg_database WHERE starts_with(datname, %s)", [PREFIX]).fetchall()
        for (name,) in found:
            if not name.startswith(PREFIX + mark):
                drop(server, name)


def create_empty(address: Address, server: "psycopg.Connection[tuple[Any, ...]]", name: str) -> None:
    """Create a database that sorts by code point, with our extensions.

    Raises:
        ExtensionRefused: when the role may not create one of them.

    """
    locale = "LOCALE_PROVIDER builtin BUILTIN_LOCALE 'C.UTF-8' LOCALE 'C'"
    server.execute(
        sql.SQL("CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' " + locale).format(sql.Identifier(name))
    )
    with connect(address, name) as database:
        for extension in EXTENSIONS:
            try:
                database.execute(sql.SQL("CREATE EXTENSION IF NOT EXISTS {}").format(sql.Identifier(extension)))
            except psycopg.Error as problem:
                raise ExtensionRefused(
                    f"The server refuses the extension {extension}: {problem}. Let its operator create "
                    f"{', '.join(EXTENSIONS)} in template1 once, or use a role that may."
                ) from problem


def copy(server: "psycopg.Connection[tuple[Any, ...]]", source: str, name: str) -> None:
    """Copy a database that nobody is connected to.

    Through the write-ahead log, which is PostgreSQL's own choice for a small one: copying file by file makes two
    checkpoints each time, and on a busy disk these take far longer than the copy (0.5 s against up to 5 s measured).
    """
    command = sql.SQL("CREATE DATABASE {} TEMPLATE {} STRATEGY wal_log")
    server.execute(command.format(sql.Identifier(name), sql.Identifier(source)))


def drop(server: "psycopg.Connection[tuple[Any, ...]]", name: str) -> None:
    """Drop a database, whoever may still be connected to it."""
    server.execute(sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name)))


def exists(server: "psycopg.Connection[tuple[Any, ...]]", name: str) -> bool:
    """Say whether a database has been created."""
    return server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone() is not None


def note(server: "psycopg.Connection[tuple[Any, ...]]", name: str, words: Mapping[str, str]) -> None:
    """Write on a database what it holds. As its comment, so that the note goes wherever the database goes."""
    text = sql.Literal(json.dumps(words, sort_keys=True))
    server.execute(sql.SQL("COMMENT ON DATABASE {} IS {}").format(sql.Identifier(name), text))


def noted(server: "psycopg.Connection[tuple[Any, ...]]", name: str) -> dict[str, str]:
    """Read what `note` wrote; nothing, where somebody else's words stand."""
    found = server.execute(
        "SELECT shobj_description(oid, 'pg_database') FROM pg_database WHERE datname = %s", [name]
    ).fetchone()
    with contextlib.suppress(TypeError, ValueError):
        words = json.loads(found[0]) if found else {}
        return words if isinstance(words, dict) else {}
    return {}


@contextlib.contextmanager
def pointed_at(name: str) -> Iterator[None]:
    """Point Django's default connection at another database for a while."""
    from django.db import connections

    connection = connections["default"]
    before = connection.settings_dict["NAME"]
    _move(connection, name)
    try:
        yield
    finally:
        _move(connection, before)


def _move(connection: Any, name: str) -> None:
    connection.close()
    if connection.pool is not None:
        connection.close_pool()
    connection.settings_dict["NAME"] = name
