//! Histories that show, between them, every transition of the pointer's state machine: found and judged by the model.

use std::collections::BTreeMap;

use remote_log_conformance::histories::{History, ReadingSettings, WritingSettings};
use remote_log_conformance::registry::Registry;
use remote_log_conformance::vectors::{Case, NewFile};
use remote_log_model::{self as model, Embed, cover};

use crate::vectors::generated::Generated;

const READING: &str = "\
Histories that the model found, judged by it. Between them, and those of the writer, they show every transition of the
pointer's state machine that histories of a few steps can show; each is named for one of them.
Bytes are named so: a is the content of the message a, a_id its id, a_at its address; p_c_ba is the page [c] -> [b a], a
capital letter where the content is embedded, and p_c_ba_at is its address.";

const WRITING: &str = "\
Histories that the model found, judged by it. Between them, and those of readers, they show every transition of the
pointer's state machine that histories of a few steps can show; each is named for one of them.
Bytes are named so: a is the content of the message a, and a_id is its id.";

/// The file of readers and the file of the writer.
pub fn files() -> [Generated; 2] {
    let (mut reading, mut writing) = (Story::default(), Story::default());
    for covering in cover() {
        match covering.history {
            model::History::Reading {
                layout,
                limits,
                actions,
            } => {
                let settings = ReadingSettings { layout, limits };
                reading.add(&covering.name, &History::Reading { settings, actions });
            }
            model::History::Writing {
                adds,
                compares,
                actions,
            } => {
                let settings = WritingSettings {
                    page_size: 2,
                    embed: if adds { Embed::Last(0) } else { Embed::All },
                    pointer: false,
                    compare_and_set: compares,
                };
                writing.add(&covering.name, &History::Writing { settings, actions });
            }
        }
    }
    [
        reading.file("model-reading", "Histories of readers", READING),
        writing.file("model-writing", "Histories of a writer", WRITING),
    ]
}

/// The cases of a file, and the names in them.
#[derive(Default)]
struct Story {
    cases: Vec<Case>,
    names: BTreeMap<String, Vec<u8>>,
}

impl Story {
    fn add(&mut self, name: &str, history: &History) {
        self.cases.push(history.case(format!("model-{name}")));
        self.names.extend(history.names());
    }

    fn file(self, name: &'static str, subject: &str, about: &str) -> Generated {
        let text = NewFile {
            subject,
            about,
            generated: Some("cargo xtask vectors"),
            revision: Registry::embedded().revision(),
            names: &self.names,
            cases: &self.cases,
        }
        .text();
        Generated {
            name,
            text,
            cases: self.cases.len(),
        }
    }
}
