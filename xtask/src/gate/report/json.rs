//! The report for a program: one JSON object (`spec/gate.md`).

use serde::Serialize;

use super::told::Told;
use crate::gate::comparison::Comparison;
use crate::gate::kind::Kind;
use crate::gate::verdict::Objection;

#[derive(Serialize)]
struct Report<'t> {
    base: &'t str,
    exit: u8,
    kind: Option<Kind>,
    #[serde(flatten)]
    comparison: Option<&'t Comparison>,
    complaints: Vec<Complaint<'t>>,
}

#[derive(Serialize)]
struct Complaint<'t> {
    about: &'static str,
    file: &'t str,
    line: u32,
    message: &'t str,
}

pub fn text(told: &Told) -> String {
    let unreadable = told.unreadable.iter().map(|finding| ("input", finding));
    let objections = told.objections.iter().map(|objection| {
        let about = match objection {
            Objection::Lie(_) => "declaration",
            Objection::NeedsRevision(_) => "revision",
        };
        (about, objection.finding())
    });
    let complaints = unreadable.chain(objections);
    let report = Report {
        base: &told.base,
        exit: told.exit() as u8,
        kind: told.comparison.as_ref().and_then(Comparison::kind),
        comparison: told.comparison.as_ref(),
        complaints: complaints
            .map(|(about, finding)| Complaint {
                about,
                file: &finding.file,
                line: finding.line,
                message: &finding.message,
            })
            .collect(),
    };
    let text = serde_json::to_string_pretty(&report);
    text.expect("strings and numbers alone are written") + "\n"
}
