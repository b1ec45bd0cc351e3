//! Texts of the suite's own files, cut so that they hold one case or a few requirements.

use super::material::Material;

/// The longest text that is taken, in bytes.
const LONGEST: usize = 2500;

/// Of so many cases one is taken.
const ONE_IN: usize = 9;

const LEDGER: &str = include_str!("../../../adapters/python/ledger.yaml");
const REGISTRY: &str = include_str!("../../../../spec/requirements.yaml");

/// What begins a case or a requirement.
const ENTRY: &str = "\n  - id: ";

/// Vector files with one case each.
pub fn vectors(material: &Material) -> Vec<Vec<u8>> {
    let texts = material.suite.files.iter().flat_map(|file| {
        let mut parts = file.yaml.text.split(ENTRY);
        let head = parts.next().unwrap_or_default();
        parts.map(move |case| [head, ENTRY, case, "\n"].concat())
    });
    let short = texts.filter(|text| text.len() <= LONGEST);
    short.step_by(ONE_IN).map(String::into_bytes).collect()
}

/// A user's ledger, and one with both kinds of entries.
pub fn ledgers(_: &Material) -> Vec<Vec<u8>> {
    let both = "expected_failures:\n  - case: page-*\n    requirement: RL-PAGE-1\n    why: \"Not yet.\"\naccepted_skips:\n  - operation: node.*\n    why: \"Never.\"\n";
    vec![LEDGER.into(), both.into()]
}

/// Registries of a few requirements.
pub fn registries(_: &Material) -> Vec<Vec<u8>> {
    let mut parts = REGISTRY.split(ENTRY);
    let head = parts.next().unwrap_or_default();
    let entries: Vec<&str> = parts.collect();
    let few = |entries: &[&str]| {
        [head, ENTRY, &entries.join(ENTRY), "\n"]
            .concat()
            .into_bytes()
    };
    entries.chunks(3).step_by(ONE_IN).map(few).collect()
}
