"""The operations on instances: writers, readers, stores and nodes."""

from collections.abc import Callable
from typing import Any

from remote_log.effects import Session

from .values import Object

OPENERS: dict[str, Callable[[Object], Session[Any]]] = {}
"""How each kind of instance is opened; the result is the instance."""

OPENED: dict[str, Callable[[Any, Object], Session[Object]]] = {}
"""What an instance does; the result is the ``ok`` of the answer."""
