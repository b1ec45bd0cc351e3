//! Lists the vector files, so that the binary carries them and stands alone.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let vectors = Path::new(env!("CARGO_MANIFEST_DIR")).join("../vectors");
    println!("cargo:rerun-if-changed={}", vectors.display());
    let mut paths: Vec<PathBuf> = fs::read_dir(&vectors)?
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
            "vectors/{}",
            path.file_name().unwrap_or_default().to_string_lossy()
        );
        writeln!(listing, "    ({name:?}, include_str!({path:?})),").map_err(io::Error::other)?;
    }
    listing.push_str("];\n");
    let out = env::var("OUT_DIR").map_err(io::Error::other)?;
    fs::write(Path::new(&out).join("embedded_vectors.rs"), listing)
}
