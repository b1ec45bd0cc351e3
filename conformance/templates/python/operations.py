"""What the adapter can do. Put a function in the place of `unsupported`, and the hello lists the operation."""

from harness import unsupported
from shapes import Operations

OPERATIONS: Operations = {
    "page.decode": unsupported,
    "page.encode": unsupported,
    "service.decode": unsupported,
    "service.encode": unsupported,
    "message.id": unsupported,
    "message.decode": unsupported,
    "message.encode": unsupported,
    "message.check": unsupported,
    "payload.decode": unsupported,
    "payload.encode": unsupported,
    "address.check": unsupported,
    "writer.open": unsupported,
    "writer.append": unsupported,
    "writer.publish": unsupported,
    "reader.open": unsupported,
    "reader.sync": unsupported,
    "store.open": unsupported,
    "store.add": unsupported,
    "store.get": unsupported,
    "store.update": unsupported,
    "store.fetch": unsupported,
    "instance.drop": unsupported,
}
