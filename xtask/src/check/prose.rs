//! The prose states each requirement once, under the heading that the registry names.

use std::collections::HashMap;

use remote_log_conformance::diagnostic::YamlText;
use remote_log_conformance::registry::Registry;

use crate::finding::Finding;

/// An id in bold brackets, and where it stands.
struct Mark<'a> {
    id: &'a str,
    file: &'a str,
    line: u32,
    heading: &'a str,
}

/// Compares the marks of the prose with the registry.
pub fn compare(prose: &[YamlText], registry: &Registry, registry_name: &str) -> Vec<Finding> {
    let in_prose = |mark: &Mark<'_>, message| Finding {
        file: mark.file.into(),
        line: mark.line,
        message,
    };
    let mut found = Vec::new();
    let mut first: HashMap<&str, Mark<'_>> = HashMap::new();
    for mark in prose.iter().flat_map(marks) {
        let Some(requirement) = registry.requirement(mark.id) else {
            let message = format!(
                "The registry has no {}. Add it there, or correct the id.",
                mark.id
            );
            found.push(in_prose(&mark, message));
            continue;
        };
        if let Some(stated) = first.get(mark.id) {
            let message = format!(
                "{} is stated already, at {}:{}. State each rule once.",
                mark.id, stated.file, stated.line
            );
            found.push(in_prose(&mark, message));
            continue;
        }
        if mark.heading != requirement.section {
            let message = format!(
                "{} stands under \"{}\", and the registry says \"{}\". Move it, or correct its section.",
                mark.id, mark.heading, requirement.section
            );
            found.push(in_prose(&mark, message));
        }
        first.insert(mark.id, mark);
    }
    for requirement in registry.requirements() {
        if !first.contains_key(requirement.id.as_str()) {
            let message = format!(
                "No chapter states {}. Mark its sentence with **[{0}]**.",
                requirement.id
            );
            found.push(Finding {
                file: registry_name.into(),
                line: requirement.line,
                message,
            });
        }
    }
    found
}

/// Every `**[RL-…]**`, in order.
fn marks(prose: &YamlText) -> Vec<Mark<'_>> {
    let mut marks = Vec::new();
    let mut heading = "";
    for (line, content) in (1..).zip(prose.text.lines()) {
        if content.starts_with('#') {
            heading = content.trim_start_matches('#').trim();
        }
        for rest in content.split("**[").skip(1) {
            if let Some((id, _)) = rest.split_once("]**") {
                marks.push(Mark {
                    id,
                    file: &prose.name,
                    line,
                    heading,
                });
            }
        }
    }
    marks
}
