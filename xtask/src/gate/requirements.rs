//! Two states of the registry: what the entry of each requirement shows by itself.

use remote_log_conformance::registry::{Level, Registry, Requirement};

use super::evidence::{Evidence, Shows};
use super::kind::Kind;

/// What changed from one registry to the other, in the order of the new one, what is gone last.
pub fn compare(base: &Registry, now: &Registry) -> Vec<Evidence> {
    let mut seen = Vec::new();
    for requirement in now.requirements() {
        match base.requirement(&requirement.id) {
            Some(then) => changed(&mut seen, then, requirement),
            None => seen.push(new(base, requirement)),
        }
    }
    let gone = |requirement: &&Requirement| now.requirement(&requirement.id).is_none();
    seen.extend(
        base.requirements()
            .iter()
            .filter(gone)
            .map(|requirement| Evidence {
                of: requirement.id.clone(),
                least: Kind::Breaking,
                seen: "it is gone".to_owned(),
                line: None,
                shows: Shows::Rule,
            }),
    );
    seen
}

/// A requirement that the base does not have: less conforms only where somebody claims its profile already, and must or should
/// follow it.
fn new(base: &Registry, requirement: &Requirement) -> Evidence {
    let level = requirement.level.as_str();
    let profile = &requirement.profile;
    let (least, seen) = if !base.has_profile(profile) {
        (
            Kind::Additive,
            format!("it is a new {level} of the new profile {profile}"),
        )
    } else if requirement.level == Level::May {
        (
            Kind::Additive,
            format!("it is a new {level} of the profile {profile}"),
        )
    } else {
        let seen =
            format!("it is a new {level} of the profile {profile}, which is claimed already");
        (Kind::Narrowing, seen)
    };
    Evidence {
        of: requirement.id.clone(),
        least,
        seen,
        line: Some(requirement.line),
        shows: Shows::Rule,
    }
}

fn changed(seen: &mut Vec<Evidence>, then: &Requirement, now: &Requirement) {
    let mut push = |least, shows, what: String| {
        seen.push(Evidence {
            of: now.id.clone(),
            least,
            seen: what,
            line: Some(now.line),
            shows,
        });
    };
    if then.level != now.level {
        let least = match binding(now.level) > binding(then.level) {
            true => Kind::Narrowing,
            false => Kind::Breaking,
        };
        let what = format!(
            "its level was {} and is {}",
            then.level.as_str(),
            now.level.as_str()
        );
        push(least, Shows::Rule, what);
    }
    if then.profile != now.profile {
        let what = format!("its profile was {} and is {}", then.profile, now.profile);
        push(Kind::Breaking, Shows::Rule, what);
    }
    if then.statement != now.statement {
        push(
            Kind::Editorial,
            Shows::Words,
            "its statement is worded anew".to_owned(),
        );
    }
    let asides = [
        ("section", then.section != now.section),
        ("source", then.source != now.source),
        ("needs", then.needs != now.needs),
        ("status", then.status != now.status),
        ("reason to have no mutant", then.no_mutant != now.no_mutant),
    ];
    for (what, _) in asides.iter().filter(|(_, differs)| *differs) {
        push(Kind::Editorial, Shows::Aside, format!("its {what} changed"));
    }
}

/// How much a level binds.
fn binding(level: Level) -> u8 {
    match level {
        Level::May => 0,
        Level::Should => 1,
        Level::Must => 2,
    }
}
