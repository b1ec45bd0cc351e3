"""The adapter's entry: it looks whether Python and the libraries are there, and starts.

Written for any Python 3, so that an old one says what is wrong and not that it cannot parse this file.
"""

import os
import sys

INSTALL = "python3.11 -m venv .venv && .venv/bin/pip install --require-hashes -r requirements.lock"


def main():
    """Start the adapter, or say in one sentence what is missing."""
    here = os.path.dirname(os.path.abspath(__file__))
    if sys.version_info < (3, 11):
        running = "%d.%d" % sys.version_info[:2]
        give_up("This adapter needs Python 3.11 or later and runs on %s; in %s run: %s" % (running, here, INSTALL))
    try:
        from remote_log_adapter.engine import serve
    except ModuleNotFoundError as error:
        give_up("The Python package %r is missing; in %s run: %s" % (error.name, here, INSTALL))
    except ImportError as error:
        give_up("A Python package does not fit (%s); in %s run: %s" % (error, here, INSTALL))
    serve(sys.stdin.buffer, sys.stdout.buffer)


def give_up(sentence):
    """Say what is wrong, and end."""
    sys.stderr.write(sentence + "\n")
    sys.exit(1)


if __name__ == "__main__":
    main()
