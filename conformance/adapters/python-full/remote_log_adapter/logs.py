"""Writers and readers as instances of the protocol."""

from typing import Any

from remote_log.catch_up import Report
from remote_log.effects import Session
from remote_log.limits import Limits
from remote_log.log_settings import ALL, LogToRead, LogToWrite
from remote_log.reader import Reader
from remote_log.writer import NewItem, Writer

from .values import Object, hexes, optional_bytes


def log_to_write(given: Object) -> LogToWrite:
    """A log's settings, as a writer and a node are told them."""
    embed = ALL if given["embed"] == "all" else int(given["embed"])
    return LogToWrite(
        given["name"], optional_bytes(given["group"]), int(given["page_size"]), embed, pointer=given["head"] == "pointer"
    )


def open_writer(given: Object) -> Session[Writer]:
    """Open a writer."""
    return Writer.open(log_to_write(given))


def writer_append(writer: Writer, given: Object) -> Session[Object]:
    """Append items."""
    items = [NewItem(optional_bytes(item["id"]), bytes.fromhex(item["data"])) for item in given["items"]]
    statuses = yield from writer.append(items)
    return {"items": [{"id": item_id.hex(), "status": status} for item_id, status in statuses]}


def writer_publish(writer: Writer, given: Object) -> Session[Object]:  # noqa: ARG001 (a publish needs no time)
    """Publish."""
    return {"status": (yield from writer.publish())}


def open_reader(given: Object) -> Session[Reader]:
    """Open a reader."""
    limits = Limits(**{name: int(given["limits"][name]) for name in Limits._fields})
    return Reader.open(LogToRead(given["name"], optional_bytes(given["group"]), given["kind"], limits))


def reader_sync(reader: Reader, given: Object) -> Session[Object]:
    """Catch up."""
    return _of_report((yield from reader.sync(int(given["now"]))))


def _of_report(report: Report) -> Object:
    evidence: Any = None
    if report.evidence is not None:
        floor, head = report.evidence
        evidence = {"floor": floor.hex(), "head": head.hex()}
    return {
        "head": report.head,
        "delivered": [{"id": item.id.hex(), "data": item.data.hex(), "check": item.check} for item in report.delivered],
        "missing": [{"id": item_id.hex(), "reason": reason} for item_id, reason in report.missing.items()],
        "gaps": [{"address": address.hex(), "reason": reason} for address, reason in report.gaps.items()],
        "cycles": hexes(report.cycles),
        "inserted": hexes(report.inserted),
        "reordered": report.reordered,
        "evidence": evidence,
    }
