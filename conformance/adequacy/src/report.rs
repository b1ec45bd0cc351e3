//! The matrix and the verdict of the gate, for people and for machines.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use serde_json::{Value, json};

use crate::gate::{Breach, few};
use crate::matrix::{Matrix, Row};
use crate::trial::Trial;

/// Whether a row stands in a section.
type Section = fn(&Row) -> bool;

/// Everything, as a person reads it.
pub fn text(matrix: &Matrix, breaches: &[Breach]) -> String {
    let mut out = String::new();
    let sections: [(&str, Section); 3] = [
        ("mutants", Row::is_gated),
        ("controls", Row::is_control),
        ("blind mutants, scored apart", |row| {
            row.is_blind() && !row.is_control()
        }),
    ];
    for (title, is_in) in sections {
        let rows: Vec<&Row> = matrix.rows.iter().filter(|row| is_in(row)).collect();
        section(&mut out, title, &rows);
    }
    for sound in &matrix.sound {
        let clean = match &sound.tried {
            Ok(trial) if is_clean(trial) => "clean",
            _ => "NOT clean",
        };
        line(&mut out, format_args!("{}: {clean}", sound.name));
    }
    line(&mut out, format_args!("{}", figure(matrix)));
    if breaches.is_empty() {
        line(&mut out, format_args!("the gate is passed"));
    } else {
        out.push('\n');
        for breach in breaches {
            line(&mut out, format_args!("{breach}"));
        }
        line(
            &mut out,
            format_args!("the gate is NOT passed: {} to mend", breaches.len()),
        );
    }
    out
}

/// How many mutants are killed, in a line.
fn figure(matrix: &Matrix) -> String {
    let count = |is_in: fn(&Row) -> bool| {
        let rows: Vec<&Row> = matrix.rows.iter().filter(|row| is_in(row)).collect();
        let killed = rows.iter().filter(|row| row.score.killed()).count();
        (killed, rows.len())
    };
    let (killed, all) = count(Row::is_gated);
    let by_two = matrix
        .rows
        .iter()
        .filter(|row| row.is_gated() && row.score.independent.is_some())
        .count();
    let blind = match count(|row| row.is_blind() && !row.is_control()) {
        (_, 0) => String::new(),
        (killed, all) => format!("; {killed} of {all} blind ones"),
    };
    format!("{killed} of {all} mutants killed, {by_two} by two independent checks{blind}")
}

fn section(out: &mut String, title: &str, rows: &[&Row]) {
    if rows.is_empty() {
        return;
    }
    let width = rows
        .iter()
        .map(|row| row.mutant.name.len())
        .max()
        .unwrap_or(0);
    line(
        out,
        format_args!(
            "{title:<width$}  {:8}  {:11}  {:6}  vectors  properties  blamed on, and killed by",
            "kind", "requirement", "killed"
        ),
    );
    for row in rows {
        let (mutant, score) = (&row.mutant, &row.score);
        line(
            out,
            format_args!(
                "{:<width$}  {:8}  {:11}  {:6}  {:>7}  {:>10}  {}",
                mutant.name,
                mutant.kind,
                mutant.requirement.as_deref().unwrap_or("all"),
                if score.killed() { "yes" } else { "NO" },
                score.vectors.len(),
                score.properties.len(),
                told(row)
            ),
        );
    }
    out.push('\n');
}

/// What is blamed, by what, and what went wrong besides.
fn told(row: &Row) -> String {
    let score = &row.score;
    let trial = match &row.tried {
        Ok(trial) => trial,
        Err(why) => return why.clone(),
    };
    let blamed: Vec<String> = score
        .blamed
        .iter()
        .map(|(id, count)| format!("{id} {count}"))
        .collect();
    let blamed: Vec<&str> = blamed
        .iter()
        .chain(&score.besides)
        .map(String::as_str)
        .collect();
    let names: Vec<&str> = score
        .vectors
        .iter()
        .chain(&score.properties)
        .map(String::as_str)
        .collect();
    let faults = match trial.faults.len() {
        0 => String::new(),
        count => format!("; the adapter was at fault {count} times"),
    };
    format!("{}: {}{faults}", few(&blamed), few(&names))
}

fn is_clean(trial: &Trial) -> bool {
    trial.reds.is_empty() && trial.faults.is_empty() && trial.withheld.is_none()
}

fn line(out: &mut String, what: std::fmt::Arguments<'_>) {
    // Writing to a string does not fail.
    let _ = writeln!(out, "{what}");
}

/// Everything, as one JSON object.
pub fn json(matrix: &Matrix, breaches: &[Breach]) -> Value {
    let sound = matrix.sound.iter().map(|sound| {
        let trial = sound.tried.as_ref().ok();
        json!({
            "name": sound.name,
            "clean": trial.is_some_and(is_clean),
            "reds": trial.map(|trial| trial.reds.iter().map(|red| json!({ "case": red.case, "requirement": red.requirement })).collect::<Vec<_>>()),
            "why": trial.and_then(|trial| trial.withheld.as_ref()).or(sound.tried.as_ref().err()),
        })
    });
    let breaches = breaches.iter().map(|breach| {
        json!({ "file": breach.place.file, "line": breach.place.line, "message": breach.message })
    });
    json!({
        "sound": sound.collect::<Vec<_>>(),
        "mutants": matrix.rows.iter().map(mutant).collect::<Vec<_>>(),
        "breaches": breaches.collect::<Vec<_>>(),
    })
}

fn mutant(row: &Row) -> Value {
    let (mutant, score) = (&row.mutant, &row.score);
    let trial = row.trial();
    json!({
        "name": mutant.name,
        "kind": mutant.kind,
        "bank": mutant.bank,
        "requirement": mutant.requirement,
        "sentence": mutant.sentence,
        "file": row.place.file,
        "line": row.place.line,
        "killed": score.killed(),
        "vectors": score.vectors,
        "properties": score.properties,
        "independent": score.independent,
        "blamed": score.blamed.iter().cloned().collect::<BTreeMap<String, usize>>(),
        "besides": score.besides,
        "first": score.first.as_ref().map(|red| json!({ "case": red.case, "requirement": red.requirement })),
        "faults": trial.map(|trial| &trial.faults),
        "untried": row.tried.as_ref().err(),
        "millis": trial.map(|trial| u64::try_from(trial.took.as_millis()).unwrap_or(u64::MAX)),
    })
}
