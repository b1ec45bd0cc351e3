//! Pages and messages taken apart, field by field, with the place of each in the bytes.

mod dissect;
mod render;
mod schema;

pub use dissect::{Dissection, Field, dissect};
