//! Properties: rules that are asked of generated inputs, so that a table of the published answers cannot pass.
//!
//! A property is a proptest strategy of ordinary cases. What a case must answer is known from how it was made (a page is
//! encoded from pairs, a story is told from a log), never from what an implementation printed.

mod address;
mod batch;
pub(crate) mod draft;
mod limit;
mod log;
mod message;
mod name;
mod odd_pages;
mod page;
mod read;
mod service;
mod store;
mod write;

pub use batch::{batch, is_generated, property_names, property_of, replay};
