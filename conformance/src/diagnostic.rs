//! A complaint about a YAML input of the suite, and the line it is about.

use std::ops::Range;
use std::sync::Arc;

use annotate_snippets::renderer::DecorStyle;
use annotate_snippets::{AnnotationKind, Element, Level, Renderer, Snippet};

use crate::vectors::Place;

/// A YAML text, and the name it is shown under.
#[derive(Debug, Clone)]
pub struct YamlText {
    /// A path relative to the directory it was read from, or to the project for an embedded text.
    pub name: String,
    /// The text itself.
    pub text: Arc<str>,
}

impl YamlText {
    /// Names a text.
    pub fn new(name: impl Into<String>, text: impl Into<Arc<str>>) -> Self {
        Self {
            name: name.into(),
            text: text.into(),
        }
    }

    /// The place of a line of this text, counted from 1.
    pub fn place(&self, line: u32) -> Place {
        Place {
            file: self.name.clone(),
            line,
        }
    }

    /// The given line without its end, counted from 1, and where it begins in the text; empty beyond the last line.
    pub fn line(&self, line: u32) -> (&str, usize) {
        let start = match line.saturating_sub(1) as usize {
            0 => Some(0),
            before => self
                .text
                .match_indices('\n')
                .nth(before - 1)
                .map(|(at, _)| at + 1),
        };
        let start = start.unwrap_or(self.text.len());
        (self.text[start..].lines().next().unwrap_or_default(), start)
    }

    /// The line as an element of a report, with the given bytes of the whole text underlined where they lie on it.
    pub fn snippet(&self, line: u32, span: Range<usize>) -> Element<'_> {
        let (text, start) = self.line(line);
        let from = floor_boundary(text, span.start.saturating_sub(start));
        let to = floor_boundary(text, span.end.saturating_sub(start)).max(from);
        Snippet::source(text)
            .path(&self.name)
            .line_start(line as usize)
            .annotation(AnnotationKind::Primary.span(from..to))
            .into()
    }
}

/// The largest character boundary of `text` that is not beyond `at`.
fn floor_boundary(text: &str, at: usize) -> usize {
    (0..=at.min(text.len()))
        .rev()
        .find(|&at| text.is_char_boundary(at))
        .unwrap_or(0)
}

/// What is wrong with a YAML input: a sentence, and where.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}:{line}: {message}", yaml.name)]
pub struct Diagnostic {
    /// The text that is wrong.
    pub yaml: YamlText,
    /// The bytes of it that are to blame.
    pub span: Range<usize>,
    /// The line of it, counted from 1.
    pub line: u32,
    /// What is wrong and what to do, a sentence.
    pub message: String,
}

impl Diagnostic {
    /// The complaint with the offending line underneath, for a terminal; with escapes for colours, which the stream that it
    /// is written to takes out where they have no place.
    pub fn render(&self) -> String {
        let group = Level::ERROR
            .primary_title(&self.message)
            .element(self.yaml.snippet(self.line, self.span.clone()));
        Renderer::styled()
            .decor_style(DecorStyle::Ascii)
            .render(&[group])
    }
}

/// Everything that was found wrong; never empty.
#[derive(Debug, Clone, thiserror::Error)]
#[error("{}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n"))]
pub struct Diagnostics(pub Vec<Diagnostic>);

impl From<Diagnostic> for Diagnostics {
    fn from(diagnostic: Diagnostic) -> Self {
        Self(vec![diagnostic])
    }
}
