//! Reads the registry strictly, and says with file and line what is wrong with it.

use std::collections::HashMap;

use serde::Deserialize;
use serde_saphyr::{Location, Spanned};

use super::entry::{Level, Registry, Requirement, Status};
use crate::diagnostic::{Diagnostic, Diagnostics, YamlText};
use crate::yaml::{Node, Yaml, document, fault, typed};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRegistry {
    revision: String,
    profiles: Node,
    requirements: Vec<Spanned<RawRequirement>>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RawRequirement {
    id: Spanned<String>,
    level: Spanned<String>,
    profile: Spanned<String>,
    source: Spanned<String>,
    section: String,
    statement: String,
    #[serde(default)]
    needs: Vec<Spanned<String>>,
    status: Spanned<String>,
    #[serde(default)]
    mutant: Option<Spanned<String>>,
}

pub(super) fn read(yaml: &YamlText) -> Result<Registry, Diagnostics> {
    document(yaml)?;
    let raw: RawRegistry = typed(yaml)?;
    let profiles = profiles(yaml, &raw.profiles)?;
    let mut faults = Vec::new();
    let mut by_id: HashMap<String, usize> = HashMap::new();
    let mut requirements = Vec::new();
    for (at, raw) in raw.requirements.iter().enumerate() {
        let id = &raw.value.id;
        if by_id.insert(id.value.clone(), at).is_some() {
            let message = format!(
                "{} is used twice. Ids are never reused; take the next free number of its family.",
                id.value
            );
            faults.push(fault(yaml, id.referenced, message));
        }
        match requirement(yaml, &profiles, raw) {
            Ok(requirement) => requirements.push(requirement),
            Err(diagnostic) => faults.push(diagnostic),
        }
    }
    if faults.is_empty() {
        faults = needs(yaml, &raw.requirements, &by_id);
    }
    if faults.is_empty() {
        Ok(Registry {
            revision: raw.revision,
            profiles,
            requirements,
            by_id,
        })
    } else {
        Err(Diagnostics(faults))
    }
}

fn profiles(yaml: &YamlText, node: &Node) -> Result<Vec<(String, String)>, Diagnostic> {
    let Yaml::Map(entries) = &node.value else {
        return Err(fault(
            yaml,
            node.referenced,
            "`profiles` is a mapping from each profile's name to a sentence about it.",
        ));
    };
    let entry = |(name, about): &(Spanned<String>, Node)| match &about.value {
        Yaml::Text(about) => Ok((name.value.clone(), about.clone())),
        other => {
            let message = format!(
                "The profile {} needs a sentence about it, not {}.",
                name.value,
                other.kind()
            );
            Err(fault(yaml, about.referenced, message))
        }
    };
    entries.iter().map(entry).collect()
}

fn requirement(
    yaml: &YamlText,
    profiles: &[(String, String)],
    raw: &Spanned<RawRequirement>,
) -> Result<Requirement, Diagnostic> {
    let RawRequirement {
        id,
        level,
        profile,
        source,
        section,
        statement,
        needs,
        status,
        mutant,
    } = &raw.value;
    let refuse = |at: Location, message: String| Err(fault(yaml, at, message));
    if !is_requirement_id(&id.value) {
        return refuse(
            id.referenced,
            format!(
                "`{}` is no requirement id; one looks like RL-PAGE-3.",
                id.value
            ),
        );
    }
    let Some(level) = Level::named(&level.value) else {
        let message = format!(
            "The level `{}` is none of MUST, SHOULD and MAY.",
            level.value
        );
        return refuse(level.referenced, message);
    };
    if !profiles.iter().any(|(name, _)| *name == profile.value) {
        let message = format!(
            "There is no profile `{}`; add it to `profiles` above or name one of those.",
            profile.value
        );
        return refuse(profile.referenced, message);
    }
    let numbered = |rest: &str, letters: &[char]| {
        rest.strip_prefix(letters)
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|b| b.is_ascii_digit()))
    };
    let known_source = match source.value.split_once(' ') {
        Some(("upstream", rest)) => numbered(rest, &['R', 'M', 'D']),
        Some(("decision", rest)) => numbered(rest, &['G']),
        _ => source.value == "extension",
    };
    if !known_source {
        let message = format!(
            "The source `{}` is none of `upstream R4`, `decision G8` and `extension`.",
            source.value
        );
        return refuse(source.referenced, message);
    }
    let status = match (
        status.value.as_str(),
        status.value.strip_prefix("excluded: "),
    ) {
        ("tested", _) => Status::Tested,
        (_, Some(reason)) if !reason.trim().is_empty() => Status::Excluded(reason.to_owned()),
        (other, _) => {
            let message =
                format!("The status `{other}` is neither `tested` nor `excluded: ` and a reason.");
            return refuse(status.referenced, message);
        }
    };
    let no_mutant = match mutant {
        Some(mutant) => Some(no_mutant(yaml, mutant, &id.value, &status)?),
        None => None,
    };
    Ok(Requirement {
        id: id.value.clone(),
        level,
        profile: profile.value.clone(),
        source: source.value.clone(),
        section: section.clone(),
        statement: statement.clone(),
        needs: needs.iter().map(|need| need.value.clone()).collect(),
        status,
        no_mutant,
        line: u32::try_from(id.referenced.line()).unwrap_or(u32::MAX),
    })
}

