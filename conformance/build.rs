//! Lists the vector files and the frozen revisions, so that the binary carries them and stands alone.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    embed("vectors", "embedded_vectors.rs")?;
    embed("spec/revisions", "embedded_revisions.rs")
}

/// Writes a list of the files `*.yaml` of a directory of the project, as source.
fn embed(directory: &str, source: &str) -> io::Result<()> {
    let within = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("..")
        .join(directory);
    println!("cargo:rerun-if-changed={}", within.display());
    let mut paths: Vec<PathBuf> = fs::read_dir(&within)?
        .map(|entry| Ok(entry?.path()))
        .collect::<io::Result<_>>()?;
    paths.retain(|path| {
        path.extension()
            .is_some_and(|extension| extension == "yaml")
    });
    paths.sort();
    let mut listing =
        String::from("/// Each file's name, and its text.\nconst EMBEDDED: &[(&str, &str)] = &[\n");
    for path in paths {
        let name = format!(
            "{directory}/{}",
            path.file_name().unwrap_or_default().to_string_lossy()
        );
        writeln!(listing, "    ({name:?}, include_str!({path:?})),").map_err(io::Error::other)?;
    }
    listing.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join(source), listing)
}
