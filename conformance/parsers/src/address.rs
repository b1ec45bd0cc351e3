//! Addresses of content: a check answers, and finds an address good for one content and as a whole.

use remote_log::address::{AddressKind, Checked, check, make};
use remote_log::wire::Reason;

use crate::refusal::is_readable;

/// The kinds, in the order of the input's first byte.
pub const KINDS: [AddressKind; 3] = [
    AddressKind::Multihash,
    AddressKind::Cid,
    AddressKind::Opaque,
];

/// A byte that says which kind, one that says how long the address is, the address, and then the content.
pub fn address(bytes: &[u8]) {
    let [kind, len, rest @ ..] = bytes else {
        return;
    };
    let kind = KINDS[usize::from(*kind) % KINDS.len()];
    let (address, content) = rest.split_at(rest.len().min(usize::from(*len)));
    let longer = |bytes: &[u8]| [bytes, &[0]].concat();
    match check(kind, address, content) {
        Ok(Checked::Verified) => {
            assert_ne!(
                kind,
                AddressKind::Opaque,
                "nothing can be verified (RL-ADDR-2)"
            );
            let other = check(kind, address, &longer(content)).map_err(|error| error.reason());
            assert_eq!(
                other,
                Err(Reason::Mismatch),
                "it is good for other content too"
            );
            let behind = check(kind, &longer(address), content).map_err(|error| error.reason());
            assert_eq!(
                behind,
                Err(Reason::Malformed),
                "it may have an end of any kind (RL-ADDR-8)"
            );
        }
        Ok(Checked::Unverified) => {}
        Err(error) => {
            assert_ne!(kind, AddressKind::Opaque, "it was looked into (RL-ADDR-2)");
            is_readable(&error);
        }
    }
    let made = match kind {
        AddressKind::Opaque => Checked::Unverified,
        AddressKind::Multihash | AddressKind::Cid => Checked::Verified,
    };
    assert_eq!(check(kind, &make(kind, content), content), Ok(made));
}
