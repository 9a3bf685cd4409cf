#!/bin/sh
# Run a script with the first Python here that is new enough. `python3` alone will not do: under pyenv it is a
# shim that fails where the version named in .python-version is not installed, and it is that version we may fetch.
for python in python3 /usr/bin/python3 /usr/local/bin/python3 python3.13 python3.14 python3.12 python3.11; do
    if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1; then
        exec "$python" "$@"
    fi
done
echo "ECIAP needs Python 3.11 or newer as python3. On Debian or Ubuntu: apt-get install python3-venv" >&2
exit 1
