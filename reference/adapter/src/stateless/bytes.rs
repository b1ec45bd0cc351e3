//! The field `bytes`: what a decoder is asked about, and what an encoder answers.

use serde::{Deserialize, Serialize};

use crate::hex::Hex;

/// The input of a decoder, or the answer of an encoder.
#[derive(Deserialize, Serialize)]
pub(super) struct BytesField<'a> {
    pub(super) bytes: Hex<'a>,
}
