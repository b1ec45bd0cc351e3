//! The report for a person.

use std::fmt::{self, Write};

use remote_log_conformance::verdict::Verdict;

use super::told::Told;
use crate::gate::comparison::{Change, Comparison};
use crate::gate::flips::Flip;
use crate::gate::vectors::Became;

pub fn text(told: &Told) -> String {
    let mut out = String::new();
    // Writing to a string does not fail.
    let _ = write(&mut out, told);
    out
}

fn write(out: &mut impl Write, told: &Told) -> fmt::Result {
    let base = &told.base;
    if let Some(comparison) = &told.comparison {
        match comparison.kind() {
            Some(kind) => writeln!(out, "Since {base}, the rules changed: {kind}.")?,
            None => writeln!(out, "Since {base}, the rules are the same.")?,
        }
        changes(out, comparison)?;
        vectors(out, comparison)?;
        flips(out, comparison)?;
    }
    for complaint in told.complaints() {
        write!(out, "\n{complaint}\n")?;
    }
    Ok(())
}

fn changes(out: &mut impl Write, comparison: &Comparison) -> fmt::Result {
    if !comparison.changes.is_empty() {
        writeln!(out, "\nRequirements and protos")?;
    }
    for change in &comparison.changes {
        let Change { of, file, line, .. } = change;
        let declared = match change.declared {
            Some(kind) => format!(", declared {kind}"),
            None => String::new(),
        };
        writeln!(out, "  {of}: {}{declared}  ({file}:{line})", change.kind)?;
        if let Some(why) = &change.why {
            writeln!(out, "      “{}”", why.trim())?;
        }
        for seen in &change.seen {
            writeln!(out, "      {seen}")?;
        }
    }
    Ok(())
}

fn vectors(out: &mut impl Write, comparison: &Comparison) -> fmt::Result {
    let sections = [
        (Became::Appeared, "Vectors that appeared"),
        (Became::Vanished, "Vectors that vanished"),
        (Became::Changed, "Vectors that changed their meaning"),
    ];
    for (became, title) in sections {
        let mut shown = comparison
            .vectors
            .iter()
            .filter(|vector| vector.became == became)
            .peekable();
        if shown.peek().is_some() {
            writeln!(out, "\n{title}")?;
        }
        for vector in shown {
            let about: Vec<&str> = vector.requirements.iter().map(String::as_str).collect();
            let (case, file, line) = (&vector.case, &vector.file, vector.line);
            writeln!(out, "  {case}: {}  ({file}:{line})", about.join(", "))?;
        }
    }
    Ok(())
}

fn flips(out: &mut impl Write, comparison: &Comparison) -> fmt::Result {
    if !comparison.flips.is_empty() {
        writeln!(out, "\nKnown implementations")?;
    }
    for flip in &comparison.flips {
        let word = |verdict: Option<Verdict>| verdict.map_or("not asked", Verdict::as_str);
        let Flip {
            implementation,
            case,
            was,
            is,
            cause,
            ..
        } = flip;
        let blamed = match &flip.requirement {
            Some(requirement) => format!(" at {requirement}"),
            None => String::new(),
        };
        let (was, is) = (word(*was), word(*is));
        let cause = cause.words();
        writeln!(
            out,
            "  {implementation}: {case}: {was}, now {is}{blamed}: {cause}"
        )?;
    }
    Ok(())
}
