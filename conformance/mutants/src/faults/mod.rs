//! The faults to choose from: one enum a family of requirements, and what is common to them.

mod addr;
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
pub use embed::EmbedFault;
pub use family::{FaultKind, Told};
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
