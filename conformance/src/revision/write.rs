//! Writes the file of a revision, a line for each thing that is frozen.

use std::fmt::Write as _;

use super::frozen::Revision;

impl Revision {
    /// The text of its file, `spec/revisions/NAME.yaml`, which [`Revision::read`] takes.
    pub fn text(&self) -> String {
        let mut out = format!(
            "# A frozen revision, written by `cargo xtask freeze` and never edited (see spec/gate.md).\nname: {}\nseal: \"{}\"\n",
            self.name,
            self.seal()
        );
        // Writing to a string does not fail.
        out.push_str("\nrequirements:\n");
        for (id, frozen) in &self.requirements {
            let _ = writeln!(
                out,
                "  - {{ id: {id}, level: {}, profile: {}, statement: \"{}\" }}",
                frozen.level.as_str(),
                frozen.profile,
                frozen.statement
            );
        }
        out.push_str("\nproperties:\n");
        for name in &self.properties {
            let _ = writeln!(out, "  - {name}");
        }
        out.push_str("\ncases:\n");
        for (id, hash) in &self.cases {
            let _ = writeln!(out, "  {id}: \"{hash}\"");
        }
        out
    }
}
