//! Writes cases as the text of a vector file, which the reader takes unchanged.

mod case;
mod names;
mod tree;
mod world;

use std::collections::BTreeMap;

use super::Case;
use names::Names;
use tree::{Tree, field, text};

/// A vector file that is to be written.
#[derive(Debug)]
pub struct NewFile<'a> {
    /// What it is about, a few words.
    pub subject: &'a str,
    /// A paragraph for the reader.
    pub about: &'a str,
    /// The command that writes the file, if it is never to be edited by hand.
    pub generated: Option<&'a str>,
    /// The revision of the registry that its cases were made by.
    pub revision: &'a str,
    /// Names for bytes that occur; what else occurs more than once is numbered.
    pub names: &'a BTreeMap<String, Vec<u8>>,
    /// At least one. Twins are left out, as they stand in other files.
    pub cases: &'a [Case],
}

impl NewFile<'_> {
    /// The text of the file. Bytes that occur more than once get a name, so that it can be edited by hand.
    pub fn text(&self) -> String {
        let mut cases: Vec<Tree> = self.cases.iter().map(case::tree).collect();
        let names = Names::given(self.names, self.cases, &mut cases);
        let mut fields = vec![
            field("subject", text(self.subject)),
            field("about", text(self.about)),
        ];
        if let Some(command) = self.generated {
            fields.push(field("generated", text(command)));
        }
        fields.push(field("revision", text(self.revision)));
        if let Some(names) = names.tree() {
            fields.push(field("let", names));
        }
        fields.push(field("cases", Tree::List(cases)));
        tree::written(&fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::YamlText;
    use crate::properties;
    use crate::registry::Registry;
    use crate::vectors::{Step, Suite};

    /// What a case says, without where it stands and what it is the twin of.
    fn said(case: &Case) -> String {
        let mut case = case.clone();
        case.twin = None;
        case.place.file.clear();
        case.place.line = 0;
        for step in &mut case.steps {
            if let crate::vectors::Step::Do(asked) = step {
                for assertion in &mut asked.expect {
                    assertion.place = case.place.clone();
                }
            }
        }
        format!("{case:#?}")
    }

    /// Every case of the suite and generated ones, which between them use all that the format has. No command writes
    /// scenarios.
    #[test]
    fn what_is_written_reads_back_as_the_same_cases() {
        let registry = Registry::embedded();
        let mut cases = Suite::embedded(&registry).expect("it is good").cases;
        cases.retain(|case| !matches!(case.steps[..], [Step::Scenario(_)]));
        cases.extend(properties::batch(7, 2));
        for cases in cases.chunks(50) {
            let file = NewFile {
                subject: "One: \"case\"",
                about: "It is \"quoted\": so.\nAnd goes on.\n\n# And on.",
                generated: Some("a: command"),
                revision: registry.revision(),
                names: &BTreeMap::new(),
                cases,
            };
            let text = file.text();
            let read = Suite::read([YamlText::new("new.yaml", text.clone())], &registry)
                .unwrap_or_else(|error| panic!("{error}\n{text}"));
            assert_eq!(read.files[0].subject, file.subject);
            assert_eq!(read.files[0].generated.as_deref(), file.generated);
            assert_eq!(read.files[0].about.as_deref(), Some(file.about));
            for (read, case) in read.cases.iter().zip(cases) {
                assert_eq!(said(read), said(case));
            }
        }
    }
}
