//! How a store makes an address.

use cid::Cid;

use super::AddressKind;
use super::check::RAW;
use super::function;

/// The address that a store of this kind gives `content`, by its sha2-256: the bare digest under the kind opaque, a
/// multihash, or a CIDv1 of codec raw.
pub fn make(kind: AddressKind, content: &[u8]) -> Vec<u8> {
    let hash = function::sha2_256(content);
    match kind {
        AddressKind::Opaque => hash.digest().to_vec(),
        AddressKind::Multihash => hash.to_bytes(),
        AddressKind::Cid => {
            let mut address = Vec::new();
            Cid::new_v1(RAW, hash)
                .write_bytes(&mut address)
                .expect("a Vec takes whatever is written to it");
            address
        }
    }
}
