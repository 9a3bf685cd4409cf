#!/bin/sh
# Set the checkout up, or see at once that it is: our own interpreter answers faster than any shim on the PATH.
if [ -x .venv/bin/python ] && .venv/bin/python -S tools/bootstrap.py --current "$@" 2>/dev/null; then
    exit 0
fi
exec sh tools/python.sh tools/bootstrap.py "$@"
