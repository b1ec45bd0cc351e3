//! Pages: the links of a remote log, each a list of pairs and the address of the next older page.

mod decode;
mod encode;
mod pair;

pub use decode::Page;
pub use encode::encode;
pub use pair::Pair;
