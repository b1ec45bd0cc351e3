//! One case.

use std::cell::RefCell;
use std::collections::BTreeSet;
use std::sync::Arc;

use serde_json::Value;
use serde_saphyr::Spanned;

use super::raw::RawCase;
use super::scenario;
use super::step;
use super::{Context, line, world};
use crate::diagnostic::Diagnostic;
use crate::vectors::shape::Named;
use crate::vectors::{Case, Step};
use crate::yaml::Node;

/// A case that is being read.
pub(super) struct Reading<'a> {
    pub context: &'a Context<'a>,
    /// The case's profile.
    pub profile: &'a str,
    /// The profiles that it needs besides.
    pub also: Vec<&'a str>,
    /// What earlier steps keep of their answers.
    pub kept: RefCell<BTreeSet<String>>,
    /// The instances that an earlier step has made a backup of.
    pub backups: RefCell<BTreeSet<String>>,
}

impl Reading<'_> {
    /// What `$name` stands for here.
    pub fn named(&self, name: &str) -> Option<Named> {
        let kept = || self.kept.borrow().contains(name).then_some(Named::Kept);
        self.context.names.named(name).or_else(kept)
    }
}

pub(super) fn read(context: &Context<'_>, raw: &Spanned<RawCase>) -> Result<Case, Diagnostic> {
    let RawCase {
        id,
        why,
        profile,
        also,
        twin,
        world: start,
        op,
        input,
        expect,
        steps,
        scenario,
    } = &raw.value;
    if !is_case_id(&id.value) {
        let message = format!(
            "`{}` is no case id; one is made of lowercase words and numbers, joined by hyphens.",
            id.value
        );
        return Err(context.fault(id, message));
    }
    let Some(why) = why.as_ref().filter(|why| !why.trim().is_empty()) else {
        return Err(context.fault(id, "Say in `why` what the case is for."));
    };
    for profile in std::iter::once(profile).chain(also) {
        if !context.registry.has_profile(&profile.value) {
            return Err(context.fault(
                profile,
                format!("There is no profile `{}` in the registry.", profile.value),
            ));
        }
    }
    let reading = Reading {
        context,
        profile: &profile.value,
        also: also.iter().map(|profile| profile.value.as_str()).collect(),
        kept: RefCell::default(),
        backups: RefCell::default(),
    };
    let start = start
        .as_ref()
        .map(|start| world::read(context, start))
        .transpose()?;
    let steps = match (steps, op, scenario) {
        (Some(steps), None, None) if input.is_none() && expect.is_none() => steps
            .iter()
            .map(|raw| step::read(&reading, raw))
            .collect::<Result<_, _>>()?,
        (None, Some(op), None) if start.is_none() => {
            let request = step::Request {
                input: input.as_ref(),
                expect: expect.as_deref(),
                ..step::Request::default()
            };
            vec![Step::Do(step::request(&reading, op, &request)?)]
        }
        (None, None, Some(raw)) if input.is_none() && expect.is_none() => {
            let scenario = scenario::read(&reading, &raw.value)?;
            vec![Step::Scenario(Arc::new(scenario))]
        }
        _ => {
            return Err(context.fault(
                id,
                "A case has either `do`, `in` and `expect`, or `steps` or a `scenario`, with or without a `world`.",
            ));
        }
    };
    if !steps.iter().any(|step| match step {
        Step::Do(asked) => !asked.expect.is_empty(),
        Step::Scenario(_) => true,
        _ => false,
    }) {
        return Err(context.fault(
            id,
            "This case asserts nothing, so it can never fail. Add an `expect`.",
        ));
    }
    Ok(Case {
        id: id.value.clone(),
        why: why.clone(),
        profile: profile.value.clone(),
        also: also.iter().map(|profile| profile.value.clone()).collect(),
        twin: twin.as_ref().map(|twin| twin.value.clone()),
        place: context.yaml.place(line(raw)),
        world: start.unwrap_or_default(),
        steps,
        beside: None,
    })
}

/// Expands a node that has been checked against its shape.
pub(super) fn expand(reading: &Reading<'_>, node: &Node) -> Result<Value, Diagnostic> {
    reading.context.names.expand(reading.context.yaml, node)
}

fn is_case_id(id: &str) -> bool {
    let word = |word: &str| {
        !word.is_empty()
            && word
                .bytes()
                .all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
    };
    id.len() <= 120 && id.split('-').all(word)
}
