//! The field `kind`: what the addresses of a content store are.

use remote_log::address::AddressKind;
use serde::Deserialize;

/// A kind of address as a line names it.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(crate) enum KindField {
    Opaque,
    Multihash,
    Cid,
}

impl From<KindField> for AddressKind {
    fn from(kind: KindField) -> Self {
        match kind {
            KindField::Opaque => AddressKind::Opaque,
            KindField::Multihash => AddressKind::Multihash,
            KindField::Cid => AddressKind::Cid,
        }
    }
}
