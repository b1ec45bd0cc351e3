//! One case and its steps.

use std::cell::RefCell;
use std::collections::BTreeSet;

use serde_json::Value;
use serde_saphyr::Spanned;

use super::raw::{RawAssertion, RawCase, RawDropAt, RawStep};
use super::{Context, assertion, line, world};
use crate::diagnostic::Diagnostic;
use crate::vectors::operations::{CALLBACKS, Operation, operation};
use crate::vectors::shape::Named;
use crate::vectors::{Case, Do, DropAt, Step, WorldChange};
use crate::yaml::{Node, Yaml};

/// A case that is being read.
pub(super) struct Reading<'a> {
    pub context: &'a Context<'a>,
    /// The case's profile.
    pub profile: &'a str,
    /// What earlier steps keep of their answers.
    kept: RefCell<BTreeSet<String>>,
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
        twin,
        world: start,
        op,
        input,
        expect,
        steps,
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
    if !context.registry.has_profile(&profile.value) {
        return Err(context.fault(
            profile,
            format!("There is no profile `{}` in the registry.", profile.value),
        ));
    }
    let reading = Reading {
        context,
        profile: &profile.value,
        kept: RefCell::default(),
    };
    let start = start
        .as_ref()
        .map(|start| world::read(context, start))
        .transpose()?;
    let steps = match (steps, op) {
        (Some(steps), None) if input.is_none() && expect.is_none() => steps
            .iter()
            .map(|raw| step(&reading, raw))
            .collect::<Result<_, _>>()?,
        (None, Some(op)) if start.is_none() => {
            vec![Step::Do(request(
                &reading,
                op,
                input.as_ref(),
                None,
                None,
                expect.as_deref(),
            )?)]
        }
        _ => {
            return Err(context.fault(
                id,
                "A case has either `do`, `in` and `expect`, or `steps` with or without a `world`.",
            ));
        }
    };
    if !steps
        .iter()
        .any(|step| matches!(step, Step::Do(asked) if !asked.expect.is_empty()))
    {
        return Err(context.fault(
            id,
            "This case asserts nothing, so it can never fail. Add an `expect`.",
        ));
    }
    Ok(Case {
        id: id.value.clone(),
        why: why.clone(),
        profile: profile.value.clone(),
        twin: twin.as_ref().map(|twin| twin.value.clone()),
        place: context.yaml.place(line(raw)),
        world: start.unwrap_or_default(),
        steps,
    })
}

fn step(reading: &Reading<'_>, raw: &Spanned<RawStep>) -> Result<Step, Diagnostic> {
    let RawStep {
        op,
        input,
        keep,
        drop_at,
        expect,
        world: change,
        drop,
    } = &raw.value;
    let asks_nothing = input.is_none() && keep.is_none() && drop_at.is_none() && expect.is_none();
    match (op, change, drop) {
        (Some(op), None, None) => {
            let asked = request(
                reading,
                op,
                input.as_ref(),
                keep.as_ref(),
                drop_at.as_ref(),
                expect.as_deref(),
            )?;
            Ok(Step::Do(asked))
        }
        (None, Some(change), None) if asks_nothing => {
            let change = world::read(reading.context, change)?;
            match change == WorldChange::default() {
                true => Err(reading
                    .context
                    .fault(raw, "This change of the world changes nothing.")),
                false => Ok(Step::World(change)),
            }
        }
        (None, None, Some(instance)) if asks_nothing => Ok(Step::Drop {
            instance: instance.value.clone(),
        }),
        _ => Err(reading.context.fault(
            raw,
            "A step has exactly one of `do` (with `in`), `world` and `drop`.",
        )),
    }
}

fn request(
    reading: &Reading<'_>,
    op: &Spanned<String>,
    input: Option<&Node>,
    keep: Option<&Node>,
    drop_at: Option<&RawDropAt>,
    expect: Option<&[Spanned<RawAssertion>]>,
) -> Result<Do, Diagnostic> {
    let context = reading.context;
    let Some(operation) = operation(&op.value) else {
        return Err(context.fault(
            op,
            format!("The adapter protocol has no operation `{}`.", op.value),
        ));
    };
    let Some(input) = input else {
        return Err(context.fault(op, format!("`{}` needs an `in`, if only `{{}}`.", op.value)));
    };
    check_shape(reading, operation, input)?;
    let drop_at = drop_at.map(|raw| crash(context, raw)).transpose()?;
    let expect = expect.unwrap_or_default();
    let expect: Vec<_> = expect
        .iter()
        .map(|raw| assertion::read(reading, operation, drop_at.is_some(), raw))
        .collect::<Result<_, _>>()?;
    Ok(Do {
        op: op.value.clone(),
        input: context.names.expand(context.yaml, input)?,
        drop_at,
        keep: keep.map_or(Ok(Vec::new()), |keep| kept(reading, operation, keep))?,
        expect,
    })
}

fn check_shape(
    reading: &Reading<'_>,
    operation: &Operation,
    input: &Node,
) -> Result<(), Diagnostic> {
    operation
        .input
        .check(input, &|name| reading.named(name))
        .map_err(|misfit| crate::yaml::fault(reading.context.yaml, misfit.at, misfit.message))
}

fn crash(context: &Context<'_>, raw: &RawDropAt) -> Result<DropAt, Diagnostic> {
    if !CALLBACKS.contains(&raw.op.value.as_str()) {
        let message = format!(
            "`{}` is no callback; there are {}.",
            raw.op.value,
            CALLBACKS.join(", ")
        );
        return Err(context.fault(&raw.op, message));
    }
    match raw.nth.value.parse() {
        Ok(nth) if nth > 0 => Ok(DropAt {
            op: raw.op.value.clone(),
            nth,
        }),
        _ => Err(context.fault(&raw.nth, "`nth` is a quoted number, counted from \"1\".")),
    }
}

/// What a step keeps of its answer; from here on its names are known.
fn kept(
    reading: &Reading<'_>,
    operation: &'static Operation,
    keep: &Node,
) -> Result<Vec<(String, String)>, Diagnostic> {
    let context = reading.context;
    let Yaml::Map(entries) = &keep.value else {
        return Err(context.fault(
            keep,
            "`keep` is a mapping from names to JSON pointers into the answer.",
        ));
    };
    let mut pointers = Vec::new();
    for (name, pointer) in entries {
        let text = match &pointer.value {
            Yaml::Text(text) if operation.answer.at(text).is_some() => text,
            _ => {
                return Err(context.fault(
                    pointer,
                    format!(
                        "The answer of `{}` has nothing there to keep.",
                        operation.name
                    ),
                ));
            }
        };
        if reading.named(&name.value).is_some() {
            return Err(context.fault(
                name,
                format!(
                    "`${}` is defined already; keep it under another name.",
                    name.value
                ),
            ));
        }
        reading.kept.borrow_mut().insert(name.value.clone());
        pointers.push((name.value.clone(), text.clone()));
    }
    Ok(pointers)
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
