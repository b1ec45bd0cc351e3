//! Why decoders and checks reject: each reason and detail of the protocol's closed list, and the vectors that expect it.

use std::collections::BTreeMap;

use remote_log_conformance::vectors::{Case, Claim, rejections};
use serde_json::Value;

/// A table with a line for each reason and detail of each operation that vectors expect it of, and one for each that
/// none expects.
pub fn table(cases: &[Case]) -> String {
    let expected = expected(cases);
    let mut table = String::from("| reason | detail | of | vectors |\n|---|---|---|---|\n");
    for (reason, details) in rejections() {
        let alone = details.is_empty().then_some("");
        for detail in details.iter().copied().chain(alone) {
            let of = expected.get(&(reason.to_owned(), detail.to_owned()));
            for (operation, count) in of.into_iter().flatten() {
                table.push_str(&format!(
                    "| {reason} | {detail} | {operation} | {count} |\n"
                ));
            }
            if of.is_none() {
                table.push_str(&format!("| {reason} | {detail} | **nothing** | 0 |\n"));
            }
        }
    }
    table
}

type Rejection = (String, String);

/// How many vectors expect each rejection of each operation.
fn expected(cases: &[Case]) -> BTreeMap<Rejection, BTreeMap<String, usize>> {
    let mut expected: BTreeMap<Rejection, BTreeMap<String, usize>> = BTreeMap::new();
    for asked in cases.iter().flat_map(Case::requests) {
        for assertion in &asked.expect {
            if let Claim::Rejects { reason, detail } = &assertion.claim {
                let rejection = (reason.clone(), detail.clone().unwrap_or_default());
                let of = expected.entry(rejection).or_default();
                *of.entry(decoder(&asked.op, &asked.input)).or_default() += 1;
            }
        }
    }
    expected
}

/// The operation, and what it decodes or checks where one operation does several.
fn decoder(op: &str, input: &Value) -> String {
    let which = ["message", "kind", "numbers"]
        .iter()
        .find_map(|key| input.get(key).and_then(Value::as_str));
    match which {
        Some(which) => format!("{op} ({which})"),
        None => op.to_owned(),
    }
}
