//! The harness as a program that needs nothing of the system it runs on but its kernel.

use std::env;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::programs::Programs;

/// Builds it with the C library inside, and answers where it is and its version.
///
/// # Errors
/// It does not build, or needs libraries of the system all the same.
pub fn build(root: &Path) -> Result<(PathBuf, String), Box<dyn Error>> {
    let target = format!("{}-unknown-linux-gnu", env::consts::ARCH);
    let built = Programs::build_for(root, &["remote-log-conformance"], &target)?;
    let program = built.program("rlog-conformance")?.to_owned();
    let bytes = std::fs::read(&program).map_err(super::read(&program))?;
    // The path of the dynamic linker stands in every program that needs one.
    if bytes.windows(LOADER.len()).any(|window| window == LOADER) {
        return Err(format!(
            "{} needs libraries of the system. Is the static C library there? On Debian, `apt-get install libc6-dev` brings it.",
            program.display()
        )
        .into());
    }
    let said = Command::new(&program).arg("--version").output()?.stdout;
    let said = String::from_utf8(said)?;
    let version = said.split_whitespace().last().unwrap_or_default();
    Ok((program, version.to_owned()))
}

const LOADER: &[u8] = b"/ld-linux";
