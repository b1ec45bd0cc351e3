//! The faults to choose from: one enum a family of requirements, and what is common to them.

mod family;
mod fault;
mod limit;
mod name;
mod page;
mod read;
mod write;

pub use fault::{Fault, Faulty, UnknownFault};
pub use limit::LimitFault;
pub use name::NameFault;
pub use page::PageFault;
pub use read::ReadFault;
pub use write::WriteFault;
