//! Writes the seeds of every decoder as files, a directory each, for cargo-fuzz: `corpus DIR`.

use std::error::Error;
use std::path::Path;
use std::{env, fs};

use remote_log_parsers::{TARGETS, material};

fn main() -> Result<(), Box<dyn Error>> {
    let directory = env::args().nth(1).ok_or("say where to: corpus DIR")?;
    for target in TARGETS {
        let directory = Path::new(&directory).join(target.name);
        fs::create_dir_all(&directory)?;
        for (number, seed) in (target.seeds)(material()).iter().enumerate() {
            fs::write(directory.join(format!("seed-{number}")), seed)?;
        }
    }
    Ok(())
}
