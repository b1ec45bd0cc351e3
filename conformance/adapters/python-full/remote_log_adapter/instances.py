"""The operations on instances: writers, readers, stores and nodes."""

from collections.abc import Callable
from typing import Any

from remote_log.effects import Session

from .logs import open_reader, open_writer, reader_sync, writer_append, writer_publish
from .nodes import node_append, node_epoch, node_helper, node_peers, node_receive, open_node
from .stores import open_store, store_add, store_fetch, store_get, store_update
from .values import Object

OPENERS: dict[str, Callable[[Object], Session[Any]]] = {
    "writer.open": open_writer,
    "reader.open": open_reader,
    "store.open": open_store,
    "node.open": open_node,
}
"""How each kind of instance is opened; the result is the instance."""

OPENED: dict[str, Callable[[Any, Object], Session[Object]]] = {
    "writer.append": writer_append,
    "writer.publish": writer_publish,
    "reader.sync": reader_sync,
    "store.add": store_add,
    "store.get": store_get,
    "store.update": store_update,
    "store.fetch": store_fetch,
    "node.peers": node_peers,
    "node.append": node_append,
    "node.epoch": node_epoch,
    "node.receive": node_receive,
    "node.helper": node_helper,
}
"""What an instance does; the result is the ``ok`` of the answer."""
