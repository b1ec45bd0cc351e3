//! `cargo xtask results`: records what the suite says of the implementations that the project knows.

use std::path::Path;

use crate::known::{COMPLETE, OTHERS, RECORDS, build};

/// Records all of them.
pub fn run(root: &Path) -> Result<(), Box<dyn std::error::Error>> {
    let built = build(root)?;
    std::fs::create_dir_all(root.join(RECORDS))?;
    for known in COMPLETE.iter().chain(&OTHERS) {
        known.run(root, &built, &root.join(known.record()))?;
        println!("{} is recorded", known.record());
    }
    Ok(())
}
