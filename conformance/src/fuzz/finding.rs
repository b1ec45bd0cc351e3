//! A finding, and the vector file that it becomes.

use std::collections::BTreeMap;
use std::fs::{create_dir_all, read_to_string, write};
use std::io;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};

use super::blame::Blame;
use super::input::Input;
use super::maker::Maker;
use crate::plural::plural;
use crate::vectors::{Case, NewFile};

/// A counterexample.
#[derive(Debug, Clone)]
pub struct Finding {
    /// The number of the case that showed it first.
    pub number: usize,
    /// What is to blame.
    pub blame: Blame,
    /// The case, as small as it got. Its id is made from what it says.
    pub case: Case,
    /// What happens in it, a line for each thing.
    pub told: Vec<String>,
    /// How many things happened when it was found.
    pub from: usize,
    /// How many things happen now.
    pub to: usize,
    /// Whether it gets no smaller.
    pub smallest: bool,
    /// Whether it happened again when it was asked alone; `None` if the search was stopped before that.
    pub repeats: Option<bool>,
    seed: u64,
    revision: String,
    names: BTreeMap<String, Vec<u8>>,
}

impl Finding {
    /// `None` if the input has no case, which what was found has.
    pub(super) fn new(
        maker: &Maker,
        number: usize,
        blame: Blame,
        from: usize,
        input: &Input,
        smallest: bool,
        repeats: Option<bool>,
    ) -> Option<Self> {
        let mut case = maker.case(input, format!("fuzz-{number}"))?;
        let told = input.told();
        case.why = told.join("\n");
        let mut finding = Self {
            number,
            blame,
            case,
            told,
            from,
            to: input.length(),
            smallest,
            repeats,
            seed: maker.seed,
            revision: maker.registry.revision().to_owned(),
            names: input.names(),
        };
        // The same case found again has the same id, and another one has another.
        let said = Sha256::digest(format!("{:?} {:?}", finding.case.world, finding.case.steps));
        let blamed = finding.blame.name().to_ascii_lowercase();
        finding.case.id = format!("fuzz-{blamed}-{}", hex::encode(&said[..4]));
        Some(finding)
    }

    /// How much smaller it got, in words that go on after the case's number.
    pub fn shrunk(&self) -> String {
        let Self { from, to, .. } = self;
        match (self.smallest, from == to) {
            (true, true) => String::new(),
            (true, false) => format!(", shrunk from {} to {to}", plural(*from, "action")),
            (false, true) => ", not shrunk".to_owned(),
            (false, false) => format!(", shrunk from {} to {to} so far", plural(*from, "action")),
        }
    }

    /// The vector file that holds it.
    pub fn text(&self) -> String {
        let about = format!(
            "Case {} of `rlog-conformance fuzz --seed {}`{}. It shows: {}.",
            self.number,
            self.seed,
            self.shrunk(),
            self.blame.name()
        );
        NewFile {
            subject: "A counterexample that was found by chance",
            about: &about,
            generated: None,
            revision: &self.revision,
            names: &self.names,
            cases: std::slice::from_ref(&self.case),
        }
        .text()
    }

    /// Writes the file into this directory, which is made if need be. A file that holds the same case stays.
    ///
    /// # Errors
    /// Those of the file system, with the path.
    pub fn save(&self, directory: &Path) -> Result<PathBuf, (PathBuf, io::Error)> {
        let path = directory.join(format!("{}.yaml", self.case.id));
        create_dir_all(directory).map_err(|error| (directory.to_owned(), error))?;
        if read_to_string(&path).is_err() {
            write(&path, self.text()).map_err(|error| (path.clone(), error))?;
        }
        Ok(path)
    }
}
