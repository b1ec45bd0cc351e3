//! The faults to choose from: one enum a family of requirements in the open bank, one a part of the base in
//! the blind bank, and what is common to them.

mod addr;
mod blind_format;
mod blind_node;
mod blind_reader;
mod blind_store;
mod blind_writer;
mod embed;
mod family;
mod fault;
mod limit;
mod msg;
mod name;
mod page;
mod read;
mod svc;
mod sync;
mod wire;
mod write;

pub use addr::AddrFault;
pub use blind_format::BlindFormatFault;
pub use blind_node::BlindNodeFault;
pub use blind_reader::BlindReaderFault;
pub use blind_store::BlindStoreFault;
pub use blind_writer::BlindWriterFault;
pub use embed::EmbedFault;
pub use family::{Bank, FaultKind, Told};
pub use fault::{Fault, Faulty, UnknownFault};
pub use limit::LimitFault;
pub use msg::MsgFault;
pub use name::NameFault;
pub use page::PageFault;
pub use read::ReadFault;
pub use svc::SvcFault;
pub use sync::SyncFault;
pub use wire::WireFault;
pub use write::WriteFault;
