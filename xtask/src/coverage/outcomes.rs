//! What operations answer in words of a closed list: each word, and how many vectors expect it.

use std::collections::BTreeMap;

use remote_log_conformance::vectors::{Case, Claim, Matcher, Shape, operation, operations};
use serde_json::Value;

/// An operation, a field of its answer with `*` for each element of a list, and a word.
type Outcome = (&'static str, String, String);

/// A table with a line for each field that holds words, and what of them vectors expect.
pub fn table(cases: &[Case]) -> String {
    let mut counts = all();
    for asked in cases.iter().flat_map(Case::requests) {
        let Some(operation) = operation(&asked.op) else {
            continue;
        };
        for assertion in &asked.expect {
            let Claim::Answer { at, must } = &assertion.claim else {
                continue;
            };
            let found: Vec<&Value> = match must {
                Matcher::Is(value) => vec![value],
                Matcher::Set(values) => values.iter().collect(),
                Matcher::AtMost(_) | Matcher::Decodes { .. } => continue,
            };
            let set = matches!(must, Matcher::Set(_));
            let mut steps: Vec<&str> = at.split('/').skip(1).collect();
            if set {
                steps.push("*");
            }
            let Some((shape, path)) = descend(&operation.answer, &steps) else {
                continue;
            };
            for value in found {
                words(shape, value, &path, &mut |path, word| {
                    let outcome = (operation.name, path.to_owned(), word.to_owned());
                    if let Some(count) = counts.get_mut(&outcome) {
                        *count += 1;
                    }
                });
            }
        }
    }
    let mut table =
        String::from("| operation | field | answer | expected so often |\n|---|---|---|---|\n");
    for ((operation, path, word), count) in counts {
        let count = match count {
            0 => "**never**".to_owned(),
            count => count.to_string(),
        };
        table.push_str(&format!("| {operation} | {path} | {word} | {count} |\n"));
    }
    table
}

/// Every outcome that there can be.
fn all() -> BTreeMap<Outcome, usize> {
    let mut all = BTreeMap::new();
    for operation in operations() {
        every(&operation.answer, "", &mut |path, word| {
            all.insert((operation.name, path.to_owned(), word.to_owned()), 0);
        });
    }
    all
}

fn every(shape: &Shape, path: &str, see: &mut dyn FnMut(&str, &str)) {
    match shape {
        Shape::Word(words) => words.iter().for_each(|word| see(path, word)),
        Shape::OrNull(shape) => every(shape, path, see),
        Shape::List(shape) | Shape::Map(shape) => every(shape, &format!("{path}/*"), see),
        Shape::Object(fields) => {
            for (name, shape) in *fields {
                every(shape, &format!("{path}/{name}"), see);
            }
        }
        Shape::Either(shapes) => shapes.iter().for_each(|shape| every(shape, path, see)),
        Shape::Bytes | Shape::Integer | Shape::Text | Shape::Bool => {}
    }
}

/// The shape that a pointer leads to, and the pointer without numbers and keys.
fn descend<'a>(shape: &'a Shape, steps: &[&str]) -> Option<(&'a Shape, String)> {
    let [step, rest @ ..] = steps else {
        return Some((shape, String::new()));
    };
    let (below, name) = match shape {
        Shape::OrNull(shape) => return descend(shape, steps),
        Shape::List(shape) | Shape::Map(shape) => (*shape, "*"),
        Shape::Object(fields) => {
            let (name, shape) = fields.iter().find(|(name, _)| name == step)?;
            (shape, *name)
        }
        _ => return None,
    };
    let (shape, path) = descend(below, rest)?;
    Some((shape, format!("/{name}{path}")))
}

/// The words in a value of this shape.
fn words(shape: &Shape, value: &Value, path: &str, see: &mut dyn FnMut(&str, &str)) {
    match (shape, value) {
        (Shape::Word(_), Value::String(word)) => see(path, word),
        (Shape::OrNull(shape), value) => words(shape, value, path, see),
        (Shape::List(shape), Value::Array(values)) => {
            let path = format!("{path}/*");
            values
                .iter()
                .for_each(|value| words(shape, value, &path, see));
        }
        (Shape::Object(fields), Value::Object(values)) => {
            for (name, shape) in *fields {
                if let Some(value) = values.get(*name) {
                    words(shape, value, &format!("{path}/{name}"), see);
                }
            }
        }
        (Shape::Either(shapes), value) => {
            shapes
                .iter()
                .for_each(|shape| words(shape, value, path, see));
        }
        _ => {}
    }
}
