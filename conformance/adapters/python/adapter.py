"""The stateless part of the remote log behind the adapter protocol, in Python's standard library alone."""
import collections, functools, hashlib, json, re, sys

class Reject(Exception): pass
def refuse(reason="malformed", **faults):
    for detail, found in faults.items():
        if found: raise Reject(reason, detail.replace("_", "-"))

VARINT, FIXED64, DELIMITED, GROUP, END, FIXED32 = range(6)  # protobuf's wire types
Type = collections.namedtuple("Type", "wire absent read write many", defaults=[False])
def many(kind): return kind._replace(many=True)
def fields(first, **kinds):  # a message, its fields numbered from `first` on
    table = dict(enumerate(kinds.items(), first))
    return Type(DELIMITED, None, functools.partial(read, table), functools.partial(write, table))
def take(data, count):  # off the front of a bytearray
    refuse(truncated=count > len(data))
    taken, data[:count] = data[:count], b""
    return taken
def varint(data, nth=1):
    byte = take(data, 1)[0]
    refuse(varint_too_long=nth == 10 and byte > 1)  # of 64 bits, one is left for the tenth byte
    return byte if byte < 128 else byte & 127 | varint(data, nth + 1) << 7
def read(table, data, message=None, group=None, depth=0):  # a repeated message is merged into the one before
    message = message or {name: [] if kind.many else kind.absent for name, kind in table.values()}
    while data:
        number, wire = divmod(tag := varint(data), 8)
        refuse(tag_too_large=tag >> 32, field_zero=tag < 8, bad_wire_type=wire > FIXED32, too_deep=depth > 100)
        name, kind = table.get(number, (None, None))
        refuse(wrong_wire_type=kind and wire != kind.wire, group_mismatch=wire == END and number != group)
        if wire == END: return message
        if wire == VARINT: value = varint(data)
        elif wire == GROUP: value = read({}, data, None, number, depth + 1)  # unknown, like all that is in it
        else: value = take(data, 8 if wire == FIXED64 else 4 if wire == FIXED32 else varint(data))
        if kind and kind.many: message[name].append(kind.read(value))
        elif kind: message[name] = kind.read(value, message[name])
    refuse(group_unended=group)
    return message
def put(n): return bytes([n]) if n < 128 else bytes([n & 127 | 128]) + put(n >> 7)
def write(table, message):
    values = [(number << 3 | kind.wire, kind.write(v)) for number, (name, kind) in table.items()
              for v in (message[name] if kind.many else [message[name]]) if kind.many or v != kind.absent]
    return b"".join(put(tag) + (put(v) if isinstance(v, int) else put(len(v)) + v) for tag, v in values)

BYTES = Type(DELIMITED, "", lambda data, before=None: data.hex(), bytes.fromhex)
STRING = Type(DELIMITED, "", lambda data, before=None: data.decode(), str.encode)
INT64 = Type(VARINT, "0", lambda n, before=None: str(n - (n >> 63 << 64)), lambda text: int(text) % 2**64)
BOOL = Type(VARINT, False, lambda n, before=None: n > 0, int)
METADATA = fields(1, parents=many(BYTES), ephemeral=BOOL)
def mvds(message, payload):  # by the numbers of their first fields
    ids, each = many(BYTES), fields(message, group=BYTES, timestamp=INT64, body=BYTES, metadata=METADATA)
    return dict(message=each, payload=fields(payload, acks=ids, offers=ids, requests=ids, messages=many(each)))
KINDS = {"spec": mvds(6001, 5001), "legacy": mvds(1, 1), None: {
    "page": fields(1, pairs=many(fields(1, remote=BYTES, local=BYTES, data=BYTES)), tail=BYTES),
    "content": fields(1, data=BYTES), "address": fields(1, id=BYTES), "response": fields(1, data=BYTES),
    "query": fields(1, name=STRING), "name_update": fields(1, name=STRING, content=BYTES)}}
def kind_of(family, given): return KINDS[given.get("numbers")][given.get("message", family)]

def decode(family, given):
    message = kind_of(family, given).read(bytearray.fromhex(given["bytes"]))
    refuse("invalid", local_hash_length=any(len(pair["local"]) != 64 for pair in message.get("pairs", [])))
    return {"fields": message} if family == "service" else message
def encode(family, given): return {"bytes": kind_of(family, given).write(given.get("fields", given)).hex()}
def message_id(given):
    group, time, body = BYTES.write(given["group"]), INT64.write(given["timestamp"]), BYTES.write(given["body"])
    return {"id": hashlib.sha256(b"MESSAGE_ID" + group + time.to_bytes(8, "little") + body).hexdigest()}
def message_check(given):
    message = decode("message", {"bytes": given["bytes"], "numbers": "spec"})
    refuse("invalid", empty=not given["bytes"], group_length=len(message["group"]) != 64)
    refuse("mismatch", id_mismatch=message_id(message)["id"] != given["id"])
    return refuse("mismatch", group_mismatch_with_log=message["group"] != given["group"]) or {}
NUMBER = rb"(\0|[\x80-\xff]{0,8}[\x01-\x7f])"  # a varint of multiformats, never longer than need be
ADDRESSES = {"multihash": rb"()NN(.*)", "cid": rb"(?:\x01N|(?=\x12\x20))NN(.*)"}
HASHES = {b"\x12": hashlib.sha256, b"\x13": hashlib.sha512, b"\x16": hashlib.sha3_256}
def address_check(given):
    if (kind := given["kind"]) == "opaque": return {"checked": "unverified"}
    parts = re.fullmatch(ADDRESSES[kind].replace(b"N", NUMBER), bytes.fromhex(given["address"]), re.DOTALL)
    refuse(**{f"not_a_{kind}": not parts})
    codec, function, length, digest = parts.groups()  # codec: empty of a plain multihash, None of a CIDv0
    left = len(digest) - varint(bytearray(length))
    refuse(**{f"not_a_{kind}": left < 0}, trailing_bytes=left > 0)
    hashed = HASHES.get(function)
    if codec not in (b"", b"\x55") or not hashed and function != b"\0": return {"checked": "unverified"}
    refuse("invalid", identity_hash=not hashed, digest_length=hashed and len(digest) != hashed().digest_size)
    refuse("mismatch", digest_mismatch=digest != hashed(bytes.fromhex(given["content"])).digest())
    return {"checked": "verified"}

OPERATIONS = {"message.id": message_id, "message.check": message_check, "address.check": address_check}
for family in ("page", "service", "message", "payload"):
    OPERATIONS |= {f"{family}.{way.__name__}": functools.partial(way, family) for way in (decode, encode)}
HELLO = {"protocol": "1", "name": "remote-log-py", "version": "1", "language": "python", "details": True,
         "operations": list(OPERATIONS), "profiles": ["core", "strict-wire", "verify", "mvds", "mvds-legacy"]}
def answer(op, given):
    if op == "hello": return {"ok": HELLO}
    try: return {"ok": OPERATIONS[op](given)} if op in OPERATIONS else {"unsupported": {}}
    except Reject as no: return {"reject": dict(zip(("reason", "detail"), no.args))}
    except UnicodeDecodeError: return {"reject": {"reason": "malformed", "detail": "not-utf8"}}
    except Exception as error: return {"fault": {"message": repr(error)}}
if __name__ == "__main__":
    for request in map(json.loads, sys.stdin.buffer):
        print(json.dumps({"id": request["id"], **answer(request["op"], request["in"])}), flush=True)
