//! The figure in the README.

use super::verdict::Tally;

/// The comment that the line with the figure stands behind.
const MARK: &str = "<!-- `cargo xtask mutants` writes the next line -->";

/// The README has no place for the figure.
#[derive(Debug, thiserror::Error)]
#[error("the README lacks the line `{MARK}`; put it where the figure belongs")]
pub struct NoPlace;

/// The README with this figure.
pub fn with_figure(readme: &str, tally: Tally) -> Result<String, NoPlace> {
    let mut lines: Vec<String> = readme.lines().map(str::to_owned).collect();
    let at = lines.iter().position(|line| line == MARK).ok_or(NoPlace)? + 1;
    let line = line(tally);
    match lines.get_mut(at) {
        Some(old) if !old.is_empty() => *old = line,
        _ => lines.insert(at, line),
    }
    Ok(lines.join("\n") + "\n")
}

fn line(Tally { all, tried, killed }: Tally) -> String {
    let scope = match tried == all {
        true => "all tried".to_owned(),
        false => format!("{tried} of {all} tried"),
    };
    format!(
        "**Mutants of the reference that the suite alone kills: {killed} of {tried}** ({scope}; [survivors](conformance/survivors.yaml))"
    )
}
