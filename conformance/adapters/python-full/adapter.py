"""The adapter's entry: it looks whether Python and the libraries are there, and starts.

Written for any Python 3, so that an old one says what is wrong and not that it cannot parse this file.
"""

import importlib.util
import os
import sys

INSTALL = "python3.11 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.lock"
LIBRARIES = {"google": "protobuf", "multiformats": "multiformats"}


def main() -> None:
    """Start the adapter, or say in one sentence what is missing."""
    if sys.version_info < (3, 11):
        give_up("This adapter needs Python 3.11 or later, and this is %d.%d" % sys.version_info[:2])
    missing = [library for module, library in LIBRARIES.items() if importlib.util.find_spec(module) is None]
    if missing:
        give_up("This adapter needs Python packages that are not installed (%s)" % ", ".join(missing))
    try:
        from remote_log_adapter.engine import serve
    except ImportError as error:
        give_up("A Python package that this adapter needs does not fit (%s)" % error)
    serve(sys.stdin.buffer, sys.stdout.buffer)


def give_up(what: str) -> None:
    """Say what is wrong and how to mend it, and end."""
    here = os.path.dirname(os.path.abspath(__file__))
    sys.stderr.write("%s; in %s run: %s\n" % (what, here, INSTALL))
    sys.exit(1)


if __name__ == "__main__":
    main()
