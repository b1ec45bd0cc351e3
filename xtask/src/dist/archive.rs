//! Packs a bundle so that the same files always make the same bytes.

use std::io;

use flate2::Compression;
use flate2::write::GzEncoder;
use tar::{Builder, Header};

use super::bundle::Bundle;

/// A gzipped tar archive with one directory. Times and owners are zero.
///
/// # Errors
/// A path that does not fit into an archive.
pub fn packed(bundle: &Bundle) -> io::Result<Vec<u8>> {
    let mut archive = Builder::new(GzEncoder::new(Vec::new(), Compression::best()));
    for (path, bytes) in &bundle.files {
        let mut header = Header::new_ustar();
        header.set_size(bytes.len() as u64);
        header.set_mode(0o644);
        header.set_mtime(0);
        archive.append_data(
            &mut header,
            format!("{}/{path}", bundle.name),
            bytes.as_slice(),
        )?;
    }
    archive.into_inner()?.finish()
}
