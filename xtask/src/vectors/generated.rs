//! A generated file as it is to stand on disk.

use std::sync::LazyLock;

use super::{subjects, yaml};

/// A generated file.
pub struct Generated {
    /// Without the extension.
    pub name: &'static str,
    pub text: String,
    /// How many cases it holds.
    pub cases: usize,
}

/// Every generated file. The model takes some seconds to find its histories, so that is done once.
pub fn generated() -> &'static [Generated] {
    static GENERATED: LazyLock<Vec<Generated>> = LazyLock::new(|| {
        let told = subjects::all().into_iter().map(|file| Generated {
            name: file.name,
            text: yaml::text(&file),
            cases: file.cases.len(),
        });
        #[allow(unused_mut)] // without the model there is nothing to add
        let mut files: Vec<Generated> = told.collect();
        #[cfg(feature = "model")]
        files.extend(subjects::model::files());
        files
    });
    &GENERATED
}
