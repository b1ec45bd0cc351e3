//! A bundle is whole, and the same each time. That the harness is self-contained is tried by `.ci/run`, which builds it.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;
use std::sync::LazyLock;

use serde_json::Value;

use super::bundle::{Bundle, read};
use super::{archive, line_of_sums};

static BUNDLE: LazyLock<Bundle> = LazyLock::new(|| {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    read(&root, "0.1.0").unwrap_or_else(|error| panic!("{error}"))
});

fn unpacked(bundle: &Bundle) -> BTreeMap<String, Vec<u8>> {
    let packed = archive::packed(bundle).expect("it is packed in memory");
    let mut archive = tar::Archive::new(flate2::read::GzDecoder::new(packed.as_slice()));
    let entries = archive.entries().expect("what was packed is an archive");
    entries
        .map(|entry| {
            let mut entry = entry.expect("each entry is whole");
            let path = entry.path().expect("a path").display().to_string();
            let mut bytes = Vec::new();
            entry.read_to_end(&mut bytes).expect("it is in memory");
            (path, bytes)
        })
        .collect()
}

#[test]
fn all_files_stand_in_one_directory_with_their_sums() {
    let bundle = &*BUNDLE;
    let files = unpacked(bundle);
    let inside = |path: &str| &files[&format!("{}/{path}", bundle.name)];
    assert!(bundle.name.starts_with("remote-log-vectors-0.1.0-"));
    let sums = String::from_utf8(inside("SHA256SUMS").clone()).expect("sums are text");
    for path in [
        "README.md",
        "vectors.json",
        "vectors/wire-pages.yaml",
        "proto/remotelog.proto",
    ] {
        assert!(sums.contains(&line_of_sums(inside(path), path)), "{path}");
    }
    assert_eq!(sums.lines().count() + 1, files.len());
}

#[test]
fn the_same_files_make_the_same_bytes() {
    let packed = || archive::packed(&BUNDLE).expect("it is packed in memory");
    assert_eq!(packed(), packed());
}

#[test]
fn the_json_has_every_case_with_its_names_written_out() {
    let bundle = &*BUNDLE;
    let (_, bytes) = bundle
        .files
        .iter()
        .find(|(path, _)| path == "vectors.json")
        .expect("it is in the bundle");
    let json: Value = serde_json::from_slice(bytes).expect("it is JSON");
    let cases = json["cases"].as_array().expect("cases are a list");
    let yaml: usize = bundle
        .files
        .iter()
        .filter(|(path, _)| path.starts_with("vectors/"))
        .map(|(_, bytes)| String::from_utf8_lossy(bytes).matches("\n  - id: ").count())
        .sum();
    assert_eq!(cases.len(), yaml);
    let named = |id: &str| {
        cases
            .iter()
            .find(|case| case["id"] == id)
            .expect("it is there")
    };
    // In the YAML the remote address is `$m_at`.
    let pair = &named("write-pair-points")["steps"][2]["expect"][0]["decodes"]["to"]["pairs"][0];
    let address = "12202cf24dba5fb0a30e26e83b2ac5b9e29e1b161e5c1fa7425e73043362938b9824";
    assert_eq!(pair["remote"], address);
    assert_eq!(json["requirements"]["RL-PAGE-5"]["level"], "MUST");
}
