//! Which cases of the suite are asked.

use globset::{Glob, GlobMatcher};

use crate::registry::Registry;
use crate::vectors::Case;

/// What a user selects by, all of it globs. Within one list any pattern may match; every list that is not empty must.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Case ids.
    pub cases: Vec<String>,
    /// Families of requirements, `WIRE`, of which a case asserts at least one.
    pub families: Vec<String>,
    /// Profiles of cases.
    pub profiles: Vec<String>,
    /// Requirements that a case asserts.
    pub requirements: Vec<String>,
    /// Names of vector files, with or without their directory.
    pub files: Vec<String>,
}

/// Why a filter selects nothing.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum FilterError {
    /// A glob that is none.
    #[error("`{pattern}` is no pattern: {why}.")]
    Pattern {
        /// What was given.
        pattern: String,
        /// What is wrong with it.
        why: String,
    },
    /// A pattern that no case matches, most likely mistyped.
    #[error("No case matches --{option} {pattern}. `rlog-conformance list` shows what there is.")]
    Unmatched {
        /// The option's name.
        option: &'static str,
        /// What was given.
        pattern: String,
    },
    /// Patterns that match some case each, but none together.
    #[error("Each of the filters matches some case, but no case matches them all.")]
    Nothing,
}

/// The patterns of one option, compiled.
struct Criterion {
    option: &'static str,
    globs: Vec<(String, GlobMatcher)>,
}

impl Filter {
    /// The cases that match, in their order.
    ///
    /// # Errors
    /// A bad pattern, a pattern that matches no case, or nothing left.
    pub fn select(&self, cases: Vec<Case>, registry: &Registry) -> Result<Vec<Case>, FilterError> {
        let criteria = [
            Criterion::new("case", &self.cases)?,
            Criterion::new("family", &self.families)?,
            Criterion::new("profile", &self.profiles)?,
            Criterion::new("requirement", &self.requirements)?,
            Criterion::new("file", &self.files)?,
        ];
        for Criterion { option, globs } in &criteria {
            let found = |glob: &GlobMatcher| {
                cases.iter().any(|case| {
                    values(option, case, registry)
                        .iter()
                        .any(|value| glob.is_match(value))
                })
            };
            if let Some((pattern, _)) = globs.iter().find(|(_, glob)| !found(glob)) {
                return Err(FilterError::Unmatched {
                    option,
                    pattern: pattern.clone(),
                });
            }
        }
        let selected: Vec<Case> = cases
            .into_iter()
            .filter(|case| {
                criteria
                    .iter()
                    .all(|criterion| criterion.allows(case, registry))
            })
            .collect();
        if selected.is_empty() {
            Err(FilterError::Nothing)
        } else {
            Ok(selected)
        }
    }
}

impl Criterion {
    fn new(option: &'static str, patterns: &[String]) -> Result<Self, FilterError> {
        let compile = |pattern: &String| match Glob::new(pattern) {
            Ok(glob) => Ok((pattern.clone(), glob.compile_matcher())),
            Err(error) => Err(FilterError::Pattern {
                pattern: pattern.clone(),
                why: error.kind().to_string(),
            }),
        };
        Ok(Self {
            option,
            globs: patterns.iter().map(compile).collect::<Result<_, _>>()?,
        })
    }

    fn allows(&self, case: &Case, registry: &Registry) -> bool {
        let values = values(self.option, case, registry);
        self.globs.is_empty()
            || self
                .globs
                .iter()
                .any(|(_, glob)| values.iter().any(|value| glob.is_match(value)))
    }
}

/// What of a case the patterns of an option are held against.
fn values<'a>(option: &str, case: &'a Case, registry: &'a Registry) -> Vec<&'a str> {
    match option {
        "case" => vec![&case.id],
        "profile" => vec![&case.profile],
        "requirement" => case.requirements(),
        "family" => {
            let requirements = case
                .requirements()
                .into_iter()
                .filter_map(|id| registry.requirement(id));
            requirements
                .map(|requirement| requirement.family())
                .collect()
        }
        _ => {
            let file = case.place.file.as_str();
            vec![file, file.rsplit(['/', '\\']).next().unwrap_or(file)]
        }
    }
}