/// Why no mutant breaks a requirement.
fn no_mutant(
    yaml: &YamlText,
    mutant: &Spanned<String>,
    id: &str,
    status: &Status,
) -> Result<String, Diagnostic> {
    let refuse = |message: String| Err(fault(yaml, mutant.referenced, message));
    if let Status::Excluded(_) = status {
        return refuse(format!(
            "{id} is excluded, so no mutant is asked for. Take `mutant` out."
        ));
    }
    match mutant.value.strip_prefix("none: ").map(str::trim) {
        Some(reason) if !reason.is_empty() => Ok(reason.to_owned()),
        _ => refuse(format!(
            "The mutant of {id} is `{}`. Write `none: ` and why no mutant can break it or no check can see it, or take \
             `mutant` out.",
            mutant.value
        )),
    }
}

fn is_requirement_id(id: &str) -> bool {
    let mut parts = id.split('-');
    let number = |text: &str| {
        text.parse::<u32>()
            .is_ok_and(|n| n > 0 && n.to_string() == text)
    };
    parts.next() == Some("RL")
        && parts.next().is_some_and(|family| {
            !family.is_empty() && family.bytes().all(|b| b.is_ascii_uppercase())
        })
        && parts.next().is_some_and(number)
        && parts.next().is_none()
}

/// Needs that name nothing, and needs that lead back to where they began.
fn needs(
    yaml: &YamlText,
    raw: &[Spanned<RawRequirement>],
    by_id: &HashMap<String, usize>,
) -> Vec<Diagnostic> {
    let mut faults = Vec::new();
    for requirement in raw {
        for need in &requirement.value.needs {
            if !by_id.contains_key(&need.value) {
                let message = format!(
                    "{} needs {}, which does not exist.",
                    requirement.value.id.value, need.value
                );
                faults.push(fault(yaml, need.referenced, message));
            }
        }
    }
    if !faults.is_empty() {
        return faults;
    }
    // What needs nothing unsettled is settled, round after round; what is left over runs in a circle or leans on one.
    let mut unsettled: Vec<&RawRequirement> =
        raw.iter().map(|requirement| &requirement.value).collect();
    loop {
        let open =
            |need: &Spanned<String>| unsettled.iter().any(|other| other.id.value == need.value);
        let left: Vec<_> = unsettled
            .iter()
            .copied()
            .filter(|requirement| requirement.needs.iter().any(open))
            .collect();
        if left.len() == unsettled.len() {
            break;
        }
        unsettled = left;
    }
    if let Some(first) = unsettled.first() {
        let ids: Vec<_> = unsettled
            .iter()
            .map(|requirement| requirement.id.value.as_str())
            .collect();
        let message = format!(
            "These requirements need each other in a circle, or one that does: {}.",
            ids.join(", ")
        );
        faults.push(fault(yaml, first.id.referenced, message));
    }
    faults
}
