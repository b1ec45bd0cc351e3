"""Run with `python3 -m unittest` in this directory. The values are those of the specification's worked examples."""
import json, pathlib, random, subprocess, sys, unittest
from adapter import answer

GROUP = bytes(range(32)).hex()
M1 = "8af70220" + GROUP + "90f702c0e8dcec059af7020568656c6c6f"
M1_ID = "bc9c163201e09444111f22768f590bd59ead276f4b02ddac93828d1fb1252f54"
M1_ADDRESS = "12200f5b693c9dab1d7c40ea527344c70312f73e61ca37c1b18ba3b2275abac57e87"
M3_ID = "dfacf21fb5b0fcc63b77d86d885a99ee065d5eb1ea886ffdcb5c59a90400c694"
M3_ADDRESS = "1220f5d7f044e1505463fcee7691ba4729c8929da540e2d9acb88db1e2a8a8d0ff48"
PAGE_P = "122077783c984ffdee3dbf0db03bac396734d037dffba6c87183b4065333e363f975"
HEAD = "0a460a22" + M3_ADDRESS + "1220" + M3_ID + "1222" + PAGE_P  # the head of the example "pages of hash pairs"


class WorkedExamples(unittest.TestCase):
    def test_a_head_is_read_and_written(self):
        page = {"pairs": [{"local": M3_ID, "remote": M3_ADDRESS, "data": ""}], "tail": PAGE_P}
        self.assertEqual(answer("page.decode", {"bytes": HEAD}), {"ok": page})
        self.assertEqual(answer("page.encode", page), {"ok": {"bytes": HEAD}})

    def test_a_message_is_read_and_written(self):
        message = {"group": GROUP, "timestamp": "1570190400", "body": b"hello".hex(), "metadata": None}
        self.assertEqual(answer("message.decode", {"bytes": M1, "numbers": "spec"}), {"ok": message})
        self.assertEqual(answer("message.encode", {**message, "numbers": "spec"}), {"ok": {"bytes": M1}})
        self.assertEqual(answer("message.id", message), {"ok": {"id": M1_ID}})

    def test_a_message_is_checked(self):
        self.assertEqual(answer("message.check", {"bytes": M1, "id": M1_ID, "group": GROUP}), {"ok": {}})
        self.assertEqual(answer("message.check", {"bytes": M1, "id": M3_ID, "group": GROUP}),
                         {"reject": {"reason": "mismatch", "detail": "id-mismatch"}})

    def test_an_address_is_checked(self):
        for kind, address in ("multihash", M1_ADDRESS), ("cid", "0155" + M1_ADDRESS):
            self.assertEqual(answer("address.check", {"kind": kind, "address": address, "content": M1}),
                             {"ok": {"checked": "verified"}})
            self.assertEqual(answer("address.check", {"kind": kind, "address": address, "content": ""}),
                             {"reject": {"reason": "mismatch", "detail": "digest-mismatch"}})


class Malformed(unittest.TestCase):
    def test_a_page_cut_anywhere_is_answered(self):
        whole = {0: "ok", 72: "ok", 108: "ok"}  # the cuts between fields leave a page
        for cut in range(len(HEAD) // 2 + 1):
            [kind] = answer("page.decode", {"bytes": HEAD[:2 * cut]})
            self.assertEqual(kind, whole.get(cut, "reject"), cut)

    def test_an_address_cut_anywhere_is_malformed(self):
        for kind, address in ("multihash", M1_ADDRESS), ("cid", "0155" + M1_ADDRESS):
            for cut in range(len(address) // 2):
                refused = answer("address.check", {"kind": kind, "address": address[:2 * cut], "content": M1})
                self.assertEqual(refused, {"reject": {"reason": "malformed", "detail": f"not-a-{kind}"}}, cut)

    def test_altered_bytes_never_make_a_fault(self):
        chance = random.Random(1)
        for _ in range(3000):
            data = bytearray.fromhex(chance.choice((HEAD, M1, M1_ADDRESS)))
            for _ in range(chance.randrange(1, 4)): data[chance.randrange(len(data))] = chance.randrange(256)
            for op, given in (("page.decode", {}), ("service.decode", {"message": "name_update"}),
                              ("message.decode", {"numbers": "spec"}), ("payload.decode", {"numbers": "legacy"}),
                              ("message.check", {"id": M1_ID, "group": GROUP}),
                              ("address.check", {"kind": "cid", "address": data.hex(), "content": M1}),
                              ("address.check", {"kind": "multihash", "address": data.hex(), "content": M1})):
                self.assertNotIn("fault", answer(op, {"bytes": data.hex(), **given}), data.hex())

    def test_groups_are_skipped_to_a_depth(self):
        nested = lambda depth: {"bytes": "1b" * depth + "1c" * depth}
        self.assertEqual(answer("page.decode", nested(100)), {"ok": {"pairs": [], "tail": ""}})
        self.assertEqual(answer("page.decode", nested(100_000)),
                         {"reject": {"reason": "malformed", "detail": "too-deep"}})


class Lines(unittest.TestCase):
    def test_each_line_is_answered(self):
        asked = [{"id": "0", "op": "hello", "in": {}}, {"id": "1", "op": "reader.sync", "in": {}},
                 {"id": "2", "op": "page.decode", "in": {"bytes": ""}}, {"id": "3", "op": "page.decode", "in": {}}]
        ran = subprocess.run([sys.executable, pathlib.Path(__file__).with_name("adapter.py")], text=True, check=True,
                             input="".join(json.dumps(line) + "\n" for line in asked), capture_output=True)
        answers = [json.loads(line) for line in ran.stdout.splitlines()]
        self.assertEqual([list(line) for line in answers],
                         [["id", "ok"], ["id", "unsupported"], ["id", "ok"], ["id", "fault"]])


if __name__ == "__main__":
    unittest.main()
