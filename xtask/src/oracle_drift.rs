//! `cargo xtask oracles --check`: whether the checked-in code is what would be written now.

use std::error::Error;
use std::path::Path;
use std::{fs, io};

use super::oracles;

/// Writes the code in a directory of its own and compares it, file by file.
pub fn check(root: &Path) -> Result<(), Box<dyn Error>> {
    let fresh = tempfile::tempdir()?;
    let schema = fresh.path().join("spec/proto");
    fs::create_dir_all(&schema)?;
    for name in names(&root.join("spec/proto"))? {
        fs::copy(root.join("spec/proto").join(&name), schema.join(&name))?;
    }
    oracles::run(fresh.path())?;
    for library in ["prost", "buffa"] {
        let place = Path::new("reference/tests/oracles").join(library);
        let (written, kept) = (fresh.path().join(&place), root.join(&place));
        let mut all = names(&written)?;
        all.extend(names(&kept)?);
        for name in all {
            if fs::read(written.join(&name)).ok() != fs::read(kept.join(&name)).ok() {
                let path = place.join(name);
                return Err(format!(
                    "{}: not what spec/proto says. Run `cargo xtask oracles`.",
                    path.display()
                )
                .into());
            }
        }
    }
    Ok(())
}

fn names(directory: &Path) -> io::Result<Vec<String>> {
    let entries = fs::read_dir(directory)?;
    entries
        .map(|entry| Ok(entry?.file_name().to_string_lossy().into_owned()))
        .collect()
}
