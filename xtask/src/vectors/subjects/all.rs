//! The generated files, in the order of the specification.

use super::*;
use crate::vectors::file::VectorFile;

/// Every generated file.
pub fn all() -> Vec<VectorFile> {
    vec![
        addresses::file(),
        embedding::file(),
        names::file(),
        heads::file(),
        floor::file(),
        reading::file(),
        once::file(),
        walks::file(),
        gaps::file(),
        missing::file(),
        untrusted::file(),
        cycles::file(),
        crashes::file(),
        work::file(),
        bounds::file(),
        publishing::file(),
        sealing::file(),
        failing::file(),
        writer_crashes::file(),
        contested::file(),
        messages::file(),
    ]
}
