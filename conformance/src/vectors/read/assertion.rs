//! One assertion: a requirement, a subject and a matcher.

use serde_saphyr::Spanned;

use super::case::{Reading, expand};
use super::line;
use super::raw::RawAssertion;
use crate::diagnostic::Diagnostic;
use crate::vectors::operations::{OBSERVATION, Operation, REASONS, decoded};
use crate::vectors::shape::Shape;
use crate::vectors::{Assertion, Claim, Form, Matcher};
use crate::yaml::{Node, Yaml};

pub(super) fn read(
    reading: &Reading<'_>,
    operation: &'static Operation,
    dropped: bool,
    raw: &Spanned<RawAssertion>,
) -> Result<Assertion, Diagnostic> {
    requirement(reading, &raw.value.req)?;
    Ok(Assertion {
        req: raw.value.req.value.clone(),
        place: reading.context.yaml.place(line(raw)),
        claim: claim(reading, operation, dropped, raw)?,
    })
}

pub(super) fn requirement(reading: &Reading<'_>, req: &Spanned<String>) -> Result<(), Diagnostic> {
    let Some(requirement) = reading.context.registry.requirement(&req.value) else {
        return Err(reading.context.fault(
            req,
            format!("There is no requirement {} in the registry.", req.value),
        ));
    };
    let profile = requirement.profile.as_str();
    if profile == "core" || profile == reading.profile || reading.also.contains(&profile) {
        return Ok(());
    }
    let message = format!(
        "{} belongs to the profile {}; a case of the profile {} asserts requirements of its own profile, of those in `also` or \
         of core.",
        requirement.id, requirement.profile, reading.profile
    );
    Err(reading.context.fault(req, message))
}

fn claim(
    reading: &Reading<'_>,
    operation: &'static Operation,
    dropped: bool,
    raw: &Spanned<RawAssertion>,
) -> Result<Claim, Diagnostic> {
    static OBSERVED: Shape = OBSERVATION;
    let context = reading.context;
    let RawAssertion {
        req: _,
        at,
        seen,
        rejects,
        detail,
        is,
        set,
        at_most,
        decodes,
    } = &raw.value;
    if dropped && (at.is_some() || rejects.is_some()) {
        return Err(context.fault(
            raw,
            "A step with `drop_at` or `kill_at` has no answer to assert; only `seen` may be asserted.",
        ));
    }
    let matchers = [
        is.is_some(),
        set.is_some(),
        at_most.is_some(),
        decodes.is_some(),
    ]
    .into_iter()
    .filter(|given| *given)
    .count();
    match (at, seen, rejects) {
        (Some(at), None, None) if detail.is_none() && matchers == 1 => {
            let must = matcher(reading, &operation.answer, at, raw)?;
            Ok(Claim::Answer { at: at.value.clone(), must })
        }
        (None, Some(at), None) if detail.is_none() && matchers == 1 => {
            let must = matcher(reading, &OBSERVED, at, raw)?;
            Ok(Claim::Seen { at: at.value.clone(), must })
        }
        (None, None, Some(reason)) if matchers == 0 => rejection(reading, reason, detail.as_ref()),
        _ => Err(context.fault(
            raw,
            "An assertion has one subject (`at`, `seen` or `rejects`), and `at` and `seen` one matcher (`is`, `set`, `at_most` or \
             `decodes`); `detail` goes with `rejects`.",
        )),
    }
}

fn rejection(
    reading: &Reading<'_>,
    reason: &Spanned<String>,
    detail: Option<&Spanned<String>>,
) -> Result<Claim, Diagnostic> {
    let Some((_, details)) = REASONS.iter().find(|(known, _)| *known == reason.value) else {
        let known: Vec<_> = REASONS.iter().map(|(known, _)| *known).collect();
        let message = format!(
            "`{}` is no reason of a rejection; there are {}.",
            reason.value,
            known.join(", ")
        );
        return Err(reading.context.fault(reason, message));
    };
    if let Some(detail) = detail.filter(|detail| !details.contains(&detail.value.as_str())) {
        let message = format!("`{}` is no detail of `{}`.", detail.value, reason.value);
        return Err(reading.context.fault(detail, message));
    }
    Ok(Claim::Rejects {
        reason: reason.value.clone(),
        detail: detail.map(|detail| detail.value.clone()),
    })
}

