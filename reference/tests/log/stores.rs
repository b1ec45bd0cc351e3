//! The stores in memory keep the contract, and the contract finds stores that don't.

use bytes::Bytes;
use remote_log::address::AddressKind;
use remote_log::log::{Expect, Failure, Saved};
use remote_log::store::{Cas, Disk, MemoryCas, MemoryDisk, MemoryNs, Ns, Updates, contract};

#[test]
fn the_stores_in_memory_keep_the_contract() {
    for kind in [
        AddressKind::Opaque,
        AddressKind::Multihash,
        AddressKind::Cid,
    ] {
        assert_eq!(contract::cas(&mut MemoryCas::new(kind)), Ok(()));
    }
    assert_eq!(contract::ns(&mut MemoryNs::new()), Ok(()));
    assert_eq!(contract::disk(&mut MemoryDisk::new()), Ok(()));
}

/// A content store with one fault.
struct BadCas {
    good: MemoryCas,
    fault: &'static str,
    adds: u8,
}

impl Cas for BadCas {
    fn add(&mut self, content: &[u8]) -> Result<Bytes, Failure> {
        let address = self.good.add(content)?;
        self.adds += 1;
        match self.fault {
            "forgets" => self.good.set(&address, None),
            "numbers its addresses" => {
                let address = Bytes::from(vec![self.adds]);
                self.good
                    .set(&address, Some(Bytes::copy_from_slice(content)));
                return Ok(address);
            }
            _ => {}
        }
        Ok(address)
    }

    fn get(&mut self, address: &[u8]) -> Result<Bytes, Failure> {
        match self.good.get(address) {
            Err(Failure::NotFound) if self.fault == "answers absent with empty" => Ok(Bytes::new()),
            other => other,
        }
    }
}

#[test]
fn the_contract_names_what_a_content_store_breaks() {
    for (fault, requirement) in [
        ("forgets", "RL-SVC-1"),
        ("numbers its addresses", "RL-SVC-2"),
        ("answers absent with empty", "RL-SVC-3"),
    ] {
        let mut store = BadCas {
            good: MemoryCas::new(AddressKind::Opaque),
            fault,
            adds: 0,
        };
        let violation = contract::cas(&mut store).unwrap_err();
        assert_eq!(violation.requirement, requirement, "{fault}");
    }
}

/// A name system with one fault.
struct BadNs {
    good: MemoryNs,
    fault: &'static str,
}

impl Ns for BadNs {
    const UPDATES: Updates = Updates::CompareAndSet;

    fn fetch(&mut self, name: &str) -> Result<Bytes, Failure> {
        let name = match self.fault {
            "ignores case" => name.to_lowercase(),
            _ => name.to_owned(),
        };
        match self.good.fetch(&name) {
            Err(Failure::NotFound) if self.fault == "answers absent with empty" => Ok(Bytes::new()),
            Ok(content) if self.fault == "loses empty content" && content.is_empty() => {
                Err(Failure::NotFound)
            }
            other => other,
        }
    }

    fn update(&mut self, name: &str, content: &[u8], expect: &Expect) -> Result<(), Failure> {
        match self.fault {
            "keeps the first" if self.good.fetch(name).is_ok() => Ok(()),
            "overwrites" => self.good.update(name, content, &Expect::Any),
            "changes on conflict" => {
                let result = self.good.update(name, content, expect);
                self.good.update(name, content, &Expect::Any)?;
                result
            }
            _ => self.good.update(name, content, expect),
        }
    }
}

#[test]
fn the_contract_names_what_a_name_system_breaks() {
    for (fault, requirement) in [
        ("keeps the first", "RL-SVC-4"),
        ("answers absent with empty", "RL-SVC-5"),
        ("loses empty content", "RL-SVC-5"),
        ("overwrites", "RL-SVC-6"),
        ("changes on conflict", "RL-SVC-6"),
        ("ignores case", "RL-SVC-7"),
    ] {
        let mut store = BadNs {
            good: MemoryNs::new(),
            fault,
        };
        let violation = contract::ns(&mut store).unwrap_err();
        assert_eq!(violation.requirement, requirement, "{fault}");
    }
}

/// A name system without compare-and-set; an honest one refuses what it cannot keep.
struct LastWriteWins {
    good: MemoryNs,
    honest: bool,
}

impl Ns for LastWriteWins {
    const UPDATES: Updates = Updates::LastWriteWins;

    fn fetch(&mut self, name: &str) -> Result<Bytes, Failure> {
        self.good.fetch(name)
    }

    fn update(&mut self, name: &str, content: &[u8], expect: &Expect) -> Result<(), Failure> {
        if self.honest && *expect != Expect::Any {
            return Err(Failure::Unsupported);
        }
        self.good.update(name, content, &Expect::Any)
    }
}

#[test]
fn a_name_system_without_compare_and_set_must_say_so() {
    let mut store = LastWriteWins {
        good: MemoryNs::new(),
        honest: true,
    };
    assert_eq!(contract::ns(&mut store), Ok(()));
    let mut store = LastWriteWins {
        good: MemoryNs::new(),
        honest: false,
    };
    let violation = contract::ns(&mut store).unwrap_err();
    assert_eq!(violation.requirement, "RL-SVC-6");
}

/// A disk that takes every save for the whole state.
struct BadDisk(MemoryDisk);

impl Disk for BadDisk {
    fn load(&mut self) -> Result<Option<Bytes>, Failure> {
        self.0.load()
    }

    fn save(&mut self, state: &Saved) -> Result<(), Failure> {
        let (Saved::Append(bytes) | Saved::Replace(bytes)) = state;
        self.0.save(&Saved::Replace(bytes.clone()))
    }
}

#[test]
fn the_contract_finds_a_disk_that_does_not_append() {
    let violation = contract::disk(&mut BadDisk(MemoryDisk::new())).unwrap_err();
    assert_eq!(violation.requirement, "RL-READ-16");
}
