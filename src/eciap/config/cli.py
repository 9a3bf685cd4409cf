"""The command `eciap`: the platform's own commands by their names, everything else as Django knows it.

Imports happen inside, so that `eciap demo` does not wait for Django, and `eciap messages` needs no database.
"""

import contextlib
import os
import sys
from collections.abc import Iterator

SETTINGS = "eciap.config.settings"
# These ask no database, so none is started for them.
WITHOUT_DATABASE = {
    "help",
    "--help",
    "-h",
    "--version",
    "version",
    "collectstatic",
    "findstatic",
    "diffsettings",
    "api",
}


def main() -> None:
    """Run what was asked for on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", SETTINGS)
    try:
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        sys.exit(130)


def run(words: list[str]) -> int:
    """Run a command and return its exit code."""
    match words:
        case ["demo", *_]:
            os.environ["ECIAP_MODE"] = "demo"
            from eciap.config import demo

            return demo.main()
        case ["reset"]:
            from eciap.config import demo

            return demo.reset()
        case ["messages", *rest]:
            from eciap.config import messages

            return messages.main(rest)
        case ["prepare", *rest]:
            from eciap.config import demo_prepare

            return demo_prepare.main(rest)
        case ["serve", *_]:
            from eciap.config import serve

            serve.become_web_server()
        case ["metrics", *_]:
            from eciap.config import serve

            serve.read_what_was_counted()
        case ["worker", *rest]:
            words = ["run_worker", *rest]
    return django(words)


def django(words: list[str]) -> int:
    """Hand the words over to Django, with the embedded database running where that is the one in use."""
    from django.core.management import execute_from_command_line

    alone = not words or words[0] in WITHOUT_DATABASE
    with contextlib.nullcontext() if alone else _database():
        execute_from_command_line(["eciap", *words])
    return 0


@contextlib.contextmanager
def _database() -> Iterator[None]:
    from eciap.config import env, local_postgres, template_database

    environment = env.read()
    if environment.database_url:
        yield
        return
    with local_postgres.in_use(environment.var):
        template_database.ensure(local_postgres.address(environment.var), local_postgres.DATABASE)
        yield


if __name__ == "__main__":
    main()
