//! One step of a case: a request, a change of the world, a crash.

use serde_saphyr::Spanned;

use super::case::Reading;
use super::raw::{RawAssertion, RawFault, RawNthCall, RawStep};
use super::{Context, assertion, fault, world};
use crate::diagnostic::Diagnostic;
use crate::protocol::CallOp;
use crate::vectors::operations::{Operation, operation};
use crate::vectors::{CrashAt, Do, NthCall, Step, WorldChange};
use crate::yaml::{Node, Yaml};

/// The parts of a request as they are written.
#[derive(Default)]
pub(super) struct Request<'a> {
    pub input: Option<&'a Node>,
    pub keep: Option<&'a Node>,
    pub faults: &'a [Spanned<RawFault>],
    pub drop_at: Option<&'a RawNthCall>,
    pub kill_at: Option<&'a RawNthCall>,
    pub expect: Option<&'a [Spanned<RawAssertion>]>,
}

impl Request<'_> {
    fn is_empty(&self) -> bool {
        self.input.is_none()
            && self.keep.is_none()
            && self.faults.is_empty()
            && self.drop_at.is_none()
            && self.kill_at.is_none()
            && self.expect.is_none()
    }
}

pub(super) fn read(reading: &Reading<'_>, raw: &Spanned<RawStep>) -> Result<Step, Diagnostic> {
    let context = reading.context;
    let RawStep {
        op,
        input,
        keep,
        faults,
        drop_at,
        kill_at,
        expect,
        world: change,
        drop,
        backup,
        restore,
        kill,
    } = &raw.value;
    let request = Request {
        input: input.as_ref(),
        keep: keep.as_ref(),
        faults,
        drop_at: drop_at.as_ref(),
        kill_at: kill_at.as_ref(),
        expect: expect.as_deref(),
    };
    let owned = |instance: &Spanned<String>| instance.value.clone();
    match (op, change, drop, backup, restore, kill) {
        (Some(op), None, None, None, None, None) => {
            Ok(Step::Do(self::request(reading, op, &request)?))
        }
        _ if !request.is_empty() => Err(several(context, raw)),
        (None, Some(change), None, None, None, None) => {
            let change = world::read(context, change)?;
            match change == WorldChange::default() {
                true => Err(context.fault(raw, "This change of the world changes nothing.")),
                false => Ok(Step::World(change)),
            }
        }
        (None, None, Some(instance), None, None, None) => Ok(Step::Drop {
            instance: owned(instance),
        }),
        (None, None, None, Some(instance), None, None) => {
            reading.backups.borrow_mut().insert(owned(instance));
            Ok(Step::Backup {
                instance: owned(instance),
            })
        }
        (None, None, None, None, Some(instance), None) => {
            if !reading.backups.borrow().contains(&instance.value) {
                let message = format!(
                    "There is no backup of `{0}` yet; make one with `backup: {0}` in an earlier step.",
                    instance.value
                );
                return Err(context.fault(instance, message));
            }
            Ok(Step::Restore {
                instance: owned(instance),
            })
        }
        (None, None, None, None, None, Some(whom)) => match whom.value.as_str() {
            "adapter" => Ok(Step::Kill),
            other => Err(context.fault(
                whom,
                format!("`{other}` cannot be killed; write `kill: adapter`, or drop an instance."),
            )),
        },
        _ => Err(several(context, raw)),
    }
}

fn several(context: &Context<'_>, raw: &Spanned<RawStep>) -> Diagnostic {
    context.fault(
        raw,
        "A step has exactly one of `do` (with `in`), `world`, `drop`, `backup`, `restore` and `kill`.",
    )
}

pub(super) fn request(
    reading: &Reading<'_>,
    op: &Spanned<String>,
    raw: &Request<'_>,
) -> Result<Do, Diagnostic> {
    let context = reading.context;
    let Some(operation) = operation(&op.value) else {
        return Err(context.fault(
            op,
            format!("The adapter protocol has no operation `{}`.", op.value),
        ));
    };
    let Some(input) = raw.input else {
        return Err(context.fault(op, format!("`{}` needs an `in`, if only `{{}}`.", op.value)));
    };
    check_shape(reading, operation, input)?;
    let crash_at = match (raw.drop_at, raw.kill_at) {
        (None, None) => None,
        (Some(at), None) => Some(CrashAt::Drop(nth_call(context, at)?)),
        (None, Some(at)) => Some(CrashAt::Kill(nth_call(context, at)?)),
        (Some(_), Some(at)) => {
            return Err(context.fault(
                &at.op,
                "A step has `drop_at` or `kill_at`: one callback cannot be followed by another death.",
            ));
        }
    };
    let expect = raw.expect.unwrap_or_default();
    let expect: Vec<_> = expect
        .iter()
        .map(|raw| assertion::read(reading, operation, crash_at.is_some(), raw))
        .collect::<Result<_, _>>()?;
    Ok(Do {
        op: op.value.clone(),
        input: context.names.expand(context.yaml, input)?,
        faults: raw
            .faults
            .iter()
            .map(|raw| fault::read(context, raw))
            .collect::<Result<_, _>>()?,
        crash_at,
        keep: raw
            .keep
            .map_or(Ok(Vec::new()), |keep| kept(reading, operation, keep))?,
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

fn nth_call(context: &Context<'_>, raw: &RawNthCall) -> Result<NthCall, Diagnostic> {
    Ok(NthCall {
        op: callback(context, &raw.op)?,
        nth: context.counted(&raw.nth, "nth", u32::MAX)?,
    })
}

/// A callback's name.
pub(super) fn callback(
    context: &Context<'_>,
    name: &Spanned<String>,
) -> Result<CallOp, Diagnostic> {
    CallOp::named(&name.value).ok_or_else(|| {
        let known = CallOp::ALL.map(CallOp::name).join(", ");
        let message = format!("`{}` is no callback; there are {known}.", name.value);
        context.fault(name, message)
    })
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
