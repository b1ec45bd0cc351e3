//! The plots of the page.

use plotters::style::RGBColor;

use super::figure::{digits, mode, percent};
use super::plot::{Axis, Line, draw};
use super::{File, PageError};
use crate::measured::Measured;
use crate::results::{Results, with};
use crate::scenario::{Form, Mode, Model, Overlay, Pace};

/// Colours that people who do not see all colours can tell apart.
const BLACK: RGBColor = RGBColor(0, 0, 0);
const SKY: RGBColor = RGBColor(86, 180, 233);

fn colour(form: Form) -> RGBColor {
    match form {
        Form::None => BLACK,
        Form::Log => RGBColor(213, 94, 0),
        Form::OwnLogs => RGBColor(204, 121, 167),
        Form::Mailbox => RGBColor(0, 114, 178),
        Form::MailboxAcks => RGBColor(0, 158, 115),
    }
}

/// All plots.
pub(super) fn plots(results: &Results) -> Result<Vec<File>, PageError> {
    let mut files = Vec::new();
    for (model, long) in [
        (Model::Loss, "independent loss"),
        (Model::Windows, "connection windows"),
    ] {
        for how in [Mode::Batch, Mode::Interactive] {
            let title = format!(
                "One message from Alice to Bob: {long}, {} mode, exponential back-off",
                mode(how)
            );
            let fits = |it: &&Measured| {
                let at = &it.scenario;
                (at.model, at.mode, at.pace) == (model, how, Pace::Exponential)
            };
            let line = |form: Form| Line {
                name: form.name(),
                colour: colour(form),
                points: with(&results.uptimes, form)
                    .filter(fits)
                    .map(|it| (it.scenario.uptime, it))
                    .collect(),
            };
            let axis = Axis {
                name: "uptime",
                write: percent,
            };
            let svg = draw(&title, &axis, &drawn(Form::ALL.map(line)))?;
            files.push(file(&name(model, how), svg));
        }
    }
    files.push(file("nodes.svg", nodes(&results.nodes)?));
    files.push(file("messages.svg", messages(&results.messages)?));
    Ok(files)
}

/// The file of the plot of a model and a mode.
pub(super) fn name(model: Model, how: Mode) -> String {
    let model = match model {
        Model::Loss => "loss",
        Model::Windows => "windows",
    };
    format!("{model}-{}.svg", mode(how))
}

fn nodes(all: &[Measured]) -> Result<String, PageError> {
    let count = |it: &Measured| f64::from(it.scenario.nodes);
    let mesh = |it: &&Measured| it.scenario.overlay == Overlay::Mesh;
    let mut lines = drawn(Form::ALL.map(|form| Line {
        name: form.name(),
        colour: colour(form),
        points: rising(with(all, form).filter(mesh).map(|it| (count(it), it))),
    }));
    let passed_on = all.iter().filter(|it| !mesh(it));
    lines.push(Line {
        name: "no helper, passed on",
        colour: SKY,
        points: rising(passed_on.map(|it| (count(it), it))),
    });
    let axis = Axis {
        name: "nodes",
        write: digits,
    };
    draw(
        "100 messages of one author, uptime 10 %, independent loss",
        &axis,
        &lines,
    )
}

fn messages(all: &[Measured]) -> Result<String, PageError> {
    let count = |it: &Measured| f64::from(it.scenario.messages);
    let lines = drawn(Form::ALL.map(|form| Line {
        name: form.name(),
        colour: colour(form),
        points: rising(with(all, form).map(|it| (count(it), it))),
    }));
    let axis = Axis {
        name: "messages",
        write: digits,
    };
    draw(
        "10 nodes that all write, uptime 10 %, independent loss",
        &axis,
        &lines,
    )
}

/// Lines that have points.
fn drawn<'a>(lines: impl IntoIterator<Item = Line<'a>>) -> Vec<Line<'a>> {
    lines
        .into_iter()
        .filter(|line| !line.points.is_empty())
        .collect()
}

fn rising<'a>(points: impl Iterator<Item = (f64, &'a Measured)>) -> Vec<(f64, &'a Measured)> {
    let mut points: Vec<_> = points.collect();
    points.sort_by(|one, other| one.0.total_cmp(&other.0));
    points
}

fn file(name: &str, content: String) -> File {
    File {
        path: format!("simulation/{name}"),
        content,
    }
}
