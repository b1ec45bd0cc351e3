//! Writes a request.

use std::io::Write;

/// Appends the line of a request, its end included. `op` holds nothing that JSON escapes, and `input` is JSON.
pub fn write_request(out: &mut Vec<u8>, id: u64, op: &str, input: &[u8]) {
    write!(out, r#"{{"id":"{id}","op":"{op}","in":"#)
        .expect("a Vec takes whatever is written to it");
    out.extend_from_slice(input);
    out.extend_from_slice(b"}\n");
}