/// The matcher, checked against the shape of what it looks at.
fn matcher(
    reading: &Reading<'_>,
    whole: &'static Shape,
    at: &Spanned<String>,
    raw: &Spanned<RawAssertion>,
) -> Result<Matcher, Diagnostic> {
    let context = reading.context;
    let Some((shape, starred)) = whole.at(&at.value) else {
        return Err(context.fault(
            at,
            format!(
                "There is nothing at `{}`; look at the shapes of the protocol.",
                at.value
            ),
        ));
    };
    let fits = |shape: &Shape, node: &Node| {
        let misfit = |misfit: crate::vectors::shape::Misfit| {
            crate::yaml::fault(context.yaml, misfit.at, misfit.message)
        };
        shape
            .check(node, &|name| reading.named(name))
            .map_err(misfit)
    };
    let each = |shape: &Shape, node: &Node| match &node.value {
        Yaml::List(nodes) => nodes.iter().try_for_each(|node| fits(shape, node)),
        other => Err(context.fault(
            node,
            format!("Here stands {}; it must be a list.", other.kind()),
        )),
    };
    let RawAssertion {
        is,
        set,
        at_most,
        decodes,
        ..
    } = &raw.value;
    if let Some(node) = is {
        if starred {
            each(shape, node)
        } else {
            fits(shape, node)
        }?;
        return Ok(Matcher::Is(expand(reading, node)?));
    }
    if let Some(node) = set {
        match shape {
            Shape::List(element) if !starred => each(element, node)?,
            _ if starred => each(shape, node)?,
            _ => {
                return Err(context.fault(
                    at,
                    format!("`set` needs a list, and there is none at `{}`.", at.value),
                ));
            }
        }
        return match expand(reading, node)? {
            serde_json::Value::Array(values) => Ok(Matcher::Set(values)),
            _ => Err(context.fault(node, "`set` takes a list.")),
        };
    }
    if let Some(most) = at_most {
        return match (shape, most.value.parse()) {
            (Shape::Integer, Ok(most)) if !starred => Ok(Matcher::AtMost(most)),
            _ => Err(context.fault(most, "`at_most` takes a quoted number, and looks at one.")),
        };
    }
    let Some(decodes) = decodes else {
        return Err(context.fault(raw, "This assertion says nothing about its subject."));
    };
    let form = form(&decodes.form.value).ok_or_else(|| {
        context.fault(
            &decodes.form,
            format!(
                "`{}` is nothing that the harness decodes.",
                decodes.form.value
            ),
        )
    })?;
    if !matches!(shape, Shape::Bytes | Shape::OrNull(Shape::Bytes)) || starred {
        return Err(context.fault(
            at,
            format!(
                "`decodes` needs bytes, and there are none at `{}`.",
                at.value
            ),
        ));
    }
    fits(decoded(form), &decodes.to)?;
    Ok(Matcher::Decodes {
        form,
        to: expand(reading, &decodes.to)?,
    })
}

fn form(name: &str) -> Option<Form> {
    Some(match name {
        "page" => Form::Page,
        "message" => Form::Message,
        "message_legacy" => Form::MessageLegacy,
        "payload" => Form::Payload,
        "payload_legacy" => Form::PayloadLegacy,
        "content" => Form::Content,
        "address" => Form::Address,
        "name_update" => Form::NameUpdate,
        "query" => Form::Query,
        "response" => Form::Response,
        _ => return None,
    })
}
