"""All the checks that need no test: each is run, all that fail are named, and the time of each is said."""

import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
ECIAP = ("-m", "eciap.config.cli")
CHECKS: dict[str, tuple[str, ...]] = {
    "lint": ("-m", "ruff", "check", "--quiet", "--output-format", "concise", "."),
    "style": ("-m", "ruff", "format", "--check", "."),
    "pins": ("tools/lock.py", "--check"),
    "built files": ("tools/vendor.py", "check"),
    "imports": ("-c", "import sys; from importlinter.cli import lint_imports_command as run; sys.exit(run())"),
    "messages": (*ECIAP, "messages", "check"),
    "settings": (*ECIAP, "check", "--fail-level", "WARNING"),
    "migrations": (*ECIAP, "makemigrations", "--check", "--dry-run"),
    "API": (*ECIAP, "api", "snapshot", "--check"),
    "types": ("-m", "mypy"),
}


def main() -> int:
    """Run every check, the quick ones first."""
    failed = []
    for name, words in CHECKS.items():
        begin = time.monotonic()
        done = subprocess.run([sys.executable, *words], cwd=ROOT, capture_output=True, text=True, check=False)
        print(f"{name:12} {'FAILED' if done.returncode else 'ok':6} {time.monotonic() - begin:5.1f} s", flush=True)
        if done.returncode:
            failed.append(name)
            print(f"{done.stdout}{done.stderr}".strip(), flush=True)
    if failed:
        print(f"\nNot good: {', '.join(failed)}.", file=sys.stderr)
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main())
