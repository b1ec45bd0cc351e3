//! The stories, one file a subject.

mod addresses;
mod all;
mod bounds;
mod contested;
mod crashes;
mod cycles;
mod embedding;
mod failing;
mod floor;
mod gaps;
mod heads;
mod messages;
mod missing;
#[cfg(feature = "model")]
pub mod model;
mod names;
mod once;
mod publishing;
mod reading;
mod sealing;
mod untrusted;
mod walks;
mod work;
mod writer_crashes;

pub use all::all;
