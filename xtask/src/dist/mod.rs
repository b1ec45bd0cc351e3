//! `cargo xtask dist`: what somebody needs who has no Rust toolchain: the harness as one program, and the vectors in a bundle.

mod archive;
mod binary;
mod bundle;
mod vectors_json;

use std::error::Error;
use std::path::{Path, PathBuf};
use std::{fs, io};

use sha2::{Digest, Sha256};

/// Where it is written, relative to the project.
const DIRECTORY: &str = "target/dist";

/// Something of it cannot be read or written.
#[derive(Debug, thiserror::Error)]
#[error("{} cannot be {verb}: {cause}", path.display())]
pub struct DiskError {
    path: PathBuf,
    verb: &'static str,
    cause: io::Error,
}

/// Writes both, with their checksums, and answers the paths.
///
/// # Errors
/// A harness that does not build or is not self-contained, vectors that are wrong, and what cannot be read or written.
pub fn run(root: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let directory = root.join(DIRECTORY);
    fs::create_dir_all(&directory).map_err(written(&directory))?;
    let (program, version) = binary::build(root)?;
    let named = format!(
        "rlog-conformance-{version}-{}-linux",
        std::env::consts::ARCH
    );
    let harness = directory.join(named);
    fs::copy(&program, &harness).map_err(written(&harness))?;

    let bundle = bundle::read(root, &version)?;
    let archive = directory.join(format!("{}.tar.gz", bundle.name));
    let bytes = archive::packed(&bundle)?;
    fs::write(&archive, bytes).map_err(written(&archive))?;

    let sums = directory.join("SHA256SUMS");
    let mut lines = String::new();
    for path in [&harness, &archive] {
        let bytes = fs::read(path).map_err(read(path))?;
        let name = path.file_name().unwrap_or_default().display();
        lines += &line_of_sums(&bytes, &name.to_string());
    }
    fs::write(&sums, lines).map_err(written(&sums))?;
    Ok(vec![harness, archive, sums])
}

/// A line as `sha256sum --check` reads it.
fn line_of_sums(bytes: &[u8], name: &str) -> String {
    format!("{}  {name}\n", hex::encode(Sha256::digest(bytes)))
}

fn read(path: &Path) -> impl Fn(io::Error) -> DiskError + '_ {
    failed(path, "read")
}

fn written(path: &Path) -> impl Fn(io::Error) -> DiskError + '_ {
    failed(path, "written")
}

fn failed<'a>(path: &'a Path, verb: &'static str) -> impl Fn(io::Error) -> DiskError + 'a {
    move |cause| DiskError {
        path: path.to_owned(),
        verb,
        cause,
    }
}

#[cfg(test)]
mod tests;
